package io.dataops.observability.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Intervals by resampling, for figures without a formula.
 *
 * <p>Percentile intervals (Efron, 1979, Bootstrap methods: another look at the jackknife) from a seeded generator: equal
 * input, resamples and seed give equal intervals.
 *
 * <pre>{@code
 * Bootstrap.quantileRatio(canary, baseline, 0.99, 0.95, 2_000, 42);
 * Bootstrap.quantileRatio(canary, baseline, 1.5, 0.95, 2_000, 42);   // IllegalArgumentException: probability (1.5) …
 * }</pre>
 */
public final class Bootstrap {

    private Bootstrap() {}

    /**
     * Returns the interval of the ratio of a quantile of two samples.
     *
     * <p>Order statistics of a resample are drawn directly, each in constant time, instead of drawing and sorting the whole.
     *
     * @param first observations {@code [m]}, m at least 2
     * @param second observations {@code [n]}, n at least 2, its quantile not 0
     * @param probability which quantile, between 0 and 1
     * @param level the level of the interval, between 0 and 1
     * @param resamples how many, at least 100
     * @param seed the seed
     * @return the ratio of the first quantile to the second
     */
    public static ConfidenceInterval quantileRatio(
            double[] first, double[] second, double probability, double level, int resamples, long seed) {
        double[] x = Level.finite("first", first, 2).clone();
        double[] y = Level.finite("second", second, 2).clone();
        Level.check("probability", probability);
        Level.check("level", level);
        if (resamples < 100) {
            throw new IllegalArgumentException("resamples (" + resamples + ") must be at least 100.");
        }
        Arrays.sort(x);
        Arrays.sort(y);
        SplittableRandom random = new SplittableRandom(seed);
        double[] ratios = new double[resamples];
        for (int i = 0; i < resamples; i++) {
            ratios[i] = resampled(x, probability, random) / resampled(y, probability, random);
        }
        Arrays.sort(ratios);
        double tail = (1 - level) / 2;
        return new ConfidenceInterval(
                quantile(x, probability) / quantile(y, probability),
                ratios[(int) Math.floor(tail * (resamples - 1))],
                ratios[(int) Math.ceil((1 - tail) * (resamples - 1))],
                level);
    }

    private static double quantile(double[] sorted, double probability) {
        return sorted[(int) Math.max(0, Math.ceil(probability * sorted.length) - 1)];
    }

    /** The k-th of n uniform order statistics is Beta(k, n-k+1); the resample's value is the one at that share. */
    private static double resampled(double[] sorted, double probability, SplittableRandom random) {
        int n = sorted.length;
        int k = (int) Math.max(1, Math.ceil(probability * n));
        double u = beta(k, n - k + 1, random);
        return sorted[(int) Math.min(n - 1L, (long) (u * n))];
    }

    private static double beta(int a, int b, SplittableRandom random) {
        double x = gamma(a, random);
        return x / (x + gamma(b, random));
    }

    /** Marsaglia and Tsang (2000, A simple method for generating gamma variables), shape at least 1. */
    private static double gamma(double shape, SplittableRandom random) {
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double z = normal(random);
            double v = 1 + c * z;
            if (v > 0) {
                double cube = v * v * v;
                if (Math.log(1 - random.nextDouble()) < 0.5 * z * z + d - d * cube + d * Math.log(cube)) {
                    return d * cube;
                }
            }
        }
    }

    private static double normal(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }
}
