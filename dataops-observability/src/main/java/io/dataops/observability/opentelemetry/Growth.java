package io.dataops.observability.opentelemetry;

import io.dataops.observability.series.RunningRate;
import io.opentelemetry.sdk.metrics.data.PointData;
import java.time.Duration;
import java.time.Instant;

/** How a counter or histogram grows, whether its points are totals or what was added. */
final class Growth {
    private static final Duration SILENCE = Duration.ofDays(7);

    private final RunningRate rate = new RunningRate(Duration.ofMinutes(1));
    private Instant last = Instant.MIN;
    private double count;
    private double sum;

    /** Whether a stretch ended, of which {@link #rate} and {@link #mean} tell. */
    boolean read(PointData point, boolean total, double counted, double summed) {
        Instant end = end(point);
        if (!end.isAfter(last)) {
            return false;
        }
        if (!total && last.equals(Instant.MIN)) {
            rate.read(Instant.ofEpochSecond(0, point.getStartEpochNanos()), 0, 0);
        }
        last = end;
        count = total ? counted : count + counted;
        sum = total ? summed : sum + summed;
        return rate.read(end, count, sum);
    }

    boolean isGone(PointData now) {
        return Duration.between(last, end(now)).compareTo(SILENCE) > 0;
    }

    /** A minute. */
    double rate() {
        return rate.rate();
    }

    /** NaN if nothing was counted. */
    double mean() {
        return rate.mean();
    }

    static Instant end(PointData point) {
        return Instant.ofEpochSecond(0, point.getEpochNanos());
    }
}
