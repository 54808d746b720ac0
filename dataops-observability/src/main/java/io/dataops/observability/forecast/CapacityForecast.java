package io.dataops.observability.forecast;

import io.dataops.api.Explained;
import io.dataops.api.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * When a limit will be reached.
 *
 * @param series which series
 * @param last where it is now: its last finite value
 * @param limit what must not be reached, in its unit
 * @param date the first time at which the forecast reaches it; empty if it does not within the horizon
 * @param earliest the first time at which the unfavourable end of the interval does
 * @param latest the first time at which the favourable end does
 * @param until how far the forecast looked
 * @param forecast what it rests on
 */
public record CapacityForecast(
        String series,
        double last,
        double limit,
        Optional<Instant> date,
        Optional<Instant> earliest,
        Optional<Instant> latest,
        Instant until,
        Forecast forecast)
        implements Explained {

    /**
     * Says when a series reaches a limit that lies above its last value, or below it: what is beyond an upper limit already falls to it.
     *
     * <pre>{@code
     * CapacityForecast.of(diskUsed, 900, Forecasts.automatic().horizon(90)).date();
     * }</pre>
     *
     * @param series evenly spaced points, at least 3 of them finite
     * @param limit finite
     * @param how horizon, interval and seasons
     * @return the dates, each empty if it lies beyond the horizon
     */
    public static CapacityForecast of(TimeSeries series, double limit, Forecasts how) {
        if (!Double.isFinite(limit)) {
            throw new IllegalArgumentException("limit (" + limit + ") must be finite.");
        }
        Forecast forecast = how.of(series);
        long[] steps = new long[series.size() - 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = Duration.between(series.time(i), series.time(i + 1)).toMillis();
        }
        Arrays.sort(steps);
        long step = steps[steps.length / 2];
        Instant end = series.time(series.size() - 1);
        double last = Double.NaN;
        for (int i = 0; i < series.size(); i++) {
            last = Double.isFinite(series.value(i)) ? series.value(i) : last;
        }
        double side = last < limit ? 1 : -1;
        return new CapacityForecast(
                series.name(),
                last,
                limit,
                first(forecast.points(), side, limit, end, step),
                first(side > 0 ? forecast.upper() : forecast.lower(), side, limit, end, step),
                first(side > 0 ? forecast.lower() : forecast.upper(), side, limit, end, step),
                end.plusMillis(step * forecast.points().size()),
                forecast);
    }

    private static Optional<Instant> first(List<Double> path, double side, double limit, Instant end, long step) {
        for (int k = 0; k < path.size(); k++) {
            if (side * (path.get(k) - limit) >= 0) {
                return Optional.of(end.plusMillis(step * (k + 1)));
            }
        }
        return Optional.empty();
    }

    @Override
    public String explain() {
        String way = last < limit ? "rise" : "fall";
        String when = date.map(d -> way + "s to " + limit + " at " + d)
                .orElse("does not " + way + " to " + limit + " until " + until);
        return String.format(
                Locale.ROOT,
                "%s is at %.6g and %s (%.0f %%: not before %s, %s)",
                series,
                last,
                when,
                100 * forecast.level(),
                earliest.map(Instant::toString).orElse(until.toString()),
                latest.map(l -> "by " + l).orElse("with no latest date within the horizon"));
    }
}
