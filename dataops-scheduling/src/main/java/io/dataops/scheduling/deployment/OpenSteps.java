package io.dataops.scheduling.deployment;

import io.dataops.api.Interval;
import io.dataops.api.ScheduledDeployment;
import io.dataops.api.Strategy;
import io.dataops.api.WeeklyWindow;
import io.dataops.scheduling.project.Interruption;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Judges step by step of the grid, by the clock on the wall, whether a job may run; for the checker alone. */
final class OpenSteps {
    private final DeploymentProblem problem;
    private final Duration step;

    OpenSteps(DeploymentProblem problem) {
        this.problem = problem;
        this.step = problem.granularity();
    }

    /** Whether the whole step from an instant on is open to a job. */
    boolean isOpen(DeploymentJob job, Strategy way, Instant from) {
        Instant until = from.plus(step);
        if (from.isBefore(problem.horizon().start())
                || !from.isBefore(problem.horizon().end())) {
            return true;
        }
        for (Interval blackout : problem.blackouts().values()) {
            if (from.isBefore(blackout.end()) && blackout.start().isBefore(until)) {
                return false;
            }
        }
        boolean open = isOpen(problem.windows(), from, until) && isOpen(job.windows(), from, until);
        for (String resource : problem.resourceWindows().keySet()) {
            boolean uses = way.uses().getOrDefault(resource, 0) > 0;
            open &= !uses || isOpen(problem.resourceWindows().getOrDefault(resource, List.of()), from, until);
        }
        return open;
    }

    private boolean isOpen(List<WeeklyWindow> windows, Instant from, Instant until) {
        return windows.isEmpty()
                || (windows.stream().anyMatch(w -> isOpen(w, from, problem.zone()))
                        && windows.stream().anyMatch(w -> isOpen(w, until.minusNanos(1), problem.zone())));
    }

    /** When a deployment runs, its pauses left out. */
    List<Interval> runs(DeploymentJob job, ScheduledDeployment d) {
        List<Interval> runs = new ArrayList<>();
        if (job.interruption() == Interruption.NONE || !d.start().isBefore(d.end())) {
            return d.start().isBefore(d.end()) ? List.of(new Interval(d.start(), d.end())) : runs;
        }
        Instant since = null;
        for (Instant at = d.start(); at.isBefore(d.end()); at = at.plus(step)) {
            boolean open = isOpen(job, d.strategy(), at);
            if (open && since == null) {
                since = at;
            } else if (!open && since != null) {
                runs.add(new Interval(since, at));
                since = null;
            }
        }
        if (since != null) {
            runs.add(new Interval(since, d.end()));
        }
        return runs;
    }

    /** Says whether a window is open by the local time of an instant. */
    static boolean isOpen(WeeklyWindow window, Instant instant, ZoneId zone) {
        LocalDateTime local = LocalDateTime.ofInstant(instant, zone);
        LocalTime time = local.toLocalTime();
        DayOfWeek day = local.getDayOfWeek();
        boolean overnight = !window.to().isAfter(window.from());
        boolean startedToday = window.days().contains(day) && !time.isBefore(window.from());
        if (!overnight) {
            return startedToday && time.isBefore(window.to());
        }
        boolean startedYesterday = window.days().contains(day.minus(1)) && time.isBefore(window.to());
        return startedToday || startedYesterday;
    }
}
