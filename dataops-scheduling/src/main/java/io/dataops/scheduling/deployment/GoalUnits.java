package io.dataops.scheduling.deployment;

import io.dataops.api.Strategy;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The goals of a problem in whole units: what each choice adds, and what a number of units is worth. */
final class GoalUnits {
    /** Bits for the total of a goal: so that it is exact in a double, or leaves room for a factor of six digits. */
    private static final int ALONE = 50;

    private static final int IN_SUM = 40;
    private static final int SUM = 61;

    private final DeploymentProblem problem;
    private final TimeGrid grid;
    private final Units rollback;
    private final Units risk;
    private final Units impact;
    private final Units lateness;
    private final Units sum;
    private final double mostImpact;

    GoalUnits(DeploymentProblem problem, TimeGrid grid) {
        this.problem = problem;
        this.grid = grid;
        int bits = problem.weights().isEmpty() ? ALONE : IN_SUM;
        this.rollback = new Units("rollback costs", mostRollback(), bits);
        this.risk = new Units("risks", mostOfStrategies(Strategy::failureProbability), bits);
        this.mostImpact = mostImpact();
        this.impact = new Units("the impact", mostImpact, bits);
        this.lateness = new Units("costs of lateness", mostLateness(), bits);
        this.sum = new Units("the weighted sum", problem.weights().isEmpty() ? 0 : mostSum(), SUM);
    }

    private double mostImpact() {
        double most = problem.impact().before();
        for (double cost : problem.impact().steps().values()) {
            most = Math.max(most, cost);
        }
        double total = 0;
        for (DeploymentJob job : problem.jobs()) {
            for (Strategy way : problem.strategiesOf(job)) {
                total += most * (way.duration().toSeconds() / 60.0 + 1);
            }
        }
        return total;
    }

    private double mostOfStrategies(ToDoubleFunction<Strategy> amount) {
        double total = 0;
        for (DeploymentJob job : problem.jobs()) {
            total +=
                    problem.strategiesOf(job).stream().mapToDouble(amount).max().orElse(0) * job.failureFactor();
        }
        return total;
    }

    /** At the dearest time, with all that may be undone with each job. */
    private double mostRollback() {
        double total = mostOfStrategies(Strategy::expectedRollbackCost);
        Map<String, DeploymentJob> byName = new HashMap<>();
        problem.jobs().forEach(job -> byName.put(job.name(), job));
        for (List<String> set : problem.rollback().sets()) {
            double failures = 0;
            double cost = 0;
            for (String name : set) {
                DeploymentJob job = byName.get(name);
                for (Strategy way : job == null ? List.<Strategy>of() : problem.strategiesOf(job)) {
                    failures += way.failureProbability();
                    cost += way.rollbackCost();
                }
            }
            total += failures * cost;
        }
        return total * problem.rollback().largest();
    }

    /** Ends lie within a few horizons: past the horizon only while no plan is known. */
    private double mostLateness() {
        double total = 0;
        for (DeploymentJob job : problem.jobs()) {
            total += job.due()
                    .map(due -> due.costPerMinute()
                            * (4.0 * grid.minutes(Math.max(1, grid.slots()))
                                    + Math.abs(grid.minutes(grid.until(due.at())))))
                    .orElse(0.0);
        }
        return total;
    }

    private double mostSum() {
        double jobs = Math.max(1, problem.jobs().size());
        double minutes = 4 * grid.minutes(Math.max(1, grid.slots()));
        Map<Goal, Double> most = new EnumMap<>(Map.of(
                Goal.MAKESPAN,
                minutes,
                Goal.ROLLBACK_COST,
                mostRollback(),
                Goal.RISK,
                mostOfStrategies(Strategy::failureProbability),
                Goal.IMPACT,
                mostImpact,
                Goal.LATENESS,
                mostLateness(),
                Goal.CHANGES,
                jobs,
                Goal.SHIFT,
                minutes * jobs));
        double total = 0;
        for (Map.Entry<Goal, Double> weight : problem.weights().entrySet()) {
            total += weight.getValue() * most.getOrDefault(weight.getKey(), 0.0);
        }
        return total;
    }

    /** What it costs by itself that a job may fail, at a time when undoing costs no more than usual. */
    long rollback(DeploymentJob job, Strategy way) {
        return rollback.of(way.expectedRollbackCost() * job.failureFactor());
    }

    /** What a job that fails at an instant costs by itself. */
    long rollback(DeploymentJob job, Strategy way, double factor) {
        return factor == 1 ? rollback(job, way) : Math.round(factor * rollback(job, way));
    }

    /** What another job costs that is undone with one that fails. */
    long undone(DeploymentJob failing, Strategy way, double factor, Strategy other) {
        return Math.round(factor * chance(failing, way) * undoing(other));
    }

    static double chance(DeploymentJob job, Strategy way) {
        return way.failureProbability() * job.failureFactor();
    }

    /** The cost of undoing a strategy, in units that are not rounded yet. */
    double undoing(Strategy way) {
        return rollback.scaled(way.rollbackCost());
    }

    long risk(DeploymentJob job, Strategy way) {
        return risk.of(way.failureProbability() * job.failureFactor());
    }

    /** The impact of each slot, for one job; nothing where impact is no goal. */
    long[] impactOfSlots() {
        long[] ofSlots = new long[problem.goals().contains(Goal.IMPACT) ? grid.slots() : 0];
        if (ofSlots.length == 0) {
            return ofSlots;
        }
        double minutes = grid.minutes(1);
        Arrays.fill(ofSlots, impact.of(problem.impact().before() * minutes));
        problem.impact().steps().forEach((instant, cost) -> {
            int from = Math.max(0, grid.from(instant));
            if (from < ofSlots.length) {
                Arrays.fill(ofSlots, from, ofSlots.length, impact.of(cost * minutes));
            }
        });
        return ofSlots;
    }

    /** What each slot after its due time costs. */
    long lateness(DueTime due) {
        return lateness.of(due.costPerMinute() * grid.minutes(1));
    }

    /** What one unit of a goal counts in the weighted sum. */
    long weight(Goal goal, double factor) {
        return sum.of(factor * amount(goal, 1));
    }

    /** What so many units of a goal are worth. */
    double amount(Goal goal, long units) {
        return switch (goal) {
            case MAKESPAN, SHIFT -> grid.minutes(units);
            case ROLLBACK_COST -> rollback.amount(units);
            case RISK -> risk.amount(units);
            case IMPACT -> impact.amount(units);
            case LATENESS -> lateness.amount(units);
            case CHANGES -> units;
        };
    }

    double sum(long units) {
        return sum.amount(units);
    }
}
