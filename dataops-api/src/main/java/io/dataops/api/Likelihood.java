package io.dataops.api;

/**
 * A probability with what is known about it.
 *
 * <p>The certificate is the pair of limits: for {@link Basis#EXACT} they equal the value, for {@link Basis#BOUNDS} the
 * true probability under the stated model lies between them for certain, for {@link Basis#SAMPLED} it does with 95 %
 * confidence.
 *
 * <pre>{@code
 * Likelihood.exactly(0.45).value();            // lower and upper are the same
 * Likelihood.between(0.2, 0.3, 0.6).basis();   // BOUNDS: they hold for certain
 * Likelihood.counted(3, 100);                  // 3.0 % [1.0 %, 8.5 %]
 * Likelihood.exactly(1.5);                     // IllegalArgumentException: …
 * }</pre>
 *
 * @param value the best estimate, 0 to 1
 * @param lower the lower limit, at most the value
 * @param upper the upper limit, at least the value
 * @param basis how the limits are to be read
 */
public record Likelihood(double value, double lower, double upper, Basis basis) {

    private static final double NORMAL_95 = 1.959963984540054;

    /** How the limits of a {@link Likelihood} came about. */
    public enum Basis {
        /** Computed exactly: both limits equal the value. */
        EXACT,
        /** Limits that hold for certain. */
        BOUNDS,
        /** A 95 % confidence interval of a seeded simulation. */
        SAMPLED
    }

    /** Refuses values outside 0 to 1, limits out of order, and an exact value with an interval. */
    public Likelihood {
        Text.probability("value", value);
        Text.probability("lower", lower);
        Text.probability("upper", upper);
        if (lower > value || value > upper) {
            throw new IllegalArgumentException(
                    "limits [" + lower + ", " + upper + "] must enclose the value (" + value + ").");
        }
        if (basis == Basis.EXACT && lower < upper) {
            throw new IllegalArgumentException("an exact value must not have an interval [" + lower + ", " + upper
                    + "]. Maybe use Likelihood.between.");
        }
    }

    /**
     * Returns a probability that is known exactly.
     *
     * @param value the probability, 0 to 1
     * @return the likelihood
     */
    public static Likelihood exactly(double value) {
        return new Likelihood(value, value, value, Basis.EXACT);
    }

    /**
     * Returns a probability with limits that hold for certain.
     *
     * @param lower the lower limit
     * @param value the best estimate
     * @param upper the upper limit
     * @return the likelihood
     */
    public static Likelihood between(double lower, double value, double upper) {
        return lower == upper ? exactly(value) : new Likelihood(value, lower, upper, Basis.BOUNDS);
    }

    /**
     * Returns a simulated probability with its 95 % confidence interval.
     *
     * @param lower the lower end of the interval
     * @param value the share of simulated worlds
     * @param upper the upper end of the interval
     * @return the likelihood
     */
    public static Likelihood sampled(double lower, double value, double upper) {
        return new Likelihood(value, lower, upper, Basis.SAMPLED);
    }

    /**
     * Returns the share of independent trials in which something happened, with its 95 % interval (Wilson, 1927, Probable
     * inference, the law of succession, and statistical inference).
     *
     * @param hits in how many it happened, 0 to the count
     * @param count how many there were, at least 1
     * @return the likelihood
     */
    public static Likelihood counted(long hits, long count) {
        if (count < 1) {
            throw new IllegalArgumentException("count (" + count + ") must be at least 1.");
        }
        if (hits < 0 || hits > count) {
            throw new IllegalArgumentException("hits (" + hits + ") must be between 0 and the count (" + count + ").");
        }
        double n = count;
        double share = hits / n;
        double z2 = NORMAL_95 * NORMAL_95;
        double centre = (share + z2 / (2 * n)) / (1 + z2 / n);
        double half = NORMAL_95 / (1 + z2 / n) * Math.sqrt(share * (1 - share) / n + z2 / (4 * n * n));
        return sampled(Math.max(0, Math.min(share, centre - half)), share, Math.min(1, Math.max(share, centre + half)));
    }

    @Override
    public String toString() {
        return basis == Basis.EXACT
                ? Text.percent(value)
                : Text.percent(value) + " [" + Text.percent(lower) + ", " + Text.percent(upper) + "]";
    }
}
