package io.dataops.scheduling.deployment;

import io.dataops.api.DeploymentPlan;
import io.dataops.api.ScheduledDeployment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What has to be undone if a job of a plan fails, by the {@link RollbackRules} of the problem. Immutable.
 *
 * <pre>{@code
 * PlanRollback rollback = PlanRollback.of(problem, plan);
 * rollback.of("api").undone();   // [api, db]: db has started by then, and they are undone together
 * rollback.explain("api");       // api: fails at 22:30 with 2.0 %; then api, db are undone for 55.00, expected 1.10
 * rollback.of("nobody");         // IllegalArgumentException: job (nobody) is not planned.
 * }</pre>
 */
public final class PlanRollback {
    private final Map<String, Failure> failures;

    /**
     * The failure of one job.
     *
     * @param job its name
     * @param at when it shows: its end
     * @param probability the probability of it
     * @param factor how many times its usual cost undoing costs then
     * @param undone what is undone: the job itself, then those of its set that have started by then
     * @param cost what undoing all of them costs then
     * @param expected the share of the job in the expected rollback cost of the plan
     */
    public record Failure(
            String job,
            Instant at,
            double probability,
            double factor,
            List<String> undone,
            double cost,
            double expected) {

        /** Copies the list. */
        public Failure {
            undone = List.copyOf(undone);
        }
    }

    private PlanRollback(Map<String, Failure> failures) {
        this.failures = failures;
    }

    /**
     * Looks at each job of a plan.
     *
     * @param problem what was planned
     * @param plan its plan; one that is not feasible has no jobs
     * @return what failures cost
     */
    public static PlanRollback of(DeploymentProblem problem, DeploymentPlan plan) {
        Compiled compiled = new Compiled(problem);
        RollbackShares shares = new RollbackShares(compiled, plan.deployments());
        Map<String, Failure> failures = new LinkedHashMap<>();
        for (DeploymentJob job : problem.jobs()) {
            plan.of(job.name()).ifPresent(d -> failures.put(job.name(), failure(compiled, shares, job, d)));
        }
        return new PlanRollback(failures);
    }

    private static Failure failure(Compiled compiled, RollbackShares shares, DeploymentJob job, ScheduledDeployment d) {
        double factor = shares.factor(job, d);
        List<String> undone = new ArrayList<>(List.of(job.name()));
        double cost = factor * d.strategy().rollbackCost();
        for (ScheduledDeployment other : shares.undoneWith(job, d)) {
            undone.add(other.asset());
            cost += factor * other.strategy().rollbackCost();
        }
        return new Failure(
                job.name(),
                d.end(),
                GoalUnits.chance(job, d.strategy()),
                factor,
                undone,
                cost,
                compiled.units.amount(Goal.ROLLBACK_COST, shares.of(job, d)));
    }

    /**
     * Returns what the failure of a job costs.
     *
     * @param job its name
     * @return the failure
     * @throws IllegalArgumentException if the job is not planned
     */
    public Failure of(String job) {
        Failure failure = failures.get(job);
        if (failure == null) {
            throw new IllegalArgumentException("job (" + Names.shown(job) + ") is not planned.");
        }
        return failure;
    }

    /**
     * Returns the failures of all jobs.
     *
     * @return in the order of the problem
     */
    public List<Failure> all() {
        return List.copyOf(failures.values());
    }

    /**
     * Says what is undone in one line.
     *
     * @param job its name
     * @return plain words
     * @throws IllegalArgumentException if the job is not planned
     */
    public String explain(String job) {
        Failure f = of(job);
        return String.format(
                Locale.ROOT,
                "%s: fails at %s with %.1f %%; then %s %s undone for %.2f%s, expected %.2f",
                job,
                f.at(),
                100 * f.probability(),
                String.join(", ", f.undone()),
                f.undone().size() == 1 ? "is" : "are",
                f.cost(),
                f.factor() == 1 ? "" : String.format(Locale.ROOT, " (%s times as usual)", f.factor()),
                f.expected());
    }
}
