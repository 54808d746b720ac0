package io.dataops.observability.canary;

import io.dataops.observability.statistics.SampleSize;
import java.time.Duration;

/**
 * How long a canary has to run before it can be judged.
 *
 * <pre>{@code
 * CanaryDesign design = CanaryDesign.forRate(0.02, 0.5).share(0.1);   // errors at 2 %, half as many again matter
 * design.observations();                    // trials of the canary
 * design.runningAt(500);                    // how long that takes at 500 requests a minute in all
 * CanaryDesign.forRate(0, 0.5);             // IllegalArgumentException: rate (0.0) must be between 0 and 1, both excluded.
 * }</pre>
 *
 * <p>For means the figures are those of the judge's Mann-Whitney test on normal observations: it has eight tenths of the
 * error level and needs pi / 3 times the observations of a t-test (Hodges and Lehmann, 1956, The efficiency of some
 * nonparametric competitors of the t-test).
 *
 * <p>Defaults: error level 0.05, power 0.8, half of the traffic on the canary. Immutable.
 */
public final class CanaryDesign {
    private final double rate;
    private final double relative;
    private final double deviation;
    private final double alpha;
    private final double power;
    private final double share;

    private CanaryDesign(double rate, double relative, double deviation, double alpha, double power, double share) {
        this.rate = rate;
        this.relative = relative;
        this.deviation = deviation;
        this.alpha = alpha;
        this.power = power;
        this.share = share;
        observations();
    }

    /**
     * Plans for a rate.
     *
     * @param rate the baseline's rate, between 0 and 1
     * @param relative the relative change that matters, not 0; the changed rate must lie between 0 and 1
     * @return the design
     */
    public static CanaryDesign forRate(double rate, double relative) {
        return new CanaryDesign(rate, relative, 0, 0.05, 0.8, 0.5);
    }

    /**
     * Plans for a mean.
     *
     * @param mean the baseline's mean, not 0
     * @param deviation the standard deviation of one observation, more than 0
     * @param relative the relative change that matters, not 0
     * @return the design
     */
    public static CanaryDesign forMean(double mean, double deviation, double relative) {
        return new CanaryDesign(Double.NaN, Math.abs(mean * relative), deviation, 0.05, 0.8, 0.5);
    }

    /**
     * Returns this design with another error level.
     *
     * @param newAlpha one-sided, between 0 and 1
     * @return the design
     */
    public CanaryDesign alpha(double newAlpha) {
        return new CanaryDesign(rate, relative, deviation, newAlpha, power, share);
    }

    /**
     * Returns this design with another power.
     *
     * @param newPower probability of showing the change if it is there, between 0 and 1
     * @return the design
     */
    public CanaryDesign power(double newPower) {
        return new CanaryDesign(rate, relative, deviation, alpha, newPower, share);
    }

    /**
     * Returns this design with another share of the traffic on the canary.
     *
     * @param newShare between 0 and 1
     * @return the design
     */
    public CanaryDesign share(double newShare) {
        if (!(newShare > 0 && newShare < 1)) {
            throw new IllegalArgumentException("share (" + newShare + ") must be between 0 and 1, both excluded.");
        }
        return new CanaryDesign(rate, relative, deviation, alpha, power, newShare);
    }

    /**
     * Returns how much the canary has to see.
     *
     * @return observations or trials of the canary
     */
    public long observations() {
        double others = (1 - share) / share;
        return Double.isNaN(rate)
                ? (long) Math.ceil(
                        SampleSize.ofMeans(deviation, relative, SampleComparison.LOCATION * alpha, power, others)
                                * Math.PI
                                / 3)
                : SampleSize.ofRates(rate, relative, alpha, power, others);
    }

    /**
     * Returns how long the canary has to run.
     *
     * @param perMinute observations a minute on both sides together, more than 0
     * @return the time, rounded up to a second
     */
    public Duration runningAt(double perMinute) {
        if (!(perMinute > 0) || Double.isInfinite(perMinute)) {
            throw new IllegalArgumentException("perMinute (" + perMinute + ") must be finite and more than 0.");
        }
        return Duration.ofSeconds((long) Math.min(1e15, Math.ceil(observations() / (share * perMinute) * 60)));
    }
}
