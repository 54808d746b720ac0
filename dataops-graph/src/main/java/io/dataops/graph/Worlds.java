package io.dataops.graph;

import io.dataops.api.Budget;
import io.dataops.api.Likelihood;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Map;
import java.util.SplittableRandom;

/** Simulated worlds, one after the other, drawing only the dependencies that each comes to. */
final class Worlds {
    private final int[] hits;
    private final int[] groupHits;
    private final int count;

    private Worlds(int[] hits, int[] groupHits, int count) {
        this.hits = hits;
        this.groupHits = groupHits;
        this.count = count;
    }

    static Worlds simulate(
            DependencyGraph graph, Map<Integer, Double> roots, BitSet reached, Budget.Meter meter, long seed) {
        Adjacency out = graph.out();
        int[] hits = new int[out.vertices()];
        int[] groupHits = new int[out.vertices()];
        int[] seen = new int[out.vertices()];
        int[] seenGroup = new int[out.vertices()];
        ArrayDeque<Integer> open = new ArrayDeque<>();
        SplittableRandom random = new SplittableRandom(seed);
        int world = 0;
        while (world < Integer.MAX_VALUE && !meter.isSpent()) {
            world++;
            meter.spend(1);
            for (Map.Entry<Integer, Double> root : roots.entrySet()) {
                if (root.getValue() >= 1 || random.nextDouble() < root.getValue()) {
                    seen[root.getKey()] = world;
                    open.add(root.getKey());
                }
            }
            while (!open.isEmpty()) {
                int v = open.remove();
                hits[v]++;
                int group = graph.owner(v) < 0 ? v : graph.owner(v);
                groupHits[group] += seenGroup[group] == world ? 0 : 1;
                seenGroup[group] = world;
                for (int i = out.start()[v]; i < out.start()[v + 1]; i++) {
                    int w = out.to()[i];
                    if (seen[w] != world && reached.get(w) && random.nextDouble() < graph.propagation(out.edge()[i])) {
                        seen[w] = world;
                        open.add(w);
                    }
                }
            }
        }
        return new Worlds(hits, groupHits, world);
    }

    /** The share of worlds that hit a vertex, with its 95 % interval cut to certain limits. */
    Likelihood of(int vertex, double lower, double upper) {
        return within(hits[vertex], lower, upper);
    }

    /** The share of worlds that hit an asset or one of its columns. */
    Likelihood ofAny(int asset, double lower, double upper) {
        return within(groupHits[asset], lower, upper);
    }

    private Likelihood within(int hit, double lower, double upper) {
        if (count == 0) {
            return Likelihood.between(lower, upper, upper);
        }
        Likelihood seen = Likelihood.counted(hit, count);
        double low = Math.min(upper, Math.max(lower, seen.lower()));
        double high = Math.max(low, Math.min(upper, seen.upper()));
        return Likelihood.sampled(low, Math.max(low, Math.min(high, seen.value())), high);
    }
}
