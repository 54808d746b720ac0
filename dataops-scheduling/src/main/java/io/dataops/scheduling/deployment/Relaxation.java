package io.dataops.scheduling.deployment;

import io.dataops.api.Interval;
import io.dataops.api.WeeklyWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds by how much one constraint of a conflict must give so that the whole problem fits. */
final class Relaxation {
    private static final int MOST_STEPS = 1 << 12;

    private Relaxation() {}

    /** A constraint that gives by so many steps. */
    @FunctionalInterface
    private interface Giving {
        Optional<DeploymentProblem> by(int steps);
    }

    static String smallest(DeploymentProblem p, List<PlanConstraint> conflict) {
        String best = "";
        int fewest = MOST_STEPS + 1;
        for (PlanConstraint c : conflict) {
            int steps = least(giving(p, c), fewest - 1);
            if (steps > 0) {
                fewest = steps;
                best = text(p, c, steps);
            }
        }
        return best.isEmpty() ? dropped(p, conflict) : best;
    }

    private static String dropped(DeploymentProblem p, List<PlanConstraint> conflict) {
        for (PlanConstraint c : conflict) {
            List<PlanConstraint> others = new ArrayList<>(PlanConstraint.all(p));
            others.remove(c);
            if (ConflictFinder.answer(Relaxed.only(p, others)) == ConflictFinder.Answer.FITS) {
                return "leave out: " + c.describe(p);
            }
        }
        return "";
    }

    /** The least number of steps up to a limit that makes the problem fit; 0 if none does. */
    private static int least(Giving giving, int limit) {
        int high = 1;
        while (high <= limit && !fits(giving, high)) {
            high *= 2;
        }
        if (high > limit && (limit < 1 || !fits(giving, limit))) {
            return 0;
        }
        high = Math.min(high, limit);
        int low = high / 2;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (fits(giving, middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    private static boolean fits(Giving giving, int steps) {
        return giving.by(steps)
                .map(p -> ConflictFinder.answer(p) == ConflictFinder.Answer.FITS)
                .orElse(false);
    }

    private static Giving giving(DeploymentProblem p, PlanConstraint c) {
        return switch (c.kind()) {
            case WINDOWS ->
                steps -> longer(p, p.windows(), steps)
                        .map(w -> with(p, p.capacities(), p.budgets(), w, p.blackouts(), p.jobs()));
            case DEADLINE ->
                steps -> Optional.of(
                        with(p, p.capacities(), p.budgets(), p.windows(), p.blackouts(), later(p, c.subject(), steps)));
            case CAPACITY ->
                steps -> {
                    Map<String, Integer> more = new TreeMap<>(p.capacities());
                    more.computeIfPresent(c.subject(), (r, units) -> Math.addExact(units, steps));
                    return Optional.of(with(p, more, p.budgets(), p.windows(), p.blackouts(), p.jobs()));
                };
            case BUDGET ->
                steps -> {
                    Map<String, Integer> more = new TreeMap<>(p.budgets());
                    more.computeIfPresent(c.subject(), (r, units) -> Math.addExact(units, steps));
                    return Optional.of(with(p, p.capacities(), more, p.windows(), p.blackouts(), p.jobs()));
                };
            case BLACKOUT -> steps -> shorter(p, c.subject(), steps);
            case JOB_WINDOWS, RESOURCE_WINDOWS, NOT_BEFORE, PIN, DEPENDENCY, TOGETHER, APART ->
                steps -> Optional.empty();
        };
    }

    private static Duration time(DeploymentProblem p, int steps) {
        return p.granularity().multipliedBy(steps);
    }

    private static Optional<List<WeeklyWindow>> longer(DeploymentProblem p, List<WeeklyWindow> windows, int steps) {
        List<WeeklyWindow> longer = new ArrayList<>();
        for (WeeklyWindow w : windows) {
            Duration length = Duration.between(w.from(), w.to());
            length = length.isNegative() || length.isZero() ? length.plusDays(1) : length;
            if (length.plus(time(p, steps)).compareTo(Duration.ofDays(1)) > 0) {
                return Optional.empty();
            }
            longer.add(new WeeklyWindow(w.days(), w.from(), w.to().plus(time(p, steps))));
        }
        return Optional.of(longer);
    }

    private static List<DeploymentJob> later(DeploymentProblem p, String name, int steps) {
        return p.jobs().stream()
                .map(j -> !j.name().equals(name)
                        ? j
                        : new DeploymentJob(
                                j.name(),
                                j.strategies(),
                                j.predecessors(),
                                j.notBefore(),
                                j.deadline().map(t -> t.plus(time(p, steps))),
                                j.due(),
                                j.pinnedAt(),
                                j.published(),
                                j.windows(),
                                j.interruption(),
                                j.failureFactor()))
                .toList();
    }

    private static Optional<DeploymentProblem> shorter(DeploymentProblem p, String name, int steps) {
        Map<String, Interval> blackouts = new TreeMap<>(p.blackouts());
        Interval before = blackouts.get(name);
        if (before == null || before.length().compareTo(time(p, steps)) <= 0) {
            return Optional.empty();
        }
        blackouts.put(name, new Interval(before.start(), before.end().minus(time(p, steps))));
        return Optional.of(with(p, p.capacities(), p.budgets(), p.windows(), blackouts, p.jobs()));
    }

    private static DeploymentProblem with(
            DeploymentProblem p,
            Map<String, Integer> capacities,
            Map<String, Integer> budgets,
            List<WeeklyWindow> windows,
            Map<String, Interval> blackouts,
            List<DeploymentJob> jobs) {
        return new DeploymentProblem(
                p.horizon(),
                p.zone(),
                p.granularity(),
                capacities,
                budgets,
                p.capacityChanges(),
                windows,
                p.resourceWindows(),
                blackouts,
                p.strategies(),
                p.impact(),
                p.rollback(),
                p.goals(),
                p.weights(),
                p.together(),
                p.apart(),
                jobs);
    }

    private static String text(DeploymentProblem p, PlanConstraint c, int steps) {
        String time = PlainConflicts.text(time(p, steps));
        return switch (c.kind()) {
            case WINDOWS -> "end each of the windows " + Weeks.text(p.windows()) + " " + time + " later";
            case DEADLINE -> "let " + c.subject() + " end " + time + " later";
            case CAPACITY -> "raise the capacity of " + c.subject() + " by " + steps;
            case BUDGET -> "raise the budget " + c.subject() + " by " + steps;
            case BLACKOUT -> "end the blackout " + c.subject() + " " + time + " earlier";
            case JOB_WINDOWS, RESOURCE_WINDOWS, NOT_BEFORE, PIN, DEPENDENCY, TOGETHER, APART -> "";
        };
    }
}
