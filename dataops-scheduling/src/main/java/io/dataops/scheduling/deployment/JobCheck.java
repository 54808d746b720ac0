package io.dataops.scheduling.deployment;

import io.dataops.api.DeploymentPlan;
import io.dataops.api.Interval;
import io.dataops.api.ScheduledDeployment;
import io.dataops.scheduling.project.Interruption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Checks what one job of a plan says of itself and of the other jobs: its strategy, its limits of time, whom it waits for. */
final class JobCheck {
    private final DeploymentProblem problem;
    private final OpenSteps steps;
    private final DeploymentJob job;
    private final ScheduledDeployment d;
    private final DeploymentPlan plan;
    private final Map<String, ScheduledDeployment> byName;
    private final List<PlanViolation> found;

    JobCheck(
            DeploymentProblem problem,
            OpenSteps steps,
            DeploymentJob job,
            ScheduledDeployment d,
            DeploymentPlan plan,
            Map<String, ScheduledDeployment> byName,
            List<PlanViolation> found) {
        this.problem = problem;
        this.steps = steps;
        this.job = job;
        this.d = d;
        this.plan = plan;
        this.byName = byName;
        this.found = found;
    }

    /** Its strategy, and what it asks of the other jobs. */
    void relations() {
        strategy();
        dependencies();
        together();
        apart();
    }

    /** Its limits of time. */
    void limits() {
        job.pinnedAt().ifPresentOrElse(this::pin, this::free);
    }

    private void add(PlanViolation.Kind kind, String message) {
        found.add(new PlanViolation(kind, job.name(), job.name() + " " + message));
    }

    private void strategy() {
        if (!problem.strategiesOf(job).contains(d.strategy())) {
            add(PlanViolation.Kind.STRATEGY, "has no strategy " + d.strategy().name());
        }
        if (job.interruption() != Interruption.NONE) {
            work();
        } else if (!d.start().plus(d.strategy().duration()).equals(d.end())) {
            add(
                    PlanViolation.Kind.STRATEGY,
                    "runs from " + d.start() + " to " + d.end() + ", which is not "
                            + d.strategy().duration());
        }
    }

    /** What a job has run between its pauses; of one that began before the horizon, that is not known. */
    private void work() {
        List<Interval> runs = steps.runs(job, d);
        Duration ran = runs.stream().map(Interval::length).reduce(Duration.ZERO, Duration::plus);
        boolean whole = job.pinnedAt().isEmpty()
                || !d.start().isBefore(problem.horizon().start());
        if (whole && !ran.equals(d.strategy().duration())) {
            add(
                    PlanViolation.Kind.STRATEGY,
                    "runs for " + ran + " from " + d.start() + " to " + d.end() + ", pauses left out, which is not "
                            + d.strategy().duration());
        }
        boolean tight = runs.isEmpty() || runs.get(runs.size() - 1).end().equals(d.end());
        boolean begins = runs.isEmpty()
                || job.pinnedAt().isPresent()
                || runs.get(0).start().equals(d.start());
        if (!tight || !begins) {
            add(PlanViolation.Kind.WINDOW, (begins ? "ends at " + d.end() : "starts at " + d.start()) + " in a pause");
        }
    }

    private void dependencies() {
        for (Predecessor p : job.predecessors()) {
            plan.of(p.job()).ifPresent(before -> {
                if (d.start().isBefore(before.end().plus(p.atLeast()))) {
                    add(
                            PlanViolation.Kind.DEPENDENCY,
                            "starts at " + d.start() + ", before " + p.job() + " ended at " + before.end()
                                    + (p.atLeast().isZero() ? "" : " and " + p.atLeast() + " passed"));
                }
                p.atMost()
                        .filter(most -> d.start().isAfter(before.end().plus(most)))
                        .ifPresent(most -> add(
                                PlanViolation.Kind.DEPENDENCY,
                                "starts at " + d.start() + ", more than " + most + " after " + p.job() + " ended at "
                                        + before.end()));
            });
        }
    }

    private void together() {
        for (String other : others(problem.together())) {
            ScheduledDeployment o = byName.get(other);
            if (o != null && !o.start().equals(d.start())) {
                add(
                        PlanViolation.Kind.TOGETHER,
                        "starts at " + d.start() + ", not together with " + other + " at " + o.start());
            }
        }
    }

    private void apart() {
        for (String other : others(problem.apart())) {
            ScheduledDeployment o = byName.get(other);
            if (o == null || !d.end().isAfter(d.start()) || !o.end().isAfter(o.start())) {
                continue;
            }
            if (o.start().isBefore(d.end()) && d.start().isBefore(o.end())) {
                add(
                        PlanViolation.Kind.APART,
                        "runs from " + d.start() + " to " + d.end() + " and overlaps " + other + " from " + o.start()
                                + " to " + o.end());
            }
        }
    }

    private List<String> others(List<List<String>> sets) {
        return sets.stream()
                .filter(set -> set.contains(job.name()))
                .flatMap(List::stream)
                .filter(name -> !name.equals(job.name()))
                .toList();
    }

    private void pin(Instant start) {
        if (!d.start().equals(start)) {
            add(PlanViolation.Kind.PIN, "starts at " + d.start() + " instead of " + start);
        }
    }

    private void free() {
        Duration from = Duration.between(problem.horizon().start(), d.start());
        if (!problem.granularity()
                .multipliedBy(from.dividedBy(problem.granularity()))
                .equals(from)) {
            add(PlanViolation.Kind.GRID, "starts at " + d.start() + ", off the grid of " + problem.granularity());
        }
        if (d.start().isBefore(problem.horizon().start())
                || d.end().isAfter(problem.horizon().end())) {
            add(PlanViolation.Kind.HORIZON, "runs from " + d.start() + " to " + d.end() + ", outside the horizon");
        }
        job.notBefore()
                .filter(t -> d.start().isBefore(t))
                .ifPresent(t -> add(PlanViolation.Kind.DEADLINE, "starts at " + d.start() + ", before " + t));
        job.deadline()
                .filter(t -> d.end().isAfter(t))
                .ifPresent(t -> add(PlanViolation.Kind.DEADLINE, "ends at " + d.end() + ", after " + t));
    }
}
