package io.dataops.report;

import io.dataops.api.DeploymentRules;
import io.dataops.api.Interval;
import io.dataops.api.WeeklyWindow;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Weekly windows as stretches of time. Where the clocks change, wall-clock limits stand, as the rules say. */
final class Windows {
    private static final int MOST_DAYS = 400;

    private Windows() {}

    /** The windows that overlap a stretch, in order; none for rules without windows, or for more than 400 days. */
    static List<Interval> within(Interval stretch, DeploymentRules rules) {
        List<Interval> found = new ArrayList<>();
        LocalDate first = stretch.start().atZone(rules.zone()).toLocalDate().minusDays(1);
        LocalDate last = stretch.end().atZone(rules.zone()).toLocalDate();
        if (first.plusDays(MOST_DAYS).isBefore(last)) {
            return found;
        }
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            for (WeeklyWindow window : rules.windows()) {
                if (window.days().contains(day.getDayOfWeek())) {
                    LocalDate endDay = window.to().isAfter(window.from()) ? day : day.plusDays(1);
                    Instant start =
                            day.atTime(window.from()).atZone(rules.zone()).toInstant();
                    Instant end =
                            endDay.atTime(window.to()).atZone(rules.zone()).toInstant();
                    if (start.isBefore(end) && new Interval(start, end).overlaps(stretch)) {
                        found.add(new Interval(start, end));
                    }
                }
            }
        }
        found.sort(Comparator.comparing(Interval::start).thenComparing(Interval::end));
        return found;
    }
}
