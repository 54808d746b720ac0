package io.dataops.observability.statistics;

/**
 * How much less a sample knows because its observations follow each other.
 *
 * <p>For a first-order autoregression with coefficient r the variance of a mean is (1 + r) / (1 - r) times that of
 * independent observations (Bartlett, 1946, On the theoretical specification and sampling properties of autocorrelated
 * time-series).
 *
 * <pre>{@code
 * Autocorrelation.lagOne(values);      // 0.8: each value is much like the one before
 * Autocorrelation.inflation(values);   // by how much the variance of a mean grows
 * }</pre>
 */
public final class Autocorrelation {
    private static final double MOST = 0.98;

    private Autocorrelation() {}

    /**
     * Estimates the lag-one autocorrelation, corrected for its bias of order 1/n (Kendall, 1954, Note on bias in the
     * estimation of autocorrelation).
     *
     * @param values observations in the order of time {@code [n]}
     * @return -1 to 1; 0 for fewer than 8 observations or constant ones
     */
    public static double lagOne(double[] values) {
        int n = values.length;
        if (n < 8) {
            return 0;
        }
        double mean = Moments.of(values).mean();
        double square = 0;
        double product = 0;
        for (int i = 0; i < n; i++) {
            double d = values[i] - mean;
            square += d * d;
            product += i > 0 ? d * (values[i - 1] - mean) : 0;
        }
        if (!(square > 0) || !Double.isFinite(square)) {
            return 0;
        }
        double r = product / square;
        return Math.max(-1, Math.min(1, (n * r + 1) / (n - 3)));
    }

    /**
     * Returns the factor by which autocorrelation inflates the variance of a mean.
     *
     * @param values observations in the order of time {@code [n]}
     * @return 1 for observations whose lag-one autocorrelation is not above what chance gives at the 5 % level, more
     *     otherwise
     */
    public static double inflation(double[] values) {
        double r = lagOne(values);
        return r <= 1.645 / Math.sqrt(Math.max(1, values.length))
                ? 1
                : (1 + Math.min(r, MOST)) / (1 - Math.min(r, MOST));
    }
}
