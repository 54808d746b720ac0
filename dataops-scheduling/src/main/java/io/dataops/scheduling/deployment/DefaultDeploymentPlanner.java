package io.dataops.scheduling.deployment;

import io.dataops.api.Budget;
import io.dataops.api.DeploymentPlan;
import io.dataops.api.DeploymentPlanner;
import io.dataops.api.DeploymentRules;
import io.dataops.api.Impact;
import io.dataops.api.PlanConflict;
import io.dataops.api.Provenance;
import java.util.List;
import java.util.Optional;

/**
 * The planner behind {@code DataOps}: {@link Deployments#of(Impact)} under the given rules. Safe for use by several
 * threads.
 *
 * <pre>{@code
 * DeploymentPlanner planner = new DefaultDeploymentPlanner();   // the one that DataOps finds by itself
 * DeploymentPlan plan = planner.plan(impact, rules, Budget.steps(2_000).withSeed(42));
 * }</pre>
 */
public final class DefaultDeploymentPlanner implements DeploymentPlanner {

    /** Creates the planner; it has no settings. */
    public DefaultDeploymentPlanner() {}

    /**
     * Plans one deployment for every changed or affected asset. Assets that read each other in a circle do not fit: the
     * conflict names the circle.
     */
    @Override
    public DeploymentPlan plan(Impact impact, DeploymentRules rules, Budget budget) {
        try {
            return Deployments.of(impact).rules(rules).solve(budget);
        } catch (CyclicDependencyException e) {
            PlanConflict conflict = new PlanConflict(
                    List.of("these assets read each other in a circle: " + String.join(" -> ", e.cycle())), false, "");
            return new DeploymentPlan(
                    DeploymentPlan.Status.INFEASIBLE,
                    List.of(),
                    List.of(),
                    Optional.of(conflict),
                    Provenance.of("a look at the dependencies"));
        }
    }
}
