package io.dataops.scheduling.deployment;

import io.dataops.api.Strategy;

/**
 * Expected rollback costs as whole units, a power of two each and at most 2^52 in all: so they add up without rounding,
 * and each job's share sums exactly to the total.
 */
final class CostScale {
    private final int exponent;

    CostScale(DeploymentProblem problem) {
        double total = 0;
        for (DeploymentJob job : problem.jobs()) {
            double most = 0;
            for (Strategy way : problem.strategiesOf(job)) {
                most = Math.max(most, expected(job, way));
            }
            total += most;
        }
        if (Double.isInfinite(total)) {
            throw new IllegalArgumentException(
                    "rollback costs must add up to a finite number. Maybe use a larger unit of cost.");
        }
        exponent = total == 0 ? 0 : Math.min(1_000, 50 - Math.getExponent(total));
    }

    static double expected(DeploymentJob job, Strategy way) {
        return way.expectedRollbackCost() * job.failureFactor();
    }

    long units(DeploymentJob job, Strategy way) {
        return Math.round(Math.scalb(expected(job, way), exponent));
    }

    double cost(long units) {
        return Math.scalb((double) units, -exponent);
    }
}
