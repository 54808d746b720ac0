package io.dataops.graph.schema;

import io.dataops.api.InputException;
import io.dataops.graph.json.JsonInput;
import io.dataops.graph.schema.AvroType.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads an Avro schema; nesting is bounded by that of the JSON, so that recursion over it is. */
final class AvroParser {
    private static final Map<String, Kind> PRIMITIVES = Map.of(
            "null", Kind.NULL,
            "boolean", Kind.BOOLEAN,
            "int", Kind.INT,
            "long", Kind.LONG,
            "float", Kind.FLOAT,
            "double", Kind.DOUBLE,
            "bytes", Kind.BYTES,
            "string", Kind.STRING);
    private static final String KIND = "an Avro schema";

    private final Map<String, AvroType> named;
    private final Map<String, Map<?, ?>> definitions = new HashMap<>();
    private final String source;

    private AvroParser(Map<String, AvroType> named, String source) {
        this.named = named;
        this.source = source;
    }

    static AvroType parse(String json, Map<String, String> imports) {
        Map<String, AvroType> named = new HashMap<>();
        imports.forEach((name, text) -> new AvroParser(named, name).type(JsonInput.parse(text, name, KIND), "", "#"));
        Map<String, AvroType> known = new HashMap<>(named);
        return new AvroParser(known, "schema").type(JsonInput.parse(json, "schema", KIND), "", "#");
    }

    private InputException fail(String place, String expected) {
        return new InputException(source, place, expected);
    }

    private AvroType type(@Nullable Object json, String namespace, String place) {
        if (json instanceof String text) {
            return reference(text, namespace, place);
        }
        if (json instanceof List<?> branches) {
            AvroType union = new AvroType(Kind.UNION, "");
            Set<String> seen = new LinkedHashSet<>();
            for (int i = 0; i < branches.size(); i++) {
                AvroType branch = type(branches.get(i), namespace, place + "/" + i);
                if (branch.kind == Kind.UNION) {
                    throw fail(place + "/" + i, "a union must not contain a union");
                }
                if (!seen.add(branch.branchName())) {
                    throw fail(place + "/" + i, "a union has " + branch.branchName() + " twice");
                }
                union.parts.add(branch);
            }
            return union;
        }
        if (json instanceof Map<?, ?> map) {
            return object(map, namespace, place);
        }
        throw fail(place, "expected the name of a type, a list of types or an object with type");
    }

    private AvroType reference(String text, String namespace, String place) {
        Kind primitive = PRIMITIVES.get(text);
        if (primitive != null) {
            return new AvroType(primitive, "");
        }
        AvroType found = named.get(text.contains(".") || namespace.isEmpty() ? text : namespace + "." + text);
        if (found == null) {
            found = named.get(text);
        }
        if (found == null) {
            throw fail(place, "type " + text + " is not defined before it is named. Maybe give it as an import");
        }
        return found;
    }

    private AvroType object(Map<?, ?> map, String namespace, String place) {
        Object type = map.get("type");
        if (type == null) {
            throw fail(place, "expected a field type");
        }
        return type instanceof String word
                ? named(word, map, namespace, place)
                : type(type, namespace, place + "/type");
    }

    private AvroType named(String word, Map<?, ?> map, String namespace, String place) {
        switch (word) {
            case "array", "map" -> {
                String part = word.equals("array") ? "items" : "values";
                if (!map.containsKey(part)) {
                    throw fail(place, "expected " + part + " of the " + word);
                }
                AvroType made = new AvroType(word.equals("array") ? Kind.ARRAY : Kind.MAP, "");
                made.parts.add(type(map.get(part), namespace, place + "/" + part));
                return made;
            }
            case "record", "error", "enum", "fixed" -> {
                return named(map, word, namespace, place);
            }
            default -> {
                return reference(word, namespace, place);
            }
        }
    }

    private AvroType named(Map<?, ?> map, String word, String namespace, String place) {
        if (!(map.get("name") instanceof String name) || name.isBlank()) {
            throw fail(place, "expected the name of the " + word);
        }
        String within = map.get("namespace") instanceof String given && !name.contains(".") ? given : namespace;
        String full = name.contains(".") || within.isEmpty() ? name : within + "." + name;
        String inner = full.contains(".") ? full.substring(0, full.lastIndexOf('.')) : "";
        Kind kind = word.equals("error") ? Kind.RECORD : Kind.valueOf(word.toUpperCase(Locale.ROOT));
        AvroType made = new AvroType(kind, full);
        AvroType before = named.putIfAbsent(full, made);
        if (before != null) {
            if (map.equals(definitions.get(full))) {
                return before;
            }
            throw fail(place, "type " + full + " is defined twice");
        }
        definitions.put(full, map);
        for (String alias : strings(map.get("aliases"), place + "/aliases")) {
            made.aliases.add(alias.contains(".") || inner.isEmpty() ? alias : inner + "." + alias);
        }
        switch (kind) {
            case RECORD -> fields(made, map.get("fields"), inner, place + "/fields");
            case ENUM -> {
                made.symbols.addAll(strings(map.get("symbols"), place + "/symbols"));
                if (map.get("default") instanceof String symbol && made.symbols.contains(symbol)) {
                    made.enumDefault = java.util.Optional.of(symbol);
                }
            }
            default -> {
                if (!(map.get("size") instanceof BigDecimal size)
                        || size.signum() < 0
                        || size.scale() > 0
                        || size.precision() > 9) {
                    throw fail(place + "/size", "expected a size of 0 or more");
                }
                made.size = size.longValue();
            }
        }
        return made;
    }

    private void fields(AvroType into, @Nullable Object json, String namespace, String place) {
        if (!(json instanceof List<?> fields)) {
            throw fail(place, "expected a list of fields");
        }
        Set<String> seen = new LinkedHashSet<>();
        for (int i = 0; i < fields.size(); i++) {
            String at = place + "/" + i;
            if (!(fields.get(i) instanceof Map<?, ?> field) || !(field.get("name") instanceof String name)) {
                throw fail(at, "expected a field with name and type");
            }
            if (!seen.add(name)) {
                throw fail(at, "field " + name + " is there twice");
            }
            into.fields.add(new AvroType.Field(
                    name,
                    new LinkedHashSet<>(strings(field.get("aliases"), at + "/aliases")),
                    type(field.get("type"), namespace, at + "/type"),
                    field.containsKey("default")));
        }
    }

    private List<String> strings(@Nullable Object json, String place) {
        if (json == null) {
            return List.of();
        }
        if (!(json instanceof List<?> list)) {
            throw fail(place, "expected a list of names");
        }
        List<String> all = new ArrayList<>();
        for (Object o : list) {
            if (!(o instanceof String text)) {
                throw fail(place, "expected a name, but found " + o);
            }
            all.add(text);
        }
        return all;
    }
}
