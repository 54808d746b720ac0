package io.dataops.scheduling.deployment;

import io.dataops.api.Interval;

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
}
