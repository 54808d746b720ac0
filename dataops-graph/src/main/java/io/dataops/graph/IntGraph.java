package io.dataops.graph;

import java.util.Arrays;

/**
 * A directed graph of whole numbers with a propagation probability and a strength on each edge: the kernel for millions of
 * edges. Immutable, safe for use by several threads.
 *
 * <p>Freezing numbers the vertices topologically (members of a cycle next to each other) and keeps edges as compressed sparse
 * rows both ways. Neighbour and probability share one int, so that a pass over the edges reads memory once: 4 bytes an edge out
 * and 5 in with the strength, 8 bytes a vertex for the rows and 4 for its number.
 *
 * <p>Probability and strength are kept in steps of 1/256, probabilities rounded to the nearest and never from more than 0 to
 * 0, so that each is off by at most 1/512, or by less than 1/256 below 1/512. An edge that never propagates is left out. At
 * most 16,777,216 vertices.
 *
 * <pre>{@code
 * IntGraph graph = IntGraph.freeze(3, new int[] {0, 1}, new int[] {1, 2}, new double[] {0.5, 1}, new double[] {1, 1});
 * graph.reach().sizeOf(0);   // 3: itself and two more
 * IntGraph.freeze(1, new int[] {0}, new int[] {7}, new double[] {1}, new double[] {1});
 * // IllegalArgumentException: edge 0 -> 7 must join vertices from 0 to 0.
 * }</pre>
 *
 * <p>Freezing takes time and memory O(V + E).
 */
public final class IntGraph {
    static final int LEVELS = 256;
    private static final int MOST = 1 << 24;
    private static final int VERTEX = MOST - 1;

    private final int vertices;
    private final int[] number;
    private final int[] outStart;
    private final int[] out;
    private final int[] inStart;
    private final int[] in;
    private final byte[] strength;
    private final int components;

    private IntGraph(
            int vertices,
            int[] number,
            int[] outStart,
            int[] out,
            int[] inStart,
            int[] in,
            byte[] strength,
            int components) {
        this.vertices = vertices;
        this.number = number;
        this.outStart = outStart;
        this.out = out;
        this.inStart = inStart;
        this.in = in;
        this.strength = strength;
        this.components = components;
    }

    /**
     * Freezes edges given as arrays.
     *
     * @param vertices how many vertices there are, 0 to 16,777,216
     * @param from the vertex that is read, for each edge {@code [edges]}
     * @param to the vertex that reads it {@code [edges]}
     * @param propagation probability that a change of the first affects the second, 0 to 1 {@code [edges]}
     * @param strength how much the second depends on the first, 0 to 1 {@code [edges]}
     * @return the graph
     */
    public static IntGraph freeze(int vertices, int[] from, int[] to, double[] propagation, double[] strength) {
        if (vertices < 0 || vertices > MOST) {
            throw new IllegalArgumentException("vertices (" + vertices + ") must be between 0 and " + MOST + ".");
        }
        int edges = from.length;
        if (to.length != edges || propagation.length != edges || strength.length != edges) {
            throw new IllegalArgumentException("arrays of edges (" + edges + ", " + to.length + ", "
                    + propagation.length + ", " + strength.length + ") must have one length.");
        }
        int kept = 0;
        boolean ordered = true;
        for (int e = 0; e < edges; e++) {
            check(vertices, from[e], to[e], propagation[e], strength[e]);
            kept += propagation[e] > 0 ? 1 : 0;
            ordered &= from[e] < to[e];
        }
        int[] number = new int[vertices];
        int components = vertices;
        if (ordered) {
            Arrays.setAll(number, v -> v);
        } else {
            components = renumber(vertices, from, to, number);
        }
        int[] outStart = new int[vertices + 1];
        int[] inStart = new int[vertices + 1];
        for (int e = 0; e < edges; e++) {
            if (propagation[e] > 0) {
                outStart[number[from[e]] + 1]++;
                inStart[number[to[e]] + 1]++;
            }
        }
        for (int v = 0; v < vertices; v++) {
            outStart[v + 1] += outStart[v];
            inStart[v + 1] += inStart[v];
        }
        int[] out = new int[kept];
        byte[] outStrength = new byte[kept];
        int[] next = Arrays.copyOf(outStart, vertices);
        for (int e = 0; e < edges; e++) {
            if (propagation[e] > 0) {
                int at = next[number[from[e]]]++;
                int level = Math.max(1, (int) (propagation[e] * LEVELS + 0.5)) - 1;
                out[at] = number[to[e]] | level << 24;
                outStrength[at] = (byte) (strength[e] * (LEVELS - 1) + 0.5);
            }
        }
        int[] in = new int[kept];
        byte[] strengths = new byte[kept];
        System.arraycopy(inStart, 0, next, 0, vertices);
        for (int v = 0; v < vertices; v++) {
            for (int i = outStart[v]; i < outStart[v + 1]; i++) {
                int at = next[out[i] & VERTEX]++;
                in[at] = v | (out[i] & ~VERTEX);
                strengths[at] = outStrength[i];
            }
        }
        return new IntGraph(vertices, number, outStart, out, inStart, in, strengths, components);
    }

    private static void check(int vertices, int from, int to, double propagation, double strength) {
        if (from < 0 || from >= vertices || to < 0 || to >= vertices) {
            throw new IllegalArgumentException(
                    "edge " + from + " -> " + to + " must join vertices from 0 to " + (vertices - 1) + ".");
        }
        if (!(propagation >= 0 && propagation <= 1) || !(strength >= 0 && strength <= 1)) {
            throw new IllegalArgumentException("propagation (" + propagation + ") and strength (" + strength + ") of "
                    + from + " -> " + to + " must be between 0 and 1.");
        }
    }

    /** Numbers the vertices by component in topological order; returns how many components there are. */
    private static int renumber(int vertices, int[] from, int[] to, int[] number) {
        Adjacency rows = Adjacency.rows(vertices, from, to);
        if (peel(rows, to, number) == vertices) {
            return vertices;
        }
        Condensation condensation = Condensation.of(rows);
        int count = condensation.count();
        int[] next = new int[count + 1];
        for (int v = 0; v < vertices; v++) {
            next[condensation.of(v) + 1]++;
        }
        for (int c = 0; c < count; c++) {
            next[c + 1] += next[c];
        }
        for (int v = 0; v < vertices; v++) {
            number[v] = next[condensation.of(v)]++;
        }
        return count;
    }

    /**
     * Numbers vertices all of whose sources are numbered (Kahn, 1962, Topological sorting of large networks), which settles a
     * graph without cycles at one visit an edge; returns how many it could number.
     */
    private static int peel(Adjacency rows, int[] to, int[] number) {
        int vertices = rows.vertices();
        int[] open = new int[vertices];
        for (int w : to) {
            open[w]++;
        }
        int[] order = new int[vertices];
        int size = 0;
        for (int v = 0; v < vertices; v++) {
            if (open[v] == 0) {
                order[size++] = v;
            }
        }
        int[] start = rows.start();
        int[] out = rows.to();
        for (int at = 0; at < size; at++) {
            int v = order[at];
            number[v] = at;
            for (int i = start[v]; i < start[v + 1]; i++) {
                if (--open[out[i]] == 0) {
                    order[size++] = out[i];
                }
            }
        }
        return size;
    }

    /**
     * Counts the strongly connected components of edges given as arrays, without freezing them. Time and memory O(V + E), and
     * no recursion.
     *
     * @param vertices how many vertices there are, 0 to 16,777,216
     * @param from the start of each edge {@code [edges]}
     * @param to the end of each edge {@code [edges]}
     * @return the number of vertices for a graph without cycles, fewer otherwise
     */
    public static int components(int vertices, int[] from, int[] to) {
        if (vertices < 0 || vertices > MOST || from.length != to.length) {
            throw new IllegalArgumentException("vertices (" + vertices + ") must be between 0 and " + MOST
                    + " and both arrays (" + from.length + ", " + to.length + ") of one length.");
        }
        for (int e = 0; e < from.length; e++) {
            check(vertices, from[e], to[e], 0, 0);
        }
        return renumber(vertices, from, to, new int[vertices]);
    }

    /**
     * Returns the memory of the arrays that make up this graph.
     *
     * @return bytes, object headers left out
     */
    public long bytes() {
        return 4L * (number.length + outStart.length + out.length + inStart.length + in.length) + strength.length;
    }

    /**
     * Returns the number of vertices.
     *
     * @return 0 or more
     */
    public int vertices() {
        return vertices;
    }

    /**
     * Returns the number of edges that propagate.
     *
     * @return 0 or more
     */
    public int edges() {
        return out.length;
    }

    /**
     * Returns the number of strongly connected components.
     *
     * @return the number of vertices for a graph without cycles, fewer otherwise
     */
    public int components() {
        return components;
    }

    /**
     * Starts closures: what each vertex reaches.
     *
     * @return a workspace for one thread
     */
    public Reachability reach() {
        return new Reachability(this);
    }

    /**
     * Bounds and simulates what some changed vertices affect.
     *
     * @param changed the changed vertices {@code [n]}
     * @return a workspace for one thread
     */
    public Spread spread(int... changed) {
        return new Spread(this, changed);
    }

    /**
     * Returns how strongly a vertex depends on those that it reads.
     *
     * @param vertex the reading vertex
     * @return strengths in steps of 1/255, in no particular order {@code [vertices read]}
     */
    public double[] strengths(int vertex) {
        int v = number(vertex);
        double[] strengths = new double[inStart[v + 1] - inStart[v]];
        Arrays.setAll(strengths, i -> (strength[inStart[v] + i] & 0xff) / (LEVELS - 1.0));
        return strengths;
    }

    /**
     * Counts the vertices whose dependencies differ between two graphs of the same vertices: what is read, or how probably it
     * propagates, in any order. Time O(V + E).
     *
     * @param other a graph with as many vertices
     * @return how many vertices differ
     */
    public int differences(IntGraph other) {
        if (other.vertices != vertices) {
            throw new IllegalArgumentException(
                    "vertices (" + other.vertices + ") must be as many as here (" + vertices + ").");
        }
        long[] mine = contents();
        long[] theirs = other.contents();
        int differ = 0;
        for (int v = 0; v < vertices; v++) {
            differ += mine[number[v]] == theirs[other.number[v]] ? 0 : 1;
        }
        return differ;
    }

    /** A hash of what each vertex reads, the same for any order of edges and any numbering {@code [number]}. */
    private long[] contents() {
        int[] original = new int[vertices];
        for (int v = 0; v < vertices; v++) {
            original[number[v]] = v;
        }
        long[] contents = new long[vertices];
        for (int v = 0; v < vertices; v++) {
            long sum = 0;
            for (int i = inStart[v]; i < inStart[v + 1]; i++) {
                long edge = (long) original[in[i] & VERTEX] << 8 | in[i] >>> 24;
                sum += mix(edge + 0x9e3779b97f4a7c15L);
            }
            contents[v] = sum;
        }
        return contents;
    }

    static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
        return b ^ (b >>> 31);
    }

    int number(int vertex) {
        if (vertex < 0 || vertex >= vertices) {
            throw new IllegalArgumentException("vertex (" + vertex + ") must be between 0 and " + (vertices - 1) + ".");
        }
        return number[vertex];
    }

    int[] outStart() {
        return outStart;
    }

    /** Neighbour in the low 24 bits, probability level minus 1 above. */
    int[] out() {
        return out;
    }

    static int vertex(int edge) {
        return edge & VERTEX;
    }

    static int level(int edge) {
        return (edge >>> 24) + 1;
    }

    boolean acyclic() {
        return components == vertices;
    }

    @Override
    public String toString() {
        return vertices + " vertices, " + out.length + " edges";
    }
}
