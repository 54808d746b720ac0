package io.dataops.graph.schema;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names of JSON Schema documents: {@code $id} where there is one, else the path. */
final class JsonSchemaNames {
    private final Map<Path, String> names = new LinkedHashMap<>();
    private final Set<String> known = new HashSet<>();
    private final Map<String, String> byPath = new HashMap<>();

    JsonSchemaNames(Map<Path, @Nullable Object> documents) {
        documents.forEach((file, json) -> {
            String id = json instanceof Map<?, ?> map && map.get("$id") instanceof String given ? given : "";
            String bare = id.endsWith("#") ? id.substring(0, id.length() - 1) : id;
            String name = bare.isBlank() ? file.normalize().toString() : bare;
            names.put(file, name);
            known.add(name);
            byPath.put(file.normalize().toString(), name);
        });
    }

    String of(Path file) {
        return names.getOrDefault(file, file.toString());
    }

    /** The document that a reference without fragment means: by identifier, or by path beside the file that refers. */
    String target(Path file, String ref) {
        String resolved = resolved(of(file), ref);
        if (known.contains(resolved)) {
            return resolved;
        }
        if (known.contains(ref)) {
            return ref;
        }
        return beside(file, ref).map(byPath::get).orElse(resolved);
    }

    private static Optional<String> beside(Path file, String ref) {
        try {
            String relative = ref.startsWith("/") ? ref.substring(1) : ref;
            return Optional.of(file.resolveSibling(relative).normalize().toString());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static String resolved(String base, String ref) {
        try {
            return URI.create(base).resolve(ref).toString();
        } catch (IllegalArgumentException e) {
            return ref;
        }
    }
}
