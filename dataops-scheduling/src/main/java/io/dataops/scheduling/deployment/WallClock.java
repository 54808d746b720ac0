package io.dataops.scheduling.deployment;

import io.dataops.api.Interval;
import io.dataops.api.WeeklyWindow;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Turns wall-clock windows into stretches of elapsed time: an instant is inside if its local time is. So a window vanishes
 * in the gap of spring and counts twice in the overlap of autumn.
 */
final class WallClock {
    private WallClock() {}

    /** The stretches of the horizon in which at least one window is open, in order, apart from each other. */
    static List<Interval> open(List<WeeklyWindow> windows, Interval horizon, ZoneId zone) {
        if (windows.isEmpty()) {
            return List.of(horizon);
        }
        List<Offset> offsets = offsets(horizon, zone.getRules());
        List<Interval> found = new ArrayList<>();
        LocalDate last = date(horizon.end(), zone).plusDays(1);
        for (LocalDate day = date(horizon.start(), zone).minusDays(2); !day.isAfter(last); day = day.plusDays(1)) {
            for (WeeklyWindow window : windows) {
                if (window.days().contains(day.getDayOfWeek())) {
                    LocalDateTime from = day.atTime(window.from());
                    boolean nextDay = !window.to().isAfter(window.from());
                    LocalDateTime to = (nextDay ? day.plusDays(1) : day).atTime(window.to());
                    for (Offset o : offsets) {
                        o.clip(from, to, horizon, found);
                    }
                }
            }
        }
        return union(found);
    }

    private static LocalDate date(Instant instant, ZoneId zone) {
        try {
            return LocalDate.ofInstant(instant, zone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "the horizon (" + instant + ") must be within the years that dates have.", e);
        }
    }

    /** A stretch of time with one offset from UTC. */
    private record Offset(Instant start, Instant end, ZoneOffset offset) {
        void clip(LocalDateTime from, LocalDateTime to, Interval horizon, List<Interval> into) {
            Instant a = max(max(from.toInstant(offset), start), horizon.start());
            Instant b = min(min(to.toInstant(offset), end), horizon.end());
            if (a.isBefore(b)) {
                into.add(new Interval(a, b));
            }
        }
    }

    private static List<Offset> offsets(Interval horizon, ZoneRules rules) {
        List<Offset> offsets = new ArrayList<>();
        Instant at = horizon.start();
        while (at.isBefore(horizon.end())) {
            ZoneOffsetTransition next = rules.nextTransition(at);
            Instant until = next == null ? horizon.end() : min(next.getInstant(), horizon.end());
            offsets.add(new Offset(at, until, rules.getOffset(at)));
            at = until;
        }
        return offsets;
    }

    /** Merges stretches that overlap or touch. */
    static List<Interval> union(List<Interval> stretches) {
        List<Interval> sorted = new ArrayList<>(stretches);
        sorted.sort(Comparator.comparing(Interval::start).thenComparing(Interval::end));
        List<Interval> merged = new ArrayList<>();
        for (Interval s : sorted) {
            Interval before = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (before != null && !s.start().isAfter(before.end())) {
                merged.set(merged.size() - 1, new Interval(before.start(), max(before.end(), s.end())));
            } else {
                merged.add(s);
            }
        }
        return merged;
    }

    /** What both have in common. */
    static List<Interval> intersection(List<Interval> a, List<Interval> b) {
        List<Interval> common = new ArrayList<>();
        int j = 0;
        for (Interval x : a) {
            while (j < b.size() && !b.get(j).end().isAfter(x.start())) {
                j++;
            }
            for (int k = j; k < b.size() && b.get(k).start().isBefore(x.end()); k++) {
                common.add(new Interval(
                        max(x.start(), b.get(k).start()), min(x.end(), b.get(k).end())));
            }
        }
        return common;
    }

    /** What is left of stretches without others. */
    static List<Interval> without(List<Interval> stretches, List<Interval> denied) {
        List<Interval> left = new ArrayList<>();
        List<Interval> cuts = union(denied);
        for (Interval s : stretches) {
            Instant from = s.start();
            for (Interval cut : cuts) {
                if (cut.end().isAfter(from) && cut.start().isBefore(s.end())) {
                    if (cut.start().isAfter(from)) {
                        left.add(new Interval(from, cut.start()));
                    }
                    from = max(from, cut.end());
                }
            }
            if (from.isBefore(s.end())) {
                left.add(new Interval(from, s.end()));
            }
        }
        return left;
    }

    static Instant max(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    static Instant min(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
