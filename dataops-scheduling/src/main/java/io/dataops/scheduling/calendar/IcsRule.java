package io.dataops.scheduling.calendar;

import biweekly.component.VEvent;
import biweekly.property.ExceptionDates;
import biweekly.property.RecurrenceDates;
import biweekly.util.ICalDate;
import biweekly.util.Period;
import biweekly.util.Recurrence;
import biweekly.util.com.google.ical.compat.javautil.DateIterator;
import io.dataops.api.InputException;
import io.dataops.api.Interval;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TimeZone;

/**
 * An event of a calendar file and the times at which it repeats.
 *
 * @param event the event, whose dates exist
 * @param name its summary
 * @param zone the zone of its time of day, perhaps one that the file itself defines
 * @param days the zone of whole days, if it has no time of day
 * @param length how long each occurrence lasts: in days where it has no time of day
 * @param replaced starts for which the file has other events
 */
record IcsRule(
        VEvent event,
        String name,
        TimeZone zone,
        ZoneId days,
        boolean wholeDays,
        Duration length,
        Set<Instant> replaced) {

    /** A rule that ends after a number of occurrences has to be counted from its beginning. */
    private static final long MOST_COUNTED = 10_000_000;

    /** More than clocks are put back by. */
    private static final Duration PUT_BACK = Duration.ofHours(3);

    /** Adds the occurrences that reach into a stretch. */
    void within(Interval horizon, String source, List<CalendarEvent> found) {
        refuseCounting(horizon, source);
        Set<Instant> seen = new HashSet<>();
        if (isListed()) {
            Instant first = wholeDays
                    ? WholeDays.day(event.getDateStart().getValue())
                            .atStartOfDay(days)
                            .toInstant()
                    : event.getDateStart().getValue().toInstant();
            add(first, end(first), horizon, source, seen, found);
        }
        Iterator<Instant> starts = wholeDays ? days(horizon) : times(horizon);
        while (starts.hasNext()) {
            Instant start = starts.next();
            if (!start.minus(PUT_BACK).isBefore(horizon.end())) {
                break;
            }
            add(start, end(start), horizon, source, seen, found);
        }
        for (RecurrenceDates dates : event.getRecurrenceDates()) {
            for (Period period : dates.getPeriods()) {
                Instant start = period.getStartDate().toInstant();
                Instant end = period.getEndDate() == null
                        ? start.plusMillis(period.getDuration().toMillis())
                        : period.getEndDate().toInstant();
                if (end.isAfter(start)) {
                    add(start, end, horizon, source, seen, found);
                }
            }
        }
    }

    /** Whether its dates are listed: the library leaves out the first, which the event itself gives. */
    private boolean isListed() {
        return event.getRecurrenceRule() == null && !event.getRecurrenceDates().isEmpty();
    }

    private void add(
            Instant start, Instant end, Interval horizon, String source, Set<Instant> seen, List<CalendarEvent> found) {
        Instant first = wholeDays ? start : firstOfTwo(start);
        Instant last = end.minus(Duration.between(first, start));
        boolean reaches = first.isBefore(horizon.end()) && last.isAfter(horizon.start());
        if (reaches && !replaced.contains(start) && !isExcepted(start) && seen.add(start)) {
            if (found.size() >= CalendarEvents.MAX_EVENTS) {
                throw CalendarEvents.tooMany(source);
            }
            found.add(new CalendarEvent(name, new Interval(first, last)));
        }
    }

    /** Whether it is left out: the library does so itself where both are dates or both are times. */
    private boolean isExcepted(Instant start) {
        for (ExceptionDates dates : event.getExceptionDates()) {
            for (ICalDate date : dates.getValues()) {
                if (wholeDays
                        ? !date.hasTime() && day(date, start)
                        : date.hasTime() && date.toInstant().equals(start)) {
                    return true;
                }
                if (!wholeDays && !date.hasTime() && WholeDays.day(date).equals(local(start))) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean day(ICalDate date, Instant start) {
        return WholeDays.day(date).atStartOfDay(days).toInstant().equals(start);
    }

    private LocalDate local(Instant time) {
        return time.plusMillis(zone.getOffset(time.toEpochMilli()))
                .atZone(ZoneOffset.UTC)
                .toLocalDate();
    }

    /** Where the clocks are put back, the first of the two times that read the same: the library takes the second. */
    private Instant firstOfTwo(Instant time) {
        long at = time.toEpochMilli();
        int now = zone.getOffset(at);
        int before = zone.getOffset(at - PUT_BACK.toMillis());
        Instant first = time.minusMillis((long) before - now);
        return before > now && zone.getOffset(first.toEpochMilli()) == before ? first : time;
    }

    private Iterator<Instant> times(Interval horizon) {
        DateIterator starts = event.getDateIterator(zone);
        starts.advanceTo(Date.from(horizon.start().minus(length).minus(PUT_BACK)));
        return WholeDays.stream(starts).map(Date::toInstant).iterator();
    }

    private Iterator<Instant> days(Interval horizon) {
        LocalDate from =
                horizon.start().minus(length).atZone(days).toLocalDate().minusDays(1);
        return WholeDays.starts(event, from)
                .map(day -> day.atStartOfDay(days).toInstant())
                .iterator();
    }

    private Instant end(Instant start) {
        return wholeDays
                ? start.atZone(days)
                        .toLocalDate()
                        .plusDays(length.toDays())
                        .atStartOfDay(days)
                        .toInstant()
                : start.plus(length);
    }

    private void refuseCounting(Interval horizon, String source) {
        Recurrence rule = event.getRecurrenceRule() == null
                ? null
                : event.getRecurrenceRule().getValue();
        if (rule == null || rule.getCount() == null || rule.getFrequency() == null) {
            return;
        }
        long seconds = switch (rule.getFrequency()) {
            case SECONDLY -> 1;
            case MINUTELY -> 60;
            case HOURLY -> 3_600;
            default -> 86_400;
        };
        int interval = rule.getInterval() == null ? 1 : Math.max(1, rule.getInterval());
        long before = Duration.between(event.getDateStart().getValue().toInstant(), horizon.start())
                        .toSeconds()
                / seconds
                / interval;
        if (Math.min(before, rule.getCount()) > MOST_COUNTED) {
            throw new InputException(
                    source,
                    "",
                    "event (" + name + ") repeats about " + Math.min(before, rule.getCount())
                            + " times before the stretch asked for, which are too many to count. Maybe let it start later"
                            + " or end by a date");
        }
    }
}
