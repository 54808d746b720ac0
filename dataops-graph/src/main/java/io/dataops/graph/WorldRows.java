package io.dataops.graph;

import java.util.Arrays;

/**
 * Simulates worlds of an {@link IntGraph} without cycles, up to 1,024 at a time: a vertex has a row of words, each bit one world.
 *
 * <p>While few worlds of a row reach a vertex each draws for itself. Otherwise every word of the row gets a word whose bits are 1 with the
 * probability of the edge, built digit by digit from random words. Each word has a generator of its own (xoroshiro128++: Blackman and
 * Vigna, 2021, Scrambled linear pseudorandom number generators), written as loops over arrays without branches or
 * multiplications so that the compiler can use vector instructions.
 *
 * <p>A row has as many words as let all rows fit in 2 MB, the size of a usual second-level cache, at least 1 and at most 16.
 */
final class WorldRows {
    private static final int MOST = 16;
    private static final int CACHE = 1 << 18;
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private final int[] start;
    private final int[] out;
    private final int width;
    private final long[] alive;
    private final long[] x;
    private final long[] y;
    private final long[] draw;
    private final int few;

    WorldRows(IntGraph graph, int words) {
        this.start = graph.outStart();
        this.out = graph.out();
        int fits = Math.max(1, Math.min(MOST, CACHE / Math.max(1, graph.vertices())));
        this.width = Math.min(fits, words);
        this.alive = new long[graph.vertices() * width];
        this.x = new long[width];
        this.y = new long[width];
        this.draw = new long[width];
        this.few = 8 + width;
    }

    /** Adds to {@code hits} how many of the worlds hit each vertex; words of the last row that are too many are left out. */
    void simulate(int[] roots, int words, long seed, int[] hits) {
        for (int from = 0; from < words; from += width) {
            int size = Math.min(width, words - from);
            for (int w = 0; w < width; w++) {
                x[w] = IntGraph.mix(seed * GOLDEN + 2L * (from + w) + 1);
                y[w] = IntGraph.mix(x[w] + GOLDEN) | 1;
            }
            row(roots, size, hits);
        }
    }

    private void row(int[] roots, int size, int[] hits) {
        int first = Integer.MAX_VALUE;
        int last = -1;
        for (int root : roots) {
            Arrays.fill(alive, root * width, root * width + size, -1);
            first = Math.min(first, root);
            last = Math.max(last, root);
        }
        for (int v = first; v <= last; v++) {
            int at = v * width;
            int count = 0;
            for (int w = at; w < at + width; w++) {
                count += Long.bitCount(alive[w]);
            }
            if (count == 0) {
                continue;
            }
            hits[v] += count;
            for (int i = start[v]; i < start[v + 1]; i++) {
                int to = IntGraph.vertex(out[i]);
                int level = IntGraph.level(out[i]);
                last = Math.max(last, to);
                if (level == IntGraph.LEVELS) {
                    for (int w = 0; w < width; w++) {
                        alive[to * width + w] |= alive[at + w];
                    }
                } else if (count <= few) {
                    singly(at, to * width, level);
                } else {
                    draw(level);
                    pass(at, to * width);
                }
            }
            Arrays.fill(alive, at, at + width, 0);
        }
    }

    /** Eight draws of eight bits from each random word. */
    private void singly(int from, int to, int level) {
        for (int w = 0; w < width; w++) {
            long open = alive[from + w];
            long passing = 0;
            while (open != 0) {
                long bits = next(w);
                for (int d = 0; d < 8 && open != 0; d++) {
                    long bit = open & -open;
                    passing |= (bits & 0xff) < level ? bit : 0;
                    bits >>>= 8;
                    open ^= bit;
                }
            }
            alive[to + w] |= passing;
        }
    }

    private long next(int w) {
        long a = x[w];
        long b = y[w];
        long sum = a + b;
        b ^= a;
        x[w] = (a << 49 | a >>> 15) ^ b ^ (b << 21);
        y[w] = b << 28 | b >>> 36;
        return (sum << 17 | sum >>> 47) + a;
    }

    /** Fills {@code draw} with bits that are each 1 with probability level / 256. */
    private void draw(int level) {
        Arrays.fill(draw, 0);
        for (int b = Integer.numberOfTrailingZeros(level); b < 8; b++) {
            digit(x, y, draw, -(long) (level >> b & 1));
        }
    }

    /** One binary digit for every word: and with a random word for 0, or for 1. */
    private static void digit(long[] x, long[] y, long[] draw, long one) {
        int n = Math.min(draw.length, Math.min(x.length, y.length));
        for (int w = 0; w < n; w++) {
            long a = x[w];
            long b = y[w];
            long sum = a + b;
            long random = (sum << 17 | sum >>> 47) + a;
            b ^= a;
            x[w] = (a << 49 | a >>> 15) ^ b ^ (b << 21);
            y[w] = b << 28 | b >>> 36;
            draw[w] = (draw[w] & random) | ((draw[w] | random) & one);
        }
    }

    private void pass(int from, int to) {
        for (int w = 0; w < width; w++) {
            alive[to + w] |= alive[from + w] & draw[w];
        }
    }
}
