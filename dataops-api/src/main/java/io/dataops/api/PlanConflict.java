package io.dataops.api;

import java.util.List;

/**
 * Why a release does not fit.
 *
 * <pre>{@code
 * PlanConflict conflict = plan.conflict().orElseThrow();
 * conflict.constraints();   // [api depends on db, db must end by …, window SATURDAY 22:00-04:00]
 * conflict.minimal();       // true: without any of them there is a plan
 * conflict.relaxation();    // the smallest extension with which a plan was found
 * }</pre>
 *
 * @param constraints the constraints that cannot hold together, in plain words
 * @param minimal true if leaving out any one of them was verified to resolve the conflict
 * @param relaxation what would make it fit, in plain words; empty if not known
 */
public record PlanConflict(List<String> constraints, boolean minimal, String relaxation) {

    /** Copies the constraints; refuses none. */
    public PlanConflict {
        constraints = List.copyOf(constraints);
        if (constraints.isEmpty()) {
            throw new IllegalArgumentException("constraints must not be empty.");
        }
    }
}
