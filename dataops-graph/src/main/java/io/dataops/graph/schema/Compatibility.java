package io.dataops.graph.schema;

import io.dataops.api.InputException;
import io.dataops.graph.schema.CompatibilityReport.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Decides whether a new version of a schema may follow the earlier ones. Immutable; the mode is {@link
 * CompatibilityMode#BACKWARD} if not said. Safe for use by several threads.
 *
 * <pre>{@code
 * Compatibility<String> avro = Compatibility.avro().mode(CompatibilityMode.FULL_TRANSITIVE);
 * avro.check(newSchema, history).explain();
 * avro.check("[1]", history);   // InputException: schema at #/0: expected the name of a type, a list of types or …
 * }</pre>
 *
 * @param <S> how a schema is given
 */
public final class Compatibility<S> {
    private final SchemaRules<S> rules;
    private final CompatibilityMode mode;

    private Compatibility(SchemaRules<S> rules, CompatibilityMode mode) {
        this.rules = rules;
        this.mode = mode;
    }

    /**
     * Decides by any rules.
     *
     * @param rules the rules
     * @param <S> how a schema is given
     * @return a checker
     */
    public static <S> Compatibility<S> by(SchemaRules<S> rules) {
        return new Compatibility<>(rules, CompatibilityMode.BACKWARD);
    }

    /**
     * Decides by the schema resolution of the Avro specification; schemas are given as JSON.
     *
     * @return a checker
     */
    public static Compatibility<String> avro() {
        return avro(Map.of());
    }

    /**
     * Decides by the schema resolution of the Avro specification, where schemas name types that others define.
     *
     * @param imports schemas that define types, by any name; each after those that it names itself
     * @return a checker
     */
    public static Compatibility<String> avro(Map<String, String> imports) {
        return by((reader, writer) ->
                AvroResolution.incompatibilities(AvroParser.parse(reader, imports), AvroParser.parse(writer, imports)));
    }

    /**
     * Decides whether every document that the writer's JSON Schema accepts is accepted by the reader's.
     *
     * @return a checker
     */
    public static Compatibility<String> jsonSchema() {
        return by(JsonSchemaRules::incompatibilities);
    }

    /**
     * Returns everything that is different between two versions of a JSON Schema, compatible or not.
     *
     * @param before the earlier version
     * @param after the later version
     * @return the differences, in the order of the later version
     * @throws InputException if a schema cannot be read
     */
    public static List<SchemaDifference> jsonSchemaDifferences(String before, String after) {
        return JsonSchemaRules.differences(before, after);
    }

    /**
     * Decides whether queries and loads that work with one relational table work with another.
     *
     * @return a checker
     */
    public static Compatibility<TableSchema> tables() {
        return by(TableRules::incompatibilities);
    }

    /**
     * Returns the same for another mode.
     *
     * @param compatibilityMode who must read whose data
     * @return a checker
     */
    public Compatibility<S> mode(CompatibilityMode compatibilityMode) {
        return new Compatibility<>(rules, compatibilityMode);
    }

    /**
     * Compares a new version with its history.
     *
     * @param schema the new version
     * @param history the earlier versions, oldest first; may be empty
     * @return what breaks
     * @throws InputException if a schema cannot be read
     */
    public CompatibilityReport check(S schema, List<S> history) {
        List<Violation> violations = new ArrayList<>();
        int first = mode.isTransitive() ? 0 : Math.max(0, history.size() - 1);
        for (int i = first; i < history.size(); i++) {
            int version = i + 1;
            S earlier = history.get(i);
            if (mode.isBackward()) {
                rules.incompatibilities(schema, earlier).forEach(r -> violations.add(new Violation(version, true, r)));
            }
            if (mode.isForward()) {
                rules.incompatibilities(earlier, schema).forEach(r -> violations.add(new Violation(version, false, r)));
            }
        }
        return new CompatibilityReport(mode, history.size() - first, violations);
    }
}
