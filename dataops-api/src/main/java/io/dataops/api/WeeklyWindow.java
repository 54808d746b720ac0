package io.dataops.api;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * A stretch of wall-clock time that recurs on days of the week, read in the zone of its {@link DeploymentRules}.
 *
 * <p>A window whose end is not after its start ends on the following day: Saturday 22:00 to 04:00 ends on Sunday. Where the
 * clocks change, the wall-clock limits stand and the elapsed length differs.
 *
 * <pre>{@code
 * WeeklyWindow.on(DayOfWeek.SATURDAY, LocalTime.of(22, 0), LocalTime.of(4, 0));   // to Sunday morning
 * WeeklyWindow.daily(LocalTime.of(2, 0), LocalTime.of(5, 0));
 * }</pre>
 *
 * @param days the days on which it starts, at least one
 * @param from its start
 * @param to its end, excluded; equal to {@code from} for 24 hours of wall-clock time
 */
public record WeeklyWindow(Set<DayOfWeek> days, LocalTime from, LocalTime to) {

    /** Copies the days; refuses none. */
    public WeeklyWindow {
        if (days.isEmpty()) {
            throw new IllegalArgumentException("days must not be empty. Maybe use EnumSet.allOf(DayOfWeek.class).");
        }
        days = Collections.unmodifiableSet(EnumSet.copyOf(days));
    }

    /**
     * Returns a window that starts on one day of the week.
     *
     * @param day the day on which it starts
     * @param from its start
     * @param to its end, on the next day if not after the start
     * @return the window
     */
    public static WeeklyWindow on(DayOfWeek day, LocalTime from, LocalTime to) {
        return new WeeklyWindow(Set.of(day), from, to);
    }

    /**
     * Returns a window that starts on every day.
     *
     * @param from its start
     * @param to its end, on the next day if not after the start
     * @return the window
     */
    public static WeeklyWindow daily(LocalTime from, LocalTime to) {
        return new WeeklyWindow(EnumSet.allOf(DayOfWeek.class), from, to);
    }
}
