package io.dataops.graph.schema;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Whether a small document is valid, for the keywords of draft 7 and 2020-12 that bound values; the others are taken to hold.
 * Depth is bounded by that of the document.
 */
final class JsonValidity {
    private final JsonSchemaDocument schemas;

    JsonValidity(JsonSchemaDocument schemas) {
        this.schemas = schemas;
    }

    boolean accepts(@Nullable Object document) {
        return valid(schemas.root(), document, 0);
    }

    boolean valid(@Nullable Object schema, @Nullable Object value, int depth) {
        Object resolved = schemas.resolved(schema).orElse(null);
        if (depth > 60 || resolved == null) {
            return true;
        }
        if (!(resolved instanceof Map<?, ?> s)) {
            return !Boolean.FALSE.equals(resolved);
        }
        return type(s.get("type"), value)
                && enumeration(s, value)
                && combination(s, value, depth)
                && (!(value instanceof BigDecimal number) || number(s, number))
                && (!(value instanceof String text) || text(s, text))
                && (!(value instanceof List<?> list) || array(s, list, depth))
                && (!(value instanceof Map<?, ?> map) || object(s, map, depth));
    }

    private static boolean type(@Nullable Object type, @Nullable Object value) {
        if (type instanceof List<?> list) {
            return list.stream().anyMatch(t -> type(t, value));
        }
        return !(type instanceof String word)
                || switch (word) {
                    case "null" -> value == null;
                    case "boolean" -> value instanceof Boolean;
                    case "number" -> value instanceof BigDecimal;
                    case "integer" ->
                        value instanceof BigDecimal n && n.stripTrailingZeros().scale() <= 0;
                    case "string" -> value instanceof String;
                    case "array" -> value instanceof List;
                    case "object" -> value instanceof Map;
                    default -> true;
                };
    }

    /** Numbers compare by value, whatever their scale. */
    static Object comparable(@Nullable Object value) {
        if (value instanceof BigDecimal number) {
            return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(JsonValidity::comparable).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((k, v) -> copy.put(k, comparable(v)));
            return copy;
        }
        return value == null ? "\u0000null" : value;
    }

    private static boolean enumeration(Map<?, ?> s, @Nullable Object value) {
        if (s.containsKey("const") && !comparable(s.get("const")).equals(comparable(value))) {
            return false;
        }
        return !(s.get("enum") instanceof List<?> list)
                || list.stream().anyMatch(v -> comparable(v).equals(comparable(value)));
    }

    private boolean combination(Map<?, ?> s, @Nullable Object value, int depth) {
        if (s.get("allOf") instanceof List<?> all && !all.stream().allMatch(b -> valid(b, value, depth + 1))) {
            return false;
        }
        if (s.get("anyOf") instanceof List<?> any && any.stream().noneMatch(b -> valid(b, value, depth + 1))) {
            return false;
        }
        if (s.get("oneOf") instanceof List<?> one
                && one.stream().filter(b -> valid(b, value, depth + 1)).count() != 1) {
            return false;
        }
        return !s.containsKey("not") || !valid(s.get("not"), value, depth + 1);
    }

    static boolean isMultiple(BigDecimal value, BigDecimal of) {
        return of.signum() == 0 || value.remainder(of).signum() == 0;
    }

    private static boolean number(Map<?, ?> s, BigDecimal n) {
        BigDecimal multiple = JsonSchemaDifferences.number(s.get("multipleOf"));
        return atMost(n, s.get("maximum"), 0)
                && atMost(n, s.get("exclusiveMaximum"), -1)
                && atLeast(n, s.get("minimum"), 0)
                && atLeast(n, s.get("exclusiveMinimum"), 1)
                && (multiple == null || isMultiple(n, multiple));
    }

    private static boolean atMost(BigDecimal n, @Nullable Object bound, int sign) {
        return !(bound instanceof BigDecimal b) || n.compareTo(b) <= sign;
    }

    private static boolean atLeast(BigDecimal n, @Nullable Object bound, int sign) {
        return !(bound instanceof BigDecimal b) || n.compareTo(b) >= sign;
    }

    private static boolean count(long n, Map<?, ?> s, String least, String most) {
        return atLeast(BigDecimal.valueOf(n), s.get(least), 0) && atMost(BigDecimal.valueOf(n), s.get(most), 0);
    }

    private static boolean text(Map<?, ?> s, String text) {
        return count(text.codePointCount(0, text.length()), s, "minLength", "maxLength")
                && (!(s.get("pattern") instanceof String pattern) || matches(pattern, text));
    }

    /** Texts are short, so that no pattern takes long; a pattern that Java does not know matches everything. */
    static boolean matches(String pattern, String text) {
        try {
            return text.length() > 200 || Pattern.compile(pattern).matcher(text).find();
        } catch (PatternSyntaxException e) {
            return true;
        }
    }

    static List<?> tuple(Map<?, ?> s) {
        return s.get("prefixItems") instanceof List<?> list
                ? list
                : s.get("items") instanceof List<?> items ? items : List.of();
    }

    /** What holds for the elements after the tuple; null for anything. */
    static @Nullable Object rest(Map<?, ?> s) {
        return s.get("items") instanceof List ? s.get("additionalItems") : s.get("items");
    }

    private boolean array(Map<?, ?> s, List<?> list, int depth) {
        List<?> tuple = tuple(s);
        Object rest = rest(s);
        for (int i = 0; i < list.size(); i++) {
            Object schema = i < tuple.size() ? tuple.get(i) : rest;
            if (schema != null && !valid(schema, list.get(i), depth + 1)) {
                return false;
            }
        }
        if (Boolean.TRUE.equals(s.get("uniqueItems"))) {
            Set<Object> seen = new HashSet<>();
            if (!list.stream().allMatch(v -> seen.add(comparable(v)))) {
                return false;
            }
        }
        return count(list.size(), s, "minItems", "maxItems");
    }

    private boolean object(Map<?, ?> s, Map<?, ?> map, int depth) {
        if (!count(map.size(), s, "minProperties", "maxProperties")
                || !map.keySet().containsAll(JsonSchemaDifferences.list(s.get("required")))) {
            return false;
        }
        Map<?, ?> properties = JsonSchemaDifferences.map(s.get("properties"));
        Map<?, ?> patterns = JsonSchemaDifferences.map(s.get("patternProperties"));
        for (Map.Entry<?, ?> e : map.entrySet()) {
            boolean listed = properties.containsKey(e.getKey());
            if (listed && !valid(properties.get(e.getKey()), e.getValue(), depth + 1)) {
                return false;
            }
            for (Map.Entry<?, ?> p : patterns.entrySet()) {
                if (matches(String.valueOf(p.getKey()), String.valueOf(e.getKey()))) {
                    listed = true;
                    if (!valid(p.getValue(), e.getValue(), depth + 1)) {
                        return false;
                    }
                }
            }
            if (!listed
                    && s.containsKey("additionalProperties")
                    && !valid(s.get("additionalProperties"), e.getValue(), depth + 1)) {
                return false;
            }
        }
        return dependencies(s, map, depth);
    }

    private boolean dependencies(Map<?, ?> s, Map<?, ?> map, int depth) {
        for (String keyword : List.of("dependencies", "dependentRequired", "dependentSchemas")) {
            for (Map.Entry<?, ?> d : JsonSchemaDifferences.map(s.get(keyword)).entrySet()) {
                boolean holds = !map.containsKey(d.getKey())
                        || (d.getValue() instanceof List<?> names
                                ? map.keySet().containsAll(names)
                                : valid(Objects.requireNonNull(d.getValue()), map, depth + 1));
                if (!holds) {
                    return false;
                }
            }
        }
        return true;
    }
}
