package io.dataops.observability.statistics;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * Whether one rate of events over time is greater than another, and the interval of their ratio, exactly.
 *
 * <p>Given all events, those of the first side are binomial (Przyborowski and Wilenski, 1940, Homogeneity of results in
 * testing samples from Poisson series).
 *
 * <pre>{@code
 * PoissonRatio.interval(80, 100, 40, 100, 0.95).estimate();   // 2.0
 * PoissonRatio.interval(1, 0, 1, 1, 0.95);   // IllegalArgumentException: exposure1 (0.0) must be finite and more than 0.
 * }</pre>
 */
public final class PoissonRatio {

    private PoissonRatio() {}

    /**
     * Tests two rates.
     *
     * @param events1 events of the first side, 0 or more
     * @param exposure1 time or volume of the first side, more than 0
     * @param events2 events of the second side, 0 or more
     * @param exposure2 time or volume of the second side, more than 0
     * @param alternative what to look for in the first rate
     * @return the result; the statistic is the number of events of the first side
     */
    public static TestResult test(
            long events1, double exposure1, long events2, double exposure2, Alternative alternative) {
        check(events1, exposure1, events2, exposure2);
        long all = Math.addExact(events1, events2);
        double share = exposure1 / (exposure1 + exposure2);
        double greater = ExactBinomial.atLeast(events1, all, share);
        double less = ExactBinomial.atLeast(events2, all, exposure2 / (exposure1 + exposure2));
        return new TestResult("exact conditional binomial", events1, alternative.of(greater, less));
    }

    /**
     * Returns the interval of the ratio of the first rate to the second.
     *
     * @param events1 events of the first side, 0 or more
     * @param exposure1 time or volume of the first side, more than 0
     * @param events2 events of the second side, 0 or more
     * @param exposure2 time or volume of the second side, more than 0
     * @param level the level of the interval, between 0 and 1
     * @return the interval; its upper end is infinite where the second side has no event
     */
    public static ConfidenceInterval interval(
            long events1, double exposure1, long events2, double exposure2, double level) {
        check(events1, exposure1, events2, exposure2);
        Level.check("level", level);
        double tail = (1 - level) / 2;
        double scale = exposure2 / exposure1;
        double x1 = events1;
        double x2 = events2;
        double lower =
                events1 == 0 ? 0 : scale * odds(BetaDistribution.of(x1, x2 + 1).inverseCumulativeProbability(tail));
        double upper = events2 == 0
                ? Double.POSITIVE_INFINITY
                : scale * odds(BetaDistribution.of(x1 + 1, x2).inverseSurvivalProbability(tail));
        return new ConfidenceInterval(x1 / x2 * scale, lower, upper, level);
    }

    private static double odds(double share) {
        return share / (1 - share);
    }

    private static void check(long events1, double exposure1, long events2, double exposure2) {
        if (events1 < 0 || events2 < 0) {
            throw new IllegalArgumentException("events (" + events1 + ", " + events2 + ") must not be negative.");
        }
        if (!(exposure1 > 0) || Double.isInfinite(exposure1)) {
            throw new IllegalArgumentException("exposure1 (" + exposure1 + ") must be finite and more than 0.");
        }
        if (!(exposure2 > 0) || Double.isInfinite(exposure2)) {
            throw new IllegalArgumentException("exposure2 (" + exposure2 + ") must be finite and more than 0.");
        }
    }
}
