package io.dataops.scheduling.deployment;

import io.dataops.api.DeploymentPlan;
import io.dataops.api.Interval;
import io.dataops.api.ScheduledDeployment;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Assertions on plans for unit tests; each failure names job and time. Needs no test library.
 *
 * <pre>{@code
 * assertThatPlan(plan)
 *         .isFeasible()
 *         .respectsDependencies(problem)
 *         .neverExceeds("warehouse", 4)
 *         .avoids(new Interval(quarterEnd, quarterStart))
 *         .finishesBefore(sundayMorning);
 * assertThatPlan(plan).neverExceeds("warehouse", 1);
 * // AssertionError: api makes it 2 of warehouse at 2026-03-07T22:10:00Z, more than 1: held by db, api
 * }</pre>
 */
public final class PlanAssertions {
    private final DeploymentPlan plan;

    private PlanAssertions(DeploymentPlan plan) {
        this.plan = plan;
    }

    /**
     * Starts assertions.
     *
     * @param plan the plan
     * @return assertions that can be chained
     */
    public static PlanAssertions assertThatPlan(DeploymentPlan plan) {
        return new PlanAssertions(plan);
    }

    /**
     * Asserts that the plan can be carried out.
     *
     * @return this
     */
    public PlanAssertions isFeasible() {
        if (!plan.isFeasible()) {
            throw new AssertionError("the plan is " + plan.status() + ": " + plan.explain());
        }
        return this;
    }

    /**
     * Asserts that the plan keeps every constraint of a problem.
     *
     * @param problem the problem
     * @return this
     */
    public PlanAssertions keeps(DeploymentProblem problem) {
        isFeasible();
        return none(PlanChecker.of(problem).violations(plan));
    }

    /**
     * Asserts that no job starts before what it waits for has ended.
     *
     * @param problem the problem that has the dependencies
     * @return this
     */
    public PlanAssertions respectsDependencies(DeploymentProblem problem) {
        isFeasible();
        return none(PlanChecker.of(problem).violations(plan).stream()
                .filter(v -> v.kind() == PlanViolation.Kind.DEPENDENCY)
                .toList());
    }

    private PlanAssertions none(List<PlanViolation> violations) {
        if (!violations.isEmpty()) {
            throw new AssertionError(
                    violations.stream().map(PlanViolation::toString).collect(Collectors.joining("\n")));
        }
        return this;
    }

    /**
     * Asserts that one job starts after another has ended.
     *
     * @param job the later job
     * @param before the earlier job
     * @return this
     */
    public PlanAssertions startsAfter(String job, String before) {
        ScheduledDeployment later = planned(job);
        ScheduledDeployment earlier = planned(before);
        if (later.start().isBefore(earlier.end())) {
            throw new AssertionError(
                    job + " starts at " + later.start() + ", before " + before + " ends at " + earlier.end());
        }
        return this;
    }

    /**
     * Asserts that no more units of a resource are held at any time, by jobs from start to end, pauses included. A name that no job
     * of the plan uses fails, for it may be misspelt: to assert that nothing is held, let strategies say {@code uses(name, 0)}.
     *
     * @param resource the resource, which a strategy of the plan names
     * @param units the most units
     * @return this
     */
    public PlanAssertions neverExceeds(String resource, int units) {
        isFeasible();
        Set<String> known = new TreeSet<>();
        plan.deployments().forEach(d -> known.addAll(d.strategy().uses().keySet()));
        if (!plan.deployments().isEmpty() && !known.contains(resource)) {
            throw new AssertionError(
                    "no job of the plan uses " + resource + ". Maybe it is misspelt: jobs use " + known + ".");
        }
        for (ScheduledDeployment d : plan.deployments()) {
            List<ScheduledDeployment> holders = plan.deployments().stream()
                    .filter(o -> o.strategy().uses().getOrDefault(resource, 0) > 0)
                    .filter(o -> !o.start().isAfter(d.start()) && o.end().isAfter(d.start()))
                    .toList();
            long held = holders.stream()
                    .mapToLong(o -> o.strategy().uses().getOrDefault(resource, 0))
                    .sum();
            if (held > units) {
                throw new AssertionError(d.asset() + " makes it " + held + " of " + resource + " at " + d.start()
                        + ", more than " + units + ": held by "
                        + holders.stream().map(ScheduledDeployment::asset).collect(Collectors.joining(", ")));
            }
        }
        return this;
    }

    /**
     * Asserts that nothing runs in a stretch of time.
     *
     * @param stretch the stretch
     * @return this
     */
    public PlanAssertions avoids(Interval stretch) {
        isFeasible();
        for (ScheduledDeployment d : plan.deployments()) {
            if (d.start().isBefore(stretch.end()) && stretch.start().isBefore(d.end())) {
                throw new AssertionError(d.asset() + " runs from " + d.start() + " to " + d.end() + ", within "
                        + stretch.start() + " to " + stretch.end());
            }
        }
        return this;
    }

    /**
     * Asserts that everything has ended by an instant.
     *
     * @param end the instant
     * @return this
     */
    public PlanAssertions finishesBefore(Instant end) {
        isFeasible();
        for (ScheduledDeployment d : plan.deployments()) {
            if (d.end().isAfter(end)) {
                throw new AssertionError(d.asset() + " ends at " + d.end() + ", after " + end);
            }
        }
        return this;
    }

    private ScheduledDeployment planned(String job) {
        return plan.of(job).orElseThrow(() -> new AssertionError(job + " is not planned"));
    }
}
