package io.dataops.observability.series;

import io.dataops.api.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Keeps what was measured in memory, within a bound: points for hours, summaries of minutes for days, of hours for a year.
 *
 * <p>Each point goes into all three at once, so that the minutes of an hour add up to it ({@link Summary}). What a summary
 * holds is complete: a stretch that was dropped does not come back when a late point belongs to it.
 *
 * <p>By age: what is older than its limit, counted from the latest time of its series, is dropped; no clock is read. So a time
 * in the far future makes a series forget: check times that you do not trust. By memory: when the estimate exceeds the bound, an
 * eighth is freed, the oldest first over all series, all points before any minute and all minutes before any hour; a series
 * without anything left is forgotten.
 *
 * <p>Times count to the millisecond; order does not matter; a repeated time is another value. NaN and infinite values are left
 * out. Adding takes O(log stretches), a late point O(points kept of its series). Safe for use by several threads, which take
 * turns.
 *
 * <p>Defaults: points 6 hours, minutes 8 days (a week to compare with a week), hours 400 days (a year to compare with), 64 MB.
 *
 * <pre>{@code
 * MetricStore store = MetricStore.create().memory(16 << 20);
 * store.add("latency", time, 12.5);
 * store.hours("latency").get(0).quantile(0.99);
 * MetricStore.create().memory(10);   // IllegalArgumentException: bytes (10) must be at least 65536.
 * }</pre>
 */
public final class MetricStore {
    private static final int LONGEST_NAME = 4_000;
    private static final long LEAST_MEMORY = 1 << 16;
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    private static final Duration LONGEST = Duration.ofDays(36_525);

    private final long[] ages;
    private final long memory;
    private final TreeMap<String, KeptSeries> series = new TreeMap<>();
    /** For each resolution, the time before which memory no longer suffices. */
    private final long[] floors = {Long.MIN_VALUE, Long.MIN_VALUE, Long.MIN_VALUE};

    private long used;

    private MetricStore(long[] ages, long memory) {
        this.ages = ages;
        this.memory = memory;
    }

    /**
     * Returns an empty store with the defaults.
     *
     * @return the store
     */
    public static MetricStore create() {
        long[] ages = {
            Duration.ofHours(6).toMillis(),
            Duration.ofDays(8).toMillis(),
            Duration.ofDays(400).toMillis()
        };
        return new MetricStore(ages, 64L << 20);
    }

    /**
     * Returns an empty store that keeps things for so long.
     *
     * @param points how long points are kept, more than zero
     * @param minutes how long summaries of minutes are kept, at least as long
     * @param hours how long summaries of hours are kept, at least as long, at most 100 years
     * @return the store
     */
    public MetricStore keep(Duration points, Duration minutes, Duration hours) {
        if (points.isNegative() || points.isZero()) {
            throw new IllegalArgumentException("points (" + points + ") must be more than zero.");
        }
        if (minutes.compareTo(points) < 0 || hours.compareTo(minutes) < 0 || hours.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("minutes (" + minutes + ") must be at least points (" + points
                    + "), hours (" + hours + ") at least minutes and at most 100 years.");
        }
        return new MetricStore(new long[] {points.toMillis(), minutes.toMillis(), hours.toMillis()}, memory);
    }

    /**
     * Returns an empty store with another bound of memory.
     *
     * @param bytes of the estimate, at least 65536
     * @return the store
     */
    public MetricStore memory(long bytes) {
        if (bytes < LEAST_MEMORY) {
            throw new IllegalArgumentException("bytes (" + bytes + ") must be at least " + LEAST_MEMORY + ".");
        }
        return new MetricStore(ages, bytes);
    }

    /**
     * Adds a point.
     *
     * @param name of its series, 1 to 4,000 characters
     * @param time when it was measured, in the years 1 to 9999
     * @param value what was measured
     * @return whether it was kept; false for NaN, infinite and too old ones
     */
    public synchronized boolean add(String name, Instant time, double value) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "name (" + name.length() + " characters) must not be blank and have at most 4000 characters.");
        }
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw new IllegalArgumentException("time (" + time + ") must be in the years 1 to 9999.");
        }
        if (!Double.isFinite(value)) {
            return false;
        }
        KeptSeries kept = series.get(name);
        long before = kept == null ? 0 : kept.bytes();
        if (kept == null) {
            kept = new KeptSeries(name);
        }
        boolean taken = kept.add(time.toEpochMilli(), value, ages, floors);
        if (taken) {
            series.put(name, kept);
        }
        used += series.containsKey(name) ? kept.bytes() - before : 0;
        if (used > memory) {
            shrink();
        }
        return taken;
    }

    /**
     * Adds all points of a series under its name.
     *
     * @param points the series
     * @return how many were kept
     */
    public synchronized int add(TimeSeries points) {
        int taken = 0;
        for (int i = 0; i < points.size(); i++) {
            taken += add(points.name(), points.time(i), points.value(i)) ? 1 : 0;
        }
        return taken;
    }

    private void shrink() {
        long goal = memory - memory / 8;
        for (int tier = KeptSeries.RAW; tier <= KeptSeries.HOUR && used > goal; tier++) {
            int at = tier;
            PriorityQueue<KeptSeries> oldest = new PriorityQueue<>(
                    Comparator.comparingLong((KeptSeries s) -> s.first(at)).thenComparing(KeptSeries::name));
            series.values().stream().filter(s -> !s.isEmpty(at)).forEach(oldest::add);
            while (!oldest.isEmpty() && (used > goal || oldest.element().first(at) < floors[at])) {
                KeptSeries kept = oldest.remove();
                long before = kept.bytes();
                floors[at] = Math.max(floors[at], kept.dropFirst(at));
                kept.trim();
                used += kept.bytes() - before;
                if (!kept.isEmpty(at)) {
                    oldest.add(kept);
                } else if (kept.isEmpty()) {
                    series.remove(kept.name());
                    used -= kept.bytes();
                }
            }
        }
    }

    /**
     * Returns the names of all series that are kept.
     *
     * @return sorted, a copy
     */
    public synchronized Set<String> names() {
        return new TreeSet<>(series.keySet());
    }

    /**
     * Returns the points that are kept of a series.
     *
     * @param name of the series
     * @return by time; empty for an unknown one
     */
    public synchronized TimeSeries points(String name) {
        KeptSeries kept = series.get(name);
        return kept == null ? TimeSeries.builder(name).build() : kept.points();
    }

    /**
     * Returns the summaries of the minutes that are kept of a series and have a value.
     *
     * @param name of the series
     * @return by time; empty for an unknown one
     */
    public synchronized List<Summary> minutes(String name) {
        KeptSeries kept = series.get(name);
        return kept == null ? List.of() : kept.summaries(KeptSeries.MINUTE);
    }

    /**
     * Returns the summaries of the hours, by UTC, that are kept of a series and have a value.
     *
     * @param name of the series
     * @return by time; empty for an unknown one
     */
    public synchronized List<Summary> hours(String name) {
        KeptSeries kept = series.get(name);
        return kept == null ? List.of() : kept.summaries(KeptSeries.HOUR);
    }

    /**
     * Returns an estimate of what all of it takes.
     *
     * @return bytes, at most the bound
     */
    public synchronized long bytes() {
        return used;
    }
}
