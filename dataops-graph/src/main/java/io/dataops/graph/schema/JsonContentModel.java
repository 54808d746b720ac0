package io.dataops.graph.schema;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares which properties objects may have, and of which shape. */
final class JsonContentModel {
    private final JsonSchemaDifferences walk;
    private final Map<?, ?> a;
    private final Map<?, ?> b;
    private final String path;

    JsonContentModel(JsonSchemaDifferences walk, Map<?, ?> a, Map<?, ?> b, String path) {
        this.walk = walk;
        this.a = a;
        this.b = b;
        this.path = path;
    }

    void compare() {
        Map<?, ?> old = JsonSchemaDifferences.map(a.get("properties"));
        Map<?, ?> now = JsonSchemaDifferences.map(b.get("properties"));
        Set<Object> names = new LinkedHashSet<>(now.keySet());
        names.addAll(old.keySet());
        for (Object key : names) {
            String name = String.valueOf(key);
            String at = JsonSchemaDifferences.at(path, "properties/" + name);
            if (old.containsKey(key) && now.containsKey(key)) {
                walk.compare(old.get(key), now.get(key), at);
            } else if (now.containsKey(key)) {
                Object come = now.get(key);
                added(name, come == null ? true : come, at);
            } else {
                Object gone = old.get(key);
                removed(name, gone == null ? true : gone, at);
            }
        }
        patterns();
        walk.open(
                a.get("additionalProperties"),
                b.get("additionalProperties"),
                "ADDITIONAL_PROPERTIES",
                JsonSchemaDifferences.at(path, "additionalProperties"));
    }

    /** What a schema says of a property that it does not list: each of these must hold. */
    private static List<Object> unlisted(Map<?, ?> schema, String name) {
        List<Object> all = new ArrayList<>();
        JsonSchemaDifferences.map(schema.get("patternProperties")).forEach((pattern, value) -> {
            if (JsonValidity.matches(String.valueOf(pattern), name)) {
                all.add(value == null ? true : value);
            }
        });
        if (all.isEmpty()) {
            Object rest = schema.get("additionalProperties");
            all.add(rest == null ? true : rest);
        }
        return all;
    }

    private void added(String name, Object schema, String at) {
        List<Object> before = unlisted(a, name);
        if (before.contains(false)) {
            walk.difference("OPTIONAL_PROPERTY_ADDED_TO_CLOSED_CONTENT_MODEL", at, true);
            return;
        }
        boolean open = before.equals(List.of(true));
        boolean fine = before.stream().anyMatch(s -> walk.covers(s, schema, at));
        if (fine) {
            walk.difference(
                    open
                            ? "PROPERTY_WITH_EMPTY_SCHEMA_ADDED_TO_OPEN_CONTENT_MODEL"
                            : "PROPERTY_ADDED_IS_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL",
                    at,
                    true);
        } else {
            walk.difference(
                    open
                            ? "PROPERTY_ADDED_TO_OPEN_CONTENT_MODEL"
                            : "PROPERTY_ADDED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL",
                    at,
                    false);
        }
    }

    private void removed(String name, Object schema, String at) {
        List<Object> after = unlisted(b, name);
        if (after.equals(List.of(true))) {
            walk.difference("PROPERTY_REMOVED_FROM_OPEN_CONTENT_MODEL", at, true);
        } else if (after.contains(false)) {
            boolean never = Boolean.FALSE.equals(schema);
            walk.difference("PROPERTY_REMOVED_FROM_CLOSED_CONTENT_MODEL", at, never);
        } else {
            boolean fine = after.stream().allMatch(s -> walk.covers(schema, s, at));
            walk.difference(
                    fine
                            ? "PROPERTY_REMOVED_IS_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL"
                            : "PROPERTY_REMOVED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL",
                    at,
                    fine);
        }
    }

    private void patterns() {
        Map<?, ?> old = JsonSchemaDifferences.map(a.get("patternProperties"));
        Map<?, ?> now = JsonSchemaDifferences.map(b.get("patternProperties"));
        Object rest = a.get("additionalProperties");
        Object restNow = b.get("additionalProperties");
        now.forEach((pattern, schema) -> {
            String at = JsonSchemaDifferences.at(path, "patternProperties/" + pattern);
            if (old.containsKey(pattern)) {
                walk.compare(old.get(pattern), schema, at);
            } else {
                boolean closed = Boolean.FALSE.equals(rest)
                        && JsonSchemaDifferences.map(a.get("properties")).isEmpty()
                        && old.isEmpty();
                walk.difference("PATTERN_PROPERTY_ADDED", at, closed || walk.covers(true, schema, at));
            }
        });
        old.forEach((pattern, schema) -> {
            if (!now.containsKey(pattern)) {
                String at = JsonSchemaDifferences.at(path, "patternProperties/" + pattern);
                walk.difference(
                        "PATTERN_PROPERTY_REMOVED", at, walk.covers(schema, restNow == null ? true : restNow, at));
            }
        });
    }
}
