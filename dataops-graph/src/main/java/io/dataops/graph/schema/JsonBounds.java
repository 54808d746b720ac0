package io.dataops.graph.schema;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares the keywords that bound numbers, lengths and counts. */
final class JsonBounds {
    private static final Map<String, String> UPPER = Map.of(
            "maxLength", "MAX_LENGTH",
            "maximum", "MAXIMUM",
            "exclusiveMaximum", "EXCLUSIVE_MAXIMUM",
            "maxProperties", "MAX_PROPERTIES",
            "maxItems", "MAX_ITEMS");
    private static final Map<String, String> LOWER = Map.of(
            "minLength", "MIN_LENGTH",
            "minimum", "MINIMUM",
            "exclusiveMinimum", "EXCLUSIVE_MINIMUM",
            "minProperties", "MIN_PROPERTIES",
            "minItems", "MIN_ITEMS");

    private final List<SchemaDifference> found;

    JsonBounds(List<SchemaDifference> found) {
        this.found = found;
    }

    void compare(Map<?, ?> a, Map<?, ?> b, String path) {
        UPPER.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(e -> bound(a, b, e, true, path));
        LOWER.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(e -> bound(a, b, e, false, path));
        pattern(a.get("pattern"), b.get("pattern"), JsonSchemaDifferences.at(path, "pattern"));
        multiple(
                JsonSchemaDifferences.number(a.get("multipleOf")),
                JsonSchemaDifferences.number(b.get("multipleOf")),
                JsonSchemaDifferences.at(path, "multipleOf"));
    }

    private void add(String rule, String path, boolean compatible) {
        found.add(new SchemaDifference(rule, path, compatible));
    }

    private void bound(Map<?, ?> a, Map<?, ?> b, Map.Entry<String, String> keyword, boolean upper, String path) {
        BigDecimal old = JsonSchemaDifferences.number(a.get(keyword.getKey()));
        BigDecimal now = JsonSchemaDifferences.number(b.get(keyword.getKey()));
        String at = JsonSchemaDifferences.at(path, keyword.getKey());
        if (old == null && now != null) {
            boolean nothing = !upper && now.signum() <= 0 && keyword.getKey().matches("min(Length|Items|Properties)");
            add(keyword.getValue() + "_ADDED", at, nothing);
        } else if (old != null && now == null) {
            add(keyword.getValue() + "_REMOVED", at, true);
        } else if (old != null && now != null && old.compareTo(now) != 0) {
            boolean increased = now.compareTo(old) > 0;
            add(keyword.getValue() + (increased ? "_INCREASED" : "_DECREASED"), at, increased == upper);
        }
    }

    private void pattern(@Nullable Object old, @Nullable Object now, String at) {
        if (old == null && now != null) {
            add("PATTERN_ADDED", at, false);
        } else if (old != null && now == null) {
            add("PATTERN_REMOVED", at, true);
        } else if (old != null && !old.equals(now)) {
            add("PATTERN_CHANGED", at, false);
        }
    }

    private void multiple(@Nullable BigDecimal old, @Nullable BigDecimal now, String at) {
        if (old == null && now != null) {
            add("MULTIPLE_OF_ADDED", at, false);
        } else if (old != null && now == null) {
            add("MULTIPLE_OF_REMOVED", at, true);
        } else if (old != null && now != null && old.compareTo(now) != 0) {
            boolean reduced = JsonValidity.isMultiple(old, now);
            add(
                    "MULTIPLE_OF_" + (reduced ? "REDUCED" : JsonValidity.isMultiple(now, old) ? "EXPANDED" : "CHANGED"),
                    at,
                    reduced);
        }
    }
}
