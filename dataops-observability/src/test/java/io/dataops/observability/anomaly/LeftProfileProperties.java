package io.dataops.observability.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Against every stretch before, by the definition. */
final class LeftProfileProperties {

    private static double[] scaled(double[] x, int end, int m) {
        double[] out = new double[m];
        double mean = 0;
        for (int k = 0; k < m; k++) {
            mean += x[end - m + 1 + k] / m;
        }
        double variance = 0;
        for (int k = 0; k < m; k++) {
            variance += Math.pow(x[end - m + 1 + k] - mean, 2) / m;
        }
        for (int k = 0; k < m && variance > 1e-16; k++) {
            out[k] = (x[end - m + 1 + k] - mean) / Math.sqrt(variance);
        }
        return out;
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        double sizeA = 0;
        double sizeB = 0;
        for (int k = 0; k < a.length; k++) {
            sum += (a[k] - b[k]) * (a[k] - b[k]);
            sizeA += a[k] * a[k];
            sizeB += b[k] * b[k];
        }
        return (sizeA == 0) != (sizeB == 0) ? Math.sqrt(a.length) : Math.sqrt(sum);
    }

    @Property(tries = 60)
    void theNearestStretchBeforeIsThatOfTheDefinition(
            @ForAll long seed,
            @ForAll @IntRange(min = 4, max = 14) int m,
            @ForAll @IntRange(min = 2, max = 9) int many) {
        int memory = many * m + (int) Math.floorMod(seed, (long) m);
        int n = 3 * memory + 40;
        Random random = new Random(seed);
        double[] x = new double[n];
        boolean[] broken = new boolean[n];
        boolean[] leftOut = new boolean[n];
        for (int t = 0; t < n; t++) {
            x[t] = t > n / 2 && t < n / 2 + 2 * m ? 3 : 5 * Math.sin(t * 0.7) + random.nextGaussian();
            broken[t] = random.nextInt(5 * m) == 0;
            leftOut[t] = random.nextInt(9) == 0;
        }
        LeftProfile profile = new LeftProfile(m, memory, 1e-10);
        int[] since = new int[n];
        for (int t = 0; t < n; t++) {
            since[t] = t == 0 || broken[t] ? 1 : since[t - 1] + 1;
            if (broken[t]) {
                profile.breakOff();
            }
            double found = profile.push(x[t]);
            double best = Double.POSITIVE_INFINITY;
            for (int e = t - (m + 1) / 2; since[t] >= m && e >= m - 1 && e - m + 1 > t - memory; e--) {
                if (since[e] >= m && !leftOut[e]) {
                    best = Math.min(best, distance(scaled(x, t, m), scaled(x, e, m)));
                }
            }
            if (best == Double.POSITIVE_INFINITY) {
                assertThat(found).isNaN();
            } else {
                assertThat(found).isCloseTo(best, within(1e-6));
            }
            if (leftOut[t]) {
                profile.leaveOutLast();
            }
        }
    }

    /** A hundred thousand points on, products that were carried along are those of the definition. */
    @Example
    void roundingDoesNotAddUp() {
        int m = 32;
        Random random = new Random(3);
        LeftProfile profile = new LeftProfile(m, 10 * m, 1e-10);
        double[] x = new double[100_000];
        double found = 0;
        for (int t = 0; t < x.length; t++) {
            x[t] = (t < 500 ? 1e6 : 1) * random.nextGaussian();
            found = profile.push(x[t]);
        }
        double best = Double.POSITIVE_INFINITY;
        int last = x.length - 1;
        for (int e = last - 16; e - m + 1 > last - 320; e--) {
            best = Math.min(best, distance(scaled(x, last, m), scaled(x, e, m)));
        }
        assertThat(found).isCloseTo(best, within(1e-10));
    }
}
