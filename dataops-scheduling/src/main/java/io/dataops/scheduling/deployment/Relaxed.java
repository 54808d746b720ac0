package io.dataops.scheduling.deployment;

import io.dataops.api.Interval;
import io.dataops.api.Strategy;
import io.dataops.api.WeeklyWindow;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Problems with less in their way. */
final class Relaxed {
    private Relaxed() {}

    /** The problem with these constraints alone; jobs, strategies and horizon stay. */
    static DeploymentProblem only(DeploymentProblem p, Collection<PlanConstraint> kept) {
        Set<PlanConstraint> keep = new HashSet<>(kept);
        Map<String, Integer> capacities = new TreeMap<>(p.capacities());
        List<CapacityChange> changes = p.capacityChanges().stream()
                .filter(c -> keep.contains(new PlanConstraint(PlanConstraint.Kind.CAPACITY, c.resource(), "")))
                .toList();
        Map<String, List<WeeklyWindow>> resourceWindows = new TreeMap<>(p.resourceWindows());
        for (String resource : p.capacities().keySet()) {
            if (!keep.contains(new PlanConstraint(PlanConstraint.Kind.CAPACITY, resource, ""))) {
                capacities.put(resource, plenty(p, resource));
            }
            if (!keep.contains(new PlanConstraint(PlanConstraint.Kind.RESOURCE_WINDOWS, resource, ""))) {
                resourceWindows.remove(resource);
            }
        }
        Map<String, Integer> budgets = new TreeMap<>(p.budgets());
        for (String budget : p.budgets().keySet()) {
            if (!keep.contains(new PlanConstraint(PlanConstraint.Kind.BUDGET, budget, ""))) {
                budgets.put(budget, plenty(p, budget));
            }
        }
        Map<String, Interval> blackouts = new TreeMap<>(p.blackouts());
        blackouts.keySet().removeIf(name -> !keep.contains(new PlanConstraint(PlanConstraint.Kind.BLACKOUT, name, "")));
        boolean windows = keep.contains(new PlanConstraint(PlanConstraint.Kind.WINDOWS, "", ""));
        return new DeploymentProblem(
                p.horizon(),
                p.zone(),
                p.granularity(),
                capacities,
                budgets,
                changes,
                windows ? p.windows() : List.of(),
                resourceWindows,
                blackouts,
                p.strategies(),
                p.impact(),
                p.rollback(),
                p.goals(),
                p.weights(),
                p.together().stream()
                        .filter(set -> keep.contains(PlanConstraint.of(PlanConstraint.Kind.TOGETHER, set)))
                        .toList(),
                p.apart().stream()
                        .filter(set -> keep.contains(PlanConstraint.of(PlanConstraint.Kind.APART, set)))
                        .toList(),
                p.jobs().stream().map(j -> only(j, keep)).toList());
    }

    private static DeploymentJob only(DeploymentJob job, Set<PlanConstraint> keep) {
        return new DeploymentJob(
                job.name(),
                job.strategies(),
                job.predecessors().stream()
                        .filter(p ->
                                keep.contains(new PlanConstraint(PlanConstraint.Kind.DEPENDENCY, job.name(), p.job())))
                        .toList(),
                has(keep, PlanConstraint.Kind.NOT_BEFORE, job) ? job.notBefore() : Optional.empty(),
                has(keep, PlanConstraint.Kind.DEADLINE, job) ? job.deadline() : Optional.empty(),
                job.due(),
                has(keep, PlanConstraint.Kind.PIN, job) ? job.pinnedAt() : Optional.empty(),
                job.published(),
                has(keep, PlanConstraint.Kind.JOB_WINDOWS, job) ? job.windows() : List.of(),
                job.interruption(),
                job.failureFactor());
    }

    private static boolean has(Set<PlanConstraint> keep, PlanConstraint.Kind kind, DeploymentJob job) {
        return keep.contains(new PlanConstraint(kind, job.name(), ""));
    }

    /** Units with which a resource never matters. */
    private static int plenty(DeploymentProblem p, String resource) {
        long sum = 0;
        for (DeploymentJob job : p.jobs()) {
            int most = 0;
            for (Strategy way : p.strategiesOf(job)) {
                most = Math.max(most, way.uses().getOrDefault(resource, 0));
            }
            sum += most;
        }
        return (int) Math.min(Integer.MAX_VALUE / 2, sum);
    }
}
