package io.dataops.observability.anomaly;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** Where in its season an instant lies: by the wall clock for whole days, by elapsed time otherwise. */
final class SeasonClock {
    private static final double DAY = 86_400;
    /** 1970-01-05 was a Monday, so that a season of a week starts with one. */
    private static final long MONDAY = 4;

    private final double seconds;
    private final boolean wholeDays;
    private final ZoneId zone;

    SeasonClock(Duration season, ZoneId zone) {
        this.seconds = season.getSeconds() + season.getNano() / 1e9;
        this.wholeDays = seconds % DAY == 0;
        this.zone = zone;
    }

    double seconds() {
        return seconds;
    }

    /** A number from 0 (included) to 1 (excluded). */
    double phase(Instant time) {
        double position;
        if (wholeDays) {
            LocalDateTime local = LocalDateTime.ofInstant(time, zone);
            long days = Math.floorMod(local.toLocalDate().toEpochDay() - MONDAY, (long) (seconds / DAY));
            position = days * DAY + local.toLocalTime().toNanoOfDay() / 1e9;
        } else {
            double elapsed = time.getEpochSecond() % seconds + time.getNano() / 1e9;
            position = elapsed < 0 ? elapsed + seconds : elapsed;
        }
        double phase = position / seconds;
        return phase >= 1 ? 0 : phase;
    }
}
