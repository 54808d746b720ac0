package io.dataops.scheduling.deployment;

import io.dataops.api.DeploymentPlan;
import io.dataops.api.ScheduledDeployment;
import io.dataops.api.Strategy;
import io.dataops.scheduling.project.Interruption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Checks that no more of a resource is held than there is while a job of a plan runs. */
final class CapacityCheck {
    private final DeploymentProblem problem;
    private final OpenSteps steps;
    private final DeploymentPlan plan;
    private final List<PlanViolation> found;
    private final Map<String, DeploymentJob> jobs = new LinkedHashMap<>();

    CapacityCheck(DeploymentProblem problem, OpenSteps steps, DeploymentPlan plan, List<PlanViolation> found) {
        this.problem = problem;
        this.steps = steps;
        this.plan = plan;
        this.found = found;
        problem.jobs().forEach(job -> jobs.put(job.name(), job));
    }

    /** Usage can only rise where a job starts or capacity changes, so those instants are enough. */
    void run(DeploymentJob job, ScheduledDeployment d) {
        for (Map.Entry<String, Integer> use : d.strategy().uses().entrySet()) {
            String resource = use.getKey();
            if (problem.budgets().containsKey(resource)) {
                continue;
            }
            TreeSet<Instant> instants = new TreeSet<>(List.of(d.start()));
            problem.capacityChanges().forEach(c -> {
                within(d, c.during().start(), instants);
                within(d, c.during().end(), instants);
            });
            if (job.interruption() != Interruption.NONE) {
                steps.runs(job, d).forEach(run -> instants.add(run.start()));
            }
            for (Instant at : instants) {
                long held = held(resource, at);
                int units = units(resource, at);
                if (use.getValue() > 0 && held > units) {
                    found.add(new PlanViolation(
                            PlanViolation.Kind.CAPACITY,
                            job.name(),
                            job.name() + " makes it " + held + " of " + resource + " at " + at + ", of which there are "
                                    + units));
                }
            }
        }
    }

    private static void within(ScheduledDeployment d, Instant instant, Set<Instant> points) {
        if (instant.isAfter(d.start()) && instant.isBefore(d.end())) {
            points.add(instant);
        }
    }

    private long held(String resource, Instant at) {
        long held = 0;
        for (ScheduledDeployment other : plan.deployments()) {
            Strategy way = other.strategy();
            if (!other.start().isAfter(at) && other.end().isAfter(at) && !isReleased(other, at)) {
                held += way.uses().getOrDefault(resource, 0);
            }
        }
        return held;
    }

    private boolean isReleased(ScheduledDeployment other, Instant at) {
        DeploymentJob owner = jobs.get(other.asset());
        return owner != null
                && owner.interruption() == Interruption.RELEASING
                && steps.runs(owner, other).stream()
                        .noneMatch(run -> !at.isBefore(run.start()) && at.isBefore(run.end()));
    }

    private int units(String resource, Instant at) {
        return problem.capacityChanges().stream()
                .filter(c -> c.resource().equals(resource))
                .filter(c -> !at.isBefore(c.during().start())
                        && at.isBefore(c.during().end()))
                .mapToInt(CapacityChange::units)
                .min()
                .orElse(problem.capacities().getOrDefault(resource, 0));
    }
}
