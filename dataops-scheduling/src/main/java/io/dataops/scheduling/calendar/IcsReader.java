package io.dataops.scheduling.calendar;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.ParseWarning;
import biweekly.io.TimezoneAssignment;
import biweekly.property.DateStart;
import biweekly.util.ICalDate;
import biweekly.util.com.google.ical.compat.javautil.DateIterator;
import io.dataops.api.InputException;
import io.dataops.api.Interval;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;

/** The events of a calendar file. */
final class IcsReader {

    /** An event with its rule; the length in days where it has no time of day. */
    private record Rule(
            VEvent event, String name, ZoneId zone, boolean wholeDays, Duration length, Set<Instant> replaced) {}

    private final String source;
    private final ZoneId floating;
    private final List<Rule> rules = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private IcsReader(String source, ZoneId floating) {
        this.source = source;
        this.floating = floating;
    }

    static IcsReader parse(String text, String source, ZoneId floating) {
        List<List<ParseWarning>> warnings = new ArrayList<>();
        List<ICalendar> calendars = Biweekly.parse(text)
                .defaultTimezone(TimeZone.getTimeZone(floating))
                .warnings(warnings)
                .all();
        if (calendars.isEmpty()) {
            throw new InputException(source, "", "is not a calendar file: expected BEGIN:VCALENDAR");
        }
        IcsReader reader = new IcsReader(source, floating);
        warnings.forEach(some -> some.forEach(w -> reader.notes.add("line " + w.getLineNumber()
                + (w.getPropertyName() == null ? "" : ", " + w.getPropertyName()) + ": " + w.getMessage())));
        calendars.forEach(reader::calendar);
        return reader;
    }

    List<String> notes() {
        return notes;
    }

    private void calendar(ICalendar calendar) {
        Map<String, Set<Instant>> replaced = new HashMap<>();
        for (VEvent event : calendar.getEvents()) {
            if (event.getRecurrenceId() != null && event.getUid() != null) {
                replaced.computeIfAbsent(event.getUid().getValue(), u -> new HashSet<>())
                        .add(instant(event.getRecurrenceId().getValue()));
            }
        }
        for (VEvent event : calendar.getEvents()) {
            String name = event.getSummary() == null ? "" : event.getSummary().getValue();
            boolean blocks =
                    event.getTransparency() == null || !event.getTransparency().isTransparent();
            boolean holds = event.getStatus() == null || !event.getStatus().isCancelled();
            if (blocks && holds) {
                rule(calendar, event, name, replaced);
            }
        }
    }

    private void rule(ICalendar calendar, VEvent event, String name, Map<String, Set<Instant>> replaced) {
        DateStart start = event.getDateStart();
        if (start == null || start.getValue() == null) {
            notes.add("event (" + name + ") has no start and is left out");
            return;
        }
        boolean wholeDays = !start.getValue().hasTime();
        TimezoneAssignment assigned = calendar.getTimezoneInfo().getTimezone(start);
        boolean floats = wholeDays || calendar.getTimezoneInfo().isFloating(start);
        ZoneId zone = floats || assigned == null
                ? floats ? floating : ZoneId.of("UTC")
                : assigned.getTimeZone().toZoneId();
        Duration length = wholeDays ? WholeDays.length(event) : length(event, start.getValue());
        if (length.isNegative() || length.isZero()) {
            notes.add("event (" + name + ") has no length and is left out");
            return;
        }
        boolean master = event.getRecurrenceId() == null && event.getUid() != null;
        Set<Instant> gone = master ? replaced.getOrDefault(event.getUid().getValue(), Set.of()) : Set.of();
        rules.add(new Rule(event, name, zone, wholeDays, length, gone));
    }

    private Instant instant(ICalDate date) {
        return date.hasTime()
                ? date.toInstant()
                : WholeDays.day(date).atStartOfDay(floating).toInstant();
    }

    private static Duration length(VEvent event, Date start) {
        if (event.getDateEnd() != null && event.getDateEnd().getValue() != null) {
            return Duration.between(
                    start.toInstant(), event.getDateEnd().getValue().toInstant());
        }
        return event.getDuration() == null || event.getDuration().getValue() == null
                ? Duration.ZERO
                : Duration.ofMillis(event.getDuration().getValue().toMillis());
    }

    List<CalendarEvent> within(Interval horizon) {
        List<CalendarEvent> found = new ArrayList<>();
        for (Rule rule : rules) {
            Iterator<Instant> starts = rule.wholeDays() ? days(rule, horizon) : times(rule, horizon);
            while (starts.hasNext()) {
                Instant start = starts.next();
                if (!start.isBefore(horizon.end())) {
                    break;
                }
                Interval occurrence = new Interval(start, end(rule, start));
                if (occurrence.end().isAfter(horizon.start())
                        && !rule.replaced().contains(start)) {
                    if (found.size() >= CalendarEvents.MAX_EVENTS) {
                        throw CalendarEvents.tooMany(source);
                    }
                    found.add(new CalendarEvent(rule.name(), occurrence));
                }
            }
        }
        return found;
    }

    private static Iterator<Instant> times(Rule rule, Interval horizon) {
        DateIterator starts = rule.event().getDateIterator(TimeZone.getTimeZone(rule.zone()));
        starts.advanceTo(Date.from(horizon.start().minus(rule.length()).minusSeconds(1)));
        return WholeDays.stream(starts).map(Date::toInstant).iterator();
    }

    private static Iterator<Instant> days(Rule rule, Interval horizon) {
        LocalDate from = horizon.start()
                .minus(rule.length())
                .atZone(rule.zone())
                .toLocalDate()
                .minusDays(1);
        return WholeDays.starts(rule.event(), from)
                .map(day -> day.atStartOfDay(rule.zone()).toInstant())
                .iterator();
    }

    private static Instant end(Rule rule, Instant start) {
        if (!rule.wholeDays()) {
            return start.plus(rule.length());
        }
        ZonedDateTime day = start.atZone(rule.zone());
        return day.toLocalDate()
                .plusDays(rule.length().toDays())
                .atStartOfDay(rule.zone())
                .toInstant();
    }
}
