package io.dataops.scheduling.deployment;

import io.dataops.api.Interval;
import io.dataops.api.ScheduledDeployment;
import io.dataops.api.Strategy;
import io.dataops.scheduling.project.Interruption;
import io.dataops.scheduling.project.Objective;
import io.dataops.scheduling.project.Project;
import io.dataops.scheduling.project.ProjectBuilder;
import io.dataops.scheduling.project.UndoCosts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A deployment problem as a project in slots, with the way back. */
final class Compiled {
    final DeploymentProblem problem;
    final TimeGrid grid;
    final GoalUnits units;
    final Project project;
    private final Map<String, Integer> resources = new TreeMap<>();
    private final Map<String, Integer> stocks = new TreeMap<>();
    private final Map<String, Integer> jobs = new LinkedHashMap<>();
    private final List<Interval> allowed;
    private final Map<Duration, Integer> slots = new HashMap<>();
    private final Map<List<Interval>, Optional<BitSet>> openSlots = new HashMap<>();
    private final Map<String, List<Interval>> allowedOf = new TreeMap<>();

    Compiled(DeploymentProblem problem) {
        this.problem = problem;
        this.allowed = WallClock.without(
                WallClock.open(problem.windows(), problem.horizon(), problem.zone()),
                List.copyOf(problem.blackouts().values()));
        problem.resourceWindows()
                .forEach((r, windows) -> allowedOf.put(r, WallClock.open(windows, problem.horizon(), problem.zone())));
        this.grid = grid();
        this.units = new GoalUnits(problem, grid);
        ProjectBuilder builder = Project.builder(grid.slots());
        addResources(builder);
        problem.jobs().forEach(job -> jobs.put(job.name(), builder.job()));
        problem.jobs().forEach(job -> addJob(builder, job));
        List<Objective> objectives = new ArrayList<>();
        if (!problem.weights().isEmpty()) {
            objectives.add(Objective.WEIGHTED_SUM);
            Map<Objective, Long> weights = new EnumMap<>(Objective.class);
            problem.weights().forEach((goal, w) -> weights.put(objective(goal), units.weight(goal, w)));
            builder.weights(weights);
        }
        problem.goals().forEach(goal -> objectives.add(objective(goal)));
        problem.together().forEach(set -> builder.together(indices(set)));
        problem.apart().forEach(set -> builder.apart(indices(set)));
        builder.minimize(objectives.toArray(new Objective[0]));
        builder.impact(units.impactOfSlots());
        builder.undo(undoCosts());
        this.project = builder.build();
    }

    private static Objective objective(Goal goal) {
        return switch (goal) {
            case MAKESPAN -> Objective.MAKESPAN;
            case ROLLBACK_COST -> Objective.MODE_COST;
            case RISK -> Objective.MODE_RISK;
            case IMPACT -> Objective.IMPACT;
            case LATENESS -> Objective.LATENESS;
            case CHANGES -> Objective.CHANGES;
            case SHIFT -> Objective.SHIFT;
        };
    }

    /** A value of the first objective in the unit of the problem. */
    double valueOfFirst(long value) {
        return problem.weights().isEmpty() ? units.amount(problem.goals().get(0), value) : units.sum(value);
    }

    /** The stretches in which a job may run in a strategy. */
    List<Interval> allowed(DeploymentJob job, Strategy way) {
        List<Interval> open = allowed;
        if (!job.windows().isEmpty()) {
            open = WallClock.intersection(open, WallClock.open(job.windows(), problem.horizon(), problem.zone()));
        }
        for (String resource : way.uses().keySet()) {
            List<Interval> of = allowedOf.get(resource);
            if (of != null && way.uses().getOrDefault(resource, 0) > 0) {
                open = WallClock.intersection(open, of);
            }
        }
        return open;
    }

    private TimeGrid grid() {
        Set<Duration> lengths = new LinkedHashSet<>();
        List<Instant> openings = new ArrayList<>();
        for (DeploymentJob job : problem.jobs()) {
            for (Strategy way : problem.strategiesOf(job)) {
                if (!lengths.contains(way.duration())) {
                    lengths.add(onGrid("duration of " + Names.shown(way.name()), way.duration()));
                }
                if (!job.windows().isEmpty() || !allowedOf.isEmpty()) {
                    allowed(job, way).forEach(open -> openings.add(open.start()));
                }
                if (job.interruption() != Interruption.NONE) {
                    Runs.open(problem, job, way, allowed(job, way)).forEach(run -> {
                        openings.add(run.start());
                        openings.add(run.end());
                    });
                }
            }
            job.predecessors().forEach(p -> lengths.add(onGrid("lag after " + Names.shown(p.job()), p.atLeast())));
            job.notBefore().ifPresent(openings::add);
            job.published().ifPresent(openings::add);
            job.due().ifPresent(due -> openings.add(onGrid("due time of " + Names.shown(job.name()), due.at())));
            job.pinnedAt().ifPresent(start -> {
                openings.add(start);
                openings.add(start.plus(problem.strategiesOf(job).get(0).duration()));
            });
        }
        allowed.forEach(open -> openings.add(open.start()));
        if (problem.goals().contains(Goal.IMPACT)) {
            openings.addAll(problem.impact().steps().keySet());
        }
        if (problem.goals().contains(Goal.ROLLBACK_COST)) {
            openings.addAll(problem.rollback().factors().keySet());
        }
        problem.capacityChanges().forEach(c -> {
            openings.add(c.during().start());
            openings.add(c.during().end());
        });
        return TimeGrid.of(problem.horizon(), problem.granularity(), List.copyOf(lengths), openings);
    }

    private Duration onGrid(String what, Duration length) {
        if (!TimeGrid.fits(length, problem.granularity())) {
            throw new IllegalArgumentException(what + " (" + length + ") must be a multiple of the granularity ("
                    + problem.granularity() + "). Maybe use a finer granularity.");
        }
        return length;
    }

    private Instant onGrid(String what, Instant instant) {
        if (!TimeGrid.fits(Duration.between(problem.horizon().start(), instant), problem.granularity())) {
            throw new IllegalArgumentException(what + " (" + instant + ") must be on the grid of "
                    + problem.granularity() + " from " + problem.horizon().start()
                    + ". Maybe use a finer granularity.");
        }
        return instant;
    }

    private void addResources(ProjectBuilder builder) {
        problem.budgets().forEach((name, units) -> stocks.put(name, builder.stock(units)));
        problem.capacities().forEach((name, units) -> {
            List<CapacityChange> changes = problem.capacityChanges().stream()
                    .filter(c -> c.resource().equals(name))
                    .toList();
            if (changes.isEmpty()) {
                resources.put(name, builder.resource(units));
                return;
            }
            int[] varying = new int[grid.slots()];
            Arrays.fill(varying, Integer.MAX_VALUE);
            for (CapacityChange c : changes) {
                for (int t = Math.max(0, grid.until(c.during().start()));
                        t < Math.min(varying.length, grid.from(c.during().end()));
                        t++) {
                    varying[t] = Math.min(varying[t], c.units());
                }
            }
            for (int t = 0; t < varying.length; t++) {
                varying[t] = varying[t] == Integer.MAX_VALUE ? units : varying[t];
            }
            resources.put(name, builder.resource(varying));
        });
    }

    private void addJob(ProjectBuilder builder, DeploymentJob job) {
        int j = index(job.name());
        for (Strategy way : problem.strategiesOf(job)) {
            Map<Integer, Integer> demand = new TreeMap<>();
            Map<Integer, Integer> consumption = new TreeMap<>();
            way.uses().forEach((name, units) -> {
                Integer stock = stocks.get(name);
                if (stock != null) {
                    consumption.put(stock, units);
                } else {
                    demand.put(resources.getOrDefault(name, -1), units);
                }
            });
            builder.mode(j, length(job, way), units.rollback(job, way), demand, consumption, open(job, way));
            builder.risk(j, units.risk(job, way));
        }
        for (Predecessor p : job.predecessors()) {
            builder.after(index(p.job()), j, grid.length(p.atLeast()));
            p.atMost().ifPresent(most -> builder.within(index(p.job()), j, Math.max(0, grid.atMost(most))));
        }
        int release = job.notBefore()
                .map(t -> Math.max(0, Math.min(grid.from(t), grid.slots() + 1)))
                .orElse(0);
        int deadline = job.deadline().map(grid::until).orElse(grid.slots());
        builder.between(j, release, deadline);
        builder.weigh(
                j,
                1,
                job.due().map(due -> grid.until(due.at())).orElse(Integer.MAX_VALUE),
                job.due().map(units::lateness).orElse(0L),
                published(job));
        job.pinnedAt().ifPresent(start -> builder.pin(j, pinned(start)));
        builder.interruptible(j, job.interruption());
    }

    private UndoCosts undoCosts() {
        RollbackRules rules = problem.rollback();
        Map<Integer, Double> factors = new TreeMap<>();
        rules.factors().forEach((instant, factor) -> factors.put(Math.max(0, grid.from(instant)), factor));
        List<List<Double>> chances = new ArrayList<>();
        List<List<Double>> costs = new ArrayList<>();
        for (DeploymentJob job : rules.sets().isEmpty() ? List.<DeploymentJob>of() : problem.jobs()) {
            List<Strategy> ways = problem.strategiesOf(job);
            chances.add(ways.stream().map(way -> GoalUnits.chance(job, way)).toList());
            costs.add(ways.stream().map(units::undoing).toList());
        }
        return new UndoCosts(
                factors,
                rules.sets().stream()
                        .map(set -> set.stream().map(this::index).toList())
                        .toList(),
                chances,
                costs);
    }

    private int pinned(Instant start) {
        return Math.max(0, grid.until(start));
    }

    /** The slot in which a planned job starts. */
    int startSlot(DeploymentJob job, ScheduledDeployment d) {
        return job.pinnedAt().isPresent() ? pinned(d.start()) : grid.from(d.start());
    }

    /** The slot by which a planned job has ended. */
    int endSlot(DeploymentJob job, ScheduledDeployment d) {
        return job.interruption() == Interruption.NONE
                ? startSlot(job, d) + length(job, d.strategy())
                : grid.from(d.end());
    }

    /** When a planned job runs. */
    List<Interval> runs(DeploymentJob job, ScheduledDeployment d) {
        return Runs.between(Runs.open(problem, job, d.strategy(), allowed(job, d.strategy())), d.start(), d.end());
    }

    /** When a job that starts so ends. */
    Instant end(DeploymentJob job, Strategy way, Instant start) {
        return job.interruption() == Interruption.NONE
                ? start.plus(way.duration())
                : Runs.end(Runs.open(problem, job, way, allowed(job, way)), start, way.duration());
    }

    /** A pin where it was published is no change, even off the grid. */
    int published(DeploymentJob job) {
        return job.published()
                .map(t -> job.pinnedAt().filter(t::equals).isPresent() ? pinned(t) : Math.max(0, grid.from(t)))
                .orElse(-1);
    }

    /** Slots that a job takes; of a pinned one, what lies in the horizon. */
    private int length(DeploymentJob job, Strategy way) {
        if (job.pinnedAt().isEmpty()) {
            return slots.computeIfAbsent(way.duration(), grid::length);
        }
        Instant start = job.pinnedAt().get();
        return Math.max(0, grid.from(start.plus(way.duration())) - Math.max(0, grid.until(start)));
    }

    private Optional<BitSet> open(DeploymentJob job, Strategy way) {
        return openSlots.computeIfAbsent(allowed(job, way), this::open);
    }

    private Optional<BitSet> open(List<Interval> stretches) {
        if (stretches.equals(List.of(problem.horizon()))) {
            return Optional.empty();
        }
        BitSet open = new BitSet(grid.slots());
        for (Interval s : stretches) {
            int from = Math.max(0, grid.from(s.start()));
            int until = Math.min(grid.slots(), grid.until(s.end()));
            if (from < until) {
                open.set(from, until);
            }
        }
        return Optional.of(open);
    }

    private int[] indices(List<String> set) {
        return set.stream().mapToInt(this::index).toArray();
    }

    int index(String job) {
        return jobs.getOrDefault(job, -1);
    }
}
