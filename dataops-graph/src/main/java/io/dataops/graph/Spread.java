package io.dataops.graph;

import java.util.Arrays;

/**
 * What some changed vertices of an {@link IntGraph} affect: certain limits in one pass, or shares of simulated worlds. The graph
 * must have no cycles. Keeps its workspace between questions; not safe for use by several threads.
 */
public final class Spread {
    private static final double STEP = 1.0 / IntGraph.LEVELS;
    private static final int FEW = 8;
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private final IntGraph graph;
    private final int[] start;
    private final int[] out;
    private final int[] roots;
    private float[] lower = new float[0];
    private float[] upper = new float[0];
    private int[] hits = new int[0];

    Spread(IntGraph graph, int[] changed) {
        if (!graph.acyclic()) {
            throw new IllegalStateException("the graph has cycles. Maybe condense them, or ask a DependencyGraph.");
        }
        this.graph = graph;
        this.start = graph.outStart();
        this.out = graph.out();
        this.roots = Arrays.stream(changed).map(graph::number).toArray();
    }

    /**
     * Computes certain limits for every vertex: the most probable path from below, independence from above (valid since the
     * events are positively associated). Time O(V + E of what is reached).
     *
     * @return this, for {@link #lower(int)} and {@link #upper(int)}
     */
    public Spread bounds() {
        int n = graph.vertices();
        lower = new float[n];
        upper = new float[n];
        int first = n;
        int last = -1;
        for (int root : roots) {
            lower[root] = 1;
            upper[root] = 1;
            first = Math.min(first, root);
            last = Math.max(last, root);
        }
        for (int v = first; v <= last; v++) {
            float reached = upper[v];
            if (reached == 0) {
                continue;
            }
            float best = lower[v];
            for (int i = start[v]; i < start[v + 1]; i++) {
                int to = IntGraph.vertex(out[i]);
                float p = (float) (IntGraph.level(out[i]) * STEP);
                lower[to] = Math.max(lower[to], best * p);
                upper[to] += (1 - upper[to]) * reached * p;
                last = Math.max(last, to);
            }
        }
        return this;
    }

    /**
     * Returns a limit that the probability of a vertex does not undercut.
     *
     * @param vertex the vertex
     * @return 0 to 1, accurate to about 1e-6; 0 before {@link #bounds()}
     */
    public double lower(int vertex) {
        return lower.length == 0 ? 0 : lower[graph.number(vertex)];
    }

    /**
     * Returns a limit that the probability of a vertex does not exceed.
     *
     * @param vertex the vertex
     * @return 0 to 1, accurate to about 1e-6; 1 before {@link #bounds()}
     */
    public double upper(int vertex) {
        return upper.length == 0 ? 1 : upper[graph.number(vertex)];
    }

    /**
     * Simulates worlds in which each edge propagates or does not, 64 at a time in the bits of a word. While few worlds of a
     * word reach a vertex each draws for itself; otherwise one word of draws serves all.
     *
     * @param worlds how many, more than 0; rounded up to whole words
     * @param seed the seed: equal seeds and worlds give equal counts
     * @return this, for {@link #share(int)}
     */
    public Spread simulate(int worlds, long seed) {
        if (worlds < 1) {
            throw new IllegalArgumentException("worlds (" + worlds + ") must be at least 1.");
        }
        int words = (worlds + 63) >> 6;
        int n = graph.vertices();
        hits = new int[n + 1];
        hits[n] = words * 64;
        long[] alive = new long[n];
        for (int word = 0; word < words; word++) {
            simulate(alive, IntGraph.mix(seed * GOLDEN + word));
        }
        return this;
    }

    private void simulate(long[] alive, long seed) {
        int first = alive.length;
        int last = -1;
        for (int root : roots) {
            alive[root] = -1;
            first = Math.min(first, root);
            last = Math.max(last, root);
        }
        long state = seed;
        for (int v = first; v <= last; v++) {
            long worlds = alive[v];
            if (worlds == 0) {
                continue;
            }
            alive[v] = 0;
            int count = Long.bitCount(worlds);
            hits[v] += count;
            for (int i = start[v]; i < start[v + 1]; i++) {
                int level = IntGraph.level(out[i]);
                long passing = worlds;
                if (level < IntGraph.LEVELS) {
                    if (count <= FEW) {
                        state += GOLDEN;
                        long draws = IntGraph.mix(state);
                        for (long open = worlds; open != 0; open &= open - 1) {
                            long passes = ((draws & 0xff) - level) >> 63;
                            passing &= passes | ~(open & -open);
                            draws >>>= 8;
                        }
                    } else {
                        passing &= draw(level, state);
                        state += GOLDEN << 3;
                    }
                }
                if (passing != 0) {
                    int to = IntGraph.vertex(out[i]);
                    alive[to] |= passing;
                    last = Math.max(last, to);
                }
            }
        }
    }

    /** A word whose bits are each 1 with probability level / 256: one random word a binary digit, without a branch. */
    private static long draw(int level, long state) {
        long draw = 0;
        for (int b = Integer.numberOfTrailingZeros(level); b < 8; b++) {
            long random = IntGraph.mix(state + (b + 1) * GOLDEN);
            long one = -(long) (level >> b & 1);
            draw = (draw & random) | ((draw | random) & one);
        }
        return draw;
    }

    /**
     * Simulates one world after the other, for comparison: cheaper where little is reached.
     *
     * @param worlds how many, more than 0
     * @param seed the seed
     * @return this, for {@link #share(int)}
     */
    public Spread simulateSingly(int worlds, long seed) {
        if (worlds < 1) {
            throw new IllegalArgumentException("worlds (" + worlds + ") must be at least 1.");
        }
        int n = graph.vertices();
        hits = new int[n + 1];
        hits[n] = worlds;
        int[] seen = new int[n];
        int[] stack = new int[Math.max(roots.length, 64)];
        long state = IntGraph.mix(seed + 1);
        for (int world = 1; world <= worlds; world++) {
            int size = 0;
            for (int root : roots) {
                if (seen[root] != world) {
                    seen[root] = world;
                    stack[size++] = root;
                }
            }
            while (size > 0) {
                int v = stack[--size];
                hits[v]++;
                for (int i = start[v]; i < start[v + 1]; i++) {
                    int to = IntGraph.vertex(out[i]);
                    if (seen[to] == world) {
                        continue;
                    }
                    state += GOLDEN;
                    if ((IntGraph.mix(state) >>> 56) < IntGraph.level(out[i])) {
                        seen[to] = world;
                        stack = size == stack.length ? Arrays.copyOf(stack, 2 * size) : stack;
                        stack[size++] = to;
                    }
                }
            }
        }
        return this;
    }

    /**
     * Returns the share of worlds in which a vertex was affected.
     *
     * @param vertex the vertex
     * @return 0 to 1
     * @throws IllegalStateException before a simulation
     */
    public double share(int vertex) {
        if (hits.length == 0) {
            throw new IllegalStateException("nothing was simulated yet. Maybe call simulate(worlds, seed).");
        }
        return (double) hits[graph.number(vertex)] / hits[hits.length - 1];
    }
}
