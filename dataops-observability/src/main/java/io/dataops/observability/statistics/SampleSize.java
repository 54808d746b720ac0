package io.dataops.observability.statistics;

/**
 * How much data a decision needs, and what a given amount can show.
 *
 * <p>One-sided normal theory: a side of n observations with deviation s shows a difference d with the given power when n =
 * (z(alpha) + z(1 - power))² s² (1 + 1/k) / d², k being the number of observations of the other side for each of this one.
 *
 * <pre>{@code
 * SampleSize.ofMeans(20, 5, 0.05, 0.8, 1);            // 198 a side
 * SampleSize.ofMeans(20, 0, 0.05, 0.8, 1);            // IllegalArgumentException: effect (0.0) must be finite and more than 0.
 * }</pre>
 */
public final class SampleSize {

    private SampleSize() {}

    /**
     * Returns the observations that a comparison of means needs.
     *
     * @param deviation standard deviation of one observation, more than 0
     * @param effect the difference to be shown, more than 0
     * @param alpha one-sided error level, between 0 and 1
     * @param power probability of showing the effect if it is there, between 0 and 1
     * @param others observations of the other side for each of this side, more than 0
     * @return observations of this side
     */
    public static long ofMeans(double deviation, double effect, double alpha, double power, double others) {
        positive("deviation", deviation);
        positive("effect", effect);
        positive("others", others);
        double z = z(alpha, power);
        return ceil(z * z * deviation * deviation * (1 + 1 / others) / (effect * effect));
    }

    /**
     * Returns the trials that a comparison of rates needs.
     *
     * @param rate the rate of the other side, between 0 and 1
     * @param relative the relative change to be shown, for example 0.05 or -0.05; the changed rate must lie between 0 and 1
     * @param alpha one-sided error level, between 0 and 1
     * @param power probability of showing the change if it is there, between 0 and 1
     * @param others trials of the other side for each of this side, more than 0
     * @return trials of this side
     */
    public static long ofRates(double rate, double relative, double alpha, double power, double others) {
        Level.check("rate", rate);
        double changed = Level.check("changed rate", rate * (1 + relative));
        positive("absolute change", Math.abs(changed - rate));
        positive("others", others);
        double pooled = (changed + others * rate) / (1 + others);
        double under = Math.sqrt(pooled * (1 - pooled) * (1 + 1 / others));
        double against = Math.sqrt(changed * (1 - changed) + rate * (1 - rate) / others);
        double z = Level.upperQuantile(Level.check("alpha", alpha)) * under
                + Level.upperQuantile(1 - Level.check("power", power)) * against;
        return ceil(z * z / ((changed - rate) * (changed - rate)));
    }

    /**
     * Returns the smallest difference of means that a given amount of data shows.
     *
     * @param deviation standard deviation of one observation, more than 0
     * @param n observations of this side, at least 1
     * @param others observations of the other side for each of this side, more than 0
     * @param alpha one-sided error level, between 0 and 1
     * @param power probability of showing the effect if it is there, between 0 and 1
     * @return the minimum detectable effect
     */
    public static double detectableEffect(double deviation, long n, double others, double alpha, double power) {
        positive("deviation", deviation);
        positive("n", (double) n);
        positive("others", others);
        return z(alpha, power) * deviation * Math.sqrt((1 + 1 / others) / n);
    }

    private static double z(double alpha, double power) {
        return Level.upperQuantile(Level.check("alpha", alpha)) + Level.upperQuantile(1 - Level.check("power", power));
    }

    private static void positive(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " (" + value + ") must be finite and more than 0.");
        }
    }

    private static long ceil(double n) {
        return n > 1e18 ? Long.MAX_VALUE : (long) Math.ceil(n);
    }
}
