package io.dataops.graph;

import io.dataops.api.AffectedAsset;
import io.dataops.api.Likelihood;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Puts what a sweep, and a simulation if there was one, found about vertices into words about assets and columns. */
final class ImpactReport {
    private final DependencyGraph graph;
    private final ImpactSweep sweep;
    private final Optional<Worlds> worlds;
    private final BitSet changed;

    /**
     * Prepares a report.
     *
     * @param changed vertices that are changed, whether or not anything follows from it
     */
    ImpactReport(DependencyGraph graph, ImpactSweep sweep, Optional<Worlds> worlds, BitSet changed) {
        this.graph = graph;
        this.sweep = sweep;
        this.worlds = worlds;
        this.changed = changed;
    }

    /** Every reached vertex by itself. */
    List<AffectedAsset> vertices() {
        List<AffectedAsset> found = new ArrayList<>();
        sweep.reached().stream().forEach(v -> found.add(vertex(v)));
        return found;
    }

    List<AffectedAsset> columns() {
        List<AffectedAsset> found = new ArrayList<>();
        sweep.reached().stream().filter(v -> graph.owner(v) >= 0).forEach(v -> found.add(vertex(v)));
        return found;
    }

    /** The assets that are reached themselves or in one of their columns. */
    List<AffectedAsset> assets() {
        Map<Integer, List<Integer>> parts = new TreeMap<>();
        sweep.reached().stream()
                .forEach(v -> parts.computeIfAbsent(graph.owner(v) < 0 ? v : graph.owner(v), a -> new ArrayList<>())
                        .add(v));
        changed.stream().filter(v -> graph.owner(v) < 0).forEach(v -> parts.putIfAbsent(v, List.of()));
        List<AffectedAsset> found = new ArrayList<>();
        parts.forEach((asset, vertices) -> found.add(asset(asset, vertices)));
        return found;
    }

    private AffectedAsset asset(int asset, List<Integer> parts) {
        Set<String> upstream = new TreeSet<>();
        for (int v : parts) {
            upstream(v, asset, upstream);
        }
        if (changed.get(asset)) {
            return new AffectedAsset(
                    id(asset), graph.layer(asset), Likelihood.exactly(1), List.of(id(asset)), upstream);
        }
        int strongest = parts.get(0);
        for (int v : parts) {
            strongest = sweep.best(v) > sweep.best(strongest) ? v : strongest;
        }
        List<String> path = path(strongest);
        if (strongest != asset) {
            path.add(id(asset));
        }
        return new AffectedAsset(id(asset), graph.layer(asset), likelihood(asset, parts), path, upstream);
    }

    private Likelihood likelihood(int asset, List<Integer> parts) {
        if (parts.size() == 1) {
            return likelihood(parts.get(0));
        }
        int[] vertices = parts.stream().mapToInt(v -> v).toArray();
        OptionalDouble exact = sweep.any(vertices);
        if (exact.isPresent()) {
            return Likelihood.exactly(exact.getAsDouble());
        }
        double lower = Arrays.stream(vertices).mapToDouble(sweep::lower).max().orElse(0);
        double none = 1;
        for (int v : vertices) {
            none *= 1 - sweep.upper(v);
        }
        double upper = Math.max(lower, 1 - none);
        return worlds.map(w -> w.ofAny(asset, lower, upper)).orElseGet(() -> Likelihood.between(lower, upper, upper));
    }

    private AffectedAsset vertex(int v) {
        Set<String> upstream = new TreeSet<>();
        Adjacency in = graph.in();
        for (int i = in.start()[v]; i < in.start()[v + 1]; i++) {
            int u = in.to()[i];
            if (sweep.reached().get(u) && u < v) {
                upstream.add(id(u));
            }
        }
        boolean root = changed.get(v);
        return new AffectedAsset(
                id(v),
                graph.layer(v),
                root ? Likelihood.exactly(1) : likelihood(v),
                root ? List.of(id(v)) : path(v),
                upstream);
    }

    private Likelihood likelihood(int v) {
        if (sweep.isExact(v)) {
            return Likelihood.exactly(sweep.upper(v));
        }
        return worlds.map(w -> w.of(v, sweep.lower(v), sweep.upper(v)))
                .orElseGet(() -> Likelihood.between(sweep.lower(v), sweep.upper(v), sweep.upper(v)));
    }

    /** Adds the assets that a part of an asset reads; of those in a cycle only the ones that come before it in one order. */
    private void upstream(int v, int asset, Set<String> upstream) {
        int[] rank = graph.ranks();
        Adjacency in = graph.in();
        for (int i = in.start()[v]; i < in.start()[v + 1]; i++) {
            int u = in.to()[i];
            if (sweep.reached().get(u) && rank[u] < rank[asset]) {
                upstream.add(id(graph.owner(u) < 0 ? u : graph.owner(u)));
            }
        }
    }

    private List<String> path(int v) {
        List<String> path = new ArrayList<>();
        for (int u = v; u >= 0; u = sweep.isRoot(u) ? -1 : sweep.before(u)) {
            path.add(id(u));
        }
        Collections.reverse(path);
        return path;
    }

    private String id(int v) {
        return graph.assets().get(v).id();
    }
}
