package io.dataops.scheduling.deployment;

import io.dataops.api.Interval;
import io.dataops.api.Strategy;
import io.dataops.scheduling.project.Interruption;
import io.dataops.scheduling.project.Schedule;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Says for each job of a plan what keeps it from starting one slot earlier. */
final class WaitingReasons {
    private static final String NO_REASON = "could start earlier, at no gain for the plan";

    private final Compiled compiled;
    private final List<DeploymentJob> jobs;
    private final List<Strategy> ways = new ArrayList<>();
    private final Map<String, int[]> unitsByResource = new TreeMap<>();
    private final List<Instant> starts = new ArrayList<>();
    private final List<Instant> ends = new ArrayList<>();

    WaitingReasons(Compiled compiled, Schedule schedule) {
        this.compiled = compiled;
        this.jobs = compiled.problem.jobs();
        for (int j = 0; j < jobs.size(); j++) {
            Strategy way = compiled.problem
                    .strategiesOf(jobs.get(j))
                    .get(schedule.modes().get(j));
            Instant start = jobs.get(j)
                    .pinnedAt()
                    .orElse(compiled.grid.at(schedule.starts().get(j)));
            ways.add(way);
            starts.add(start);
            ends.add(compiled.end(jobs.get(j), way, start));
        }
    }

    String of(int j) {
        String own = own(j);
        if (!own.equals(NO_REASON)) {
            return own;
        }
        for (List<String> set : compiled.problem.together()) {
            for (String other : set.contains(jobs.get(j).name()) ? set : List.<String>of()) {
                String reason = own(compiled.index(other));
                if (!reason.equals(NO_REASON)) {
                    return "starts together with " + other + ", which " + reason;
                }
            }
        }
        return NO_REASON;
    }

    private String own(int j) {
        DeploymentJob job = jobs.get(j);
        Instant start = starts.get(j);
        if (job.pinnedAt().isPresent()) {
            return "is pinned to " + shown(start);
        }
        if (!start.isAfter(compiled.problem.horizon().start())) {
            return "starts with the horizon";
        }
        for (Predecessor p : job.predecessors()) {
            Instant end = ends.get(compiled.index(p.job()));
            if (end.plus(p.atLeast()).equals(start)) {
                return p.atLeast().isZero()
                        ? "waits for " + p.job() + " until " + shown(end)
                        : "waits for " + p.job() + " until " + shown(end) + " and " + p.atLeast() + " more";
            }
        }
        if (job.notBefore().isPresent() && !job.notBefore().get().isBefore(start)) {
            return "must not start before " + shown(job.notBefore().get());
        }
        Instant earlier = start.minus(compiled.problem.granularity());
        List<Interval> open = compiled.allowed(job, ways.get(j));
        if (job.interruption() != Interruption.NONE) {
            Instant horizon = compiled.problem.horizon().start();
            List<Interval> before = Runs.between(Runs.open(compiled.problem, job, ways.get(j), open), horizon, start);
            return before.isEmpty()
                    ? "waits for a window, open from " + shown(start)
                    : resource(j, before.get(before.size() - 1).end().minus(compiled.problem.granularity()));
        }
        if (open.stream()
                .noneMatch(o -> !earlier.isBefore(o.start()) && !ends.get(j).isAfter(o.end()))) {
            return "waits for a window, open from " + shown(start);
        }
        return resource(j, earlier);
    }

    private String resource(int j, Instant earlier) {
        for (List<String> set : compiled.problem.apart()) {
            for (String other : set.contains(jobs.get(j).name()) ? set : List.<String>of()) {
                int k = compiled.index(other);
                if (k != j && !starts.get(k).isAfter(earlier) && ends.get(k).isAfter(earlier)) {
                    return "waits for " + other + ", which it must not overlap, until " + shown(ends.get(k));
                }
            }
        }
        Strategy way = ways.get(j);
        for (Map.Entry<String, Integer> use : new TreeMap<>(way.uses()).entrySet()) {
            if (compiled.problem.budgets().containsKey(use.getKey())) {
                continue;
            }
            List<String> holders = new ArrayList<>();
            int held = 0;
            int[] unitsOf = unitsOf(use.getKey());
            for (int k = 0; k < unitsOf.length; k++) {
                int units = unitsOf[k];
                if (units > 0
                        && k != j
                        && !starts.get(k).isAfter(earlier)
                        && ends.get(k).isAfter(earlier)
                        && holds(k, earlier)) {
                    held += units;
                    holders.add(jobs.get(k).name());
                }
            }
            int units = capacity(use.getKey(), earlier);
            if (use.getValue() > 0 && held + use.getValue() > units) {
                return "waits for " + use.getKey()
                        + (holders.isEmpty() ? ", of which there is less before" : ", held by " + shown(holders))
                        + " until " + shown(starts.get(j));
            }
        }
        if (compiled.problem.goals().contains(Goal.SHIFT)
                || compiled.problem.goals().contains(Goal.CHANGES)) {
            Optional<Instant> published = jobs.get(j).published();
            if (published.isPresent() && !published.get().isBefore(starts.get(j))) {
                return "stays close to its published start";
            }
        }
        return compiled.problem.goals().contains(Goal.IMPACT) ? "waits for a time of less impact" : NO_REASON;
    }

    /** Units of a resource that each job holds. */
    private int[] unitsOf(String resource) {
        return unitsByResource.computeIfAbsent(
                resource,
                name -> ways.stream()
                        .mapToInt(way -> way.uses().getOrDefault(name, 0))
                        .toArray());
    }

    /** Whether a job that has started and not ended holds what it uses at an instant. */
    private boolean holds(int j, Instant at) {
        DeploymentJob job = jobs.get(j);
        return job.interruption() != Interruption.RELEASING
                || Runs.open(compiled.problem, job, ways.get(j), compiled.allowed(job, ways.get(j))).stream()
                        .anyMatch(run -> !at.isBefore(run.start()) && at.isBefore(run.end()));
    }

    /** As the clock on the wall of the plan's zone shows it. */
    private String shown(Instant time) {
        OffsetDateTime local = time.atZone(compiled.problem.zone()).toOffsetDateTime();
        return local.getOffset().equals(ZoneOffset.UTC) ? time.toString() : local.toString();
    }

    private static String shown(List<String> holders) {
        int most = 3;
        return String.join(", ", holders.subList(0, Math.min(most, holders.size())))
                + (holders.size() > most ? " and " + (holders.size() - most) + " more" : "");
    }

    private int capacity(String resource, Instant at) {
        int units = compiled.problem.capacities().getOrDefault(resource, 0);
        boolean changed = false;
        for (CapacityChange c : compiled.problem.capacityChanges()) {
            if (c.resource().equals(resource)
                    && !at.isBefore(c.during().start())
                    && at.isBefore(c.during().end())) {
                units = changed ? Math.min(units, c.units()) : c.units();
                changed = true;
            }
        }
        return units;
    }
}
