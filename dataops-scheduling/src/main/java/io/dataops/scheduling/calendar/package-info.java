/**
 * Times as other tools keep them: calendar files and cron rules in, a calendar of the plan out.
 *
 * <p>Entry types: {@link io.dataops.scheduling.calendar.CalendarEvents} and {@link
 * io.dataops.scheduling.calendar.PlanCalendar}.
 *
 * <pre>{@code
 * Interval week = new Interval(start, end);
 * CalendarEvents freezes = CalendarEvents.ics(Path.of("freezes.ics"), ZoneId.of("Europe/Berlin"));
 * CalendarEvents nights = CalendarEvents.cron("0 22 * * MON-FRI", Duration.ofHours(6), ZoneId.of("Europe/Berlin"));
 *
 * freezes.blackouts(week).forEach((name, i) -> deployments.blackout(name, i.start(), i.end()));
 * nights.closures(week).forEach((name, i) -> deployments.blackout(name, i.start(), i.end()));   // and only at night
 * String calendar = PlanCalendar.of(deployments.solve(Budget.steps(1_000)), start).text();
 * }</pre>
 */
@NullMarked
package io.dataops.scheduling.calendar;

import org.jspecify.annotations.NullMarked;
