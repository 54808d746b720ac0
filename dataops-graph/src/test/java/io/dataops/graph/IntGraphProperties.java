package io.dataops.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The kernel against plain search and against every subset of the edges. */
final class IntGraphProperties {

    private record Plain(int n, int[] from, int[] to, double[] p) {
        IntGraph frozen() {
            double[] ones = new double[from.length];
            Arrays.fill(ones, 1);
            return IntGraph.freeze(n, from, to, p, ones);
        }

        BitSet closure(int root) {
            BitSet reached = new BitSet();
            reached.set(root);
            for (int round = 0; round < n; round++) {
                for (int e = 0; e < from.length; e++) {
                    if (reached.get(from[e]) && p[e] > 0) {
                        reached.set(to[e]);
                    }
                }
            }
            return reached;
        }
    }

    private static Plain plain(long seed, int n, int edges, boolean cyclic) {
        Random random = new Random(seed);
        int[] name = new int[n];
        Arrays.setAll(name, v -> v);
        for (int i = n - 1; i > 0; i--) {
            int k = random.nextInt(i + 1);
            int swap = name[i];
            name[i] = name[k];
            name[k] = swap;
        }
        int[] from = new int[edges];
        int[] to = new int[edges];
        double[] p = new double[edges];
        for (int e = 0; e < edges; e++) {
            int a = random.nextInt(n);
            int b = random.nextInt(n);
            if (a == b) {
                b = (a + 1) % n;
            }
            boolean turn = !cyclic && a > b;
            from[e] = name[turn ? b : a];
            to[e] = name[turn ? a : b];
            p[e] = random.nextInt(5) == 0 ? 0 : (1 + random.nextInt(256)) / 256.0;
        }
        return new Plain(n, from, to, p);
    }

    @Property(tries = 200)
    void closuresAreThoseOfAPlainSearch(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 150) int n, @ForAll boolean cyclic) {
        Plain plain = plain(seed, n, 2 * n, cyclic);
        Reachability reach = plain.frozen().reach();
        for (int v = 0; v < n; v++) {
            assertThat(reach.of(v)).isEqualTo(plain.closure(v));
            assertThat(reach.sizeOf(v)).isEqualTo(plain.closure(v).cardinality());
        }
        if (!cyclic) {
            int[] all = reach.allSizes();
            for (int v = 0; v < n; v++) {
                assertThat(all[v]).isEqualTo(plain.closure(v).cardinality());
            }
        }
    }

    @Property(tries = 60)
    void limitsAndSimulationsFitTheEnumeration(@ForAll long seed, @ForAll @IntRange(min = 3, max = 8) int n) {
        Plain plain = plain(seed, n, 10, false);
        int root = plain.from[0];
        double[] truth = new double[n];
        for (int world = 0; world < 1 << 10; world++) {
            double weight = 1;
            double[] kept = new double[10];
            for (int e = 0; e < 10; e++) {
                boolean on = (world >> e & 1) == 1;
                weight *= on ? plain.p[e] : 1 - plain.p[e];
                kept[e] = on ? 1 : 0;
            }
            if (weight > 0) {
                BitSet hit = new Plain(n, plain.from, plain.to, kept).closure(root);
                for (int v = hit.nextSetBit(0); v >= 0; v = hit.nextSetBit(v + 1)) {
                    truth[v] += weight;
                }
            }
        }
        int worlds = 64 * 400;
        Spread limits = plain.frozen().spread(root).bounds();
        Spread chosen = plain.frozen().spread(root).simulate(worlds, seed);
        Spread together = plain.frozen().spread(root).simulateTogether(worlds, seed);
        Spread singly = plain.frozen().spread(root).simulateSingly(worlds, seed);
        for (int v = 0; v < n; v++) {
            assertThat(truth[v]).isBetween(limits.lower(v) - 1e-5, limits.upper(v) + 1e-5);
            double error = 5 * Math.sqrt(Math.max(0, truth[v] * (1 - truth[v])) / worlds) + 6.0 / worlds;
            assertThat(chosen.share(v)).isBetween(truth[v] - error, truth[v] + error);
            assertThat(together.share(v)).isBetween(truth[v] - error, truth[v] + error);
            assertThat(singly.share(v)).isBetween(truth[v] - error, truth[v] + error);
        }
    }

    /** Rows of 16 words, and of fewer where vertices are many: the mean of a fan is known. */
    @Example
    void rowsOfAnyWidthHaveTheRightMean() {
        for (int n : new int[] {50, 30_000, 300_000}) {
            int[] from = new int[n - 1];
            int[] to = new int[n - 1];
            double[] p = new double[n - 1];
            for (int e = 0; e < n - 1; e++) {
                to[e] = e + 1;
                p[e] = 0.25;
            }
            IntGraph fan = IntGraph.freeze(n, from, to, p, p);
            for (int worlds : new int[] {64, 640}) {
                Spread spread = fan.spread(0).simulateTogether(worlds, 7);
                double sum = 0;
                for (int v = 1; v < n; v++) {
                    sum += spread.share(v);
                }
                double error = 5 * Math.sqrt(0.25 * 0.75 / worlds / (n - 1));
                assertThat(sum / (n - 1)).isBetween(0.25 - error, 0.25 + error);
                assertThat(spread.share(0)).isEqualTo(1);
            }
        }
    }

    @Example
    void differencesAreCountedByContent() {
        Plain plain = plain(1, 100, 300, true);
        int[] order = new Random(2).ints(0, 300).distinct().limit(300).toArray();
        int[] from = Arrays.stream(order).map(e -> plain.from[e]).toArray();
        int[] to = Arrays.stream(order).map(e -> plain.to[e]).toArray();
        double[] p = Arrays.stream(order).mapToDouble(e -> plain.p[e]).toArray();
        assertThat(new Plain(100, from, to, p).frozen().differences(plain.frozen()))
                .isZero();
        int changed = 0;
        while (p[changed] == 0) {
            changed++;
        }
        p[changed] = p[changed] > 0.5 ? 0.25 : 0.75;
        assertThat(new Plain(100, from, to, p).frozen().differences(plain.frozen()))
                .isEqualTo(1);
    }

    @Example
    void badInputIsNamed() {
        int[] a = {0};
        double[] one = {1};
        assertThatThrownBy(() -> IntGraph.freeze(1, a, new int[] {7}, one, one))
                .hasMessage("edge 0 -> 7 must join vertices from 0 to 0.");
        assertThatThrownBy(() -> IntGraph.freeze(2, a, new int[] {1}, new double[] {Double.NaN}, one))
                .hasMessageContaining("propagation (NaN)");
        assertThatThrownBy(() -> IntGraph.freeze(2, a, new int[0], one, one)).hasMessageContaining("one length");
        assertThatThrownBy(() -> IntGraph.freeze(-1, a, a, one, one)).hasMessageContaining("vertices (-1)");
        IntGraph loop =
                IntGraph.freeze(2, new int[] {0, 1}, new int[] {1, 0}, new double[] {1, 1}, new double[] {1, 1});
        assertThat(loop.components()).isEqualTo(1);
        assertThatThrownBy(() -> loop.spread(0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> loop.reach().sizesOf(0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> loop.reach().sizeOf(5)).hasMessageContaining("vertex (5)");
        assertThat(IntGraph.freeze(0, new int[0], new int[0], new double[0], new double[0])
                        .edges())
                .isZero();
    }
}
