package io.dataops.observability.statistics;

/**
 * An estimate with the interval that covers the true value at a stated level.
 *
 * <pre>{@code
 * ConfidenceInterval share = ExactBinomial.interval(3, 250, 0.95);
 * share.contains(0.01);   // true
 * share.upper();
 * }</pre>
 *
 * @param estimate the estimate; NaN where none can be given
 * @param lower the lower end, possibly negative infinity
 * @param upper the upper end, possibly infinity
 * @param level the probability that the interval covers the truth, between 0 and 1
 */
public record ConfidenceInterval(double estimate, double lower, double upper, double level) {

    /** Refuses ends out of order and a level outside 0 to 1. */
    public ConfidenceInterval {
        if (!(lower <= upper)) {
            throw new IllegalArgumentException("lower (" + lower + ") must not be above upper (" + upper + ").");
        }
        Level.check("level", level);
    }

    /**
     * Says whether the interval covers a value.
     *
     * @param value the value
     * @return true if it lies between both ends, ends included
     */
    public boolean contains(double value) {
        return lower <= value && value <= upper;
    }
}
