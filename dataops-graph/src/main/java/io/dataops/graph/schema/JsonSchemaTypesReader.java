package io.dataops.graph.schema;

import io.dataops.api.InputException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Collects the schemas of a JSON Schema document: itself and its definitions, and where their references lead. */
final class JsonSchemaTypesReader {
    static final String KIND = "a JSON Schema";
    private static final Set<String> TYPES =
            Set.of("object", "array", "string", "number", "integer", "boolean", "null");
    private static final List<String> DEFINITIONS = List.of("$defs", "definitions");
    /** Keywords whose values are schemas by names of the user's own. */
    private static final Set<String> BY_NAME = Set.of("properties", "patternProperties", "dependentSchemas");
    /** Keywords whose values are data and not schemas. */
    private static final Set<String> DATA = Set.of("const", "enum", "default", "examples");

    private final SchemaTypes into;
    private final String source;
    private final String document;
    private final UnaryOperator<String> documentOf;

    private JsonSchemaTypesReader(SchemaTypes into, String source, String document, UnaryOperator<String> documentOf) {
        this.into = into;
        this.source = source;
        this.document = document;
        this.documentOf = documentOf;
    }

    /**
     * Reads a document.
     *
     * @param json its tree
     * @param source what to call it in messages
     * @param name the name by which it goes
     * @param documentOf the name of the document that a reference from here means, without its fragment
     * @param into where to put its schemas
     */
    static void read(
            @Nullable Object json, String source, String name, UnaryOperator<String> documentOf, SchemaTypes into) {
        if (!(json instanceof Map<?, ?> schema) || !isSchema(json)) {
            throw new InputException(
                    source,
                    "",
                    "is not " + KIND + ": expected an object with $schema, $ref, type, properties or definitions");
        }
        new JsonSchemaTypesReader(into, source, name, documentOf).schema(schema, name, "#");
    }

    static boolean isSchema(@Nullable Object json) {
        return json instanceof Map<?, ?> map
                && (map.containsKey("$schema")
                        || map.containsKey("$ref")
                        || map.get("type") instanceof List
                        || (map.get("type") instanceof String type && TYPES.contains(type))
                        || map.get("properties") instanceof Map
                        || map.get("$defs") instanceof Map
                        || map.get("definitions") instanceof Map
                        || map.get("allOf") instanceof List
                        || map.get("anyOf") instanceof List
                        || map.get("oneOf") instanceof List);
    }

    private void schema(Map<?, ?> schema, String name, String pointer) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (schema.get("properties") instanceof Map<?, ?> properties) {
            properties.forEach((field, type) -> fields.put(String.valueOf(field), JsonText.meaning(type)));
        }
        into.add(
                name,
                new SchemaTypes.Type("schema", Set.of(), fields, JsonText.of(schema), JsonText.meaning(schema)),
                source);
        references(schema, name, pointer);
    }

    private void references(@Nullable Object json, String owner, String pointer) {
        if (json instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                references(list.get(i), owner, pointer + "/" + i);
            }
        } else if (json instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                String at = pointer + "/" + key;
                if (DEFINITIONS.contains(String.valueOf(key)) && value instanceof Map<?, ?> definitions) {
                    definitions.forEach((name, definition) -> definition(definition, at + "/" + name));
                } else if (BY_NAME.contains(String.valueOf(key)) && value instanceof Map<?, ?> schemas) {
                    schemas.forEach((name, schema) -> references(schema, owner, at + "/" + name));
                } else if ("$ref".equals(key) && value instanceof String ref) {
                    into.refers(owner, target(ref));
                } else if (!DATA.contains(String.valueOf(key))) {
                    references(value, owner, at);
                }
            });
        }
    }

    private void definition(@Nullable Object json, String pointer) {
        if (json instanceof Map<?, ?> schema) {
            schema(schema, document + pointer, pointer);
        }
    }

    /** A pointer into a definition means that definition; any other, the document. */
    private String target(String ref) {
        int hash = ref.indexOf('#');
        String named = hash < 0 ? ref : ref.substring(0, hash);
        String other = named.isEmpty() ? document : documentOf.apply(named);
        String[] parts = hash < 0 ? new String[0] : ref.substring(hash + 1).split("/", -1);
        return parts.length >= 3 && DEFINITIONS.contains(parts[1])
                ? other + "#/" + parts[1] + "/" + parts[2].replace("~1", "/").replace("~0", "~")
                : other;
    }
}
