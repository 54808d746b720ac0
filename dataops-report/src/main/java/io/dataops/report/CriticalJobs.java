package io.dataops.report;

import io.dataops.api.AffectedAsset;
import io.dataops.api.DeploymentPlan;
import io.dataops.api.Impact;
import io.dataops.api.ScheduledDeployment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The jobs that a later end would push on: those that end last, and each job that ends at the very moment when a critical one starts which
 * reads it or needs a resource that it held.
 */
final class CriticalJobs {
    private CriticalJobs() {}

    static Set<String> of(DeploymentPlan plan, Impact impact) {
        Map<String, Set<String>> reads = new HashMap<>();
        for (AffectedAsset a : impact.affected()) {
            reads.put(a.asset(), a.upstream());
        }
        Map<Instant, List<ScheduledDeployment>> endingAt = new HashMap<>();
        Instant last = Instant.MIN;
        for (ScheduledDeployment d : plan.deployments()) {
            endingAt.computeIfAbsent(d.end(), x -> new ArrayList<>()).add(d);
            last = d.end().isAfter(last) ? d.end() : last;
        }
        Set<String> critical = new HashSet<>();
        List<ScheduledDeployment> open = new ArrayList<>(endingAt.getOrDefault(last, List.of()));
        open.forEach(d -> critical.add(d.asset()));
        while (!open.isEmpty()) {
            ScheduledDeployment next = open.remove(open.size() - 1);
            for (ScheduledDeployment before : endingAt.getOrDefault(next.start(), List.of())) {
                boolean read = reads.getOrDefault(next.asset(), Set.of()).contains(before.asset());
                boolean shared = !Collections.disjoint(
                        before.strategy().uses().keySet(),
                        next.strategy().uses().keySet());
                if ((read || shared) && critical.add(before.asset())) {
                    open.add(before);
                }
            }
        }
        return critical;
    }
}
