package io.dataops.observability.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Whether one sample scatters more than another: Welch's test on the distances from each sample's median (Brown and
 * Forsythe, 1974, Robust tests for the equality of variances).
 *
 * <pre>{@code
 * BrownForsythe.test(canary, baseline, Alternative.GREATER).pValue();   // small: the canary scatters more
 * BrownForsythe.test(new double[1], baseline, Alternative.LESS);   // IllegalArgumentException: first has 1 values and needs at least 2.
 * }</pre>
 */
public final class BrownForsythe {

    private BrownForsythe() {}

    /**
     * Tests the spread of two samples.
     *
     * @param first finite observations {@code [m]}, m at least 2
     * @param second finite observations {@code [n]}, n at least 2
     * @param alternative what to look for in the spread of the first
     * @return the result; the statistic is the standardised difference of the mean distances
     */
    public static TestResult test(double[] first, double[] second, Alternative alternative) {
        double scale = Math.max(largest(Level.finite("first", first, 2)), largest(Level.finite("second", second, 2)));
        Moments a = Moments.of(distances(first, scale));
        Moments b = Moments.of(distances(second, scale));
        double va = a.variance() / a.n();
        double vb = b.variance() / b.n();
        double difference = a.mean() - b.mean();
        if (va + vb == 0) {
            double p = difference == 0 ? 1 : 0;
            return new TestResult(
                    "Brown-Forsythe, no scatter",
                    difference,
                    alternative.of(difference > 0 ? p : 1, difference < 0 ? p : 1));
        }
        double t = difference / Math.sqrt(va + vb);
        double freedom = (va + vb) * (va + vb) / (va * va / (a.n() - 1) + vb * vb / (b.n() - 1));
        TDistribution distribution = TDistribution.of(freedom);
        return new TestResult(
                "Brown-Forsythe",
                t,
                alternative.of(distribution.survivalProbability(t), distribution.cumulativeProbability(t)));
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElse(0);
    }

    /** Distances from the median in units of the largest value, so that no square overflows. */
    private static double[] distances(double[] values, double scale) {
        double[] sorted = values.clone();
        for (int i = 0; scale > 0 && i < sorted.length; i++) {
            sorted[i] /= scale;
        }
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        double median =
                sorted.length % 2 == 1 ? sorted[half] : sorted[half - 1] + (sorted[half] - sorted[half - 1]) / 2;
        return Arrays.stream(sorted).map(v -> Math.abs(v - median)).toArray();
    }
}
