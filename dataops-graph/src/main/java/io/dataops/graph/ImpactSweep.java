package io.dataops.graph;

import io.dataops.api.AffectedAsset;
import io.dataops.api.Budget;
import io.dataops.api.Layer;
import io.dataops.api.Likelihood;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** One pass over the part of a graph that some roots reach, in topological order. */
final class ImpactSweep {
    private final DependencyGraph graph;
    private final Adjacency out;
    private final Adjacency in;
    private final Map<Integer, Double> roots;
    private final Set<Layer> layers;
    private final int maxDepth;
    private final BitSet reached;
    private final BitSet exact;
    private final double[] best;
    private final double[] upper;
    private final int[] before;
    private boolean truncated;

    ImpactSweep(DependencyGraph graph, Map<Integer, Double> roots, Set<Layer> layers, int maxDepth) {
        this.graph = graph;
        this.out = graph.out();
        this.in = graph.in();
        this.roots = roots;
        this.layers = layers;
        this.maxDepth = maxDepth;
        int n = out.vertices();
        this.reached = new BitSet(n);
        this.exact = new BitSet(n);
        this.best = new double[n];
        this.upper = new double[n];
        this.before = new int[n];
        Arrays.fill(before, -1);
    }

    boolean truncated() {
        return truncated;
    }

    List<AffectedAsset> run() {
        reach();
        for (int v = reached.nextSetBit(0); v >= 0; ) {
            int end = v + 1;
            while (end < out.vertices() && graph.component(end) == graph.component(v)) {
                end++;
            }
            if (end == v + 1) {
                single(v);
            } else {
                cycle(v, end);
            }
            v = reached.nextSetBit(end);
        }
        List<AffectedAsset> affected = new ArrayList<>();
        for (int v = reached.nextSetBit(0); v >= 0; v = reached.nextSetBit(v + 1)) {
            affected.add(asset(v));
        }
        return affected;
    }

    /** Breadth first, so that depth is counted in dependencies on a shortest path. */
    private void reach() {
        ArrayDeque<Integer> queue = new ArrayDeque<>(roots.keySet());
        roots.keySet().forEach(reached::set);
        for (int depth = 0; !queue.isEmpty(); depth++) {
            for (int left = queue.size(); left > 0; left--) {
                int v = queue.remove();
                for (int i = out.start()[v]; i < out.start()[v + 1]; i++) {
                    int w = out.to()[i];
                    if (reached.get(w) || graph.propagation(out.edge()[i]) == 0) {
                        continue;
                    }
                    if (depth >= maxDepth || !layers.contains(graph.layer(w))) {
                        truncated = true;
                        continue;
                    }
                    reached.set(w);
                    queue.add(w);
                }
            }
        }
    }

    private void single(int v) {
        double none = 1 - roots.getOrDefault(v, 0.0);
        double strongest = roots.getOrDefault(v, 0.0);
        int ways = strongest > 0 ? 1 : 0;
        boolean apart = true;
        for (int i = in.start()[v]; i < in.start()[v + 1]; i++) {
            int u = in.to()[i];
            double p = graph.propagation(in.edge()[i]);
            if (!reached.get(u) || p == 0) {
                continue;
            }
            ways++;
            apart &= exact.get(u);
            none *= 1 - p * upper[u];
            if (p * best[u] > strongest || (before[v] < 0 && !roots.containsKey(v))) {
                strongest = p * best[u];
                before[v] = u;
            }
        }
        exact.set(v, ways <= 1 && apart);
        best[v] = strongest;
        upper[v] = Math.max(strongest, 1 - none);
    }

    /** Best paths by relaxing until nothing improves; one upper limit for all: that the cycle is entered at all. */
    private void cycle(int from, int end) {
        double none = 1;
        for (int v = from; v < end; v++) {
            if (!reached.get(v)) {
                continue;
            }
            best[v] = roots.getOrDefault(v, 0.0);
            none *= 1 - best[v];
            for (int i = in.start()[v]; i < in.start()[v + 1]; i++) {
                int u = in.to()[i];
                double p = graph.propagation(in.edge()[i]);
                if (p > 0 && reached.get(u) && (u < from || u >= end)) {
                    none *= 1 - p * upper[u];
                    improve(v, u, p * best[u]);
                }
            }
        }
        ArrayDeque<Integer> open = new ArrayDeque<>();
        for (int v = from; v < end; v++) {
            if (reached.get(v) && (best[v] > 0 || roots.containsKey(v) || before[v] >= 0)) {
                open.add(v);
            }
        }
        while (!open.isEmpty()) {
            int u = open.remove();
            for (int i = out.start()[u]; i < out.start()[u + 1]; i++) {
                int w = out.to()[i];
                double p = graph.propagation(out.edge()[i]);
                if (p > 0 && w >= from && w < end && reached.get(w) && improve(w, u, p * best[u])) {
                    open.add(w);
                }
            }
        }
        for (int v = from; v < end; v++) {
            upper[v] = Math.max(best[v], 1 - none);
        }
    }

    private boolean improve(int v, int u, double by) {
        boolean first = before[v] < 0 && !roots.containsKey(v);
        if (by > best[v] || first) {
            best[v] = Math.max(best[v], by);
            before[v] = u;
            return true;
        }
        return false;
    }

    private AffectedAsset asset(int v) {
        String id = id(v);
        Set<String> upstream = new TreeSet<>();
        for (int i = in.start()[v]; i < in.start()[v + 1]; i++) {
            boolean comesBefore = graph.component(in.to()[i]) != graph.component(v) || in.to()[i] < v;
            if (reached.get(in.to()[i]) && comesBefore) {
                upstream.add(id(in.to()[i]));
            }
        }
        boolean root = roots.containsKey(v);
        Likelihood likelihood = root
                ? Likelihood.exactly(1)
                : exact.get(v) ? Likelihood.exactly(best[v]) : Likelihood.between(best[v], upper[v], upper[v]);
        return new AffectedAsset(id, graph.layer(v), likelihood, root ? List.of(id) : path(v), upstream);
    }

    private List<String> path(int v) {
        List<String> path = new ArrayList<>();
        for (int u = v; u >= 0; u = before[u]) {
            path.add(id(u));
        }
        Collections.reverse(path);
        return path;
    }

    private String id(int v) {
        return graph.assets().get(v).id();
    }

    /** The same assets with the likelihood of those that are not exact replaced by the share of worlds. */
    List<AffectedAsset> simulated(List<AffectedAsset> affected, Budget.Meter meter, long seed) {
        int[] hits = new int[out.vertices()];
        int worlds = worlds(hits, meter, seed);
        if (worlds == 0) {
            return affected;
        }
        List<AffectedAsset> replaced = new ArrayList<>();
        int at = 0;
        for (int v = reached.nextSetBit(0); v >= 0; v = reached.nextSetBit(v + 1)) {
            AffectedAsset a = affected.get(at++);
            boolean known = a.likelihood().basis() == Likelihood.Basis.EXACT;
            replaced.add(
                    known
                            ? a
                            : new AffectedAsset(
                                    a.asset(), a.layer(), wilson(v, hits[v], worlds), a.path(), a.upstream()));
        }
        return replaced;
    }

    private Likelihood wilson(int v, int hits, int worlds) {
        double z2 = 1.959964 * 1.959964;
        double share = (double) hits / worlds;
        double centre = (share + z2 / (2 * worlds)) / (1 + z2 / worlds);
        double half =
                1.959964 * Math.sqrt(share * (1 - share) / worlds + z2 / (4.0 * worlds * worlds)) / (1 + z2 / worlds);
        double low = Math.min(upper[v], Math.max(best[v], centre - half));
        double high = Math.max(low, Math.min(upper[v], centre + half));
        return Likelihood.sampled(low, Math.max(low, Math.min(high, share)), high);
    }

    /** One world after the other, drawing only the dependencies that it comes to; counts who is hit. */
    private int worlds(int[] hits, Budget.Meter meter, long seed) {
        int[] seen = new int[out.vertices()];
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
                for (int i = out.start()[v]; i < out.start()[v + 1]; i++) {
                    int w = out.to()[i];
                    if (seen[w] != world && reached.get(w) && random.nextDouble() < graph.propagation(out.edge()[i])) {
                        seen[w] = world;
                        open.add(w);
                    }
                }
            }
        }
        return world;
    }
}
