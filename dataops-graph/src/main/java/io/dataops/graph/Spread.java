package io.dataops.graph;

import java.util.Arrays;

/**
 * What some changed vertices of an {@link IntGraph} affect: certain limits in one pass, or shares of simulated worlds. The graph
 * must have no cycles. Keeps its workspace between questions; not safe for use by several threads.
 *
 * <pre>{@code
 * IntGraph ints = IntGraph.freeze(2, new int[] {0}, new int[] {1}, new double[] {0.5}, new double[] {1});
 * ints.spread(0).bounds().upper(1);              // 0.5
 * ints.spread(0).simulate(1_000, 42).share(1);   // about 0.5, and the same for the same seed
 * }</pre>
 */
public final class Spread {
    private static final double STEP = 1.0 / IntGraph.LEVELS;
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
     * Simulates worlds in which each edge propagates or does not. They go one after the other until they have hit as many
     * vertices as the graph has, which is about what it costs to lay out rows for many worlds at a time; the others then go
     * together. So it takes at most about twice as long as the better of both ways.
     *
     * @param worlds how many, more than 0; those that go together are rounded up to whole words of 64
     * @param seed the seed: equal seeds and worlds give equal counts
     * @return this, for {@link #share(int)}
     */
    public Spread simulate(int worlds, long seed) {
        int n = graph.vertices();
        int done = singly(checked(worlds), seed, n);
        if (done < worlds) {
            int[] first = hits;
            simulateTogether(worlds - done, IntGraph.mix(seed + 1));
            for (int v = 0; v <= n; v++) {
                hits[v] += first[v];
            }
        }
        return this;
    }

    private static int checked(int worlds) {
        if (worlds < 1) {
            throw new IllegalArgumentException("worlds (" + worlds + ") must be at least 1.");
        }
        return worlds;
    }

    /**
     * Simulates many worlds at a time in the bits of words: cheaper where much is reached. While few worlds reach a vertex each
     * draws for itself; otherwise words of draws serve all.
     *
     * @param worlds how many, more than 0; rounded up to whole words
     * @param seed the seed
     * @return this, for {@link #share(int)}
     */
    public Spread simulateTogether(int worlds, long seed) {
        int words = (checked(worlds) + 63) >> 6;
        int n = graph.vertices();
        hits = new int[n + 1];
        new WorldRows(graph, words).simulate(roots, words, seed, hits);
        hits[n] = words * 64;
        return this;
    }

    /**
     * Simulates one world after the other: cheaper where little is reached.
     *
     * @param worlds how many, more than 0
     * @param seed the seed
     * @return this, for {@link #share(int)}
     */
    public Spread simulateSingly(int worlds, long seed) {
        singly(checked(worlds), seed, Long.MAX_VALUE);
        return this;
    }

    /** Simulates until enough vertices are hit; returns how many worlds that took. */
    private int singly(int worlds, long seed, long enough) {
        int n = graph.vertices();
        hits = new int[n + 1];
        int[] seen = new int[n];
        int[] stack = new int[Math.max(roots.length, 64)];
        long state = IntGraph.mix(seed + 1);
        long hit = 0;
        int world = 0;
        while (world < worlds && hit < enough) {
            world++;
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
                hit++;
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
        hits[n] = world;
        return world;
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
