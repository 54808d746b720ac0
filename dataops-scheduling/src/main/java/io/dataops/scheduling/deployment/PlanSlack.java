package io.dataops.scheduling.deployment;

import io.dataops.api.DeploymentPlan;
import io.dataops.api.Interval;
import io.dataops.api.ScheduledDeployment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far a job of a plan can be moved while all others stay where they are: how much later it may start, and without which constraint
 * it could start earlier. The plan itself is not changed. Immutable; a question about one job takes time O(n²) for n jobs.
 *
 * <pre>{@code
 * PlanSlack slack = PlanSlack.of(problem, plan);
 * slack.later("api");      // PT12M: so much later it may start, and the plan ends as before
 * slack.explain("api");    // api: may start PT12M later; would start at 22:10 without the capacity 1 of warehouse
 * slack.later("nobody");   // IllegalArgumentException: job (nobody) is not planned.
 * }</pre>
 */
public final class PlanSlack {
    private final DeploymentProblem problem;
    private final DeploymentPlan plan;
    private final Map<String, List<Interval>> held;

    /**
     * An earlier start of a job.
     *
     * @param without the one constraint that would have to go
     * @param start when the job could start then, with all others where they are
     */
    public record Earlier(PlanConstraint without, Instant start) {}

    private PlanSlack(DeploymentProblem problem, DeploymentPlan plan) {
        this.problem = problem;
        this.plan = plan;
        this.held = Fit.held(problem, plan);
    }

    /**
     * Takes a plan.
     *
     * @param problem what was planned
     * @param plan a feasible plan of it
     * @return its slack
     * @throws IllegalArgumentException if the plan is not feasible
     */
    public static PlanSlack of(DeploymentProblem problem, DeploymentPlan plan) {
        if (!plan.isFeasible()) {
            throw new IllegalArgumentException("plan (" + plan.status() + ") must be feasible to have slack.");
        }
        return new PlanSlack(problem, plan);
    }

    /**
     * Returns how much later a job may start.
     *
     * @param job its name
     * @return the most by which its start can move back so that nothing is broken and the plan ends as before; zero for what is pinned
     * @throws IllegalArgumentException if the job is not planned
     */
    public Duration later(String job) {
        ScheduledDeployment planned = planned(job);
        Instant until = planned.end();
        for (ScheduledDeployment d : plan.deployments()) {
            until = WallClock.max(until, d.end());
        }
        return Duration.between(planned.start(), new Fit(problem, plan, job, held).latest(until));
    }

    /**
     * Returns what would let a job start earlier: each constraint without which alone it could.
     *
     * @param job its name
     * @return the constraints with the start that each of them prevents, earliest first; empty if it takes more than one to go. A start that nothing
     *     prevents, but the goals weigh against, is not among them
     * @throws IllegalArgumentException if the job is not planned
     */
    public List<Earlier> earlier(String job) {
        ScheduledDeployment planned = planned(job);
        Optional<Instant> free = new Fit(problem, plan, job, held).earliest();
        List<PlanConstraint> all = PlanConstraint.all(problem);
        List<Earlier> found = new ArrayList<>();
        for (PlanConstraint constraint : all) {
            if (concerns(constraint, planned)) {
                List<PlanConstraint> rest =
                        all.stream().filter(c -> !c.equals(constraint)).toList();
                new Fit(Relaxed.only(problem, rest), plan, job, held)
                        .earliest()
                        .filter(start -> free.filter(f -> !start.isBefore(f)).isEmpty())
                        .ifPresent(start -> found.add(new Earlier(constraint, start)));
            }
        }
        found.sort(Comparator.comparing(Earlier::start));
        return found;
    }

    private static boolean concerns(PlanConstraint constraint, ScheduledDeployment d) {
        return switch (constraint.kind()) {
            case WINDOWS, BLACKOUT -> true;
            case BUDGET -> false;
            case CAPACITY, RESOURCE_WINDOWS -> d.strategy().uses().getOrDefault(constraint.subject(), 0) > 0;
            case TOGETHER, APART ->
                List.of(constraint.subject().split(", ", -1)).contains(d.asset());
            case DEPENDENCY ->
                constraint.subject().equals(d.asset()) || constraint.other().equals(d.asset());
            default -> constraint.subject().equals(d.asset());
        };
    }

    /**
     * Says both in one line.
     *
     * @param job its name
     * @return plain words
     * @throws IllegalArgumentException if the job is not planned
     */
    public String explain(String job) {
        StringBuilder text =
                new StringBuilder(job).append(": may start ").append(later(job)).append(" later");
        for (Earlier earlier : earlier(job)) {
            text.append("; would start at ")
                    .append(earlier.start())
                    .append(" without ")
                    .append(earlier.without().describe(problem));
        }
        return text.toString();
    }

    private ScheduledDeployment planned(String job) {
        return plan.of(job)
                .orElseThrow(() -> new IllegalArgumentException("job (" + Names.shown(job) + ") is not planned."));
    }
}
