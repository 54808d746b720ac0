package io.dataops.graph.schema;

import io.dataops.api.InputException;
import io.dataops.graph.json.JsonInput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON Schema with the documents that it may refer to. */
final class JsonSchemaDocument {
    private static final String KIND = "a JSON Schema";
    /** A chain of references longer than this refers to itself. */
    private static final int MAX_CHAIN = 100;

    private final @Nullable Object root;
    private final Map<String, @Nullable Object> imports = new LinkedHashMap<>();

    JsonSchemaDocument(String text, Map<String, String> imports) {
        this.root = JsonInput.parse(text, "schema", KIND);
        if (!(root instanceof Map) && !(root instanceof Boolean)) {
            throw new InputException("schema", "", "expected " + KIND + ": an object, true or false");
        }
        imports.forEach((name, document) -> this.imports.put(name, JsonInput.parse(document, name, KIND)));
    }

    Object root() {
        return root == null ? true : root;
    }

    /** The schema that is meant, along references; empty if one leads nowhere or to itself. */
    Optional<Object> resolved(@Nullable Object schema) {
        Object at = schema;
        for (int i = 0; i < MAX_CHAIN; i++) {
            if (!(at instanceof Map<?, ?> map) || !(map.get("$ref") instanceof String ref)) {
                return Optional.ofNullable(at);
            }
            at = target(ref);
        }
        return Optional.empty();
    }

    private @Nullable Object target(String ref) {
        int hash = ref.indexOf('#');
        String document = hash < 0 ? ref : ref.substring(0, hash);
        String pointer = hash < 0 ? "" : ref.substring(hash + 1);
        Object at = document.isEmpty() ? root : imports.get(document);
        for (String part :
                pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1)) {
            String key = part.replace("~1", "/").replace("~0", "~");
            if (at instanceof Map<?, ?> map) {
                at = map.get(key);
            } else if (at instanceof List<?> list && key.matches("\\d{1,6}") && Integer.parseInt(key) < list.size()) {
                at = list.get(Integer.parseInt(key));
            } else {
                return null;
            }
        }
        return at;
    }
}
