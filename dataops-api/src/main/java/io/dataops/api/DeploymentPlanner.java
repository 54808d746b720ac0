package io.dataops.api;

/**
 * Decides when, in which order and with which strategy the assets of an impact are deployed.
 *
 * <p>Implementations are safe for use by several threads, and deterministic under a step budget. The default comes with
 * {@code io.dataops:dataops-scheduling}.
 *
 * <pre>{@code
 * DeploymentPlanner planner = (impact, rules, budget) -> DeploymentPlan.none();   // a stand-in for a test
 * planner.plan(impact, rules, Budget.steps(1_000)).isFeasible();
 * }</pre>
 */
@FunctionalInterface
public interface DeploymentPlanner {

    /**
     * Plans one deployment for every changed or affected asset; an asset comes after the ones that it reads.
     *
     * @param impact what is to be deployed, with {@link AffectedAsset#upstream()} as dependencies
     * @param rules when and with what deployments may happen
     * @param budget how long to search; an answer is owed even for a budget of zero
     * @return the plan; one that does not fit is a plan with a conflict, not an exception
     */
    DeploymentPlan plan(Impact impact, DeploymentRules rules, Budget budget);
}
