package io.dataops.observability.series;

import java.time.Instant;

/**
 * What was measured in one stretch of time. Two of them add up to the one of both stretches, exactly but for the rounding of
 * the sum.
 *
 * <pre>{@code
 * Rollup hour = Rollup.empty(time).plus(12.5).plus(13.5);
 * hour.mean();    // 13.0
 * hour.count();   // 2
 * }</pre>
 *
 * @param start the first instant
 * @param count how many values, 0 or more
 * @param sum of the values
 * @param min the smallest; positive infinity without a value
 * @param max the largest; negative infinity without a value
 */
public record Rollup(Instant start, long count, double sum, double min, double max) {

    /** Refuses a negative count. */
    public Rollup {
        if (count < 0) {
            throw new IllegalArgumentException("count (" + count + ") must not be negative.");
        }
    }

    /**
     * Returns an empty one.
     *
     * @param start the first instant
     * @return nothing measured yet
     */
    public static Rollup empty(Instant start) {
        return new Rollup(start, 0, 0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
    }

    /**
     * Returns this with one more value.
     *
     * @param value finite
     * @return the rollup
     */
    public Rollup plus(double value) {
        return new Rollup(start, count + 1, sum + value, Math.min(min, value), Math.max(max, value));
    }

    /**
     * Returns both together, from the earlier start on.
     *
     * @param other of another stretch
     * @return the rollup
     */
    public Rollup plus(Rollup other) {
        return new Rollup(
                start.isBefore(other.start) ? start : other.start,
                count + other.count,
                sum + other.sum,
                Math.min(min, other.min),
                Math.max(max, other.max));
    }

    /**
     * Returns the mean.
     *
     * @return NaN without a value
     */
    public double mean() {
        return count == 0 ? Double.NaN : sum / count;
    }
}
