package io.dataops.scheduling.deployment;

import io.dataops.api.AffectedAsset;
import io.dataops.api.Impact;
import java.util.Comparator;
import java.util.List;

/**
 * Plans deployments: when, in which order, with which strategy.
 *
 * <p>Defaults: zone UTC, granularity one minute, no resources, no windows (always allowed), no blackouts; the makespan is
 * kept small first, then the expected cost of rollbacks; our own search, one thread.
 *
 * <pre>{@code
 * DeploymentPlan plan = Deployments.of(impact)
 *         .between(start, end)
 *         .capacity("warehouse", 4)
 *         .strategy(Strategy.of("rolling", Duration.ofMinutes(20)).uses("warehouse", 1))
 *         .solve(Budget.time(Duration.ofSeconds(2)));
 * Deployments.plan().job("a", j -> j.after("b")).job("b", j -> j.after("a")).build();
 * // CyclicDependencyException: deployments wait for each other in a circle: a -> b -> a. ...
 * }</pre>
 */
public final class Deployments {
    private Deployments() {}

    /**
     * Starts a plan without jobs.
     *
     * @return a builder
     */
    public static DeploymentsBuilder plan() {
        return new DeploymentsBuilder();
    }

    /**
     * Starts a plan with one job for every changed or affected asset. An asset waits for those that it reads; what it
     * reads but is not affected is in place already. The failure probability of its strategies is multiplied by the
     * probability that it is affected, for what is not affected cannot be broken by the change.
     *
     * @param impact what is to be deployed
     * @return a builder
     */
    public static DeploymentsBuilder of(Impact impact) {
        DeploymentsBuilder builder = new DeploymentsBuilder();
        List<AffectedAsset> assets = impact.affected().stream()
                .sorted(Comparator.comparing(AffectedAsset::asset))
                .toList();
        for (AffectedAsset asset : assets) {
            builder.job(asset.asset(), job -> {
                job.affectedWithProbability(asset.likelihood().value());
                for (String upstream : asset.upstream()) {
                    if (!upstream.equals(asset.asset()) && impact.of(upstream).isPresent()) {
                        job.after(upstream);
                    }
                }
                return job;
            });
        }
        return builder;
    }
}
