package io.dataops.graph.structure;

import io.dataops.graph.Dependency;
import io.dataops.graph.DependencyGraph;
import io.dataops.graph.GraphBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The dependencies that an order needs, without those that follow from others (Aho, Garey and Ullman, 1972, The transitive
 * reduction of a directed graph). Dependencies within a cycle are all kept.
 *
 * <p>For orders and pictures alone: a dependency that follows from others still propagates a change of its own, so the
 * reduced graph must not be asked for probabilities.
 *
 * <p>Time O(V + E) in graphs that are nearly reduced, O(V (V + E)) at worst; memory O(V + E). Columns are left out.
 *
 * <pre>{@code
 * TransitiveReduction reduction = TransitiveReduction.of(graph);
 * reduction.redundant();   // [raw -> report], since raw -> stg -> report
 * reduction.graph().waves();   // the same waves as before
 * }</pre>
 *
 * @param graph the same assets with the dependencies that are needed
 * @param redundant the dependencies that follow from others
 */
public record TransitiveReduction(DependencyGraph graph, List<Dependency> redundant) {

    /** Copies the list. */
    public TransitiveReduction {
        redundant = List.copyOf(redundant);
    }

    /**
     * Reduces a graph.
     *
     * @param graph the graph; left as it is
     * @return what is needed and what is not
     */
    public static TransitiveReduction of(DependencyGraph graph) {
        DependencyGraph plain = graph.withoutColumns();
        Rows rows = Rows.of(plain);
        Set<Long> longWay = longWays(rows);
        GraphBuilder builder = DependencyGraph.builder().assetsOf(plain);
        List<Dependency> redundant = new ArrayList<>();
        for (Dependency edge : plain.dependencies()) {
            long u = rows.component(rows.number(edge.from()));
            long v = rows.component(rows.number(edge.to()));
            if (longWay.contains(u << 32 | v)) {
                redundant.add(edge);
            } else {
                builder.edge(edge.from(), edge.to(), edge.propagation(), edge.strength());
            }
        }
        return new TransitiveReduction(builder.build(), redundant);
    }

    /**
     * The dependencies between components that a longer path replaces. A row is walked from its nearest reader on; a reader that
     * was marked before its turn comes is on a longer path, since numbers rise along paths.
     */
    private static Set<Long> longWays(Rows rows) {
        int n = rows.components();
        int[] start = rows.start();
        int[] to = rows.to();
        int[] marked = new int[n];
        int[] open = new int[n];
        Set<Long> found = new HashSet<>();
        for (int u = 0; u < n; u++) {
            int farthest = start[u + 1] > start[u] ? to[start[u + 1] - 1] : -1;
            for (int i = start[u]; i < start[u + 1]; i++) {
                int v = to[i];
                if (marked[v] == u + 1) {
                    found.add((long) u << 32 | v);
                    continue;
                }
                marked[v] = u + 1;
                int size = 0;
                open[size++] = v;
                while (size > 0) {
                    int x = open[--size];
                    for (int j = start[x]; j < start[x + 1] && to[j] <= farthest; j++) {
                        if (marked[to[j]] != u + 1) {
                            marked[to[j]] = u + 1;
                            open[size++] = to[j];
                        }
                    }
                }
            }
        }
        return found;
    }
}
