package io.dataops.observability.series;

import io.dataops.api.TimeSeries;
import java.time.Duration;
import java.time.Instant;

/**
 * Turns a counter that only grows, and starts at zero again when its process does, into what it counted.
 *
 * <p>A value below the one before is a reset: all of it was counted since. The first point gives no increase, since nobody
 * knows what was counted before it. Missing values (NaN, infinite, negative) and repeated or backward times are left out; the
 * next point then covers the longer stretch. Linear time.
 *
 * <pre>{@code
 * TimeSeries perSecond = Counters.rates(requests, Duration.ofMinutes(10));
 * }</pre>
 */
public final class Counters {

    private Counters() {}

    /**
     * Returns how much was counted up to each point since the one before.
     *
     * @param counter readings
     * @return a series of the same name, one point less, each 0 or more
     */
    public static TimeSeries increases(TimeSeries counter) {
        TimeSeries.Builder out = TimeSeries.builder(counter.name()).asset(counter.asset());
        Instant before = null;
        double last = 0;
        for (int i = 0; i < counter.size(); i++) {
            double value = counter.value(i);
            Instant time = counter.time(i);
            if (!(value >= 0) || Double.isInfinite(value) || (before != null && !time.isAfter(before))) {
                continue;
            }
            if (before != null) {
                out.add(time, value < last ? value : value - last);
            }
            before = time;
            last = value;
        }
        return out.build();
    }

    /**
     * Returns how much was counted a second up to each point since the one before.
     *
     * @param counter readings
     * @param stale the longest stretch over which a rate means something; a longer one gives NaN
     * @return a series of the same name, each point 0 or more, or NaN
     */
    public static TimeSeries rates(TimeSeries counter, Duration stale) {
        if (stale.isNegative() || stale.isZero()) {
            throw new IllegalArgumentException("stale (" + stale + ") must be more than zero.");
        }
        TimeSeries increases = increases(counter);
        TimeSeries.Builder out = TimeSeries.builder(counter.name()).asset(counter.asset());
        Instant before = null;
        int next = 0;
        for (int i = 0; i < counter.size() && next < increases.size(); i++) {
            if (before == null) {
                double value = counter.value(i);
                before = value >= 0 && !Double.isInfinite(value) ? counter.time(i) : null;
            } else if (counter.time(i).equals(increases.time(next))
                    && counter.value(i) >= 0
                    && !Double.isInfinite(counter.value(i))) {
                Duration stretch = Duration.between(before, counter.time(i));
                double seconds = stretch.toMillis() / 1e3;
                out.add(counter.time(i), stretch.compareTo(stale) > 0 ? Double.NaN : increases.value(next) / seconds);
                before = counter.time(i);
                next++;
            }
        }
        return out.build();
    }
}
