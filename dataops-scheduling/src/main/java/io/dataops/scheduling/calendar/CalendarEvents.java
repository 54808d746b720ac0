package io.dataops.scheduling.calendar;

import io.dataops.api.InputException;
import io.dataops.api.Interval;
import io.dataops.api.MissingProviderException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Events that repeat by a rule, from a calendar file or a cron expression: maintenance windows, freezes, holidays. Immutable; takes
 * time linear in the occurrences asked for, of which 100,000 are the most.
 *
 * <p>Times are those of the rule's own zone, so that an event at 02:00 stays there over a change of offset; its length is elapsed time,
 * except for events of whole days.
 *
 * <pre>{@code
 * CalendarEvents freezes = CalendarEvents.ics(Path.of("freezes.ics"), ZoneId.of("Europe/Berlin"));
 * freezes.within(new Interval(start, end));       // each occurrence, in order
 * freezes.notes();                                // what of the file was not understood
 * CalendarEvents.cron("0 25 * * *", Duration.ofHours(1), ZoneId.of("UTC"));   // InputException: cron expression: …
 * }</pre>
 */
public final class CalendarEvents {
    static final int MAX_EVENTS = 100_000;
    private static final long MAX_BYTES = 64L << 20;

    private final Function<Interval, List<CalendarEvent>> source;
    private final List<String> notes;

    private CalendarEvents(Function<Interval, List<CalendarEvent>> source, List<String> notes) {
        this.source = source;
        this.notes = List.copyOf(notes);
    }

    /**
     * Reads a calendar file (RFC 5545) of 64 MiB at most. Cancelled events and those that do not block time are left out; changed
     * occurrences take the place of the original ones. An event at a time that the clocks leave out starts as much later, one at a time
     * that there is twice the first time.
     *
     * @param file the file, in UTF-8
     * @param floating the zone of times that name none, and of whole days
     * @return its events
     * @throws InputException if it cannot be read or is not a calendar
     * @throws MissingProviderException if net.sf.biweekly:biweekly is not on the class path
     */
    public static CalendarEvents ics(Path file, ZoneId floating) {
        try {
            long bytes = Files.size(file);
            if (bytes > MAX_BYTES) {
                throw new InputException(
                        file.toString(),
                        "",
                        "has " + bytes + " bytes, more than " + MAX_BYTES + ". Maybe export less time");
            }
            return parseIcs(Files.readString(file, StandardCharsets.UTF_8), file.toString(), floating);
        } catch (CharacterCodingException e) {
            throw new InputException(file.toString(), "", "is not UTF-8", e);
        } catch (IOException e) {
            throw new InputException(file.toString(), "", "cannot be read: " + e, e);
        }
    }

    /**
     * Reads the text of a calendar file.
     *
     * @param text the calendar
     * @param name what to call it in messages
     * @param floating the zone of times that name none, and of whole days
     * @return its events
     * @throws InputException if it is not a calendar
     * @throws MissingProviderException if net.sf.biweekly:biweekly is not on the class path
     */
    public static CalendarEvents parseIcs(String text, String name, ZoneId floating) {
        MissingProviderException.require(
                CalendarEvents.class, "biweekly.Biweekly", "reader of calendar files", "net.sf.biweekly:biweekly");
        IcsReader reader = IcsReader.parse(text.startsWith("\uFEFF") ? text.substring(1) : text, name, floating);
        return new CalendarEvents(reader::within, reader.notes());
    }

    /**
     * Starts an event at every time of a cron expression.
     *
     * @param expression five fields as of Unix, or six or seven with seconds as of Quartz
     * @param length how long each event lasts, more than zero
     * @param zone the zone of the expression
     * @return the events, named by the expression
     * @throws InputException if the expression cannot be read
     * @throws MissingProviderException if com.cronutils:cron-utils is not on the class path
     */
    public static CalendarEvents cron(String expression, Duration length, ZoneId zone) {
        if (length.isNegative() || length.isZero()) {
            throw new IllegalArgumentException("length (" + length + ") must be more than zero.");
        }
        MissingProviderException.require(
                CalendarEvents.class,
                "com.cronutils.model.Cron",
                "reader of cron expressions",
                "com.cronutils:cron-utils");
        CronEvents events = CronEvents.parse(expression, length, zone);
        return new CalendarEvents(events::within, List.of());
    }

    /**
     * Returns the occurrences that reach into a stretch of time, whole and not cut to it.
     *
     * @param horizon the stretch
     * @return the occurrences by start, then end
     * @throws InputException if there are more than 100,000
     */
    public List<CalendarEvent> within(Interval horizon) {
        return source.apply(horizon).stream()
                .sorted(Comparator.comparing((CalendarEvent e) -> e.interval().start())
                        .thenComparing(e -> e.interval().end())
                        .thenComparing(CalendarEvent::name))
                .toList();
    }

    /**
     * Returns the occurrences as blackouts: nothing runs in them.
     *
     * @param horizon the stretch to plan
     * @return the occurrences cut to the stretch, under names that differ: summary and start
     */
    public Map<String, Interval> blackouts(Interval horizon) {
        Map<String, Interval> named = new LinkedHashMap<>();
        for (CalendarEvent event : within(horizon)) {
            put(named, event.name().isBlank() ? "event" : event.name(), cut(event.interval(), horizon));
        }
        return named;
    }

    /**
     * Returns what lies between the occurrences as blackouts: everything runs in them alone.
     *
     * @param horizon the stretch to plan
     * @return the gaps; all of the stretch if there is no occurrence
     */
    public Map<String, Interval> closures(Interval horizon) {
        Map<String, Interval> gaps = new LinkedHashMap<>();
        Instant open = horizon.start();
        for (CalendarEvent event : within(horizon)) {
            Interval occurrence = cut(event.interval(), horizon);
            if (occurrence.start().isAfter(open)) {
                put(gaps, "closed", new Interval(open, occurrence.start()));
            }
            open = occurrence.end().isAfter(open) ? occurrence.end() : open;
        }
        if (horizon.end().isAfter(open)) {
            put(gaps, "closed", new Interval(open, horizon.end()));
        }
        return gaps;
    }

    /**
     * Returns what was not understood, a line each.
     *
     * @return properties that could not be read, events without a start or a length; none for a cron expression
     */
    public List<String> notes() {
        return notes;
    }

    private static Interval cut(Interval occurrence, Interval horizon) {
        return new Interval(
                occurrence.start().isBefore(horizon.start()) ? horizon.start() : occurrence.start(),
                occurrence.end().isAfter(horizon.end()) ? horizon.end() : occurrence.end());
    }

    private static void put(Map<String, Interval> named, String name, Interval stretch) {
        String from = name + " from " + stretch.start();
        String unique = from;
        for (int i = 2; named.containsKey(unique); i++) {
            unique = from + " (" + i + ")";
        }
        named.put(unique, stretch);
    }

    static InputException tooMany(String source) {
        return new InputException(source, "", "has more than " + MAX_EVENTS + " occurrences. Maybe ask for less time");
    }
}
