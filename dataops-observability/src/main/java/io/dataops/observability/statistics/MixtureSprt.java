package io.dataops.observability.statistics;

/**
 * The mixture sequential probability ratio test of a mean: a p-value that may be looked at as often as one likes.
 *
 * <p>For differences with known variance v, the evidence after n of them with mean d is sqrt(v / (v + n t)) exp(n^2 t d^2 /
 * (2 v (v + n t))), t being the variance of the effects that are mixed over; the p-value is the smallest reciprocal so far
 * (Robbins, 1970; Johari, Koomen, Pekelis and Walsh, 2022, Always valid inference: continuous monitoring of A/B tests).
 * Not safe for use by several threads.
 *
 * <pre>{@code
 * MixtureSprt test = new MixtureSprt(1.0, 0.04);
 * double p = test.add(0.3);
 * new MixtureSprt(0, 1);   // IllegalArgumentException: variance (0.0) must be finite and more than 0.
 * }</pre>
 */
public final class MixtureSprt {
    private final double variance;
    private final double effects;
    private long n;
    private double sum;
    private double pValue = 1;

    /**
     * Starts a test.
     *
     * @param variance the variance of one difference, more than 0
     * @param effects the variance of the effects that are expected, more than 0; the square of the smallest effect of
     *     interest is a good choice. Fix it before the first look.
     */
    public MixtureSprt(double variance, double effects) {
        if (!(variance > 0) || Double.isInfinite(variance)) {
            throw new IllegalArgumentException("variance (" + variance + ") must be finite and more than 0.");
        }
        if (!(effects > 0) || Double.isInfinite(effects)) {
            throw new IllegalArgumentException("effects (" + effects + ") must be finite and more than 0.");
        }
        this.variance = variance;
        this.effects = effects;
    }

    /**
     * Takes the next difference.
     *
     * @param difference a finite number
     * @return the p-value after it, never more than before
     */
    public double add(double difference) {
        if (!Double.isFinite(difference)) {
            throw new IllegalArgumentException("difference (" + difference + ") must be finite.");
        }
        n++;
        sum += difference;
        double spread = variance + n * effects;
        double logEvidence = 0.5 * Math.log(variance / spread) + effects * sum * sum / (2 * variance * spread);
        pValue = Math.min(pValue, Math.exp(-logEvidence));
        return pValue;
    }

    /**
     * Returns the p-value at this look.
     *
     * @return 0 to 1
     */
    public double pValue() {
        return pValue;
    }
}
