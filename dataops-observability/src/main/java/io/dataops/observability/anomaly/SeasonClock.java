package io.dataops.observability.anomaly;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where in its season an instant lies: by the wall clock for whole days, by elapsed time otherwise. In a season of a week a
 * holiday is read as a Sunday. Remembers the offset of the zone until its next change.
 */
final class SeasonClock {
    private static final double DAY = 86_400;
    /** 1970-01-05 was a Monday, so that a season of a week starts with one. */
    private static final long MONDAY = 4;

    private final double seconds;
    private final boolean wholeDays;
    private final ZoneId zone;
    private final Set<LocalDate> holidays;
    private long offsetFrom;
    private long offsetUntil;
    private int offset;

    SeasonClock(Duration season, ZoneId zone, Set<LocalDate> holidays) {
        this.seconds = season.getSeconds() + season.getNano() / 1e9;
        this.wholeDays = seconds % DAY == 0;
        this.zone = zone;
        this.holidays = seconds == 7 * DAY ? new TreeSet<>(holidays) : Set.of();
    }

    double seconds() {
        return seconds;
    }

    /** A number from 0 (included) to 1 (excluded). */
    double phase(Instant time) {
        double position;
        if (wholeDays) {
            long local = time.getEpochSecond() + offset(time);
            long day = Math.floorDiv(local, 86_400L);
            long days = Math.floorMod(day - MONDAY, (long) (seconds / DAY));
            if (!holidays.isEmpty() && holidays.contains(LocalDate.ofEpochDay(day))) {
                days = 6;
            }
            position = days * DAY + Math.floorMod(local, 86_400L) + time.getNano() / 1e9;
        } else {
            double elapsed = time.getEpochSecond() % seconds + time.getNano() / 1e9;
            position = elapsed < 0 ? elapsed + seconds : elapsed;
        }
        double phase = position / seconds;
        return phase >= 1 ? 0 : phase;
    }

    private int offset(Instant time) {
        long second = time.getEpochSecond();
        if (second < offsetFrom || second >= offsetUntil) {
            ZoneOffsetTransition before = zone.getRules().previousTransition(time.plusSeconds(1));
            ZoneOffsetTransition after = zone.getRules().nextTransition(time);
            offset = zone.getRules().getOffset(time).getTotalSeconds();
            offsetFrom = before == null ? Long.MIN_VALUE : before.toEpochSecond();
            offsetUntil = after == null ? Long.MAX_VALUE : after.toEpochSecond();
        }
        return offset;
    }
}
