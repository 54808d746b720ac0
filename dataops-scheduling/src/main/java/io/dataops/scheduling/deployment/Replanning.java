package io.dataops.scheduling.deployment;

import io.dataops.api.Budget;
import io.dataops.api.DeploymentPlan;
import io.dataops.api.ScheduledDeployment;
import io.dataops.api.Strategy;
import io.dataops.scheduling.project.Interruption;
import io.dataops.scheduling.project.Solver;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Plans the rest of a plan that is under way, moving as few deployments as it can.
 *
 * <p>What has started or finished stays where it is. What failed is rolled back at once, which takes its own time and
 * resources, and is deployed again after that. Everything else keeps its strategy and starts no earlier than published; the
 * number of changed starts is kept small first, then by how much they change, then the goals of the problem one by one.
 *
 * <pre>{@code
 * DeploymentPlan next = Replanning.of(problem, plan)
 *         .at(now)
 *         .started("db")
 *         .failed("api", Strategy.of("roll back", Duration.ofMinutes(10)))
 *         .maxMoves(5)
 *         .solve(Budget.steps(5_000));
 * Replanning.of(problem, plan).started("nobody");   // IllegalArgumentException: job (nobody) is not planned.
 * }</pre>
 */
public final class Replanning {
    private final DeploymentProblem problem;
    private final Map<String, ScheduledDeployment> planned = new LinkedHashMap<>();
    private final Set<String> kept = new LinkedHashSet<>();
    private final Set<String> finished = new LinkedHashSet<>();
    private final Map<String, Strategy> failed = new LinkedHashMap<>();
    private Optional<Instant> now = Optional.empty();
    private Optional<Integer> maxMoves = Optional.empty();
    private Optional<Goal> moves = Optional.empty();

    private Replanning(DeploymentProblem problem, DeploymentPlan plan) {
        if (!plan.isFeasible()) {
            throw new IllegalArgumentException("the plan is " + plan.status() + ", so there is nothing to go on with.");
        }
        this.problem = problem;
        plan.deployments().forEach(d -> planned.put(d.asset(), d));
        problem.jobs().forEach(job -> known(job.name()));
    }

    /**
     * Starts from a plan.
     *
     * @param problem what was planned
     * @param plan its plan, feasible
     * @return a builder
     */
    public static Replanning of(DeploymentProblem problem, DeploymentPlan plan) {
        return new Replanning(problem, plan);
    }

    /**
     * Sets the time; nothing new starts before it.
     *
     * @param instant now
     * @return this
     */
    public Replanning at(Instant instant) {
        now = Once.set("time", now, instant);
        return this;
    }

    /**
     * Says that jobs have started as planned.
     *
     * @param jobs their names
     * @return this
     */
    public Replanning started(String... jobs) {
        kept.addAll(List.of(known(jobs)));
        return this;
    }

    /**
     * Says that jobs have finished as planned.
     *
     * @param jobs their names
     * @return this
     */
    public Replanning finished(String... jobs) {
        kept.addAll(List.of(known(jobs)));
        finished.addAll(List.of(jobs));
        return this;
    }

    /**
     * Says that a job has failed and is being rolled back now.
     *
     * @param job its name
     * @param rollback how long that takes, and what it holds
     * @return this
     */
    public Replanning failed(String job, Strategy rollback) {
        known(job);
        failed.put(job, rollback);
        return this;
    }

    /**
     * Sets how many deployments may move, those that failed included.
     *
     * @param count 0 or more; any number unless set
     * @return this
     */
    public Replanning maxMoves(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("maxMoves (" + count + ") must not be negative.");
        }
        maxMoves = Once.set("maxMoves", maxMoves, count);
        return this;
    }

    /**
     * Sets what is kept small before anything else: how many starts change, or by how much.
     *
     * @param goal {@link Goal#CHANGES}, which it is unless set, or {@link Goal#SHIFT}; the other one comes second
     * @return this
     */
    public Replanning minimize(Goal goal) {
        if (goal != Goal.CHANGES && goal != Goal.SHIFT) {
            throw new IllegalArgumentException("goal (" + goal + ") must be CHANGES or SHIFT.");
        }
        moves = Once.set("goal", moves, goal);
        return this;
    }

    private String[] known(String... jobs) {
        for (String job : jobs) {
            if (!planned.containsKey(job)) {
                throw new IllegalArgumentException("job (" + Names.shown(job) + ") is not planned.");
            }
        }
        return jobs;
    }

    /**
     * Returns the problem that is left.
     *
     * @return what has started as pins, rollbacks as jobs of their own, the rest with published starts
     */
    public DeploymentProblem problem() {
        Instant from = now.orElseThrow(() -> new IllegalStateException("the time is missing. Maybe call at(now)."));
        List<DeploymentJob> jobs = new ArrayList<>();
        for (DeploymentJob job : problem.jobs()) {
            ScheduledDeployment d = planned.get(job.name());
            if (d == null) {
                throw new IllegalStateException("job (" + Names.shown(job.name()) + ") is not planned.");
            }
            Strategy rollback = failed.get(job.name());
            checkTimes(d, from);
            if (rollback != null) {
                String name = rollbackOf(job.name());
                jobs.add(job(name, job, List.of(rollback), List.of(), from, Optional.of(onGrid(from)), d));
                List<Predecessor> before = new ArrayList<>(job.predecessors());
                before.add(new Predecessor(name, Duration.ZERO, Optional.empty()));
                jobs.add(job(job.name(), job, problem.strategiesOf(job), before, from, Optional.empty(), d));
            } else if (kept.contains(job.name())) {
                jobs.add(job(
                        job.name(),
                        job,
                        List.of(d.strategy()),
                        job.predecessors(),
                        d.start(),
                        Optional.of(d.start()),
                        d));
            } else {
                Instant start = WallClock.max(from, d.start());
                jobs.add(job(job.name(), job, List.of(d.strategy()), job.predecessors(), start, Optional.empty(), d));
            }
        }
        List<Goal> goals = new ArrayList<>(List.of(moves.orElse(Goal.CHANGES)));
        goals.add(goals.contains(Goal.SHIFT) ? Goal.CHANGES : Goal.SHIFT);
        problem.goals().stream().filter(g -> !goals.contains(g)).forEach(goals::add);
        return new DeploymentProblem(
                problem.horizon(),
                problem.zone(),
                problem.granularity(),
                problem.capacities(),
                problem.budgets(),
                problem.capacityChanges(),
                problem.windows(),
                problem.resourceWindows(),
                problem.blackouts(),
                problem.strategies(),
                problem.impact(),
                problem.rollback(),
                goals,
                Map.of(),
                together(),
                apart(),
                jobs);
    }

    /** What has started, finished or failed as planned was planned so by now; and nothing has both finished and failed. */
    private void checkTimes(ScheduledDeployment d, Instant from) {
        String job = Names.shown(d.asset());
        boolean has = kept.contains(d.asset()) || failed.containsKey(d.asset());
        if (kept.contains(d.asset()) && failed.containsKey(d.asset())) {
            throw new IllegalArgumentException(
                    "job (" + job + ") must not have failed and have started or finished as planned.");
        }
        if (has && d.start().isAfter(from)) {
            throw new IllegalArgumentException("job (" + job + ") is planned to start at " + d.start()
                    + ", after the time (" + from + "), so it has not started as planned.");
        }
        if (finished.contains(d.asset()) && d.end().isAfter(from)) {
            throw new IllegalArgumentException("job (" + job + ") is planned to end at " + d.end()
                    + ", after the time (" + from + "), so it has not finished as planned. Maybe say started(...).");
        }
    }

    /** What has started, or failed, no longer starts together with what has not. */
    private List<List<String>> together() {
        return problem.together().stream()
                .map(set -> set.stream()
                        .filter(job -> !kept.contains(job) && !failed.containsKey(job))
                        .toList())
                .filter(set -> set.size() > 1)
                .toList();
    }

    /** A rollback is kept apart from what its job is kept apart from. */
    private List<List<String>> apart() {
        return problem.apart().stream()
                .map(set -> set.stream()
                        .flatMap(job -> failed.containsKey(job) ? Stream.of(job, rollbackOf(job)) : Stream.of(job))
                        .toList())
                .toList();
    }

    private static String rollbackOf(String job) {
        return "rollback of " + job;
    }

    /** The first grid point that is not before an instant. */
    private Instant onGrid(Instant instant) {
        Duration since = Duration.between(problem.horizon().start(), instant);
        long points = since.dividedBy(problem.granularity());
        Instant point = problem.horizon().start().plus(problem.granularity().multipliedBy(points));
        return point.isBefore(instant) ? point.plus(problem.granularity()) : point;
    }

    private static DeploymentJob job(
            String name,
            DeploymentJob job,
            List<Strategy> ways,
            List<Predecessor> before,
            Instant notBefore,
            Optional<Instant> pin,
            ScheduledDeployment planned) {
        boolean own = name.equals(job.name());
        return new DeploymentJob(
                name,
                ways,
                before,
                Optional.of(
                        job.notBefore().map(t -> WallClock.max(t, notBefore)).orElse(notBefore)),
                own ? job.deadline() : Optional.empty(),
                own ? job.due() : Optional.empty(),
                pin,
                own ? Optional.of(planned.start()) : Optional.empty(),
                own ? job.windows() : List.of(),
                own ? job.interruption() : Interruption.NONE,
                job.failureFactor());
    }

    /**
     * Plans what is left.
     *
     * @param budget how long to search; a step is a schedule
     * @return the plan with everything of the problem and the rollbacks; UNKNOWN if none was found within the number of moves
     */
    public DeploymentPlan solve(Budget budget) {
        DeploymentPlan plan = new PlanSearch(Solver.HYBRID, 1).solve(problem(), budget);
        boolean tooMany = plan.isFeasible()
                && maxMoves.isPresent()
                && plan.objectives()
                                .get(moves.orElse(Goal.CHANGES) == Goal.CHANGES ? 0 : 1)
                                .value()
                        > maxMoves.get();
        return tooMany
                ? new DeploymentPlan(
                        DeploymentPlan.Status.UNKNOWN, List.of(), List.of(), Optional.empty(), plan.provenance())
                : plan;
    }
}
