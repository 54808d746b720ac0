package io.dataops.scheduling.calendar;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.ParseWarning;
import biweekly.io.TimezoneAssignment;
import biweekly.property.DateStart;
import biweekly.util.DateTimeComponents;
import biweekly.util.ICalDate;
import io.dataops.api.InputException;
import io.dataops.api.Interval;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/** The events of a calendar file. */
final class IcsReader {
    /** What the library warns of if a zone is not defined by the file, but known by its name. */
    private static final Integer WELL_KNOWN_ZONE = 37;

    private final String source;
    private final ZoneId floating;
    private final List<IcsRule> rules = new ArrayList<>();
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
        warnings.forEach(some -> some.forEach(reader::note));
        calendars.forEach(reader::calendar);
        return reader;
    }

    private void note(ParseWarning w) {
        if (Objects.equals(w.getCode(), WELL_KNOWN_ZONE)) {
            return;
        }
        String line = w.getLineNumber() == null ? "" : "line " + w.getLineNumber();
        String property = w.getPropertyName() == null ? "" : w.getPropertyName();
        String at = line + (line.isEmpty() || property.isEmpty() ? "" : ", ") + property;
        notes.add((at.isEmpty() ? "" : at + ": ") + w.getMessage());
    }

    List<String> notes() {
        return notes;
    }

    private void calendar(ICalendar calendar) {
        Map<String, Set<Instant>> replaced = new HashMap<>();
        for (VEvent event : calendar.getEvents()) {
            if (event.getRecurrenceId() != null
                    && event.getUid() != null
                    && exists(event.getRecurrenceId().getValue())) {
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
        if (!exists(start.getValue())
                || (event.getDateEnd() != null && !exists(event.getDateEnd().getValue()))) {
            notes.add("event (" + name + ") has a date that does not exist and is left out");
            return;
        }
        boolean wholeDays = !start.getValue().hasTime();
        TimezoneAssignment assigned = calendar.getTimezoneInfo().getTimezone(start);
        boolean floats = wholeDays || calendar.getTimezoneInfo().isFloating(start);
        TimeZone zone = floats
                ? TimeZone.getTimeZone(floating)
                : assigned == null ? TimeZone.getTimeZone(ZoneOffset.UTC) : assigned.getTimeZone();
        Duration length = wholeDays ? WholeDays.length(event) : length(event, start.getValue());
        if (length.isNegative() || length.isZero()) {
            notes.add("event (" + name + ") has no length and is left out");
            return;
        }
        if (event.getRecurrenceId() != null && event.getRecurrenceId().getRange() != null) {
            notes.add("event (" + name + ") changes one occurrence alone, not those that follow it");
        }
        boolean master = event.getRecurrenceId() == null && event.getUid() != null;
        Set<Instant> gone = master ? replaced.getOrDefault(event.getUid().getValue(), Set.of()) : Set.of();
        rules.add(new IcsRule(event, name, zone, floating, wholeDays, length, gone));
    }

    /** Whether a date is one of the calendar: the library counts the 32nd of a month on into the next. */
    private static boolean exists(@Nullable ICalDate date) {
        DateTimeComponents written = date == null ? null : date.getRawComponents();
        if (written == null) {
            return true;
        }
        try {
            LocalDateTime.of(
                    written.getYear(),
                    written.getMonth(),
                    written.getDate(),
                    written.getHour(),
                    written.getMinute(),
                    Math.min(59, written.getSecond()));
            return true;
        } catch (DateTimeException e) {
            return false;
        }
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
        rules.forEach(rule -> rule.within(horizon, source, found));
        return found;
    }
}
