package io.dataops.scheduling.deployment;

import io.dataops.api.DeploymentPlan;
import java.time.Instant;
import java.util.Optional;

/**
 * A plan that ends early even where durations vary, beside the plan for certain durations from which it was searched.
 *
 * <pre>{@code
 * RobustPlan robust = RobustPlanning.of(problem, DurationModel.triangular(0.8, 1, 2))
 *         .minimize(RiskMeasure.quantile(0.95), Budget.steps(500).withSeed(42));
 * robust.plan();                        // to be published
 * robust.value().orElseThrow().fresh();   // when it ends by the measure, in worlds that the search has not seen
 * robust.explain();
 * }</pre>
 *
 * @param plan the plan; its objectives and bounds are those for certain durations
 * @param certain the plan for certain durations, which was the first candidate
 * @param measure what was kept small
 * @param value what the plan is worth; empty if there is none, or it has no job
 * @param certainValue what the plan for certain durations is worth, in the same worlds
 * @param worlds how many worlds the search compared plans in
 * @param freshWorlds how many other worlds both were judged in after it
 */
public record RobustPlan(
        DeploymentPlan plan,
        DeploymentPlan certain,
        RiskMeasure measure,
        Optional<Value> value,
        Optional<Value> certainValue,
        int worlds,
        int freshWorlds) {

    /**
     * What a plan is worth.
     *
     * <pre>{@code
     * RobustPlan.Value value = RobustPlanning.of(problem, DurationModel.triangular(0.8, 1, 2))
     *         .minimize(RiskMeasure.cvar(0.9), Budget.steps(100))
     *         .value()
     *         .orElseThrow();
     * value.searched();   // too good to be true: it was chosen by these worlds
     * value.fresh();      // to be relied on
     * }</pre>
     *
     * @param searched in the worlds of the search
     * @param fresh in worlds that the search has not seen
     */
    public record Value(Instant searched, EndEstimate fresh) {}

    /**
     * Says what the plan promises, and what the plan for certain durations would.
     *
     * @return lines of text; why there is no plan, if there is none
     */
    public String explain() {
        if (value.isEmpty() || certainValue.isEmpty()) {
            return plan.explain();
        }
        return measure + " of the end in " + freshWorlds + " fresh worlds: "
                + value.get().fresh()
                + "\nplanned for certain durations: " + certainValue.get().fresh()
                + "\nin the " + worlds + " worlds of the search: " + value.get().searched() + " against "
                + certainValue.get().searched() + "\n" + plan.explain();
    }
}
