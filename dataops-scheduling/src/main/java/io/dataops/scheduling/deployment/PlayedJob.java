package io.dataops.scheduling.deployment;

import io.dataops.api.Interval;
import io.dataops.api.Strategy;
import io.dataops.scheduling.project.Interruption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A job in one of its strategies, in milliseconds since the start of the horizon. */
final class PlayedJob {
    /** Longer than any plan, and still far from what a long holds. */
    private static final long EVER = Long.MAX_VALUE / 8;
    /** The longest that a job may take, in milliseconds: three thousand years. */
    private static final double LONGEST = 1e14;

    final long length;
    /** The resources it holds, by number, and how many units of each. */
    final int[] resources;

    final int[] units;
    final boolean pauses;
    final boolean releases;
    private final boolean pinned;
    private final long horizon;
    private final long[] allowedFrom;
    private final long[] allowedUntil;
    /** Of one that may pause, the stretches in which it runs. */
    private final long[] runFrom;

    private final long[] runUntil;

    PlayedJob(Compiled compiled, DeploymentJob job, Strategy way, Map<String, Integer> numbers) {
        DeploymentProblem problem = compiled.problem;
        Instant origin = problem.horizon().start();
        List<Interval> allowed = compiled.allowed(job, way);
        List<Interval> runs = Runs.open(problem, job, way, allowed);
        List<String> used = way.uses().keySet().stream()
                .filter(r -> numbers.containsKey(r) && way.uses().getOrDefault(r, 0) > 0)
                .toList();
        this.length = way.duration().toMillis();
        this.resources =
                used.stream().mapToInt(r -> numbers.getOrDefault(r, -1)).toArray();
        this.units = used.stream().mapToInt(r -> way.uses().getOrDefault(r, 0)).toArray();
        this.pauses = job.interruption() != Interruption.NONE;
        this.releases = job.interruption() == Interruption.RELEASING;
        this.pinned = job.pinnedAt().isPresent();
        this.horizon = millis(origin, problem.horizon().end());
        this.allowedFrom =
                allowed.stream().mapToLong(open -> millis(origin, open.start())).toArray();
        this.allowedUntil =
                allowed.stream().mapToLong(open -> millis(origin, open.end())).toArray();
        this.runFrom =
                runs.stream().mapToLong(run -> millis(origin, run.start())).toArray();
        this.runUntil =
                runs.stream().mapToLong(run -> millis(origin, run.end())).toArray();
    }

    static long millis(Instant origin, Instant at) {
        return at.equals(Instant.MIN)
                ? -EVER
                : at.equals(Instant.MAX) ? EVER : Duration.between(origin, at).toMillis();
    }

    /** The first time from one on at which it may start, for all that is known then; after the horizon always. */
    long mayStart(long from, long planned) {
        if (pinned || from == planned || from >= horizon) {
            return from;
        }
        if (pauses) {
            for (int i = 0; i < runFrom.length; i++) {
                if (from < runUntil[i]) {
                    return Math.max(from, runFrom[i]);
                }
            }
            return from;
        }
        for (int i = 0; i < allowedFrom.length; i++) {
            long start = Math.max(from, allowedFrom[i]);
            if (start + length <= allowedUntil[i]) {
                return start;
            }
        }
        return horizon;
    }

    /** When it ends, for a factor on its length. */
    long end(long start, double factor) {
        long left = Math.round(Math.min(length * factor, LONGEST));
        if (!pauses) {
            return start + left;
        }
        for (int i = 0; left > 0 && i < runFrom.length; i++) {
            long from = Math.max(runFrom[i], start);
            if (from < runUntil[i]) {
                if (runUntil[i] - from >= left) {
                    return from + left;
                }
                left -= runUntil[i] - from;
            }
        }
        return start + left;
    }

    /** The first time after one at which a job that gives back what it holds while it pauses begins or ends a pause. */
    long nextTurn(long after, boolean running) {
        for (int i = 0; i < runFrom.length; i++) {
            long turn = running ? runUntil[i] : runFrom[i];
            if (turn > after) {
                return turn;
            }
        }
        return EVER;
    }

    /** Whether a run stays inside its windows. */
    boolean isInside(long start, long end) {
        if (pauses && end <= horizon) {
            return true;
        }
        for (int i = 0; i < allowedFrom.length; i++) {
            if (start >= allowedFrom[i] && end <= allowedUntil[i]) {
                return true;
            }
        }
        return false;
    }
}
