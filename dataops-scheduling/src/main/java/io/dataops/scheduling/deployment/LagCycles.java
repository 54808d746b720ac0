package io.dataops.scheduling.deployment;

import io.dataops.api.PlanConflict;
import io.dataops.api.Strategy;
import io.dataops.scheduling.project.Interruption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds jobs whose least and most times between them contradict each other, whatever their strategies: a circle of positive length
 * in the network of start-to-start times. Pinned jobs are left out, since they stay where they are. Takes time in the order of jobs
 * times lags at worst, and a few rounds over the lags where there is no circle.
 */
final class LagCycles {
    /** The later one starts at least so many milliseconds after the earlier one, said in words. */
    private record Arc(int from, int to, long millis, String text, String most) {}

    private LagCycles() {}

    static Optional<PlanConflict> find(DeploymentProblem problem) {
        List<Arc> arcs = arcs(problem);
        if (arcs.stream().allMatch(arc -> arc.most().isEmpty())) {
            return Optional.empty();
        }
        int n = problem.jobs().size();
        long[] earliest = new long[n];
        int[] last = new int[n];
        Arrays.fill(last, -1);
        int changed = -1;
        for (int round = 0; round <= n; round++) {
            changed = -1;
            for (int a = 0; a < arcs.size(); a++) {
                Arc arc = arcs.get(a);
                if (earliest[arc.from()] + arc.millis() > earliest[arc.to()]) {
                    earliest[arc.to()] = earliest[arc.from()] + arc.millis();
                    last[arc.to()] = a;
                    changed = arc.to();
                }
            }
            if (changed < 0) {
                return Optional.empty();
            }
        }
        int at = changed;
        for (int i = 0; i < n; i++) {
            at = arcs.get(last[at]).from();
        }
        List<Arc> cycle = new ArrayList<>();
        int end = at;
        do {
            Arc arc = arcs.get(last[at]);
            cycle.add(arc);
            at = arc.from();
        } while (at != end);
        Collections.reverse(cycle);
        return Optional.of(conflict(cycle));
    }

    private static PlanConflict conflict(List<Arc> cycle) {
        long excess = cycle.stream().mapToLong(Arc::millis).sum();
        String most = cycle.stream()
                .map(Arc::most)
                .filter(m -> !m.isEmpty())
                .findFirst()
                .orElse("");
        return new PlanConflict(
                cycle.stream().map(Arc::text).toList(),
                false,
                "raise the most time between " + most + " by " + PlainConflicts.text(Duration.ofMillis(excess)));
    }

    private static List<Arc> arcs(DeploymentProblem problem) {
        Map<String, Integer> index = new HashMap<>();
        problem.jobs().forEach(job -> index.put(job.name(), index.size()));
        List<Arc> arcs = new ArrayList<>();
        for (DeploymentJob job : problem.jobs()) {
            for (Predecessor p : job.predecessors()) {
                int from = index.getOrDefault(p.job(), -1);
                int to = index.getOrDefault(job.name(), -1);
                DeploymentJob earlier = problem.jobs().get(from);
                if (job.pinnedAt().isPresent() || earlier.pinnedAt().isPresent()) {
                    continue;
                }
                List<Duration> lengths = problem.strategiesOf(earlier).stream()
                        .map(Strategy::duration)
                        .sorted(Comparator.naturalOrder())
                        .toList();
                String names = Names.shown(p.job()) + " and " + Names.shown(job.name());
                arcs.add(new Arc(
                        from,
                        to,
                        lengths.get(0).plus(p.atLeast()).toMillis(),
                        "at least " + PlainConflicts.text(p.atLeast()) + " between " + names,
                        ""));
                if (p.atMost().isPresent() && earlier.interruption() == Interruption.NONE) {
                    Duration longest = lengths.get(lengths.size() - 1);
                    arcs.add(new Arc(
                            to,
                            from,
                            -longest.plus(p.atMost().get()).toMillis(),
                            "at most " + PlainConflicts.text(p.atMost().get()) + " between " + names,
                            names));
                }
            }
        }
        return arcs;
    }
}
