package io.dataops.scheduling.deployment;

import io.dataops.api.ScheduledDeployment;
import io.dataops.api.Strategy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the failure of each job of a plan costs, in the units of the project: each job has what its own failure undoes. */
final class RollbackShares {
    private final Compiled compiled;
    private final Map<String, DeploymentJob> jobs = new HashMap<>();
    private final Map<String, ScheduledDeployment> planned = new HashMap<>();

    RollbackShares(Compiled compiled, Collection<ScheduledDeployment> plan) {
        this.compiled = compiled;
        compiled.problem.jobs().forEach(job -> jobs.put(job.name(), job));
        plan.forEach(d -> planned.put(d.asset(), d));
    }

    /** Those of its set that have started when a job ends, in the order of the set. */
    List<ScheduledDeployment> undoneWith(DeploymentJob job, ScheduledDeployment d) {
        int end = compiled.endSlot(job, d);
        List<ScheduledDeployment> undone = new ArrayList<>();
        for (String name : compiled.problem.rollback().with(job.name())) {
            Optional<DeploymentJob> other = Optional.ofNullable(jobs.get(name));
            Optional.ofNullable(planned.get(name))
                    .filter(o ->
                            other.filter(k -> compiled.startSlot(k, o) < end).isPresent())
                    .ifPresent(undone::add);
        }
        return undone;
    }

    /** The factor of the time at which a job ends. */
    double factor(DeploymentJob job, ScheduledDeployment d) {
        return compiled.problem.rollback().at(compiled.grid.at(compiled.endSlot(job, d)));
    }

    long of(DeploymentJob job, ScheduledDeployment d) {
        double factor = factor(job, d);
        Strategy way = d.strategy();
        long sum = compiled.units.rollback(job, way, factor);
        for (ScheduledDeployment other : undoneWith(job, d)) {
            sum += compiled.units.undone(job, way, factor, other.strategy());
        }
        return sum;
    }

    /** The plan with the share of each. */
    List<ScheduledDeployment> told(List<ScheduledDeployment> plan) {
        return plan.stream()
                .map(d -> Optional.ofNullable(jobs.get(d.asset()))
                        .map(job -> new ScheduledDeployment(
                                d.asset(),
                                d.strategy(),
                                d.start(),
                                d.end(),
                                compiled.units.amount(Goal.ROLLBACK_COST, of(job, d)),
                                d.waitsFor()))
                        .orElse(d))
                .toList();
    }
}
