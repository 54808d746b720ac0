package io.dataops.scheduling.deployment;

/** The impact of each slot as whole units, a power of two each, so that they add up without rounding. */
final class ImpactScale {
    private final long[] ofSlots;
    private final int exponent;

    ImpactScale(DeploymentProblem problem, TimeGrid grid) {
        boolean counts = problem.goals().contains(Goal.IMPACT);
        double[] cost = new double[counts ? grid.slots() : 0];
        double most = 0;
        for (int t = 0; t < cost.length; t++) {
            cost[t] = problem.impact().at(grid.at(t)) * grid.minutes(1);
            most = Math.max(most, cost[t]);
        }
        double total = most * Math.max(1, problem.jobs().size()) * Math.max(1, cost.length);
        if (Double.isInfinite(total)) {
            throw new IllegalArgumentException(
                    "the impact must add up to a finite number. Maybe use a larger unit of cost.");
        }
        this.exponent = total == 0 ? 0 : Math.max(-900, Math.min(900, 40 - Math.getExponent(total)));
        this.ofSlots = new long[cost.length];
        for (int t = 0; t < cost.length; t++) {
            ofSlots[t] = Math.round(Math.scalb(cost[t], exponent));
        }
    }

    long[] ofSlots() {
        return ofSlots;
    }

    double cost(long units) {
        return Math.scalb((double) units, -exponent);
    }
}
