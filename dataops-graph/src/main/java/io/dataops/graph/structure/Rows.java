package io.dataops.graph.structure;

import io.dataops.graph.Asset;
import io.dataops.graph.Cycle;
import io.dataops.graph.Dependency;
import io.dataops.graph.DependencyGraph;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A graph as numbers: vertices in the order of {@link DependencyGraph#assets()}, their strongly connected components in
 * topological order, and the dependencies between components as compressed sparse rows without repetitions.
 */
final class Rows {
    private final DependencyGraph graph;
    private final List<Asset> assets;
    private final Map<String, Integer> index = new HashMap<>();
    private final int[] component;
    private final int components;
    private final int[] start;
    private final int[] to;

    private Rows(DependencyGraph graph) {
        this.graph = graph;
        this.assets = graph.assets();
        int n = assets.size();
        for (int v = 0; v < n; v++) {
            index.put(assets.get(v).id(), v);
        }
        this.component = new int[n];
        int[] cycleOf = new int[n];
        int cycles = 0;
        for (Cycle cycle : graph.cycles()) {
            cycles++;
            for (String member : cycle.members()) {
                cycleOf[number(member)] = cycles;
            }
        }
        int count = 0;
        for (int v = 0; v < n; v++) {
            boolean same = v > 0 && cycleOf[v] != 0 && cycleOf[v] == cycleOf[v - 1];
            count += same ? 0 : 1;
            component[v] = count - 1;
        }
        this.components = count;
        List<Dependency> edges = graph.dependencies();
        long[] pairs = edges.stream()
                .mapToLong(e -> (long) component[number(e.from())] << 32 | component[number(e.to())])
                .filter(pair -> pair >>> 32 != (int) pair)
                .sorted()
                .distinct()
                .toArray();
        this.start = new int[count + 1];
        this.to = new int[pairs.length];
        for (int i = 0; i < pairs.length; i++) {
            start[(int) (pairs[i] >>> 32) + 1]++;
            to[i] = (int) pairs[i];
        }
        for (int c = 0; c < count; c++) {
            start[c + 1] += start[c];
        }
    }

    static Rows of(DependencyGraph graph) {
        return new Rows(graph);
    }

    int vertices() {
        return assets.size();
    }

    int components() {
        return components;
    }

    String id(int vertex) {
        return assets.get(vertex).id();
    }

    /** The component of a vertex; components are numbered so that dependencies lead to higher ones. */
    int component(int vertex) {
        return component[vertex];
    }

    /** Rows of components {@code [components + 1]}; not to be written. */
    int[] start() {
        return start;
    }

    /** Readers, ascending within a row {@code [dependencies]}; not to be written. */
    int[] to() {
        return to;
    }

    /** For each component those that it reads {@code [components][]}. */
    int[][] read() {
        int[] counts = new int[components];
        for (int c : to) {
            counts[c]++;
        }
        int[][] read = new int[components][];
        Arrays.setAll(read, c -> new int[counts[c]]);
        for (int u = 0; u < components; u++) {
            for (int i = start[u]; i < start[u + 1]; i++) {
                read[to[i]][read[to[i]].length - counts[to[i]]--] = u;
            }
        }
        return read;
    }

    /** The vertex with an identifier of the graph. */
    int number(String id) {
        Integer at = index.get(id);
        if (at == null) {
            throw new IllegalArgumentException("asset (" + id + ") is not in the graph.");
        }
        return at;
    }

    /** The vertex of a name as a user gives it. */
    int resolve(String name) {
        return number(graph.asset(name)
                .map(Asset::id)
                .orElseThrow(() -> new IllegalArgumentException("asset (" + name + ") is not in the graph.")));
    }
}
