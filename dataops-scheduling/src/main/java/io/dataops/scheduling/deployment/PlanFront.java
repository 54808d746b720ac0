package io.dataops.scheduling.deployment;

import io.dataops.api.DeploymentPlan;
import io.dataops.api.PlanObjective;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Plans to choose from: the shortest, the one that is best by another goal, and some between, of which none is better than
 * another in both.
 *
 * <p>Each plan comes with its certificate: its first objective is the goal, with a bound that no plan that ends as early
 * undercuts; its second is the makespan.
 *
 * <pre>{@code
 * PlanFront front = deployments.front(Goal.IMPACT, 8, Budget.time(Duration.ofSeconds(10)));
 * front.explain();
 * // makespan in minutes 90.00: business impact 720.00 (at least 720.00)
 * // makespan in minutes 390.00: business impact 120.00 (at least 90.00)
 * }</pre>
 *
 * @param goal what is held against the makespan
 * @param plans by increasing makespan and decreasing goal; empty if no plan was found
 * @param shortest what was found when the makespan alone was kept small: if nothing fits, its conflict says why
 */
public record PlanFront(Goal goal, List<DeploymentPlan> plans, DeploymentPlan shortest) {

    /** Copies the plans. */
    public PlanFront {
        plans = List.copyOf(plans);
    }

    /**
     * Returns the front as lines of text, or why there is none.
     *
     * @return a line for each plan
     */
    public String explain() {
        return plans.isEmpty()
                ? shortest.explain()
                : plans.stream()
                        .map(plan -> text(plan.objectives().get(1), false) + ": "
                                + text(plan.objectives().get(0), true))
                        .collect(Collectors.joining("\n"));
    }

    private static String text(PlanObjective o, boolean bound) {
        String value = String.format(Locale.ROOT, "%s %.2f", o.name(), o.value());
        return bound ? value + String.format(Locale.ROOT, " (at least %.2f)", o.lowerBound()) : value;
    }
}
