package io.dataops.testing.combinatorial;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a model file says.
 *
 * <pre>{@code
 * ModelFile file = ModelFiles.pict(Path.of("volume.txt"));
 * CoveringArray array = file.request().build();
 * file.named(array);   // rows with the aliases of the file
 * }</pre>
 *
 * @param model parameters and constraints
 * @param strength how many parameters to take together; 2 if the file does not say
 * @param groups groups with a strength of their own
 * @param aliases other names of values, by parameter and value; a value is the first of its names
 * @param notes what the file says and is not taken over, one line each
 */
public record ModelFile(
        CoveringModel model,
        int strength,
        List<StrengthGroup> groups,
        Map<String, Map<String, List<String>>> aliases,
        List<String> notes) {
    /** Copies the lists. */
    public ModelFile {
        groups = List.copyOf(groups);
        aliases = Map.copyOf(aliases);
        notes = List.copyOf(notes);
    }

    /**
     * Returns the rows of an array with the names of values that have several taken in turn, as PICT prints them.
     *
     * @param array an array for this model
     * @return as many rows, in the same order
     */
    public List<List<Object>> named(CoveringArray array) {
        Map<List<String>, Integer> turns = new HashMap<>();
        List<List<Object>> out = new ArrayList<>();
        for (List<Object> row : array.rows()) {
            List<Object> named = new ArrayList<>();
            for (int p = 0; p < row.size(); p++) {
                String parameter = model.parameters().get(p).name();
                Object value = row.get(p);
                List<String> names =
                        aliases.getOrDefault(parameter, Map.of()).getOrDefault(value.toString(), List.of());
                int turn = names.isEmpty() ? 0 : turns.merge(List.of(parameter, value.toString()), 1, Integer::sum);
                named.add(names.isEmpty() ? value : names.get((turn - 1) % names.size()));
            }
            out.add(List.copyOf(named));
        }
        return List.copyOf(out);
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
