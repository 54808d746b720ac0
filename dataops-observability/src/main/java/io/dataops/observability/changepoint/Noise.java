package io.dataops.observability.changepoint;

import java.util.Arrays;

/**
 * Scatter and autocorrelation of a series with changes in it, from differences, which see a change once only.
 *
 * <p>The autocorrelation is {@code median(|x[t+2]-x[t]|)^2 / median(|x[t+1]-x[t]|)^2 - 1} (Chakar, Lebarbier, Levy-Leduc and
 * Robin, 2017, A robust approach for estimating change-points in the mean of an AR(1) process), kept within 0 to 0.95.
 *
 * @param variance of a point about its mean
 * @param autocorrelation of neighbours, 0 to 0.95
 */
record Noise(double variance, double autocorrelation) {
    private static final double TO_DEVIATION = 1.4826;

    static Noise of(double[] x) {
        double one = size(x, 1);
        double two = size(x, 2);
        double rho = one > 0 && moves(x) ? Math.max(0, Math.min(0.95, two * two / (one * one) - 1)) : 0;
        return new Noise(one * one / (2 * (1 - rho)), rho);
    }

    /** Whether at least half of the neighbours differ: where few do, they tell nothing of autocorrelation. */
    private static boolean moves(double[] x) {
        int different = 0;
        for (int i = 1; i < x.length; i++) {
            different += x[i] != x[i - 1] ? 1 : 0;
        }
        return 2 * different >= x.length;
    }

    /** Robust deviation of differences at a lag; of their mean size where more than half are zero. */
    private static double size(double[] x, int lag) {
        if (x.length <= lag) {
            return 0;
        }
        double[] differences = new double[x.length - lag];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = Math.abs(x[i + lag] - x[i]);
        }
        double mean = Arrays.stream(differences).average().orElse(0);
        Arrays.sort(differences);
        double median = differences[differences.length / 2];
        return median > 0 ? TO_DEVIATION * median : Math.sqrt(Math.PI / 2) * mean;
    }

    /** Mean square about one level or one line through all points. */
    static double about(double[] x, boolean line) {
        int n = x.length;
        double centre = (n - 1) / 2.0;
        double mean = Arrays.stream(x).average().orElse(0);
        double along = 0;
        for (int t = 0; t < n; t++) {
            along += (x[t] - mean) * (t - centre);
        }
        double slope = line && n > 1 ? along / (n * ((double) n * n - 1) / 12) : 0;
        double sum = 0;
        for (int t = 0; t < n; t++) {
            double left = x[t] - mean - slope * (t - centre);
            sum += left * left;
        }
        return n == 0 ? 0 : sum / n;
    }

    /** By how much autocorrelation makes a mean less certain. */
    double inflation() {
        return (1 + autocorrelation) / (1 - autocorrelation);
    }
}
