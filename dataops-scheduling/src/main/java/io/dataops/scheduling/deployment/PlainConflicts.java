package io.dataops.scheduling.deployment;

import io.dataops.api.Interval;
import io.dataops.api.PlanConflict;
import io.dataops.api.Strategy;
import io.dataops.scheduling.project.Interruption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what cannot fit for one job alone, without search: too much of a resource, or longer than every window. */
final class PlainConflicts {
    private PlainConflicts() {}

    static Optional<PlanConflict> find(Compiled compiled) {
        for (DeploymentJob job : compiled.problem.jobs()) {
            if (job.pinnedAt().isPresent()) {
                continue;
            }
            List<PlanConflict> whyNot = new ArrayList<>();
            List<Strategy> ways = compiled.problem.strategiesOf(job);
            for (Strategy way : ways) {
                demand(compiled.problem, job, way)
                        .or(() -> windows(compiled, job, way))
                        .ifPresent(whyNot::add);
            }
            if (whyNot.size() == ways.size()) {
                List<String> reasons =
                        whyNot.stream().flatMap(c -> c.constraints().stream()).toList();
                return Optional.of(new PlanConflict(reasons, true, whyNot.get(0).relaxation()));
            }
        }
        return overdrawn(compiled.problem).or(() -> LagCycles.find(compiled.problem));
    }

    /** A budget that is not enough even if every job takes the strategy that uses least of it. */
    private static Optional<PlanConflict> overdrawn(DeploymentProblem problem) {
        for (Map.Entry<String, Integer> budget : problem.budgets().entrySet()) {
            long least = 0;
            long users = 0;
            for (DeploymentJob job : problem.jobs()) {
                int own = problem.strategiesOf(job).stream()
                        .mapToInt(way -> way.uses().getOrDefault(budget.getKey(), 0))
                        .min()
                        .orElse(0);
                least += own;
                users += own > 0 ? 1 : 0;
            }
            if (least > budget.getValue()) {
                return Optional.of(new PlanConflict(
                        List.of(users + " jobs use up at least " + least + " of " + budget.getKey()
                                + ", of which there are " + budget.getValue()),
                        true,
                        "raise the budget " + budget.getKey() + " to " + least));
            }
        }
        return Optional.empty();
    }

    /** What takes part where the jobs fit one by one but not together. */
    static PlanConflict together(DeploymentProblem problem) {
        List<String> parts = new ArrayList<>();
        parts.add(problem.jobs().size() + " jobs from " + problem.horizon().start() + " to "
                + problem.horizon().end());
        problem.capacities().forEach((name, units) -> parts.add("capacity " + units + " of " + name));
        if (!problem.windows().isEmpty()) {
            parts.add(problem.windows().size() + " weekly windows");
        }
        problem.blackouts().keySet().forEach(name -> parts.add("the blackout " + name));
        return new PlanConflict(parts, false, "");
    }

    private static Optional<PlanConflict> demand(DeploymentProblem problem, DeploymentJob job, Strategy way) {
        for (Map.Entry<String, Integer> use : way.uses().entrySet()) {
            if (problem.budgets().containsKey(use.getKey())) {
                continue;
            }
            int most = problem.capacities().getOrDefault(use.getKey(), 0);
            for (CapacityChange c : problem.capacityChanges()) {
                most = c.resource().equals(use.getKey()) ? Math.max(most, c.units()) : most;
            }
            if (use.getValue() > most && !way.duration().isZero()) {
                return Optional.of(new PlanConflict(
                        List.of(job.name() + " by " + way.name() + " needs " + use.getValue() + " of " + use.getKey()
                                + ", of which there are " + most),
                        true,
                        "raise the capacity of " + use.getKey() + " to " + use.getValue()));
            }
        }
        return Optional.empty();
    }

    private static Optional<PlanConflict> windows(Compiled compiled, DeploymentJob job, Strategy way) {
        DeploymentProblem problem = compiled.problem;
        Instant from = job.notBefore().orElse(problem.horizon().start());
        Instant until = job.deadline().orElse(problem.horizon().end());
        if (Duration.between(from, until).compareTo(way.duration()) < 0) {
            return Optional.of(new PlanConflict(
                    List.of(job.name() + " by " + way.name() + " takes " + text(way.duration())
                            + ", but must not start before " + from + " and must end by " + until),
                    true,
                    "let it start earlier or end later by "
                            + text(Duration.between(until, from).plus(way.duration()))));
        }
        Duration longest = Duration.ZERO;
        boolean any = false;
        for (Interval open : compiled.allowed(job, way)) {
            Instant a = WallClock.max(open.start(), from);
            Instant b = WallClock.min(open.end(), until);
            if (!b.isBefore(a)) {
                any = true;
                Duration length = Duration.between(a, b);
                boolean adds = job.interruption() != Interruption.NONE;
                longest = adds ? longest.plus(length) : length.compareTo(longest) > 0 ? length : longest;
            }
        }
        if (any && longest.compareTo(way.duration()) >= 0) {
            return Optional.empty();
        }
        String span = from.equals(problem.horizon().start())
                        && until.equals(problem.horizon().end())
                ? "the horizon"
                : "its time from " + from + " to " + until;
        String has = any
                ? (job.interruption() == Interruption.NONE
                                ? "the longest stretch in which it may run within "
                                : "all the time in which it may run within ")
                        + span + " is " + text(longest)
                : "no window is open within " + span;
        return Optional.of(new PlanConflict(
                List.of(job.name() + " by " + way.name() + " takes " + text(way.duration()) + ", but " + has),
                true,
                any
                        ? (job.interruption() == Interruption.NONE ? "a window that is " : "windows that are ")
                                + text(way.duration().minus(longest)) + " longer"
                        : "open a window of " + text(way.duration())));
    }

    static String text(Duration length) {
        long minutes = length.toMinutes();
        if (!Duration.ofMinutes(minutes).equals(length)) {
            return length.toString();
        }
        return minutes < 60
                ? minutes + " min"
                : minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
    }
}
