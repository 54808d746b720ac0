package io.dataops.observability.statistics;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * Whether a share of successes differs from a given one, and the interval of the share, exactly.
 *
 * <p>The interval is that of Clopper and Pearson (1934, The use of confidence or fiducial limits illustrated in the case of
 * the binomial).
 *
 * <pre>{@code
 * ExactBinomial.interval(0, 10, 0.95).upper();   // 0.3085
 * ExactBinomial.interval(2, 1, 0.95);            // IllegalArgumentException: successes (2) must be between 0 and trials (1).
 * }</pre>
 */
public final class ExactBinomial {

    private ExactBinomial() {}

    /**
     * Tests a share.
     *
     * @param successes 0 to {@code trials}
     * @param trials 0 or more
     * @param share the share under the null hypothesis, between 0 and 1
     * @param alternative what to look for in the observed share
     * @return the result; the statistic is the number of successes
     */
    public static TestResult test(long successes, long trials, double share, Alternative alternative) {
        Level.counts("successes", successes, "trials", trials);
        Level.check("share", share);
        double greater = atLeast(successes, trials, share);
        double less = successes == trials ? 1 : 1 - atLeast(successes + 1, trials, share);
        return new TestResult("exact binomial", successes, alternative.of(greater, less));
    }

    /**
     * Returns the interval of a share.
     *
     * @param successes 0 to {@code trials}
     * @param trials 0 or more; without trials the interval is [0, 1]
     * @param level the level of the interval, between 0 and 1
     * @return the interval, conservative
     */
    public static ConfidenceInterval interval(long successes, long trials, double level) {
        Level.counts("successes", successes, "trials", trials);
        Level.check("level", level);
        double tail = (1 - level) / 2;
        double x = successes;
        double lower =
                successes == 0 ? 0 : BetaDistribution.of(x, trials - x + 1).inverseCumulativeProbability(tail);
        double upper =
                successes == trials ? 1 : BetaDistribution.of(x + 1, trials - x).inverseSurvivalProbability(tail);
        return new ConfidenceInterval(x / trials, lower, upper, level);
    }

    /** P(X at least the successes), through the incomplete beta function. */
    static double atLeast(long successes, long trials, double share) {
        double x = successes;
        return successes <= 0 ? 1 : BetaDistribution.of(x, trials - x + 1).cumulativeProbability(share);
    }
}
