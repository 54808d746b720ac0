package io.dataops.scheduling.deployment;

import io.dataops.api.Interval;
import java.time.Instant;

/**
 * A stretch of time in which there is another number of units of a resource.
 *
 * <pre>{@code
 * DeploymentProblem problem = deployments.capacity("warehouse", 4)
 *         .capacityDuring("warehouse", quarterEnd, quarterStart, 1)
 *         .build();
 * problem.capacityChanges();   // one unit while the books are closed
 * }</pre>
 *
 * @param resource the resource
 * @param during when
 * @param units how many there are then, 0 or more
 */
public record CapacityChange(String resource, Interval during, int units) {

    /** Refuses a negative number of units. */
    public CapacityChange {
        Names.notBlank("resource", resource);
        if (units < 0) {
            throw new IllegalArgumentException(
                    "units (" + units + ") of " + Names.shown(resource) + " must not be negative.");
        }
    }

    /** How many units of a resource there are at a time; of several changes the lowest counts. */
    static int unitsAt(DeploymentProblem problem, String resource, Instant time) {
        return problem.capacityChanges().stream()
                .filter(change -> change.resource().equals(resource))
                .filter(change -> !time.isBefore(change.during().start())
                        && time.isBefore(change.during().end()))
                .mapToInt(CapacityChange::units)
                .min()
                .orElse(problem.capacities().getOrDefault(resource, 0));
    }
}
