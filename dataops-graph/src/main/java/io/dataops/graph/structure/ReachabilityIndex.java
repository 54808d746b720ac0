package io.dataops.graph.structure;

import io.dataops.graph.DependencyGraph;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Answers many times whether one asset can affect another one.
 *
 * <p>Each component of the graph gets an interval in each of four orders of a depth-first walk, such that an asset which
 * reaches another encloses its intervals; where they do not, the answer is no at once (Yildirim, Chaoji and Zaki, 2010, GRAIL:
 * scalable reachability index for large graphs). Where the other one hangs below in the first walk's tree, it is yes at once.
 * Only what is left is searched, and the search keeps to enclosing intervals. Four orders: each further one rules out about as much as
 * it costs to look at.
 *
 * <p>Building takes O(V + E) time and 40 bytes a component; a question O(1) mostly, O(V + E) at worst. Immutable and safe for use by
 * several threads.
 *
 * <pre>{@code
 * ReachabilityIndex index = ReachabilityIndex.of(graph);
 * index.reaches("raw.orders", "dashboard");   // true
 * index.reaches("raw.orders", "nobody");      // IllegalArgumentException: asset (nobody) is not in the graph.
 * }</pre>
 */
public final class ReachabilityIndex {
    private static final int WALKS = 4;

    private final Rows rows;
    private final int[][] low = new int[WALKS][];
    private final int[][] post = new int[WALKS][];
    private final int[] treeLow;

    private ReachabilityIndex(Rows rows) {
        this.rows = rows;
        this.treeLow = new int[rows.components()];
        for (int walk = 0; walk < WALKS; walk++) {
            low[walk] = new int[rows.components()];
            post[walk] = new int[rows.components()];
            walk(walk);
        }
    }

    /**
     * Builds an index.
     *
     * @param graph the graph, with its columns
     * @return the index
     */
    public static ReachabilityIndex of(DependencyGraph graph) {
        return new ReachabilityIndex(Rows.of(graph));
    }

    /** Numbers components by a depth-first walk whose order of roots and readers differs from walk to walk. */
    private void walk(int walk) {
        int n = rows.components();
        int[] start = rows.start();
        int[] to = rows.to();
        SplittableRandom random = new SplittableRandom(walk);
        int[] rotation = new int[n];
        int[] taken = new int[n];
        int[] stack = new int[n];
        int[] first = new int[n];
        boolean[] seen = new boolean[n];
        int next = 0;
        int turn = n == 0 ? 0 : random.nextInt(n);
        for (int r = 0; r < n; r++) {
            int root = walk == 0 ? r : (r + turn) % n;
            if (seen[root]) {
                continue;
            }
            int depth = 0;
            stack[0] = root;
            seen[root] = true;
            first[root] = next;
            low[walk][root] = Integer.MAX_VALUE;
            rotation[root] = rotation(random, start, root);
            while (depth >= 0) {
                int v = stack[depth];
                int size = start[v + 1] - start[v];
                if (taken[v] < size) {
                    int w = to[start[v] + (taken[v]++ + rotation[v]) % size];
                    if (!seen[w]) {
                        seen[w] = true;
                        first[w] = next;
                        low[walk][w] = Integer.MAX_VALUE;
                        rotation[w] = rotation(random, start, w);
                        stack[++depth] = w;
                    } else {
                        low[walk][v] = Math.min(low[walk][v], low[walk][w]);
                    }
                    continue;
                }
                post[walk][v] = next;
                low[walk][v] = Math.min(low[walk][v], next++);
                if (walk == 0) {
                    treeLow[v] = first[v];
                }
                depth--;
                if (depth >= 0) {
                    low[walk][stack[depth]] = Math.min(low[walk][stack[depth]], low[walk][v]);
                }
            }
        }
    }

    private static int rotation(SplittableRandom random, int[] start, int v) {
        int size = start[v + 1] - start[v];
        return size < 2 ? 0 : random.nextInt(size);
    }

    /**
     * Says whether a change of one asset can come to another one.
     *
     * @param from an identifier or unambiguous alias
     * @param to an identifier or unambiguous alias
     * @return true if there is a path, and for an asset and itself
     * @throws IllegalArgumentException if the graph lacks one of them
     */
    public boolean reaches(String from, String to) {
        int u = rows.component(rows.resolve(from));
        int v = rows.component(rows.resolve(to));
        return u == v || (encloses(u, v) && (below(u, v) || search(u, v)));
    }

    private boolean encloses(int u, int v) {
        for (int walk = 0; walk < WALKS; walk++) {
            if (low[walk][v] < low[walk][u] || post[walk][v] > post[walk][u]) {
                return false;
            }
        }
        return u < v;
    }

    private boolean below(int u, int v) {
        return treeLow[u] <= post[0][v] && post[0][v] <= post[0][u];
    }

    private boolean search(int from, int target) {
        boolean[] seen = new boolean[target - from + 1];
        int[] open = {from, 0, 0, 0};
        int size = 1;
        while (size > 0) {
            int v = open[--size];
            for (int i = rows.start()[v]; i < rows.start()[v + 1]; i++) {
                int w = rows.to()[i];
                if (w == target) {
                    return true;
                }
                if (w > target) {
                    break;
                }
                if (!seen[w - from] && encloses(w, target)) {
                    if (below(w, target)) {
                        return true;
                    }
                    seen[w - from] = true;
                    open = size == open.length ? Arrays.copyOf(open, 2 * size) : open;
                    open[size++] = w;
                }
            }
        }
        return false;
    }
}
