package io.dataops.observability.statistics;

import java.util.Arrays;
import org.apache.commons.numbers.gamma.LogBeta;

/**
 * Intervals that cover the truth at every look at once, so that looking as often as one likes is legal.
 *
 * <p>Proportions, ratios of rates and quantiles rest on one exact fact: the likelihood averaged over a uniform prior,
 * relative to that of the true proportion, is a martingale that exceeds 1/a with probability at most a, ever (Ville, 1939;
 * Robbins, 1970, Statistical methods related to the law of the iterated logarithm; quantiles by counting after Howard and
 * Ramdas, 2022, Sequential estimation of quantiles with applications to A/B testing and best-arm identification). Means use
 * the asymptotic form of Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas (2024, Time-uniform central limit theory and
 * asymptotic confidence sequences).
 *
 * <pre>{@code
 * ConfidenceSequence.proportion(3, 250, 0.95).upper();   // 0.05, and stays valid at the next look
 * ConfidenceSequence.proportion(3, 2, 0.95);   // IllegalArgumentException: successes (3) must be between 0 and trials (2).
 * }</pre>
 */
public final class ConfidenceSequence {

    private ConfidenceSequence() {}

    /**
     * Covers a proportion.
     *
     * @param successes successes so far, 0 to {@code trials}
     * @param trials trials so far
     * @param level the probability that all intervals together cover the truth, between 0 and 1
     * @return the interval at this look
     */
    public static ConfidenceInterval proportion(long successes, long trials, double level) {
        Level.counts("successes", successes, "trials", trials);
        Level.check("level", level);
        double limit = -Math.log(1 - level);
        double estimate = (double) successes / trials;
        double lower = successes == 0 ? 0 : root(successes, trials, limit, 0, estimate);
        double upper = successes == trials ? 1 : root(successes, trials, limit, 1, estimate);
        return new ConfidenceInterval(estimate, lower, upper, level);
    }

    /** The end of the proportions that are still believed, between one that is not (0 or 1) and the estimate. */
    private static double root(long successes, long trials, double limit, double outside, double inside) {
        double out = outside;
        double in = inside;
        for (int i = 0; i < 60; i++) {
            double middle = out + (in - out) / 2;
            if (logEvidence(successes, trials, middle) < limit) {
                in = middle;
            } else {
                out = middle;
            }
        }
        return out;
    }

    /** Logarithm of the evidence against a proportion: mixture likelihood over its likelihood. */
    static double logEvidence(long successes, long trials, double proportion) {
        double x = successes;
        double rest = (double) trials - successes;
        double mixture = LogBeta.value(x + 1, rest + 1);
        double likelihood = (x == 0 ? 0 : x * Math.log(proportion)) + (rest == 0 ? 0 : rest * Math.log1p(-proportion));
        return mixture - likelihood;
    }

    /**
     * Covers the ratio of two rates of events whose exposures grow in proportion.
     *
     * <p>Each event is a draw between the sides. For Poisson counts this is exact. For events among trials it holds as well,
     * conservatively: with one trial a side in each step, rates r p and p, and share s = r / (1 + r), the expected evidence
     * factor of an alternative share q has slope 0 and value 1 at q = s and is concave in q, hence at most 1.
     *
     * @param events1 events of the first side so far
     * @param exposure1 time, volume or trials of the first side so far, more than 0
     * @param events2 events of the second side so far
     * @param exposure2 time, volume or trials of the second side so far, more than 0
     * @param level the probability that all intervals together cover the truth, between 0 and 1
     * @return the interval of the first rate over the second, from 0 to infinity
     */
    public static ConfidenceInterval rateRatio(
            long events1, double exposure1, long events2, double exposure2, double level) {
        if (!(exposure1 > 0) || !(exposure2 > 0) || Double.isInfinite(exposure1) || Double.isInfinite(exposure2)) {
            throw new IllegalArgumentException(
                    "exposures (" + exposure1 + ", " + exposure2 + ") must be finite and more than 0.");
        }
        double scale = exposure2 / exposure1;
        ConfidenceInterval share = proportion(events1, Math.addExact(events1, events2), level);
        double estimate = (double) events1 / events2 * scale;
        double upper = share.upper() >= 1 ? Double.POSITIVE_INFINITY : share.upper() / (1 - share.upper()) * scale;
        return new ConfidenceInterval(estimate, share.lower() / (1 - share.lower()) * scale, upper, level);
    }

    /**
     * Covers a quantile of a continuous distribution.
     *
     * @param values independent observations so far {@code [n]}, n at least 1; infinities count as extremes
     * @param probability which quantile, between 0 and 1
     * @param level the probability that all intervals together cover the truth, between 0 and 1
     * @return the interval at this look; unbounded on a side on which nothing can be said yet
     */
    public static ConfidenceInterval quantile(double[] values, double probability, double level) {
        double[] sorted = Level.ranked("values", values).clone();
        Level.check("probability", probability);
        Level.check("level", level);
        Arrays.sort(sorted);
        int n = sorted.length;
        double limit = -Math.log(1 - level);
        int centre = (int) Math.round(probability * n);
        int least = end(n, probability, limit, centre, 0);
        int most = end(n, probability, limit, centre, n);
        double estimate = sorted[(int) Math.min(n - 1L, Math.max(0, (long) Math.ceil(probability * n) - 1))];
        return new ConfidenceInterval(
                estimate,
                least == 0 ? Double.NEGATIVE_INFINITY : sorted[least - 1],
                most == n ? Double.POSITIVE_INFINITY : sorted[most],
                level);
    }

    /** The count furthest from the centre, towards the given end, at which the quantile is still believed. */
    private static int end(int n, double probability, double limit, int centre, int towards) {
        int believed = centre;
        int beyond = towards;
        if (logEvidence(beyond, n, probability) < limit) {
            return beyond;
        }
        while (Math.abs(beyond - believed) > 1) {
            int middle = (believed + beyond) >> 1;
            if (logEvidence(middle, n, probability) < limit) {
                believed = middle;
            } else {
                beyond = middle;
            }
        }
        return believed;
    }

    /**
     * Covers a mean, for all looks from some dozens of observations on.
     *
     * @param mean the mean so far
     * @param deviation the standard deviation so far, 0 or more
     * @param n how many observations so far, at least 2
     * @param planned the number of observations at which the interval should be narrowest, at least 1; fix it before the
     *     first look
     * @param level the probability that all intervals together cover the truth, between 0 and 1
     * @return the interval at this look
     */
    public static ConfidenceInterval mean(double mean, double deviation, long n, long planned, double level) {
        Level.check("level", level);
        if (n < 2 || planned < 1 || !(deviation >= 0) || Double.isInfinite(deviation)) {
            throw new IllegalArgumentException("n (" + n + ") must be at least 2, planned (" + planned
                    + ") at least 1, deviation (" + deviation + ") finite and not negative.");
        }
        double alpha = 1 - level;
        double rho2 = (-2 * Math.log(alpha) + Math.log(-2 * Math.log(alpha) + 1)) / planned;
        double nr = n * rho2;
        double half = deviation * Math.sqrt(2 * (nr + 1) / (nr * n) * Math.log(Math.sqrt(nr + 1) / alpha));
        return new ConfidenceInterval(mean, mean - half, mean + half, level);
    }
}
