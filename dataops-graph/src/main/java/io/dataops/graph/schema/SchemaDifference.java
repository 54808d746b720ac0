package io.dataops.graph.schema;

/**
 * One thing that is different between two versions of a JSON Schema.
 *
 * <pre>{@code
 * SchemaDifference difference = new SchemaDifference("FIELD_ADDED", "orders.note", true);
 * difference.toString();   // the rule and where
 * }</pre>
 *
 * @param rule what is different, by the names that schema registries use, for example {@code "MAX_LENGTH_DECREASED"}
 * @param location where, as a path from {@code #/}
 * @param compatible true if every document that the earlier version accepts is still accepted, as far as this difference goes
 */
public record SchemaDifference(String rule, String location, boolean compatible) {

    @Override
    public String toString() {
        return rule + " " + location;
    }
}
