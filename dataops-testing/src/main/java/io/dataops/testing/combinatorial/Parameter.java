package io.dataops.testing.combinatorial;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A parameter of a system under test, with the values that are tried.
 *
 * <pre>{@code
 * new Parameter("lag", List.of(1, 10, 60));
 * new Parameter("lag", List.of()); // IllegalArgumentException: parameter lag has no values. ...
 * }</pre>
 *
 * @param name what people call it; not blank
 * @param values its values, at least one, each once; a parameter with one value is constant
 */
public record Parameter(String name, List<Object> values) {

    /** Copies the values; refuses none, nulls and duplicates. */
    public Parameter {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name (" + name + ") of a parameter must not be blank.");
        }
        if (values.isEmpty()) {
            throw new IllegalArgumentException("parameter " + Names.shown(name)
                    + " has no values. Maybe add at least one value, or leave it out.");
        }
        values = List.copyOf(values);
        Set<String> seen = new HashSet<>();
        for (Object value : values) {
            if (!seen.add(value.toString())) {
                throw new IllegalArgumentException("value (" + Names.shown(value.toString()) + ") of parameter "
                        + Names.shown(name) + " is listed twice. Maybe remove one.");
            }
        }
    }

    /**
     * Finds a value.
     *
     * @param value a value, or its text
     * @return its index, or -1
     */
    public int indexOf(Object value) {
        int at = values.indexOf(value);
        String text = value.toString();
        for (int i = 0; at < 0 && i < values.size(); i++) {
            if (values.get(i).toString().equals(text)) {
                at = i;
            }
        }
        return at;
    }
}
