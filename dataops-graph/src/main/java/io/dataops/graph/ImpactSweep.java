package io.dataops.graph;

import io.dataops.api.Layer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** Limits for the part of a graph that some roots reach, in one pass in topological order. */
final class ImpactSweep {
    private final DependencyGraph graph;
    private final Adjacency out;
    private final Adjacency in;
    private final Map<Integer, Double> roots;
    private final Set<Layer> layers;
    private final int maxDepth;
    private final BitSet reached;
    private final BitSet exact;
    private final BitSet wide;
    private final double[] best;
    private final double[] lower;
    private final double[] upper;
    private final int[] before;
    private final FrontierSpread frontier;
    private boolean truncated;

    private ImpactSweep(DependencyGraph graph, Map<Integer, Double> roots, Set<Layer> layers, int maxDepth) {
        this.graph = graph;
        this.out = graph.out();
        this.in = graph.in();
        this.roots = roots;
        this.layers = layers;
        this.maxDepth = maxDepth;
        int n = out.vertices();
        this.reached = new BitSet(n);
        this.exact = new BitSet(n);
        this.wide = new BitSet(n);
        this.best = new double[n];
        this.lower = new double[n];
        this.upper = new double[n];
        this.before = new int[n];
        this.frontier = new FrontierSpread(graph, reached, roots);
        Arrays.fill(before, -1);
    }

    static ImpactSweep of(DependencyGraph graph, Map<Integer, Double> roots, Set<Layer> layers, int maxDepth) {
        ImpactSweep sweep = new ImpactSweep(graph, roots, layers, maxDepth);
        sweep.reach();
        for (int v = sweep.reached.nextSetBit(0); v >= 0; ) {
            int end = v + 1;
            while (end < sweep.out.vertices() && graph.component(end) == graph.component(v)) {
                end++;
            }
            if (end == v + 1) {
                sweep.single(v);
            } else {
                sweep.cycle(v, end);
            }
            v = sweep.reached.nextSetBit(end);
        }
        return sweep;
    }

    boolean truncated() {
        return truncated;
    }

    /** The vertices that are reached; not to be written. */
    BitSet reached() {
        return reached;
    }

    boolean isRoot(int vertex) {
        return roots.containsKey(vertex);
    }

    boolean isExact(int vertex) {
        return exact.get(vertex);
    }

    double lower(int vertex) {
        return lower[vertex];
    }

    double upper(int vertex) {
        return upper[vertex];
    }

    /** The probability of the most probable path to a vertex. */
    double best(int vertex) {
        return best[vertex];
    }

    /** The vertex before this one on its most probable path, or -1. */
    int before(int vertex) {
        return before[vertex];
    }

    /** The probability that any of some reached vertices is affected, if few cuts lie between them and the roots. */
    OptionalDouble any(int[] vertices) {
        double[] certain = new double[vertices.length];
        Arrays.fill(certain, 1);
        return Arrays.stream(vertices).anyMatch(wide::get) ? OptionalDouble.empty() : frontier.of(0, vertices, certain);
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
        double own = roots.getOrDefault(v, 0.0);
        double none = 1 - own;
        best[v] = own;
        lower[v] = own;
        int ways = own > 0 ? 1 : 0;
        boolean apart = true;
        boolean narrow = true;
        int[] parents = new int[in.start()[v + 1] - in.start()[v]];
        double[] propagation = new double[parents.length];
        int count = 0;
        for (int i = in.start()[v]; i < in.start()[v + 1]; i++) {
            int u = in.to()[i];
            double p = graph.propagation(in.edge()[i]);
            if (!reached.get(u) || p == 0) {
                continue;
            }
            parents[count] = u;
            propagation[count++] = p;
            ways++;
            apart &= exact.get(u);
            narrow &= !wide.get(u);
            none *= 1 - p * upper[u];
            lower[v] = Math.max(lower[v], p * lower[u]);
            improve(v, u, p * best[u]);
        }
        upper[v] = Math.max(lower[v], 1 - none);
        exact.set(v, own >= 1 || (ways <= 1 && apart));
        if (exact.get(v)) {
            lower[v] = upper[v];
        } else {
            OptionalDouble found = narrow
                    ? frontier.of(own, Arrays.copyOf(parents, count), Arrays.copyOf(propagation, count))
                    : OptionalDouble.empty();
            exact.set(v, found.isPresent());
            wide.set(v, found.isEmpty());
            lower[v] = found.orElse(lower[v]);
            upper[v] = found.orElse(upper[v]);
        }
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
            wide.set(v);
            lower[v] = best[v];
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
}
