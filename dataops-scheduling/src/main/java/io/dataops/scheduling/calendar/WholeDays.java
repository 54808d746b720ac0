package io.dataops.scheduling.calendar;

import biweekly.component.VEvent;
import biweekly.property.ExceptionDates;
import biweekly.property.RecurrenceDates;
import biweekly.util.DateTimeComponents;
import biweekly.util.ICalDate;
import biweekly.util.Recurrence;
import biweekly.util.com.google.ical.compat.javautil.DateIterator;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TimeZone;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Events without a time of day. The parser makes instants of them in the zone of the machine, so they are read from what was written
 * and repeated in UTC, where every day has 24 hours.
 */
final class WholeDays {
    private static final TimeZone UTC = TimeZone.getTimeZone("UTC");

    private WholeDays() {}

    static LocalDate day(ICalDate date) {
        DateTimeComponents written = date.getRawComponents();
        return written == null
                ? date.toInstant().atZone(ZoneOffset.UTC).toLocalDate()
                : LocalDate.of(written.getYear(), written.getMonth(), written.getDate());
    }

    static Duration length(VEvent event) {
        if (event.getDateEnd() != null && event.getDateEnd().getValue() != null) {
            return Duration.ofDays(ChronoUnit.DAYS.between(
                    day(event.getDateStart().getValue()), day(event.getDateEnd().getValue())));
        }
        return event.getDuration() == null || event.getDuration().getValue() == null
                ? Duration.ofDays(1)
                : Duration.ofDays(
                        Duration.ofMillis(event.getDuration().getValue().toMillis())
                                .toDays());
    }

    /** The days on which an event begins, from about a day on, in order. */
    static Stream<LocalDate> starts(VEvent event, LocalDate from) {
        VEvent copy = new VEvent();
        copy.setDateStart(utc(event.getDateStart().getValue()), true);
        if (event.getRecurrenceRule() != null && event.getRecurrenceRule().getValue() != null) {
            copy.setRecurrenceRule(rule(event.getRecurrenceRule().getValue()));
        }
        for (ExceptionDates dates : event.getExceptionDates()) {
            ExceptionDates others = new ExceptionDates();
            dates.getValues().forEach(date -> others.getValues().add(new ICalDate(utc(date), true)));
            copy.addExceptionDates(others);
        }
        for (RecurrenceDates dates : event.getRecurrenceDates()) {
            RecurrenceDates others = new RecurrenceDates();
            dates.getDates().forEach(date -> others.getDates().add(new ICalDate(utc(date), true)));
            copy.addRecurrenceDates(others);
        }
        DateIterator days = copy.getDateIterator(UTC);
        days.advanceTo(midnight(from));
        return stream(days).map(date -> date.toInstant().atZone(ZoneOffset.UTC).toLocalDate());
    }

    static Stream<Date> stream(DateIterator dates) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(dates, Spliterator.ORDERED), false);
    }

    private static Recurrence rule(Recurrence rule) {
        ICalDate until = rule.getUntil();
        return until == null || until.hasTime()
                ? rule
                : new Recurrence.Builder(rule).until(utc(until), true).build();
    }

    private static Date utc(ICalDate date) {
        return midnight(day(date));
    }

    private static Date midnight(LocalDate day) {
        return Date.from(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
