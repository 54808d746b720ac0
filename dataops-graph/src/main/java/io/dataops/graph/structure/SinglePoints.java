package io.dataops.graph.structure;

import io.dataops.graph.DependencyGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Single points of failure: which assets stand between others and all of their sources, and which hold the graph together.
 *
 * <p>An asset dominates another one if every path from a source (an asset that reads nothing) to the other passes it. In topological
 * order the immediate dominator is the nearest common one of all that are read (Cooper, Harvey and Kennedy, 2001, A simple, fast
 * dominance algorithm), found here by jumps of powers of two, O(E log V). Members of a cycle count as one; the first of them, in
 * the order of the graph, stands for all. A cut vertex is an asset whose removal takes the graph apart when directions are
 * ignored (Hopcroft and Tarjan, 1973, Algorithm 447), O(V + E). No recursion. Columns are left out.
 *
 * <pre>{@code
 * SinglePoints points = SinglePoints.of(graph);
 * points.ranked(3);                   // those with the most dependants
 * points.dominatorsOf("dashboard");   // [stg_orders]: without it nothing comes to the dashboard
 * points.cutVertices();
 * }</pre>
 */
public final class SinglePoints {
    private static final int ROOT = 0;

    private final DependencyGraph graph;
    private final Rows rows;
    private final int[] firstOf;
    private final int[][] above;
    private final int[] depth;

    private SinglePoints(DependencyGraph graph) {
        this.graph = graph;
        this.rows = Rows.of(graph);
        int n = rows.components();
        this.firstOf = new int[n];
        for (int v = rows.vertices() - 1; v >= 0; v--) {
            firstOf[rows.component(v)] = v;
        }
        int levels = 1;
        while (1 << levels <= n + 1) {
            levels++;
        }
        this.above = new int[levels][n + 1];
        this.depth = new int[n + 1];
        dominators();
    }

    /**
     * Finds the single points of a graph.
     *
     * @param graph the graph
     * @return its dominators and cut vertices
     */
    public static SinglePoints of(DependencyGraph graph) {
        return new SinglePoints(graph.withoutColumns());
    }

    /** Components are nodes 1 to n below an artificial root, 0. */
    private void dominators() {
        int[][] read = rows.read();
        for (int c = 0; c < rows.components(); c++) {
            int dominator = read[c].length == 0 ? ROOT : read[c][0] + 1;
            for (int u : read[c]) {
                dominator = common(dominator, u + 1);
            }
            depth[c + 1] = depth[dominator] + 1;
            above[0][c + 1] = dominator;
            for (int level = 1; level < above.length; level++) {
                above[level][c + 1] = above[level - 1][above[level - 1][c + 1]];
            }
        }
    }

    private int common(int a, int b) {
        int low = depth[a] < depth[b] ? a : b;
        int deep = low == a ? b : a;
        for (int level = above.length - 1; level >= 0; level--) {
            if (depth[deep] - (1 << level) >= depth[low]) {
                deep = above[level][deep];
            }
        }
        for (int level = above.length - 1; level >= 0 && deep != low; level--) {
            if (above[level][deep] != above[level][low]) {
                deep = above[level][deep];
                low = above[level][low];
            }
        }
        return deep == low ? deep : above[0][deep];
    }

    /**
     * Returns the assets that stand between one asset and all of its sources.
     *
     * @param asset an identifier or unambiguous alias
     * @return its dominators, from the source on, without itself; empty if there is a way around each
     * @throws IllegalArgumentException if the graph does not have it
     */
    public List<String> dominatorsOf(String asset) {
        List<String> found = new ArrayList<>();
        for (int at = above[0][rows.component(rows.resolve(asset)) + 1]; at != ROOT; at = above[0][at]) {
            found.add(rows.id(firstOf[at - 1]));
        }
        Collections.reverse(found);
        return found;
    }

    /**
     * Returns the assets that others cannot do without, those with the most dependants first, then by name.
     *
     * @param k how many at most, 0 or more
     * @return the single points
     */
    public List<SinglePoint> ranked(int k) {
        if (k < 0) {
            throw new IllegalArgumentException("k (" + k + ") must not be negative.");
        }
        int n = rows.components();
        int[] below = new int[n + 1];
        for (int c = n; c > 0; c--) {
            below[above[0][c]] += below[c] + 1;
        }
        List<Integer> order = new ArrayList<>();
        for (int c = 1; c <= n; c++) {
            if (below[c] > 0) {
                order.add(c);
            }
        }
        order.sort(Comparator.comparingInt((Integer c) -> -below[c]).thenComparing(c -> rows.id(firstOf[c - 1])));
        return order.stream()
                .limit(k)
                .map(c -> new SinglePoint(rows.id(firstOf[c - 1]), dependants(c)))
                .toList();
    }

    private List<String> dependants(int dominator) {
        boolean[] within = new boolean[rows.components() + 1];
        within[dominator] = true;
        List<String> found = new ArrayList<>();
        for (int v = 0; v < rows.vertices(); v++) {
            int c = rows.component(v) + 1;
            within[c] |= within[above[0][c]];
            if (within[c] && c != dominator) {
                found.add(rows.id(v));
            }
        }
        return found;
    }

    /**
     * Returns the assets whose removal takes the graph apart, directions ignored.
     *
     * @return identifiers, in the order of the graph
     */
    public List<String> cutVertices() {
        int n = rows.vertices();
        int[][] neighbours = neighbours();
        int[] number = new int[n];
        int[] low = new int[n];
        int[] parent = new int[n];
        int[] taken = new int[n];
        int[] stack = new int[n];
        boolean[] cut = new boolean[n];
        int next = 0;
        Arrays.fill(parent, -1);
        for (int root = 0; root < n; root++) {
            if (number[root] != 0) {
                continue;
            }
            int depthOfStack = 0;
            int children = 0;
            stack[0] = root;
            number[root] = ++next;
            low[root] = next;
            while (depthOfStack >= 0) {
                int v = stack[depthOfStack];
                if (taken[v] < neighbours[v].length) {
                    int w = neighbours[v][taken[v]++];
                    if (number[w] == 0) {
                        parent[w] = v;
                        children += v == root ? 1 : 0;
                        number[w] = ++next;
                        low[w] = next;
                        stack[++depthOfStack] = w;
                    } else if (w != parent[v]) {
                        low[v] = Math.min(low[v], number[w]);
                    }
                    continue;
                }
                depthOfStack--;
                int p = parent[v];
                if (p >= 0) {
                    low[p] = Math.min(low[p], low[v]);
                    cut[p] |= p != root && low[v] >= number[p];
                }
            }
            cut[root] = children > 1;
        }
        List<String> found = new ArrayList<>();
        for (int v = 0; v < n; v++) {
            if (cut[v]) {
                found.add(rows.id(v));
            }
        }
        return found;
    }

    private int[][] neighbours() {
        List<List<Integer>> lists = new ArrayList<>();
        for (int v = 0; v < rows.vertices(); v++) {
            lists.add(new ArrayList<>());
        }
        graph.dependencies().forEach(edge -> {
            lists.get(rows.number(edge.from())).add(rows.number(edge.to()));
            lists.get(rows.number(edge.to())).add(rows.number(edge.from()));
        });
        return lists.stream()
                .map(list -> list.stream().mapToInt(v -> v).distinct().toArray())
                .toArray(int[][]::new);
    }
}
