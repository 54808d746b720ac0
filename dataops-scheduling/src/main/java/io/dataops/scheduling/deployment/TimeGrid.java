package io.dataops.scheduling.deployment;

import io.dataops.api.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The grid on which deployments start, seen through slots that are as long as all lengths allow: no start on the finer
 * grid can end a plan earlier, since every length and every opening is a whole number of slots.
 */
final class TimeGrid {
    private static final int MAX_SLOTS = 1_000_000;

    private final Instant origin;
    private final Duration granularity;
    private final long unit;
    private final int slots;

    private TimeGrid(Instant origin, Duration granularity, long unit, int slots) {
        this.origin = origin;
        this.granularity = granularity;
        this.unit = unit;
        this.slots = slots;
    }

    /**
     * Finds the longest slot.
     *
     * @param lengths what must be a whole number of slots
     * @param openings instants from which something may start; each counts from the first grid point that is not before
     */
    static TimeGrid of(Interval horizon, Duration granularity, List<Duration> lengths, List<Instant> openings) {
        long gcd = 0;
        for (Duration length : lengths) {
            gcd = gcd(gcd, length.dividedBy(granularity));
        }
        TimeGrid fine = new TimeGrid(horizon.start(), granularity, 1, 0);
        for (Instant opening : openings) {
            gcd = gcd(gcd, fine.points(opening, true));
        }
        long end = fine.points(horizon.end(), false);
        long unit = gcd == 0 ? Math.max(1, end) : gcd;
        if (end / unit > MAX_SLOTS) {
            throw new IllegalArgumentException("the horizon has " + end / unit + " slots of "
                    + granularity.multipliedBy(unit) + ", more than " + MAX_SLOTS + ". Maybe use granularity("
                    + Duration.ofMinutes(Math.max(1, horizon.length().toMinutes() / MAX_SLOTS + 1)) + ").");
        }
        return new TimeGrid(horizon.start(), granularity, unit, (int) (end / unit));
    }

    private static long gcd(long a, long b) {
        long x = Math.abs(a);
        long y = Math.abs(b);
        while (y != 0) {
            long rest = x % y;
            x = y;
            y = rest;
        }
        return x;
    }

    /** Says whether a length is a whole number of steps of the grid. */
    static boolean fits(Duration length, Duration granularity) {
        return granularity.multipliedBy(length.dividedBy(granularity)).equals(length);
    }

    private long points(Instant instant, boolean up) {
        Duration from = Duration.between(origin, instant);
        long whole = from.dividedBy(granularity);
        Duration rest = from.minus(granularity.multipliedBy(whole));
        if (rest.isNegative()) {
            return up ? whole : whole - 1;
        }
        return up && !rest.isZero() ? whole + 1 : whole;
    }

    int slots() {
        return slots;
    }

    /** Slots of a length that is a whole number of them. */
    int length(Duration length) {
        return clamp(length.dividedBy(granularity) / unit);
    }

    /** The most slots that are no longer than a length. */
    int atMost(Duration length) {
        return clamp(length.dividedBy(granularity) / unit);
    }

    /** The first slot that starts at or after an instant; may be negative or past the horizon. */
    int from(Instant instant) {
        return clamp(Math.negateExact(Math.floorDiv(Math.negateExact(points(instant, true)), unit)));
    }

    /** The slot that has ended by an instant, or contains it; may be negative or past the horizon. */
    int until(Instant instant) {
        return clamp(Math.floorDiv(points(instant, false), unit));
    }

    Instant at(int slot) {
        return origin.plus(granularity.multipliedBy(unit * slot));
    }

    double minutes(long slotCount) {
        Duration length = granularity.multipliedBy(Math.multiplyExact(unit, slotCount));
        return length.getSeconds() / 60.0 + length.getNano() / 60e9;
    }

    private static int clamp(long value) {
        return (int) Math.max(-1_000_000_000L, Math.min(1_000_000_000L, value));
    }
}
