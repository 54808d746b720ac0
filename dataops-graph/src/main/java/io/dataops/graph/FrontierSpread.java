package io.dataops.graph;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Exact probabilities where the ways to a vertex can be cut in few places.
 *
 * <p>The vertices that lead to a target are passed in an order that keeps each after what it reads. What is kept is the joint
 * distribution over the frontier: the vertices passed that still have a reader to come. Chains, trees and series-parallel
 * parts need a frontier of one or two; in general time and memory grow as 2 to the power of the frontier (variable
 * elimination: Dechter, 1999, Bucket elimination). The order is greedy: next comes the vertex that leaves the smallest frontier.
 *
 * <p>It gives up on more than 256 ancestors or a frontier above 12, and altogether after 2^23 sums, so that an answer takes
 * milliseconds at most and the same ones are given up on any machine.
 */
final class FrontierSpread {
    private static final int WIDTH = 12;
    private static final int MOST = 256;
    private static final long SUMS = 1L << 23;

    private final DependencyGraph graph;
    private final BitSet reached;
    private final Map<Integer, Double> roots;
    private long sums;

    FrontierSpread(DependencyGraph graph, BitSet reached, Map<Integer, Double> roots) {
        this.graph = graph;
        this.reached = reached;
        this.roots = roots;
    }

    /** What leads to a target: position 0 is the target, the others its ancestors; parents of certain roots are left out. */
    private static final class Ancestry {
        final int[][] parents;
        final double[][] propagation;
        final double[] own;

        Ancestry(int size) {
            parents = new int[size][];
            propagation = new double[size][];
            own = new double[size];
        }
    }

    /**
     * The probability that a change comes to a vertex, none of whose ancestors lies in a cycle.
     *
     * @param own the probability that it is changed itself
     * @param parents reached vertices that it reads
     * @param propagation with which probability {@code [parents]}
     */
    OptionalDouble of(double own, int[] parents, double[] propagation) {
        if (sums >= SUMS) {
            return OptionalDouble.empty();
        }
        sums += MOST;
        Map<Integer, Integer> at = new HashMap<>();
        ArrayDeque<Integer> open = new ArrayDeque<>();
        int[][] rows = new int[MOST + 1][];
        double[][] probabilities = new double[MOST + 1][];
        double[] owns = new double[MOST + 1];
        rows[0] = place(parents, at, open);
        probabilities[0] = propagation;
        owns[0] = own;
        while (!open.isEmpty()) {
            int v = open.remove();
            int i = at.getOrDefault(v, 0);
            owns[i] = roots.getOrDefault(v, 0.0);
            Adjacency in = graph.in();
            int most = owns[i] >= 1 ? 0 : in.start()[v + 1] - in.start()[v];
            int[] read = new int[most];
            double[] p = new double[most];
            int count = 0;
            for (int e = in.start()[v]; e < in.start()[v] + most; e++) {
                if (reached.get(in.to()[e]) && graph.propagation(in.edge()[e]) > 0) {
                    p[count] = graph.propagation(in.edge()[e]);
                    read[count++] = in.to()[e];
                }
            }
            sums += 16L + most;
            if (at.size() + count > MOST) {
                return OptionalDouble.empty();
            }
            rows[i] = place(Arrays.copyOf(read, count), at, open);
            probabilities[i] = Arrays.copyOf(p, count);
        }
        Ancestry ancestry = new Ancestry(at.size() + 1);
        System.arraycopy(rows, 0, ancestry.parents, 0, at.size() + 1);
        System.arraycopy(probabilities, 0, ancestry.propagation, 0, at.size() + 1);
        System.arraycopy(owns, 0, ancestry.own, 0, at.size() + 1);
        int[] order = order(ancestry);
        return order.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(eliminate(ancestry, order));
    }

    private static int[] place(int[] vertices, Map<Integer, Integer> at, ArrayDeque<Integer> open) {
        int[] placed = new int[vertices.length];
        for (int i = 0; i < vertices.length; i++) {
            Integer known = at.get(vertices[i]);
            if (known == null) {
                known = at.size() + 1;
                at.put(vertices[i], known);
                open.add(vertices[i]);
            }
            placed[i] = known;
        }
        return placed;
    }

    /** Each position after its parents, ending with the target; empty if the frontier would grow too wide. */
    private int[] order(Ancestry ancestry) {
        int n = ancestry.parents.length;
        int[] unread = new int[n];
        for (int[] row : ancestry.parents) {
            for (int u : row) {
                unread[u]++;
            }
        }
        boolean[] done = new boolean[n];
        int[] order = new int[n];
        int width = 0;
        for (int step = 0; step < n; step++) {
            int best = -1;
            int fewest = Integer.MAX_VALUE;
            for (int v = n - 1; v >= 0; v--) {
                int grows = done[v] ? Integer.MAX_VALUE : growth(ancestry, v, done, unread);
                if (grows < fewest) {
                    fewest = grows;
                    best = v;
                }
            }
            sums += n;
            if (best < 0 || width + 1 > WIDTH) {
                return new int[0];
            }
            done[best] = true;
            for (int u : ancestry.parents[best]) {
                unread[u]--;
            }
            width += fewest;
            order[step] = best;
        }
        return order;
    }

    /** How many more vertices the frontier has after one is passed; a huge number while a parent is missing. */
    private static int growth(Ancestry ancestry, int v, boolean[] done, int[] unread) {
        int grows = unread[v] > 0 ? 1 : 0;
        for (int u : ancestry.parents[v]) {
            if (!done[u]) {
                return Integer.MAX_VALUE;
            }
            grows -= unread[u] == 1 ? 1 : 0;
        }
        return grows;
    }

    private double eliminate(Ancestry ancestry, int[] order) {
        int n = order.length;
        int[] unread = new int[n];
        for (int[] row : ancestry.parents) {
            for (int u : row) {
                unread[u]++;
            }
        }
        int[] slot = new int[n];
        Arrays.fill(slot, -1);
        int[] inSlot = new int[WIDTH + 2];
        double[] joint = {1};
        int live = 0;
        for (int v : order) {
            double[] next = new double[joint.length * 2];
            for (int state = 0; state < joint.length; state++) {
                double none = 1 - ancestry.own[v];
                for (int i = 0; i < ancestry.parents[v].length; i++) {
                    none *= (state >> slot[ancestry.parents[v][i]] & 1) == 0 ? 1 : 1 - ancestry.propagation[v][i];
                }
                next[state] = joint[state] * none;
                next[state | joint.length] = joint[state] * (1 - none);
            }
            sums += (long) joint.length * (2 + ancestry.parents[v].length);
            joint = next;
            slot[v] = live;
            inSlot[live++] = v;
            for (int u : ancestry.parents[v]) {
                if (--unread[u] == 0) {
                    joint = without(joint, slot[u]);
                    live--;
                    for (int s = slot[u]; s < live; s++) {
                        inSlot[s] = inSlot[s + 1];
                        slot[inSlot[s]] = s;
                    }
                }
            }
        }
        return Math.min(1, Math.max(0, joint[1]));
    }

    /** The joint distribution with one variable summed out. */
    private static double[] without(double[] joint, int slot) {
        double[] rest = new double[joint.length / 2];
        int low = (1 << slot) - 1;
        for (int state = 0; state < rest.length; state++) {
            int zero = (state & ~low) << 1 | (state & low);
            rest[state] = joint[zero] + joint[zero | 1 << slot];
        }
        return rest;
    }
}
