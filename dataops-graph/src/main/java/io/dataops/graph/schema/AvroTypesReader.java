package io.dataops.graph.schema;

import io.dataops.api.InputException;
import io.dataops.graph.ImportReport.Defect;
import io.dataops.graph.ImportReport.Kind;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the named types of an Avro schema or protocol, in whatever order they name each other. */
final class AvroTypesReader {
    static final String KIND = "an Avro schema";
    private static final Set<String> PRIMITIVES =
            Set.of("null", "boolean", "int", "long", "float", "double", "bytes", "string");
    private static final Set<String> NAMED = Set.of("record", "error", "enum", "fixed");

    private final SchemaTypes into;
    private final String source;

    private AvroTypesReader(SchemaTypes into, String source) {
        this.into = into;
        this.source = source;
    }

    static void read(@Nullable Object document, String source, SchemaTypes into) {
        AvroTypesReader reader = new AvroTypesReader(into, source);
        if (document instanceof Map<?, ?> map && map.get("protocol") instanceof String) {
            String namespace = map.get("namespace") instanceof String given ? given : "";
            reader.visit(map.get("types"), namespace, "");
        } else if (document instanceof List || (document instanceof Map<?, ?> map && isType(map.get("type")))) {
            reader.visit(document, "", "");
        } else {
            throw new InputException(
                    source, "", "is not " + KIND + ": expected an object with type, or a list of types");
        }
    }

    private static boolean isType(@Nullable Object type) {
        return type instanceof Map
                || type instanceof List
                || (type instanceof String word
                        && (NAMED.contains(word)
                                || PRIMITIVES.contains(word)
                                || word.equals("array")
                                || word.equals("map")));
    }

    /** Goes through a type within the named type {@code owner}; empty outside of one. */
    private void visit(@Nullable Object json, String namespace, String owner) {
        if (json instanceof String name) {
            if (!PRIMITIVES.contains(name) && !owner.isEmpty()) {
                into.refers(owner, known(name, namespace));
            }
        } else if (json instanceof List<?> branches) {
            branches.forEach(branch -> visit(branch, namespace, owner));
        } else if (json instanceof Map<?, ?> map) {
            object(map, namespace, owner);
        } else {
            unreadable(owner, "expected a type, found " + json);
        }
    }

    private void object(Map<?, ?> map, String namespace, String owner) {
        Object type = map.get("type");
        if ("array".equals(type)) {
            visit(map.get("items"), namespace, owner);
        } else if ("map".equals(type)) {
            visit(map.get("values"), namespace, owner);
        } else if (type instanceof String word && NAMED.contains(word)) {
            named(map, word, namespace, owner);
        } else {
            visit(type, namespace, owner);
        }
    }

    private void named(Map<?, ?> map, String word, String namespace, String owner) {
        if (!(map.get("name") instanceof String name) || name.isBlank()) {
            unreadable(owner, "a " + word + " without a name");
            return;
        }
        String within = map.get("namespace") instanceof String given && !name.contains(".") ? given : namespace;
        String full = name.contains(".") || within.isEmpty() ? name : within + "." + name;
        String inner = full.contains(".") ? full.substring(0, full.lastIndexOf('.')) : "";
        if (!owner.isEmpty()) {
            into.refers(owner, full);
        }
        Map<String, String> fields = new LinkedHashMap<>();
        if (map.get("fields") instanceof List<?> list) {
            for (Object element : list) {
                if (element instanceof Map<?, ?> field && field.get("name") instanceof String fieldName) {
                    fields.putIfAbsent(fieldName, JsonText.meaning(field.get("type")));
                    visit(field.get("type"), inner, full);
                } else {
                    unreadable(full, "a field without a name");
                }
            }
        }
        Set<String> aliases = new LinkedHashSet<>();
        if (map.get("aliases") instanceof List<?> list) {
            list.forEach(alias -> aliases.add(String.valueOf(alias)));
        }
        into.add(full, new SchemaTypes.Type(word, aliases, fields, JsonText.of(map), JsonText.meaning(map)), source);
    }

    /** A name without dots is one of the namespace, or, as old writers mean it, one without any. */
    private String known(String name, String namespace) {
        String full = name.contains(".") || namespace.isEmpty() ? name : namespace + "." + name;
        return into.types.containsKey(name) && !into.types.containsKey(full) ? name : full;
    }

    private void unreadable(String owner, String what) {
        into.defects.add(new Defect(Kind.UNREADABLE_ENTRY, owner.isEmpty() ? source : owner, what));
    }
}
