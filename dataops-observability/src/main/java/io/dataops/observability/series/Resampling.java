package io.dataops.observability.series;

import io.dataops.api.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Brings irregular points onto a regular grid. Stretches shorter than a day are counted in elapsed time; a day starts at
 * midnight by the wall clock of the zone, so that one with a change of clocks has 23 or 25 hours.
 *
 * <p>Missing values (NaN, infinite) are left out, order and repetition do not matter. A stretch without a value is NaN in
 * {@link #resample}; at most 10 million stretches. Immutable. Time O(points log stretches).
 *
 * <pre>{@code
 * TimeSeries hourly = Resampling.every(Duration.ofHours(1)).resample(series, Rollup::mean);
 * TimeSeries daily = Resampling.days(ZoneId.of("Europe/Paris")).resample(series, Rollup::sum);
 * }</pre>
 */
public final class Resampling {
    private static final long MOST = 10_000_000;

    private final Duration step;
    private final ZoneId zone;

    private Resampling(Duration step, ZoneId zone) {
        this.step = step;
        this.zone = zone;
    }

    /**
     * Returns a grid of elapsed time, aligned to 1970-01-01T00:00Z.
     *
     * @param step one second to one day, whole milliseconds
     * @return the grid
     */
    public static Resampling every(Duration step) {
        if (step.compareTo(Duration.ofSeconds(1)) < 0 || step.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException(
                    "step (" + step + ") must be between one second and one day. Maybe use days(zone).");
        }
        return new Resampling(step, ZoneOffset.UTC);
    }

    /**
     * Returns a grid of calendar days.
     *
     * @param zone whose midnights separate the days
     * @return the grid
     */
    public static Resampling days(ZoneId zone) {
        return new Resampling(Duration.ZERO, zone);
    }

    private Instant start(Instant time) {
        if (step.isZero()) {
            return ZonedDateTime.ofInstant(time, zone)
                    .truncatedTo(ChronoUnit.DAYS)
                    .toLocalDate()
                    .atStartOfDay(zone)
                    .toInstant();
        }
        long millis = step.toMillis();
        return Instant.ofEpochMilli(Math.floorDiv(time.toEpochMilli(), millis) * millis);
    }

    private Instant next(Instant start) {
        return step.isZero()
                ? ZonedDateTime.ofInstant(start, zone)
                        .toLocalDate()
                        .plusDays(1)
                        .atStartOfDay(zone)
                        .toInstant()
                : start.plusMillis(step.toMillis());
    }

    /**
     * Returns what was measured in each stretch that has a value.
     *
     * @param series the points
     * @return by time
     */
    public List<Rollup> rollups(TimeSeries series) {
        NavigableMap<Instant, Rollup> stretches = new TreeMap<>();
        for (int i = 0; i < series.size(); i++) {
            double value = series.value(i);
            if (Double.isFinite(value)) {
                Instant start = start(series.time(i));
                stretches.merge(start, Rollup.empty(start).plus(value), (a, b) -> a.plus(value));
            }
        }
        return new ArrayList<>(stretches.values());
    }

    /**
     * Returns one point for each stretch from the first with a value to the last.
     *
     * @param series the points
     * @param figure what to keep of a stretch, for example {@code Rollup::mean}
     * @return a regular series at the starts of the stretches; NaN where a stretch has no value
     */
    public TimeSeries resample(TimeSeries series, ToDoubleFunction<Rollup> figure) {
        List<Rollup> rollups = rollups(series);
        TimeSeries.Builder out = TimeSeries.builder(series.name()).asset(series.asset());
        long count = 0;
        Instant at = rollups.isEmpty() ? Instant.EPOCH : rollups.get(0).start();
        for (Rollup rollup : rollups) {
            while (at.isBefore(rollup.start())) {
                if (++count > MOST) {
                    throw new IllegalArgumentException("series (" + series.name() + ") spans more than " + MOST
                            + " stretches of " + step + ". Maybe take a longer step.");
                }
                out.add(at, Double.NaN);
                at = next(at);
            }
            out.add(at, figure.applyAsDouble(rollup));
            at = next(at);
        }
        return out.build();
    }
}
