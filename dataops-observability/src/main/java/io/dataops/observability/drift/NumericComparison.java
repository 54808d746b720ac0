package io.dataops.observability.drift;

import io.dataops.observability.statistics.KolmogorovSmirnov;
import io.dataops.observability.statistics.TestResult;
import java.util.Arrays;
import java.util.List;

/** Two samples: Kolmogorov-Smirnov, Wasserstein and population stability over the reference's deciles. */
final class NumericComparison {
    private static final int BINS = 10;

    private NumericComparison() {}

    static Compared of(double[] reference, double[] current) {
        if (reference.length == 0 || current.length == 0) {
            return Compared.nothing();
        }
        double[] a = reference.clone();
        double[] b = current.clone();
        Arrays.sort(a);
        Arrays.sort(b);
        double area = 0;
        int i = 0;
        int j = 0;
        double at = Math.min(a[0], b[0]);
        while (i < a.length || j < b.length) {
            double next = j == b.length || (i < a.length && a[i] <= b[j]) ? a[i] : b[j];
            double gap = Math.abs((double) i / a.length - (double) j / b.length);
            area += gap == 0 || next == at ? 0 : gap * (next - at);
            at = next;
            while (i < a.length && a[i] == next) {
                i++;
            }
            while (j < b.length && b[j] == next) {
                j++;
            }
        }
        double range = a[(int) (0.75 * (a.length - 1))] - a[(int) (0.25 * (a.length - 1))];
        Stability stability = Stability.of(binned(a, a), binned(b, a));
        TestResult test = KolmogorovSmirnov.test(a, b);
        return new Compared(
                test.pValue(),
                test.statistic(),
                range > 0 && Double.isFinite(area) ? area / range : Double.NaN,
                stability.index(),
                stability.pValue(),
                List.of(),
                List.of());
    }

    /** Counts between the deciles of the sorted reference; equal deciles leave bins empty on both sides. */
    private static long[] binned(double[] sorted, double[] reference) {
        long[] counts = new long[BINS];
        int from = 0;
        for (int bin = 0; bin < BINS; bin++) {
            int to = sorted.length;
            if (bin < BINS - 1) {
                double limit = reference[(int) ((long) (bin + 1) * (reference.length - 1) / BINS)];
                to = from;
                while (to < sorted.length && sorted[to] <= limit) {
                    to++;
                }
            }
            counts[bin] = (long) to - from;
            from = to;
        }
        return counts;
    }
}
