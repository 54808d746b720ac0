package io.dataops.testing.combinatorial;

import java.util.Arrays;
import java.util.List;

/**
 * Parameters that are covered with a strength of their own.
 *
 * <pre>{@code
 * CoveringArray array = CoveringArrays.over(model).strength(2).group(3, "mode", "lag", "retry").build();
 * array.groups();   // [StrengthGroup[strength=3, parameters=[mode, lag, retry]]]
 * }</pre>
 *
 * @param strength how many of them are taken together, from 1 to their number and at most 6
 * @param parameters their names, each once
 */
public record StrengthGroup(int strength, List<String> parameters) {

    /** Copies the names; refuses a strength that the group cannot have. */
    public StrengthGroup {
        parameters = List.copyOf(parameters);
        if (parameters.stream().distinct().count() != parameters.size()) {
            throw new IllegalArgumentException("group " + Names.some(parameters) + " names a parameter twice.");
        }
        if (strength < 1 || strength > Math.min(6, parameters.size())) {
            throw new IllegalArgumentException("strength (" + strength + ") of group " + Names.some(parameters)
                    + " must be between 1 and the number of its parameters (" + parameters.size()
                    + "), and at most 6. Maybe lower it.");
        }
    }

    ColumnSets.Group in(CoveringModel model) {
        int[] columns = parameters.stream().mapToInt(model::indexOf).toArray();
        Arrays.sort(columns);
        return new ColumnSets.Group(strength, columns);
    }

    String explain() {
        return "strength " + strength + " within " + Names.some(parameters);
    }
}
