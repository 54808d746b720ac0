package io.dataops.observability.series;

import java.util.OptionalDouble;

/**
 * A counter that only grows, and starts at zero again when its process does, reading by reading: what {@link Counters} does with a
 * whole series. Not safe for use by several threads.
 *
 * <pre>{@code
 * RunningCounter requests = new RunningCounter();
 * requests.increase(1_000);   // empty: nobody knows since when
 * requests.increase(1_050);   // 50
 * requests.increase(20);      // 20: it was reset, and counted so much since
 * requests.increase(-1);      // empty: no reading
 * }</pre>
 */
public final class RunningCounter {
    private double last = Double.NaN;

    /** Starts without a reading. */
    public RunningCounter() {}

    /**
     * Takes a reading.
     *
     * @param total what the counter shows; negative, infinite or NaN counts as missing
     * @return what was counted since the reading before, 0 or more; empty for the first and for a missing reading
     */
    public OptionalDouble increase(double total) {
        if (!(total >= 0) || Double.isInfinite(total)) {
            return OptionalDouble.empty();
        }
        double before = last;
        last = total;
        return Double.isNaN(before)
                ? OptionalDouble.empty()
                : OptionalDouble.of(total < before ? total : total - before);
    }
}
