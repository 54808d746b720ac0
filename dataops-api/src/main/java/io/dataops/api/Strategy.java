package io.dataops.api;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One way to deploy an asset. A scheduler picks one per asset.
 *
 * <pre>{@code
 * Strategy canary = Strategy.of("canary", Duration.ofMinutes(45)).uses("warehouse", 1).risk(0.02, 15);
 * }</pre>
 *
 * @param name what people call it, for example {@code "blue-green"}
 * @param duration elapsed time from start to end, 0 or more
 * @param uses units of each resource that it holds while it runs, and of each budget that it uses up, each 0 or more
 * @param failureProbability probability that it has to be rolled back, 0 to 1
 * @param rollbackCost what a rollback costs, in the user's own unit, 0 or more
 */
public record Strategy(
        String name, Duration duration, Map<String, Integer> uses, double failureProbability, double rollbackCost) {

    /** Copies the uses; refuses negative figures. */
    public Strategy {
        Text.name("name", name);
        if (duration.isNegative()) {
            throw new IllegalArgumentException(
                    "duration (" + duration + ") of " + Text.shown(name) + " must not be negative.");
        }
        uses.forEach((resource, units) -> {
            Text.name("resource", resource);
            if (units < 0) {
                throw new IllegalArgumentException(
                        "units (" + units + ") of " + Text.shown(resource) + " must not be negative.");
            }
        });
        uses = Collections.unmodifiableMap(new TreeMap<>(uses));
        Text.probability("failureProbability", failureProbability);
        if (!(rollbackCost >= 0) || Double.isInfinite(rollbackCost)) {
            throw new IllegalArgumentException("rollbackCost (" + rollbackCost + ") must be finite and not negative.");
        }
    }

    /**
     * Returns a strategy that uses no resource and cannot fail.
     *
     * @param name what people call it
     * @param duration elapsed time from start to end
     * @return the strategy
     */
    public static Strategy of(String name, Duration duration) {
        return new Strategy(name, duration, Map.of(), 0, 0);
    }

    /**
     * Returns this strategy holding a resource while it runs, or using up some of a budget.
     *
     * @param resource the name of the resource or the budget
     * @param units how many units, 0 or more
     * @return the strategy; an earlier figure for the resource is replaced
     */
    public Strategy uses(String resource, int units) {
        Map<String, Integer> all = new TreeMap<>(uses);
        all.put(resource, units);
        return new Strategy(name, duration, all, failureProbability, rollbackCost);
    }

    /**
     * Returns this strategy with its risk.
     *
     * @param probability probability that it has to be rolled back, 0 to 1
     * @param cost what a rollback costs, 0 or more
     * @return the strategy
     */
    public Strategy risk(double probability, double cost) {
        return new Strategy(name, duration, uses, probability, cost);
    }

    /**
     * Returns what rolling back costs on average.
     *
     * @return probability times cost
     */
    public double expectedRollbackCost() {
        return failureProbability * rollbackCost;
    }
}
