package io.dataops.observability.statistics;

import java.util.Arrays;

/**
 * Whether two samples come from one distribution, whatever it is: the largest distance of their empirical distributions.
 *
 * <p>The p-value is that of the limit distribution with Stephens' correction for small samples (Stephens, 1970, Use of the
 * Kolmogorov-Smirnov, Cramer-von Mises and related statistics without extensive tables), within about 0.03 of the exact one
 * from some dozens of observations on; conservative for data with ties. Time O(n log n).
 *
 * <pre>{@code
 * KolmogorovSmirnov.test(thisWeek, lastWeek).pValue();
 * KolmogorovSmirnov.test(new double[0], lastWeek);   // IllegalArgumentException: first must not be empty.
 * }</pre>
 */
public final class KolmogorovSmirnov {

    private KolmogorovSmirnov() {}

    /**
     * Tests two samples.
     *
     * @param first observations {@code [m]}, m at least 1; infinities count as extremes
     * @param second observations {@code [n]}, n at least 1
     * @return the result; the statistic is the distance, 0 to 1
     */
    public static TestResult test(double[] first, double[] second) {
        double[] a = Level.ranked("first", first).clone();
        double[] b = Level.ranked("second", second).clone();
        Arrays.sort(a);
        Arrays.sort(b);
        double distance = 0;
        int i = 0;
        int j = 0;
        while (i < a.length && j < b.length) {
            double next = Math.min(a[i], b[j]);
            while (i < a.length && a[i] == next) {
                i++;
            }
            while (j < b.length && b[j] == next) {
                j++;
            }
            distance = Math.max(distance, Math.abs((double) i / a.length - (double) j / b.length));
        }
        return new TestResult("Kolmogorov-Smirnov", distance, pValue(distance, a.length, b.length));
    }

    private static double pValue(double distance, double n, double m) {
        double effective = Math.sqrt(n * m / (n + m));
        double x = (effective + 0.12 + 0.11 / effective) * distance;
        if (x < 0.2) {
            return 1;
        }
        double sum = 0;
        for (int k = 1; k <= 100; k++) {
            double term = Math.exp(-2.0 * k * k * x * x);
            sum += k % 2 == 1 ? term : -term;
            if (term < 1e-18) {
                break;
            }
        }
        return Math.max(0, Math.min(1, 2 * sum));
    }
}
