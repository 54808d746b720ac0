package io.dataops.api;

import java.util.List;

/**
 * Why a release does not fit.
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
