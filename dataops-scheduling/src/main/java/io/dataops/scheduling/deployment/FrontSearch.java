package io.dataops.scheduling.deployment;

import io.dataops.api.Budget;
import io.dataops.api.DeploymentPlan;
import io.dataops.api.ScheduledDeployment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Looks for the best plan by one goal among those that end by a time, for several such times.
 *
 * <p>Source: Haimes, Lasdon and Wismer (1971), On a bicriterion formulation of the problems of integrated system
 * identification and system optimization (the epsilon-constraint method).
 */
record FrontSearch(PlanSearch search, DeploymentProblem problem, Goal goal) {
    private static final int MOST_POINTS = 100;

    FrontSearch {
        if (goal == Goal.MAKESPAN) {
            throw new IllegalArgumentException("goal (MAKESPAN) must be another than the makespan itself.");
        }
    }

    PlanFront find(int points, Budget budget) {
        if (points < 2 || points > MOST_POINTS) {
            throw new IllegalArgumentException("points (" + points + ") must be between 2 and " + MOST_POINTS + ".");
        }
        Budget part = part(budget, points);
        DeploymentProblem whole = problem.with(problem.horizon().end(), List.of(goal, Goal.MAKESPAN));
        DeploymentPlan shortest =
                search.solve(problem.with(problem.horizon().end(), List.of(Goal.MAKESPAN, goal)), part);
        if (!shortest.isFeasible()) {
            return new PlanFront(goal, List.of(), shortest);
        }
        if (shortest.deployments().isEmpty()) {
            return new PlanFront(goal, List.of(turned(shortest)), shortest);
        }
        List<DeploymentPlan> found = new ArrayList<>();
        DeploymentPlan best = search.solve(whole, part);
        Instant first = end(shortest);
        Instant last = best.isFeasible() ? end(best) : problem.horizon().end();
        addFeasible(found, best);
        for (int i = 0; i + 1 < points && (i == 0 || first.isBefore(last)); i++) {
            Duration step = Duration.between(first, last).multipliedBy(i).dividedBy(points - 1L);
            addFeasible(found, search.solve(problem.with(first.plus(step), List.of(goal, Goal.MAKESPAN)), part));
        }
        found.add(turned(shortest));
        return new PlanFront(goal, withoutDominated(found), shortest);
    }

    private static Budget part(Budget b, int points) {
        return new Budget(
                b.maxSteps() == Long.MAX_VALUE ? b.maxSteps() : b.maxSteps() / (points + 1),
                b.maxTime().map(time -> time.dividedBy(points + 1L)),
                b.seed(),
                b.ticker());
    }

    private static void addFeasible(List<DeploymentPlan> found, DeploymentPlan plan) {
        if (plan.isFeasible()) {
            found.add(plan);
        }
    }

    private static Instant end(DeploymentPlan plan) {
        return plan.deployments().stream()
                .map(ScheduledDeployment::end)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** The shortest plan with its objectives in the order of the others; its bounds hold for any plan. */
    private static DeploymentPlan turned(DeploymentPlan plan) {
        return new DeploymentPlan(
                plan.status(),
                plan.deployments(),
                List.of(plan.objectives().get(1), plan.objectives().get(0)),
                plan.conflict(),
                plan.provenance());
    }

    private static List<DeploymentPlan> withoutDominated(List<DeploymentPlan> found) {
        List<DeploymentPlan> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.<DeploymentPlan>comparingDouble(
                        p -> p.objectives().get(1).value())
                .thenComparingDouble(p -> p.objectives().get(0).value())
                .thenComparingDouble(p -> -p.objectives().get(0).lowerBound()));
        List<DeploymentPlan> front = new ArrayList<>();
        double least = Double.POSITIVE_INFINITY;
        for (DeploymentPlan plan : sorted) {
            double value = plan.objectives().get(0).value();
            if (value < least) {
                least = value;
                front.add(plan);
            }
        }
        return front;
    }
}
