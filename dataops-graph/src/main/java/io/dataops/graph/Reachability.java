package io.dataops.graph;

import java.util.Arrays;
import java.util.BitSet;

/**
 * What vertices of an {@link IntGraph} reach. Keeps its workspace between questions; not safe for use by several threads.
 *
 * <p>In a graph without cycles one sweep in topological order finds a closure: no queue, each word of the bit set is passed
 * once, and the sweep ends at the last vertex that was reached. With cycles a word is passed again while it still grows.
 *
 * <pre>{@code
 * IntGraph ints = IntGraph.freeze(3, new int[] {0, 1}, new int[] {1, 2}, new double[] {1, 1}, new double[] {1, 1});
 * ints.reach().of(0);         // {0, 1, 2}
 * ints.reach().allSizes();    // [3, 2, 1]
 * }</pre>
 */
public final class Reachability {
    private final IntGraph graph;
    private final int[] start;
    private final int[] out;
    private final long[] reached;
    private long[] lanes = new long[0];

    Reachability(IntGraph graph) {
        this.graph = graph;
        this.start = graph.outStart();
        this.out = graph.out();
        this.reached = new long[(graph.vertices() + 63) >> 6];
    }

    /**
     * Counts what a vertex reaches. Time O(what is reached + the range of numbers that it spans / 64).
     *
     * @param vertex the vertex
     * @return how many vertices, itself included
     */
    public int sizeOf(int vertex) {
        int root = graph.number(vertex);
        int last = graph.acyclic() ? sweep(root) : search(root);
        int size = 0;
        int first = graph.acyclic() ? root >> 6 : 0;
        for (int w = first; w <= last; w++) {
            size += Long.bitCount(reached[w]);
            reached[w] = 0;
        }
        return size;
    }

    /** Marks the closure and returns the last word that was touched. */
    private int sweep(int root) {
        reached[root >> 6] |= 1L << root;
        int last = root >> 6;
        for (int w = root >> 6; w <= last; w++) {
            long done = 0;
            for (long open = reached[w]; open != 0; open = reached[w] & ~done) {
                long bit = open & -open;
                done |= bit;
                int v = (w << 6) + Long.numberOfTrailingZeros(bit);
                for (int i = start[v]; i < start[v + 1]; i++) {
                    int to = IntGraph.vertex(out[i]);
                    reached[to >> 6] |= 1L << to;
                    last = Math.max(last, to >> 6);
                }
            }
        }
        return last;
    }

    private int search(int root) {
        int[] queue = new int[1024];
        int size = 1;
        queue[0] = root;
        reached[root >> 6] |= 1L << root;
        for (int at = 0; at < size; at++) {
            int v = queue[at];
            for (int i = start[v]; i < start[v + 1]; i++) {
                int to = IntGraph.vertex(out[i]);
                if ((reached[to >> 6] & 1L << to) == 0) {
                    reached[to >> 6] |= 1L << to;
                    queue = size == queue.length ? Arrays.copyOf(queue, 2 * size) : queue;
                    queue[size++] = to;
                }
            }
        }
        return reached.length - 1;
    }

    /**
     * Returns what a vertex reaches.
     *
     * @param vertex the vertex
     * @return the set of vertices, itself included
     */
    public BitSet of(int vertex) {
        int root = graph.number(vertex);
        if (graph.acyclic()) {
            sweep(root);
        } else {
            search(root);
        }
        BitSet numbers = BitSet.valueOf(reached);
        Arrays.fill(reached, 0);
        BitSet vertices = new BitSet(graph.vertices());
        for (int v = 0; v < graph.vertices(); v++) {
            if (numbers.get(graph.number(v))) {
                vertices.set(v);
            }
        }
        return vertices;
    }

    /**
     * Counts what each of up to 64 vertices reaches, in one sweep with a bit for each: the way to ask for many. Needs a graph
     * without cycles and 8 bytes a vertex.
     *
     * @param vertices 1 to 64 vertices; those that are near each other in the graph share most of the work
     * @return how many vertices each reaches, itself included {@code [vertices]}
     * @throws IllegalStateException if the graph has cycles
     */
    public int[] sizesOf(int... vertices) {
        if (vertices.length < 1 || vertices.length > 64) {
            throw new IllegalArgumentException("vertices (" + vertices.length + ") must be between 1 and 64.");
        }
        if (!graph.acyclic()) {
            throw new IllegalStateException("the graph has cycles. Maybe ask sizeOf(vertex).");
        }
        lanes = lanes.length == 0 ? new long[graph.vertices()] : lanes;
        int first = Integer.MAX_VALUE;
        int last = 0;
        for (int lane = 0; lane < vertices.length; lane++) {
            int v = graph.number(vertices[lane]);
            lanes[v] |= 1L << lane;
            reached[v >> 6] |= 1L << v;
            first = Math.min(first, v);
            last = Math.max(last, v);
        }
        long[] digits = new long[33];
        for (int word = first >> 6; word <= last >> 6; word++) {
            long done = 0;
            for (long open = reached[word]; open != 0; open = reached[word] & ~done) {
                long bit = open & -open;
                done |= bit;
                int v = (word << 6) + Long.numberOfTrailingZeros(bit);
                long mask = lanes[v];
                lanes[v] = 0;
                for (int i = start[v]; i < start[v + 1]; i++) {
                    int to = IntGraph.vertex(out[i]);
                    lanes[to] |= mask;
                    reached[to >> 6] |= 1L << to;
                    last = Math.max(last, to);
                }
                long carry = mask;
                for (int d = 0; carry != 0; d++) {
                    long sum = digits[d] ^ carry;
                    carry &= digits[d];
                    digits[d] = sum;
                }
            }
            reached[word] = 0;
        }
        int[] sizes = new int[vertices.length];
        for (int lane = 0; lane < sizes.length; lane++) {
            for (int d = 0; d < 31; d++) {
                sizes[lane] |= (int) (digits[d] >>> lane & 1) << d;
            }
        }
        return sizes;
    }

    /**
     * Counts what every vertex reaches, 64 neighbours in topological order at a time.
     *
     * @return how many vertices each reaches, itself included {@code [vertices]}
     * @throws IllegalStateException if the graph has cycles
     */
    public int[] allSizes() {
        int n = graph.vertices();
        int[] byNumber = new int[n];
        for (int v = 0; v < n; v++) {
            byNumber[graph.number(v)] = v;
        }
        int[] sizes = new int[n];
        for (int from = 0; from < n; from += 64) {
            int[] block = Arrays.copyOfRange(byNumber, from, Math.min(n, from + 64));
            int[] found = sizesOf(block);
            for (int i = 0; i < block.length; i++) {
                sizes[block[i]] = found[i];
            }
        }
        return sizes;
    }
}
