package io.dataops.observability.statistics;

/**
 * The interval of the ratio of two rates, by inverting the score test.
 *
 * <p>Covers close to its level also for rare events, where the logarithmic interval fails (Miettinen and Nurminen, 1985,
 * Comparative analysis of two rates).
 *
 * <pre>{@code
 * ProportionRatio.interval(30, 1000, 10, 1000, 0.95).lower();   // 1.49
 * ProportionRatio.interval(0, 0, 1, 2, 0.95);   // IllegalArgumentException: trials must be at least 1 on both sides.
 * }</pre>
 */
public final class ProportionRatio {
    private static final double WIDEST = 1e12;

    private ProportionRatio() {}

    /**
     * Returns the interval of the first rate over the second.
     *
     * @param events1 events of the first side, 0 to {@code trials1}
     * @param trials1 trials of the first side, at least 1
     * @param events2 events of the second side, 0 to {@code trials2}
     * @param trials2 trials of the second side, at least 1
     * @param level the level of the interval, between 0 and 1
     * @return the interval; its upper end is infinite where the second side has no event
     */
    public static ConfidenceInterval interval(long events1, long trials1, long events2, long trials2, double level) {
        Level.counts("events1", events1, "trials1", trials1);
        Level.counts("events2", events2, "trials2", trials2);
        Level.check("level", level);
        if (trials1 == 0 || trials2 == 0) {
            throw new IllegalArgumentException("trials must be at least 1 on both sides.");
        }
        double z = Level.upperQuantile((1 - level) / 2);
        double x1 = events1;
        double n1 = trials1;
        double x2 = events2;
        double n2 = trials2;
        double lower = events1 == 0 ? 0 : limit(x1, n1, x2, n2, z);
        double upper = events2 == 0 ? Double.POSITIVE_INFINITY : limit(x1, n1, x2, n2, -z);
        return new ConfidenceInterval((x1 / n1) / (x2 / n2), lower, upper, level);
    }

    /** The ratio at which the score statistic equals z; the statistic falls as the ratio grows. */
    private static double limit(double x1, double n1, double x2, double n2, double z) {
        double low = -Math.log(WIDEST);
        double high = Math.log(WIDEST);
        for (int i = 0; i < 100; i++) {
            double middle = (low + high) / 2;
            if (score(x1, n1, x2, n2, Math.exp(middle)) > z) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Math.exp((low + high) / 2);
    }

    /** Score statistic of the hypothesis that the first rate is the given multiple of the second. */
    private static double score(double x1, double n1, double x2, double n2, double ratio) {
        double b = n1 * ratio + x1 + n2 + x2 * ratio;
        double root = Math.sqrt(Math.max(0, b * b - 4 * (n1 + n2) * ratio * (x1 + x2)));
        double p2 = Math.min(1, 2 * (x1 + x2) / (b + root));
        double p1 = Math.min(1, ratio * p2);
        double variance =
                (p1 * (1 - p1) / n1 + ratio * ratio * p2 * (1 - p2) / n2) * ((n1 + n2) / Math.max(1, n1 + n2 - 1));
        double difference = x1 / n1 - ratio * x2 / n2;
        if (variance <= 0) {
            return difference == 0 ? 0 : Math.copySign(Double.POSITIVE_INFINITY, difference);
        }
        return difference / Math.sqrt(variance);
    }
}
