package io.dataops.scheduling.deployment;

import io.dataops.api.Interval;
import io.dataops.api.Strategy;
import io.dataops.scheduling.project.Interruption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** When a job runs that may pause: in whole steps of the grid that are open. */
final class Runs {
    private Runs() {}

    /** The stretches in which a job may run; before and after the horizon always. */
    static List<Interval> open(DeploymentProblem problem, DeploymentJob job, Strategy way) {
        return job.interruption() == Interruption.NONE
                ? List.of(new Interval(Instant.MIN, Instant.MAX))
                : open(problem, job, way, new Compiled(problem).allowed(job, way));
    }

    /** The same, of stretches that are known: each is cut to the grid. */
    static List<Interval> open(DeploymentProblem problem, DeploymentJob job, Strategy way, List<Interval> allowed) {
        if (job.interruption() == Interruption.NONE) {
            return List.of(new Interval(Instant.MIN, Instant.MAX));
        }
        Instant origin = problem.horizon().start();
        List<Interval> open = new ArrayList<>();
        open.add(new Interval(Instant.MIN, origin));
        for (Interval stretch : allowed) {
            Instant from = down(origin, stretch.start(), problem.granularity());
            from = from.isBefore(stretch.start()) ? from.plus(problem.granularity()) : from;
            Instant until = down(origin, stretch.end(), problem.granularity());
            if (from.isBefore(until)) {
                open.add(new Interval(from, until));
            }
        }
        open.add(new Interval(problem.horizon().end(), Instant.MAX));
        return open;
    }

    /** The last step of the grid that is not after an instant. */
    static Instant down(Instant origin, Instant instant, Duration step) {
        return origin.plus(step.multipliedBy(Duration.between(origin, instant).dividedBy(step)));
    }

    /** When it has run for so long. */
    static Instant end(List<Interval> open, Instant start, Duration length) {
        Duration left = length;
        for (Interval run : open) {
            Instant from = WallClock.max(run.start(), start);
            if (!from.isBefore(run.end())) {
                continue;
            }
            Duration room = run.end().equals(Instant.MAX) ? left : Duration.between(from, run.end());
            if (room.compareTo(left) >= 0) {
                return left.isZero() ? start : from.plus(left);
            }
            left = left.minus(room);
        }
        return start.plus(length);
    }

    /** When it runs between its start and its end. */
    static List<Interval> between(List<Interval> open, Instant start, Instant end) {
        List<Interval> runs = new ArrayList<>();
        for (Interval run : open) {
            Instant from = WallClock.max(run.start(), start);
            Instant until = WallClock.min(run.end(), end);
            if (from.isBefore(until)) {
                runs.add(new Interval(from, until));
            }
        }
        return runs;
    }
}
