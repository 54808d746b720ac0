package io.dataops.testing.mutation;

/**
 * Between which shares a score lies.
 *
 * @param low the least, 0 to 1
 * @param high the greatest, at least low, at most 1
 */
public record ScoreInterval(double low, double high) {
    /** Refuses limits out of order. */
    public ScoreInterval {
        if (!(low >= 0 && low <= high && high <= 1)) {
            throw new IllegalArgumentException(
                    "low (" + low + ") and high (" + high + ") must be between 0 and 1, in order.");
        }
    }
}
