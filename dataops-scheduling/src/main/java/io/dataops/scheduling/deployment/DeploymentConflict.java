package io.dataops.scheduling.deployment;

import java.util.List;

/**
 * Constraints that cannot hold together.
 *
 * <pre>{@code
 * DeploymentConflict conflict = ConflictFinder.find(problem).orElseThrow();
 * conflict.constraints();   // as values
 * conflict.minimal();       // true: without any of them there is a plan
 * conflict.relaxation();    // extend window SATURDAY 22:00-04:00 by PT25M
 * }</pre>
 *
 * @param constraints the constraints; none if the jobs do not even fit the horizon
 * @param minimal true if for each of them a plan was found that keeps all the others of the conflict
 * @param relaxation the smallest change that was found to make the whole problem fit, in plain words; empty if none was
 */
public record DeploymentConflict(List<PlanConstraint> constraints, boolean minimal, String relaxation) {

    /** Copies the constraints. */
    public DeploymentConflict {
        constraints = List.copyOf(constraints);
    }
}
