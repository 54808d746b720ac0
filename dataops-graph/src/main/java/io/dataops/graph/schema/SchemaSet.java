package io.dataops.graph.schema;

import io.dataops.api.InputException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Schemas that refer to each other, compared as what they mean together: a schema breaks when one that it refers to breaks, over
 * any number of references. Immutable; a schema comes after those that it refers to, so that references have no cycles.
 *
 * <pre>{@code
 * SchemaSet now = SchemaSet.avro().with("money", money).with("order", order, "money");
 * now.incompatibilitiesWith(before);   // by name: what can no longer be read
 * now.with("invoice", invoice, "tax"); // IllegalArgumentException: schema invoice refers to the unknown schema (tax) …
 * }</pre>
 */
public final class SchemaSet {
    private final boolean isAvro;
    private final Map<String, String> schemas;
    private final Map<String, List<String>> references;

    private SchemaSet(boolean isAvro, Map<String, String> schemas, Map<String, List<String>> references) {
        this.isAvro = isAvro;
        this.schemas = Collections.unmodifiableMap(schemas);
        this.references = Collections.unmodifiableMap(references);
    }

    /**
     * Starts a set of Avro schemas, which refer to each other's types by full name.
     *
     * @return an empty set
     */
    public static SchemaSet avro() {
        return new SchemaSet(true, new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    /**
     * Starts a set of JSON Schemas, which refer to each other by {@code $ref} and the name in the set.
     *
     * @return an empty set
     */
    public static SchemaSet jsonSchema() {
        return new SchemaSet(false, new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    /**
     * Returns the set with one more schema.
     *
     * @param name its name, new in the set
     * @param schema its text
     * @param refersTo names of schemas of the set that it refers to
     * @return a copy
     */
    public SchemaSet with(String name, String schema, String... refersTo) {
        if (schemas.containsKey(name)) {
            throw new IllegalArgumentException("schema (" + name + ") is in the set already.");
        }
        for (String other : refersTo) {
            if (!schemas.containsKey(other)) {
                throw new IllegalArgumentException(
                        "schema " + name + " refers to the unknown schema (" + other + "). Maybe add that one before.");
            }
        }
        Map<String, String> more = new LinkedHashMap<>(schemas);
        more.put(name, schema);
        Map<String, List<String>> moreReferences = new LinkedHashMap<>(references);
        moreReferences.put(name, List.of(refersTo));
        return new SchemaSet(isAvro, more, moreReferences);
    }

    /** What a schema refers to over any number of steps, in the order in which they were added. */
    private Map<String, String> imports(String name) {
        Set<String> reached = new LinkedHashSet<>();
        ArrayDeque<String> open = new ArrayDeque<>(references.getOrDefault(name, List.of()));
        while (!open.isEmpty()) {
            String at = open.remove();
            if (reached.add(at)) {
                open.addAll(references.getOrDefault(at, List.of()));
            }
        }
        Map<String, String> imports = new LinkedHashMap<>();
        schemas.forEach((other, text) -> {
            if (reached.contains(other)) {
                imports.put(other, text);
            }
        });
        return imports;
    }

    /**
     * Returns the schemas that refer to one, over any number of references: those that its change may break.
     *
     * @param name a schema of the set
     * @return their names, in the order in which they were added
     */
    public List<String> referrersOf(String name) {
        List<String> all = new ArrayList<>();
        for (String other : schemas.keySet()) {
            if (imports(other).containsKey(name)) {
                all.add(other);
            }
        }
        return all;
    }

    /**
     * Compares each schema that both sets have, with all that it refers to, as a reader of what the earlier one wrote.
     *
     * @param before the earlier set, of the same format
     * @return what cannot be read, by name; without the schemas that can read everything
     * @throws InputException if a schema cannot be read
     */
    public Map<String, List<Incompatibility>> incompatibilitiesWith(SchemaSet before) {
        if (before.isAvro != isAvro) {
            throw new IllegalArgumentException("before must be of the same format. Maybe compare Avro with Avro.");
        }
        Map<String, List<Incompatibility>> broken = new LinkedHashMap<>();
        schemas.forEach((name, text) -> {
            String earlier = before.schemas.get(name);
            if (earlier != null) {
                List<Incompatibility> found = isAvro
                        ? AvroResolution.incompatibilities(
                                AvroParser.parse(text, imports(name)), AvroParser.parse(earlier, before.imports(name)))
                        : JsonSchemaRules.incompatibilities(text, imports(name), earlier, before.imports(name));
                if (!found.isEmpty()) {
                    broken.put(name, found);
                }
            }
        });
        return broken;
    }
}
