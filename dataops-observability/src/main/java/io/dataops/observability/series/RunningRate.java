package io.dataops.observability.series;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How fast a counter grows, reading by reading, and how much there was of what it counted on the mean. A reading that comes late, or a
 * missed one, changes a rate hardly, where the count alone would double.
 *
 * <p>Resets and missing readings are those of {@link RunningCounter}; a reading whose time is not after the last one is left out. A
 * reading after less than half the stretch before tells too little and waits: the next one covers both. Not safe for use by several
 * threads. Constant time and memory.
 *
 * <pre>{@code
 * Instant noon = Instant.parse("2026-01-05T12:00:00Z");
 * RunningRate requests = new RunningRate(Duration.ofMinutes(1));
 * requests.read(noon, 1_000);                   // false: nobody knows since when
 * requests.read(noon.plusSeconds(60), 1_050);   // true: rate() is 50 a minute
 * requests.read(noon.plusSeconds(180), 1_150);  // true: rate() is still 50, though a reading was missed
 * new RunningRate(Duration.ZERO);               // IllegalArgumentException: per (PT0S) must be more than zero.
 * }</pre>
 */
public final class RunningRate {
    /** Of the stretch before. */
    private static final double ENOUGH = 0.5;

    private final double per;
    private final RunningCounter counts = new RunningCounter();
    private final RunningCounter sums = new RunningCounter();
    private @Nullable Instant before;
    private double stretch;
    private double rate = Double.NaN;
    private double mean = Double.NaN;

    /**
     * Starts without a reading.
     *
     * @param per the unit of time of the rates, more than zero
     */
    public RunningRate(Duration per) {
        if (per.isNegative() || per.isZero()) {
            throw new IllegalArgumentException("per (" + per + ") must be more than zero.");
        }
        this.per = seconds(per);
    }

    /**
     * Takes a reading of a counter.
     *
     * @param time when it was read
     * @param count what the counter shows; negative, infinite or NaN counts as missing
     * @return whether a stretch ended, of which {@link #rate} tells
     */
    public boolean read(Instant time, double count) {
        return read(time, count, 0);
    }

    /**
     * Takes a reading of a counter and of the sum of what it counted.
     *
     * @param time when both were read
     * @param count what the counter shows
     * @param sum of what was counted, such as seconds; a reading of which one is missing is missing
     * @return whether a stretch ended, of which {@link #rate} and {@link #mean} tell
     */
    public boolean read(Instant time, double count, double sum) {
        Instant last = before;
        double seconds = last == null ? 0 : seconds(Duration.between(last, time));
        if (!isTotal(count) || !isTotal(sum) || (last != null && (seconds <= 0 || seconds < ENOUGH * stretch))) {
            return false;
        }
        before = time;
        double more = counts.increase(count).orElse(Double.NaN);
        double moreSum = sums.increase(sum).orElse(Double.NaN);
        if (last == null) {
            return false;
        }
        stretch = seconds;
        rate = more / seconds * per;
        mean = more > 0 ? moreSum / more : Double.NaN;
        return true;
    }

    private static double seconds(Duration duration) {
        return duration.getSeconds() + duration.getNano() / 1e9;
    }

    private static boolean isTotal(double total) {
        return total >= 0 && total < Double.POSITIVE_INFINITY;
    }

    /**
     * Returns what was counted in the last stretch.
     *
     * @return a unit of time, 0 or more; NaN before a stretch ended
     */
    public double rate() {
        return rate;
    }

    /**
     * Returns the mean of what was counted in the last stretch.
     *
     * @return NaN if nothing was counted
     */
    public double mean() {
        return mean;
    }
}
