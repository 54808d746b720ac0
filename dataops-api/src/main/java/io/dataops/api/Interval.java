package io.dataops.api;

import java.time.Duration;
import java.time.Instant;

/**
 * A stretch of time, its start included and its end excluded.
 *
 * <pre>{@code
 * Interval night = new Interval(start, end);
 * night.length();                                  // PT6H
 * night.overlaps(new Interval(end, end.plusSeconds(60)));   // false: the end is not part of it
 * new Interval(end, start);   // IllegalArgumentException: end (…) must be after start (…).
 * }</pre>
 *
 * @param start the first instant
 * @param end the first instant after it, later than the start
 */
public record Interval(Instant start, Instant end) {

    /** Refuses an end that is not after the start. */
    public Interval {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("end (" + end + ") must be after start (" + start + ").");
        }
    }

    /**
     * Returns its length as elapsed time.
     *
     * @return more than zero
     */
    public Duration length() {
        return Duration.between(start, end);
    }

    /**
     * Says whether both have an instant in common.
     *
     * @param other another stretch
     * @return false if they merely touch
     */
    public boolean overlaps(Interval other) {
        return start.isBefore(other.end) && other.start.isBefore(end);
    }
}
