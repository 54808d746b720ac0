package io.dataops.graph.order;

import io.dataops.graph.DependencyGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jgrapht.Graph;
import org.jgrapht.alg.matching.HopcroftKarpMaximumCardinalityBipartiteMatching;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleGraph;

/**
 * The maximum parallelism of a graph: the most assets of which none waits for another, so that more places would never be used.
 *
 * <p>The certificate is in the numbers: all assets fall into as many chains as the set has members, and of each chain only one can be in
 * it (Dilworth, 1950, A decomposition theorem for partially ordered sets). Found by matching (Hopcroft and Karp, 1973) on what reaches
 * what, so memory is O(V²) bits; at most 5,000 groups.
 *
 * <pre>{@code
 * Antichain.of(graph).assets();   // [a, b, c]: these three can run at once, and never four
 * }</pre>
 *
 * @param assets identifiers, in the order of the graph; of a cycle its first member
 * @param chains every asset once, each chain in an order in which each comes after the one before; of a cycle its first member
 */
public record Antichain(List<String> assets, List<List<String>> chains) {
    private static final int MOST = 5_000;

    /** Copies the lists. */
    public Antichain {
        assets = List.copyOf(assets);
        chains = chains.stream().map(List::copyOf).toList();
    }

    /**
     * Finds the maximum parallelism.
     *
     * @param graph the graph; columns count as their asset
     * @return the assets and the chains that prove it
     * @throws IllegalArgumentException if the graph has more than 5,000 assets, members of a cycle counted once
     */
    public static Antichain of(DependencyGraph graph) {
        Groups groups = new Groups(graph);
        int n = groups.size();
        if (n > MOST) {
            throw new IllegalArgumentException("assets (" + n + ") must be at most " + MOST
                    + ". Maybe take the peak of a ReadySchedule, which is no more than this.");
        }
        List<BitSet> above = new ArrayList<>();
        Graph<Integer, DefaultEdge> pairs = new SimpleGraph<>(DefaultEdge.class);
        Set<Integer> left = new HashSet<>();
        Set<Integer> right = new HashSet<>();
        for (int g = 0; g < n; g++) {
            left.add(g);
            right.add(n + g);
            pairs.addVertex(g);
            pairs.addVertex(n + g);
            BitSet reads = new BitSet(n);
            for (int u : groups.read(g)) {
                reads.set(u);
                reads.or(above.get(u));
            }
            above.add(reads);
            int reader = n + g;
            reads.stream().forEach(u -> pairs.addEdge(u, reader));
        }
        int[] next = new int[n];
        int[] previous = new int[n];
        Arrays.fill(next, -1);
        Arrays.fill(previous, -1);
        for (DefaultEdge e : new HopcroftKarpMaximumCardinalityBipartiteMatching<>(pairs, left, right).getMatching()) {
            int a = Math.min(pairs.getEdgeSource(e), pairs.getEdgeTarget(e));
            int b = Math.max(pairs.getEdgeSource(e), pairs.getEdgeTarget(e)) - n;
            next[a] = b;
            previous[b] = a;
        }
        return new Antichain(names(groups, apart(n, above, next, previous)), chains(groups, next, previous));
    }

    /** What no cover of the pairs by König's theorem takes: from unmatched assets along pairs and matches. */
    private static BitSet apart(int n, List<BitSet> above, int[] next, int[] previous) {
        List<BitSet> below = new ArrayList<>();
        for (int g = 0; g < n; g++) {
            below.add(new BitSet(n));
        }
        for (int g = 0; g < n; g++) {
            int reader = g;
            above.get(g).stream().forEach(u -> below.get(u).set(reader));
        }
        BitSet leftSeen = new BitSet(n);
        BitSet rightSeen = new BitSet(n);
        List<Integer> open = new ArrayList<>();
        for (int g = 0; g < n; g++) {
            if (next[g] < 0) {
                leftSeen.set(g);
                open.add(g);
            }
        }
        while (!open.isEmpty()) {
            int u = open.remove(open.size() - 1);
            for (int v = below.get(u).nextSetBit(0); v >= 0; v = below.get(u).nextSetBit(v + 1)) {
                if (!rightSeen.get(v)) {
                    rightSeen.set(v);
                    if (previous[v] >= 0 && !leftSeen.get(previous[v])) {
                        leftSeen.set(previous[v]);
                        open.add(previous[v]);
                    }
                }
            }
        }
        leftSeen.andNot(rightSeen);
        return leftSeen;
    }

    private static List<String> names(Groups groups, BitSet chosen) {
        return chosen.stream().mapToObj(g -> groups.members(g).get(0)).toList();
    }

    private static List<List<String>> chains(Groups groups, int[] next, int[] previous) {
        List<List<String>> chains = new ArrayList<>();
        for (int g = 0; g < next.length; g++) {
            if (previous[g] < 0) {
                List<String> chain = new ArrayList<>();
                for (int at = g; at >= 0; at = next[at]) {
                    chain.add(groups.members(at).get(0));
                }
                chains.add(chain);
            }
        }
        return chains;
    }
}
