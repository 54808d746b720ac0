package io.dataops.testing.combinatorial;

import java.util.List;

/**
 * What a model file says.
 *
 * @param model parameters and constraints
 * @param strength how many parameters to take together; 2 if the file does not say
 * @param groups groups with a strength of their own
 * @param notes what the file says and is not taken over, one line each
 */
public record ModelFile(CoveringModel model, int strength, List<StrengthGroup> groups, List<String> notes) {
    /** Copies the lists. */
    public ModelFile {
        groups = List.copyOf(groups);
        notes = List.copyOf(notes);
    }

    /**
     * Starts a request for what the file says.
     *
     * @return a builder with model, strength and groups set
     */
    public CoveringArrays.Builder request() {
        CoveringArrays.Builder builder = CoveringArrays.over(model)
                .strength(Math.min(strength, model.parameters().size()));
        groups.forEach(g -> builder.group(g.strength(), g.parameters().toArray(String[]::new)));
        return builder;
    }
}
