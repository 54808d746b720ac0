package io.dataops.scheduling.deployment;

import io.dataops.api.WeeklyWindow;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Windows in words. */
final class Weeks {
    private Weeks() {}

    static String text(List<WeeklyWindow> windows) {
        return windows.stream().map(Weeks::text).collect(Collectors.joining(" and "));
    }

    static String text(WeeklyWindow window) {
        String days = window.days().size() == DayOfWeek.values().length
                ? "daily"
                : window.days().stream()
                        .map(d -> d.getDisplayName(TextStyle.SHORT, Locale.ROOT))
                        .collect(Collectors.joining(","));
        return days + " " + window.from() + "-" + window.to();
    }
}
