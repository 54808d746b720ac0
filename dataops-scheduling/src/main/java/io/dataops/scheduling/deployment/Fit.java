package io.dataops.scheduling.deployment;

import io.dataops.api.DeploymentPlan;
import io.dataops.api.Interval;
import io.dataops.api.ScheduledDeployment;
import io.dataops.scheduling.project.Interruption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Where one job of a plan could be while all others stay. The earliest and the latest of these places lie at an event: where another
 * job, a window or a capacity begins or ends, or so long before one.
 */
final class Fit {
    /** Places of a job that may pause are tried one by one, so many at most. */
    private static final int MAX_STEPS = 20_000;

    private final DeploymentProblem problem;
    private final DeploymentJob job;
    private final ScheduledDeployment planned;
    private final Duration length;
    private final List<ScheduledDeployment> others = new ArrayList<>();
    private final Map<String, DeploymentJob> jobs = new HashMap<>();
    private final Map<String, List<Interval>> held;
    private final List<Interval> allowed;
    private final List<Interval> open;

    /**
     * Looks for places of a job.
     *
     * @param problem what is to be kept
     * @param plan the plan
     * @param name the job
     * @param held when each job of the plan holds its resources
     */
    Fit(DeploymentProblem problem, DeploymentPlan plan, String name, Map<String, List<Interval>> held) {
        Compiled compiled = new Compiled(problem);
        problem.jobs().forEach(j -> jobs.put(j.name(), j));
        this.problem = problem;
        this.held = held;
        this.job = Objects.requireNonNull(jobs.get(name));
        this.planned = plan.of(name).orElseThrow();
        this.length = planned.strategy().duration();
        plan.deployments().stream().filter(d -> !d.asset().equals(name)).forEach(others::add);
        this.allowed = compiled.allowed(job, planned.strategy());
        this.open = Runs.open(problem, job, planned.strategy(), allowed);
    }

    /** When jobs hold their resources: while they run, or, if they keep them over a pause, from start to end. */
    static Map<String, List<Interval>> held(DeploymentProblem problem, DeploymentPlan plan) {
        Map<String, Interruption> interruptions = new HashMap<>();
        problem.jobs().forEach(job -> interruptions.put(job.name(), job.interruption()));
        Map<String, List<Interval>> held = new HashMap<>();
        for (ScheduledDeployment d : plan.deployments()) {
            boolean timeless = !d.start().isBefore(d.end());
            boolean releases = interruptions.get(d.asset()) == Interruption.RELEASING;
            held.put(
                    d.asset(),
                    timeless ? List.of() : releases ? problem.runsOf(d) : List.of(new Interval(d.start(), d.end())));
        }
        return held;
    }

    private boolean pauses() {
        return job.interruption() != Interruption.NONE;
    }

    private Instant end(Instant start) {
        return pauses() ? Runs.end(open, start, length) : start.plus(length);
    }

    /** Whether everything is kept if the job starts then. */
    boolean at(Instant start) {
        Instant end = end(start);
        return !start.isBefore(problem.horizon().start())
                && !end.isAfter(problem.horizon().end())
                && start.equals(Runs.down(problem.horizon().start(), start, problem.granularity()))
                && isOpen(start, end)
                && job.notBefore().filter(start::isBefore).isEmpty()
                && job.deadline().filter(end::isAfter).isEmpty()
                && job.pinnedAt().filter(t -> !t.equals(start)).isEmpty()
                && others.stream().allMatch(other -> suits(other, start, end))
                && planned.strategy().uses().entrySet().stream()
                        .filter(use -> !problem.budgets().containsKey(use.getKey()))
                        .allMatch(use -> fits(use.getKey(), use.getValue(), start, end));
    }

    private boolean isOpen(Instant start, Instant end) {
        return allowed.stream()
                .anyMatch(run -> !start.isBefore(run.start())
                        && !start.isAfter(run.end())
                        && (pauses() ? start.isBefore(run.end()) || length.isZero() : !end.isAfter(run.end())));
    }

    /** What the job and another one ask of each other. */
    private boolean suits(ScheduledDeployment other, Instant start, Instant end) {
        String name = other.asset();
        boolean waits = job.predecessors().stream()
                .filter(p -> p.job().equals(name))
                .allMatch(p -> keeps(p, other.end(), start));
        DeploymentJob their = jobs.get(name);
        boolean waited = their == null
                || their.predecessors().stream()
                        .filter(p -> p.job().equals(job.name()))
                        .allMatch(p -> keeps(p, end, other.start()));
        boolean together = problem.together().stream()
                .filter(set -> set.contains(name) && set.contains(job.name()))
                .allMatch(set -> start.equals(other.start()));
        boolean takeTime = end.isAfter(start) && other.end().isAfter(other.start());
        boolean apart = problem.apart().stream()
                .filter(set -> takeTime && set.contains(name) && set.contains(job.name()))
                .allMatch(set -> !start.isBefore(other.end()) || !other.start().isBefore(end));
        return waits && waited && together && apart;
    }

    private static boolean keeps(Predecessor p, Instant end, Instant start) {
        return !start.isBefore(end.plus(p.atLeast()))
                && p.atMost().filter(most -> start.isAfter(end.plus(most))).isEmpty();
    }

    private boolean fits(String resource, int units, Instant start, Instant end) {
        if (units == 0 || !start.isBefore(end)) {
            return true;
        }
        List<Interval> mine = job.interruption() == Interruption.RELEASING
                ? Runs.between(open, start, end)
                : List.of(new Interval(start, end));
        NavigableSet<Instant> times = new TreeSet<>();
        mine.forEach(run -> times.add(run.start()));
        changes(resource).forEach(times::add);
        others.forEach(other -> held.getOrDefault(other.asset(), List.of()).forEach(run -> times.add(run.start())));
        return times.stream()
                .filter(at -> holds(mine, at))
                .allMatch(at -> usedByOthers(resource, at) + units <= CapacityChange.unitsAt(problem, resource, at));
    }

    private static boolean holds(List<Interval> runs, Instant at) {
        return runs.stream().anyMatch(run -> !at.isBefore(run.start()) && at.isBefore(run.end()));
    }

    private long usedByOthers(String resource, Instant at) {
        long used = 0;
        for (ScheduledDeployment other : others) {
            int units = other.strategy().uses().getOrDefault(resource, 0);
            used += units > 0 && holds(held.getOrDefault(other.asset(), List.of()), at) ? units : 0;
        }
        return used;
    }

    private List<Instant> changes(String resource) {
        List<Instant> times = new ArrayList<>();
        problem.capacityChanges().stream()
                .filter(c -> c.resource().equals(resource))
                .forEach(c -> {
                    times.add(c.during().start());
                    times.add(c.during().end());
                });
        return times;
    }

    /** The latest start at which the job ends by then. */
    Instant latest(Instant until) {
        Instant best = planned.start();
        for (Instant start : candidates().descendingSet()) {
            if (!start.isAfter(best)) {
                return best;
            }
            if (!end(start).isAfter(until) && at(start)) {
                return start;
            }
        }
        return best;
    }

    /** The earliest start, if there is one before the planned one. */
    Optional<Instant> earliest() {
        for (Instant start : candidates()) {
            if (!start.isBefore(planned.start())) {
                return Optional.empty();
            }
            if (at(start)) {
                return Optional.of(start);
            }
        }
        return Optional.empty();
    }

    /** Starts at an event, or so long before one that the job ends there. */
    private NavigableSet<Instant> candidates() {
        NavigableSet<Instant> candidates = new TreeSet<>();
        if (pauses()) {
            Instant start = problem.horizon().start();
            Duration span = Duration.between(start, problem.horizon().end());
            long steps = Math.min(MAX_STEPS, span.dividedBy(problem.granularity()));
            for (long i = 0; i <= steps; i++) {
                candidates.add(start.plus(problem.granularity().multipliedBy(i)));
            }
            return candidates;
        }
        for (Instant event : events()) {
            onGrid(event, candidates);
            onGrid(event.minus(length), candidates);
        }
        return candidates;
    }

    private void onGrid(Instant time, NavigableSet<Instant> into) {
        Instant origin = problem.horizon().start();
        if (!time.isBefore(origin)) {
            Duration step = problem.granularity();
            Instant down = Runs.down(origin, time, step);
            into.add(down);
            into.add(down.plus(step));
        }
    }

    private List<Instant> events() {
        List<Instant> events = new ArrayList<>(
                List.of(problem.horizon().start(), problem.horizon().end()));
        allowed.forEach(run -> events.addAll(List.of(run.start(), run.end())));
        planned.strategy().uses().keySet().forEach(resource -> events.addAll(changes(resource)));
        job.notBefore().ifPresent(events::add);
        job.deadline().ifPresent(events::add);
        for (ScheduledDeployment other : others) {
            events.add(other.start());
            events.add(other.end());
            held.getOrDefault(other.asset(), List.of()).forEach(run -> events.addAll(List.of(run.start(), run.end())));
            job.predecessors().stream()
                    .filter(p -> p.job().equals(other.asset()))
                    .forEach(p -> {
                        events.add(other.end().plus(p.atLeast()));
                        p.atMost().ifPresent(most -> events.add(other.end().plus(most)));
                    });
            DeploymentJob their = jobs.get(other.asset());
            if (their != null) {
                their.predecessors().stream()
                        .filter(p -> p.job().equals(job.name()))
                        .forEach(p -> {
                            events.add(other.start().minus(p.atLeast()));
                            p.atMost()
                                    .ifPresent(most -> events.add(other.start().minus(most)));
                        });
            }
        }
        return events;
    }
}
