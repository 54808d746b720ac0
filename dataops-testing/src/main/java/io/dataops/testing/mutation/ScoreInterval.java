package io.dataops.testing.mutation;

import java.util.Locale;

/**
 * Between which shares a score lies.
 *
 * <pre>{@code
 * ScoreInterval score = Mutation.of(shop).tests(tests).run().score();
 * score.low();    // killed of all
 * score.high();   // killed of those that are not suspected to be equivalent
 * }</pre>
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

    /** Percent: one figure if both limits are the same. */
    @Override
    public String toString() {
        return low == high
                ? String.format(Locale.ROOT, "%.1f %%", 100 * low)
                : String.format(Locale.ROOT, "%.1f to %.1f %%", 100 * low, 100 * high);
    }
}
