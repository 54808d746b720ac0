package io.dataops.graph.structure;

import io.dataops.graph.Cycle;
import io.dataops.graph.Dependency;
import io.dataops.graph.DependencyGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The offending dependencies of cycles: without them the graph has an order, and none of them can be put back alone.
 *
 * <p>Up to 16 members of a cycle the fewest are found, by dynamic programming over the sets of members that come first, O(2^n n). For
 * larger ones they come from an order that puts assets with more readers than dependencies early (Eades, Lin and Smyth, 1993,
 * A fast and effective heuristic for the feedback arc set problem), and are then made minimal: each that can be put back without
 * closing a cycle is.
 *
 * <pre>{@code
 * FeedbackEdges.of(graph).dependencies();   // [c -> a]: cut it, and the cycle a -> b -> c -> a is gone
 * }</pre>
 *
 * @param dependencies what to cut, in the order of the graph
 * @param fewest true if no smaller number would do
 */
public record FeedbackEdges(List<Dependency> dependencies, boolean fewest) {
    private static final int EXACT = 16;

    /** Copies the list. */
    public FeedbackEdges {
        dependencies = List.copyOf(dependencies);
    }

    /**
     * Finds what to cut.
     *
     * @param graph the graph, with its columns
     * @return nothing for a graph without cycles
     */
    public static FeedbackEdges of(DependencyGraph graph) {
        List<Dependency> cut = new ArrayList<>();
        boolean fewest = true;
        Map<String, Integer> group = new HashMap<>();
        List<Cycle> cycles = graph.cycles();
        for (int i = 0; i < cycles.size(); i++) {
            for (String member : cycles.get(i).members()) {
                group.put(member, i);
            }
        }
        List<List<Dependency>> within = new ArrayList<>();
        cycles.forEach(c -> within.add(new ArrayList<>()));
        for (Dependency edge : graph.dependencies()) {
            Integer at = group.get(edge.from());
            if (at != null && at.equals(group.get(edge.to()))) {
                within.get(at).add(edge);
            }
        }
        for (int i = 0; i < cycles.size(); i++) {
            List<String> members = cycles.get(i).members();
            Map<String, Integer> number = new HashMap<>();
            members.forEach(m -> number.put(m, number.size()));
            int[][] edges = within.get(i).stream()
                    .map(e -> new int[] {number.getOrDefault(e.from(), 0), number.getOrDefault(e.to(), 0)})
                    .toArray(int[][]::new);
            boolean small = members.size() <= EXACT;
            int[] place = small ? bestOrder(members.size(), edges) : goodOrder(members.size(), edges);
            boolean[] back = minimal(members.size(), edges, place);
            fewest &= small;
            for (int e = 0; e < edges.length; e++) {
                if (back[e]) {
                    cut.add(within.get(i).get(e));
                }
            }
        }
        return new FeedbackEdges(cut, fewest);
    }

    /** The place of each member in an order with the fewest dependencies that lead back. */
    private static int[] bestOrder(int n, int[][] edges) {
        int[] readers = new int[n];
        for (int[] e : edges) {
            readers[e[0]] |= 1 << e[1];
        }
        int[] cost = new int[1 << n];
        byte[] last = new byte[1 << n];
        for (int set = 1; set < 1 << n; set++) {
            cost[set] = Integer.MAX_VALUE;
            for (int v = 0; v < n; v++) {
                if ((set >> v & 1) == 1) {
                    int before = set & ~(1 << v);
                    int total = cost[before] + Integer.bitCount(readers[v] & before);
                    if (total < cost[set]) {
                        cost[set] = total;
                        last[set] = (byte) v;
                    }
                }
            }
        }
        int[] place = new int[n];
        int set = (1 << n) - 1;
        for (int at = n - 1; at >= 0; at--) {
            place[last[set]] = at;
            set &= ~(1 << last[set]);
        }
        return place;
    }

    /** Sinks go last, sources first, and otherwise the member with the largest surplus of readers goes first. */
    private static int[] goodOrder(int n, int[][] edges) {
        int[] out = new int[n];
        int[] in = new int[n];
        List<List<Integer>> to = new ArrayList<>();
        List<List<Integer>> from = new ArrayList<>();
        for (int v = 0; v < n; v++) {
            to.add(new ArrayList<>());
            from.add(new ArrayList<>());
        }
        for (int[] e : edges) {
            out[e[0]]++;
            in[e[1]]++;
            to.get(e[0]).add(e[1]);
            from.get(e[1]).add(e[0]);
        }
        int[] place = new int[n];
        Arrays.fill(place, -1);
        int first = 0;
        int last = n - 1;
        for (int step = 0; step < n; step++) {
            int best = -1;
            for (int v = 0; v < n; v++) {
                if (place[v] < 0 && (best < 0 || rank(out[v], in[v]) > rank(out[best], in[best]))) {
                    best = v;
                }
            }
            place[best] = out[best] == 0 ? last-- : first++;
            to.get(best).forEach(w -> in[w]--);
            from.get(best).forEach(u -> out[u]--);
        }
        return place;
    }

    private static long rank(int out, int in) {
        return out == 0 ? Long.MAX_VALUE : in == 0 ? Long.MAX_VALUE - 1 : (long) out - in;
    }

    /** Those that lead back, less each that can be put back without closing a cycle. */
    private static boolean[] minimal(int n, int[][] edges, int[] place) {
        boolean[] back = new boolean[edges.length];
        List<List<Integer>> kept = new ArrayList<>();
        for (int v = 0; v < n; v++) {
            kept.add(new ArrayList<>());
        }
        for (int e = 0; e < edges.length; e++) {
            back[e] = place[edges[e][0]] > place[edges[e][1]];
            if (!back[e]) {
                kept.get(edges[e][0]).add(edges[e][1]);
            }
        }
        for (int e = 0; e < edges.length; e++) {
            if (back[e] && !reaches(kept, edges[e][1], edges[e][0])) {
                back[e] = false;
                kept.get(edges[e][0]).add(edges[e][1]);
            }
        }
        return back;
    }

    private static boolean reaches(List<List<Integer>> rows, int from, int to) {
        boolean[] seen = new boolean[rows.size()];
        List<Integer> open = new ArrayList<>(List.of(from));
        seen[from] = true;
        while (!open.isEmpty()) {
            int v = open.remove(open.size() - 1);
            if (v == to) {
                return true;
            }
            for (int w : rows.get(v)) {
                if (!seen[w]) {
                    seen[w] = true;
                    open.add(w);
                }
            }
        }
        return false;
    }
}
