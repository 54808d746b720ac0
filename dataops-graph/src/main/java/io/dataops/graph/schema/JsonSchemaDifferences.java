package io.dataops.graph.schema;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walks two schemas side by side; depth is bounded by that of the documents, references are followed once per pair. */
final class JsonSchemaDifferences {
    private static final Set<String> OTHER = Set.of(
            "contains",
            "propertyNames",
            "if",
            "then",
            "else",
            "unevaluatedProperties",
            "unevaluatedItems",
            "minContains",
            "maxContains",
            "$dynamicRef",
            "$recursiveRef",
            "contentEncoding",
            "contentMediaType");

    /** Pairs of schemas that are compared in all: alternatives within alternatives are tried with each other. */
    private static final int MAX_PAIRS = 200_000;

    private final JsonSchemaDocument before;
    private final JsonSchemaDocument after;
    private final int[] pairs;
    private final Set<List<Object>> followed = new HashSet<>();
    private List<SchemaDifference> found = new ArrayList<>();

    private JsonSchemaDifferences(JsonSchemaDocument before, JsonSchemaDocument after, int[] pairs) {
        this.before = before;
        this.after = after;
        this.pairs = pairs;
    }

    static List<SchemaDifference> between(JsonSchemaDocument before, JsonSchemaDocument after) {
        JsonSchemaDifferences walk = new JsonSchemaDifferences(before, after, new int[1]);
        walk.compare(before.root(), after.root(), "#/");
        return List.copyOf(new LinkedHashSet<>(walk.found));
    }

    private void add(String rule, String path, boolean compatible) {
        found.add(new SchemaDifference(rule, path, compatible));
    }

    static String at(String path, String step) {
        return path.endsWith("/") ? path + step : path + "/" + step;
    }

    private List<SchemaDifference> trial(@Nullable Object old, @Nullable Object now, String path) {
        List<SchemaDifference> kept = found;
        found = new ArrayList<>();
        compare(old, now, path);
        List<SchemaDifference> tried = found;
        found = kept;
        return tried;
    }

    private static boolean compatible(List<SchemaDifference> differences) {
        return differences.stream().allMatch(SchemaDifference::compatible);
    }

    void compare(@Nullable Object old, @Nullable Object now, String path) {
        if (pairs[0]++ > MAX_PAIRS) {
            if (!String.valueOf(old).equals(String.valueOf(now))) {
                add("TOO_COMPLEX", path, false);
            }
            return;
        }
        boolean refs = isRef(old) || isRef(now);
        String here = refs ? at(path, "$ref") : path;
        if (refs && !followed.add(List.of(String.valueOf(old), String.valueOf(now)))) {
            return;
        }
        Object a = before.resolved(old).orElse(null);
        Object b = after.resolved(now).orElse(null);
        if (a == null || b == null) {
            if (a != b || !String.valueOf(old).equals(String.valueOf(now))) {
                add("REFERENCE_CHANGED", here, false);
            }
            return;
        }
        boolean never = Boolean.FALSE.equals(a);
        if (Boolean.FALSE.equals(b)) {
            if (!never) {
                add("TYPE_NARROWED", here, false);
            }
            return;
        }
        if (never) {
            add("TYPE_EXTENDED", here, true);
            return;
        }
        schemas(map(a), map(b), here);
    }

    private static boolean isRef(@Nullable Object schema) {
        return schema instanceof Map<?, ?> map && map.get("$ref") instanceof String;
    }

    static Map<?, ?> map(@Nullable Object schema) {
        return schema instanceof Map<?, ?> map ? map : Map.of();
    }

    private void schemas(Map<?, ?> a, Map<?, ?> b, String path) {
        annotation(a, b, "$id", "ID_CHANGED", path);
        annotation(a, b, "id", "ID_CHANGED", path);
        annotation(a, b, "title", "TITLE_CHANGED", path);
        annotation(a, b, "description", "DESCRIPTION_CHANGED", path);
        annotation(a, b, "default", "DEFAULT_CHANGED", path);
        annotation(a, b, "format", "FORMAT_CHANGED", path);
        if (!combinations(a, b, path) || !types(a, b, path)) {
            return;
        }
        enumeration(a, b, path);
        new JsonBounds(found).compare(a, b, path);
        objects(a, b, path);
        arrays(a, b, path);
        for (String keyword : OTHER) {
            if (!String.valueOf(a.get(keyword)).equals(String.valueOf(b.get(keyword)))) {
                add("KEYWORD_CHANGED", at(path, keyword), b.get(keyword) == null && !keyword.matches("then|else|if"));
            }
        }
    }

    private void annotation(Map<?, ?> a, Map<?, ?> b, String keyword, String rule, String path) {
        if (!String.valueOf(a.get(keyword)).equals(String.valueOf(b.get(keyword)))) {
            add(rule, path, true);
        }
    }

    private static String sum(Map<?, ?> schema) {
        return schema.get("anyOf") instanceof List ? "anyOf" : schema.get("oneOf") instanceof List ? "oneOf" : "";
    }

    /** Returns false if nothing else needs to be compared. */
    private boolean combinations(Map<?, ?> a, Map<?, ?> b, String path) {
        String sumA = sum(a);
        String sumB = sum(b);
        boolean productA = a.get("allOf") instanceof List;
        boolean productB = b.get("allOf") instanceof List;
        if ((!sumA.isEmpty() && sumB.isEmpty() && productB) || (productA && !productB && !sumB.isEmpty())) {
            add("COMPOSITION_METHOD_CHANGED", path, false);
            return false;
        }
        if (a.containsKey("not") || b.containsKey("not")) {
            negations(a.get("not"), b.get("not"), path);
        }
        if (productA && productB) {
            products(list(a.get("allOf")), list(b.get("allOf")), path);
        } else if (productB) {
            products(List.of(a), list(b.get("allOf")), path);
        } else if (productA) {
            add("PRODUCT_TYPE_NARROWED", path, true);
        }
        if (!sumA.isEmpty() && !sumB.isEmpty()) {
            sums(list(a.get(sumA)), list(b.get(sumB)), path, sumA);
        } else if (!sumB.isEmpty()) {
            return single(a, list(b.get(sumB)), path);
        } else if (!sumA.isEmpty()) {
            boolean all = true;
            for (Object branch : list(a.get(sumA))) {
                all &= compatible(trial(branch, b, path));
            }
            add(all ? "SUM_TYPE_EXTENDED" : "SUM_TYPE_NARROWED", path, all);
            return false;
        }
        return true;
    }

    private void negations(@Nullable Object a, @Nullable Object b, String path) {
        if (b == null) {
            add("NOT_TYPE_NARROWED", at(path, "not"), true);
        } else if (a == null) {
            add("NOT_TYPE_EXTENDED", at(path, "not"), false);
        } else {
            JsonSchemaDifferences swapped = new JsonSchemaDifferences(/* before= */ after, /* after= */ before, pairs);
            swapped.compare(b, a, at(path, "not"));
            if (!swapped.found.isEmpty()) {
                boolean fine = compatible(swapped.found);
                add(fine ? "NOT_TYPE_NARROWED" : "NOT_TYPE_EXTENDED", at(path, "not"), fine);
            }
        }
    }

    private void products(List<?> a, List<?> b, String path) {
        for (int j = 0; j < b.size(); j++) {
            Object branch = b.get(j);
            boolean implied = false;
            for (Object given : a) {
                implied |= compatible(trial(given, branch, path));
            }
            if (!implied && j < a.size()) {
                compare(a.get(j), branch, at(path, "allOf/" + j));
            } else if (!implied) {
                add("PRODUCT_TYPE_EXTENDED", path, false);
            }
        }
        if (b.size() < a.size()) {
            add("PRODUCT_TYPE_NARROWED", path, true);
        }
    }

    private void sums(List<?> a, List<?> b, String path, String keyword) {
        if (b.size() > a.size()) {
            add("SUM_TYPE_EXTENDED", path, true);
        }
        boolean lost = false;
        for (int i = 0; i < a.size(); i++) {
            boolean taken = false;
            for (Object branch : b) {
                taken |= compatible(trial(a.get(i), branch, path));
            }
            if (!taken && i < b.size()) {
                compare(a.get(i), b.get(i), at(path, keyword + "/" + i));
            } else if (!taken) {
                lost = true;
            }
        }
        if (lost || b.size() < a.size()) {
            add("SUM_TYPE_NARROWED", path, !lost);
        }
    }

    private boolean single(Map<?, ?> a, List<?> branches, String path) {
        for (Object branch : branches) {
            List<SchemaDifference> differences = trial(a, branch, path);
            if (compatible(differences)) {
                found.addAll(differences);
                add("SUM_TYPE_EXTENDED", path, true);
                return false;
            }
        }
        add("TYPE_NARROWED", path, false);
        return false;
    }

    /** Returns false if the types have nothing in common, so that nothing else needs to be compared. */
    private boolean types(Map<?, ?> a, Map<?, ?> b, String path) {
        Set<Object> old = types(a.get("type"));
        Set<Object> now = types(b.get("type"));
        if (old.equals(now)) {
            return true;
        }
        boolean lists = a.get("type") instanceof List || b.get("type") instanceof List;
        boolean extended = now.isEmpty() || (!old.isEmpty() && old.stream().allMatch(t -> takes(now, t)));
        boolean narrowed = old.isEmpty() || (!now.isEmpty() && now.stream().allMatch(t -> takes(old, t)));
        String prefix = lists ? "SUM_TYPE" : "TYPE";
        add(extended ? prefix + "_EXTENDED" : narrowed ? prefix + "_NARROWED" : "TYPE_CHANGED", path, extended);
        return extended || narrowed;
    }

    private static boolean takes(Set<Object> types, Object type) {
        return types.contains(type) || (type.equals("integer") && types.contains("number"));
    }

    private static Set<Object> types(@Nullable Object type) {
        return type instanceof List<?> list ? new HashSet<>(list) : type == null ? Set.of() : Set.of(type);
    }

    private void enumeration(Map<?, ?> a, Map<?, ?> b, String path) {
        Set<Object> old = values(a);
        Set<Object> now = values(b);
        String at = at(path, b.containsKey("const") && !b.containsKey("enum") ? "const" : "enum");
        if (old.isEmpty() && !now.isEmpty()) {
            add("ENUM_ARRAY_ADDED", at, false);
        } else if (now.isEmpty() && !old.isEmpty()) {
            add("ENUM_ARRAY_REMOVED", at, true);
        } else if (!old.equals(now)) {
            boolean extended = now.containsAll(old);
            add("ENUM_ARRAY_" + (extended ? "EXTENDED" : old.containsAll(now) ? "NARROWED" : "CHANGED"), at, extended);
        }
    }

    private static Set<Object> values(Map<?, ?> schema) {
        Set<Object> values = new HashSet<>();
        if (schema.get("enum") instanceof List<?> list) {
            list.forEach(v -> values.add(JsonValidity.comparable(v)));
        } else if (schema.containsKey("const")) {
            values.add(JsonValidity.comparable(schema.get("const")));
        }
        return values;
    }

    private void objects(Map<?, ?> a, Map<?, ?> b, String path) {
        new JsonContentModel(this, a, b, path).compare();
        Set<Object> old = new LinkedHashSet<>(list(a.get("required")));
        Set<Object> now = new LinkedHashSet<>(list(b.get("required")));
        now.stream()
                .filter(r -> !old.contains(r))
                .forEach(r -> add("REQUIRED_ATTRIBUTE_ADDED", at(path, "required/" + r), false));
        old.stream()
                .filter(r -> !now.contains(r))
                .forEach(r -> add("REQUIRED_ATTRIBUTE_REMOVED", at(path, "required/" + r), true));
        for (String keyword : List.of("dependencies", "dependentRequired", "dependentSchemas")) {
            dependencies(map(a.get(keyword)), map(b.get(keyword)), at(path, keyword));
        }
    }

    static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private void dependencies(Map<?, ?> a, Map<?, ?> b, String path) {
        Set<Object> names = new LinkedHashSet<>(b.keySet());
        names.addAll(a.keySet());
        for (Object name : names) {
            Object old = a.get(name);
            Object now = b.get(name);
            String at = at(path, String.valueOf(name));
            if (old == null) {
                add(now instanceof List ? "DEPENDENCY_ARRAY_ADDED" : "DEPENDENCY_SCHEMA_ADDED", at, false);
            } else if (now == null) {
                add(old instanceof List ? "DEPENDENCY_ARRAY_REMOVED" : "DEPENDENCY_SCHEMA_REMOVED", at, true);
            } else if (old instanceof List<?> o && now instanceof List<?> n) {
                if (!Set.copyOf(o).equals(Set.copyOf(n))) {
                    boolean narrowed = o.containsAll(n);
                    String change = narrowed ? "NARROWED" : n.containsAll(o) ? "EXTENDED" : "CHANGED";
                    add("DEPENDENCY_ARRAY_" + change, at, narrowed);
                }
            } else {
                compare(
                        old instanceof List<?> o ? Map.of("required", o) : old,
                        now instanceof List<?> n ? Map.of("required", n) : now,
                        at);
            }
        }
    }

    private void arrays(Map<?, ?> a, Map<?, ?> b, String path) {
        List<?> old = JsonValidity.tuple(a);
        List<?> now = JsonValidity.tuple(b);
        Object oldRest = JsonValidity.rest(a);
        Object nowRest = JsonValidity.rest(b);
        if (!old.isEmpty() && now.isEmpty() && !b.containsKey("items")) {
            add("ITEMS_REMOVED_FROM_OPEN_CONTENT_MODEL", path, true);
        } else {
            for (int i = 0; i < Math.max(old.size(), now.size()); i++) {
                String at = at(path, "items/" + i);
                if (i < old.size() && i < now.size()) {
                    compare(old.get(i), now.get(i), at);
                } else if (i < old.size()) {
                    boolean fine = compatible(trial(old.get(i), nowRest == null ? true : nowRest, at));
                    add(
                            fine ? "ITEM_REMOVED_FROM_OPEN_CONTENT_MODEL" : "ITEM_REMOVED_FROM_CLOSED_CONTENT_MODEL",
                            at,
                            fine);
                } else {
                    boolean fine = compatible(trial(oldRest == null ? true : oldRest, now.get(i), at));
                    add(fine ? "ITEM_ADDED_TO_CLOSED_CONTENT_MODEL" : "ITEM_ADDED_TO_OPEN_CONTENT_MODEL", at, fine);
                }
            }
        }
        boolean additional = a.containsKey("additionalItems") || b.containsKey("additionalItems");
        if (additional) {
            open(a.get("additionalItems"), b.get("additionalItems"), "ADDITIONAL_ITEMS", at(path, "additionalItems"));
        } else if (oldRest == null && nowRest != null && now.isEmpty() && old.isEmpty()) {
            add("SCHEMA_ADDED", at(path, "items"), compatible(trial(true, nowRest, at(path, "items"))));
        } else if (oldRest != null && nowRest == null && old.isEmpty()) {
            add("SCHEMA_REMOVED", at(path, "items"), true);
        } else if (oldRest != null || nowRest != null) {
            compare(oldRest == null ? true : oldRest, nowRest == null ? true : nowRest, at(path, "items"));
        }
        boolean unique = Boolean.TRUE.equals(a.get("uniqueItems"));
        if (unique != Boolean.TRUE.equals(b.get("uniqueItems"))) {
            add(unique ? "UNIQUE_ITEMS_REMOVED" : "UNIQUE_ITEMS_ADDED", at(path, "uniqueItems"), unique);
        }
    }

    /** Compares what is said of everything that is not listed: true, false or a schema. */
    void open(@Nullable Object a, @Nullable Object b, String name, String path) {
        Object old = a == null ? true : a;
        Object now = b == null ? true : b;
        boolean oldOpen = Boolean.TRUE.equals(old);
        boolean nowOpen = Boolean.TRUE.equals(now);
        boolean oldClosed = Boolean.FALSE.equals(old);
        boolean nowClosed = Boolean.FALSE.equals(now);
        if ((oldOpen && nowOpen) || (oldClosed && nowClosed)) {
            return;
        }
        if (nowClosed) {
            add(name + "_REMOVED", path, false);
        } else if (nowOpen) {
            add(name + (oldClosed ? "_ADDED" : "_EXTENDED"), path, true);
        } else if (oldClosed) {
            add(name + "_EXTENDED", path, true);
        } else if (oldOpen) {
            boolean fine = compatible(trial(true, now, path));
            add(name + (fine ? "_EXTENDED" : "_NARROWED"), path, fine);
        } else {
            compare(old, now, path);
        }
    }

    boolean covers(@Nullable Object old, @Nullable Object now, String path) {
        return compatible(trial(old, now, path));
    }

    void difference(String rule, String path, boolean compatible) {
        add(rule, path, compatible);
    }

    static @Nullable BigDecimal number(@Nullable Object value) {
        return value instanceof BigDecimal number ? number : null;
    }
}
