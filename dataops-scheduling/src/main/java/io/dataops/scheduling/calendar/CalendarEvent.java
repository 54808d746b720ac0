package io.dataops.scheduling.calendar;

import io.dataops.api.Interval;

/**
 * One occurrence of an event.
 *
 * <pre>{@code
 * for (CalendarEvent event : CalendarEvents.cron("0 2 * * SUN", Duration.ofHours(3), ZoneId.of("UTC"))
 *         .within(new Interval(start, end))) {
 *     System.out.println(event.name() + " from " + event.interval().start());
 * }
 * }</pre>
 *
 * @param name its summary; empty if it has none
 * @param interval from when to when, the end not included
 */
public record CalendarEvent(String name, Interval interval) {}
