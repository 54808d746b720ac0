package io.dataops.api;

import java.time.Instant;

/**
 * One deployment of a plan.
 *
 * <pre>{@code
 * for (ScheduledDeployment job : plan.deployments()) {
 *     System.out.println(job.start() + " " + job.asset() + " by " + job.strategy().name() + ": " + job.waitsFor());
 * }
 * }</pre>
 *
 * @param asset what is deployed
 * @param strategy how
 * @param start when it starts
 * @param end when it ends, not before the start
 * @param expectedRollbackCost its share of the plan's expected rollback cost
 * @param waitsFor one line that says what keeps it from starting earlier
 */
public record ScheduledDeployment(
        String asset, Strategy strategy, Instant start, Instant end, double expectedRollbackCost, String waitsFor) {

    /** Refuses an end before the start. */
    public ScheduledDeployment {
        Text.name("asset", asset);
        if (end.isBefore(start)) {
            throw new IllegalArgumentException(
                    "end (" + end + ") of " + Text.shown(asset) + " must not be before start (" + start + ").");
        }
        Text.finite("expectedRollbackCost", expectedRollbackCost);
    }
}
