package io.dataops.graph.schema;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Searches a smallest document that one schema accepts and another rejects, among those that the constants of both suggest:
 * values at and beside each bound, listed values, objects with and without each property. Bounded; finding none proves nothing.
 */
final class JsonWitness {
    private static final int MAX_DEPTH = 4;
    private static final int MAX_VALUES = 60;
    private static final int MAX_LENGTH = 5_000;

    /** Documents that are tried in all, whatever the size of the schemas: about a second. */
    private static final int MAX_TRIED = 100_000;

    private int tried;
    private final JsonSchemaDocument accepting;
    private final JsonSchemaDocument rejecting;

    JsonWitness(JsonSchemaDocument accepting, JsonSchemaDocument rejecting) {
        this.accepting = accepting;
        this.rejecting = rejecting;
    }

    Optional<String> find() {
        JsonValidity accepts = new JsonValidity(accepting);
        JsonValidity rejects = new JsonValidity(rejecting);
        String best = null;
        for (Object value : values(accepting.root(), rejecting.root(), 0, 1_000)) {
            if (accepts.accepts(value) && !rejects.accepts(value)) {
                String text = JsonText.of(value);
                if (best == null
                        || text.length() < best.length()
                        || (text.length() == best.length() && text.compareTo(best) < 0)) {
                    best = text;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    private List<@Nullable Object> values(@Nullable Object a, @Nullable Object b, int depth, int most) {
        List<Map<?, ?>> schemas = new ArrayList<>();
        collect(accepting, a, schemas, 0);
        collect(rejecting, b, schemas, 0);
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        for (Object simple : simple(schemas)) {
            all.putIfAbsent(JsonText.of(simple), simple);
        }
        if (depth < MAX_DEPTH && tried < MAX_TRIED) {
            arrays(schemas, a, b, depth, all);
            objects(schemas, depth, all);
        }
        all.putIfAbsent("[]", List.of());
        all.putIfAbsent("{}", Map.of());
        return new ArrayList<>(all.values()).subList(0, Math.min(most, all.size()));
    }

    /** A schema and those that it combines. */
    private static void collect(JsonSchemaDocument document, @Nullable Object schema, List<Map<?, ?>> into, int depth) {
        if (depth > 5 || into.size() > 50 || !(document.resolved(schema).orElse(null) instanceof Map<?, ?> map)) {
            return;
        }
        into.add(map);
        for (String keyword : List.of("allOf", "anyOf", "oneOf")) {
            JsonSchemaDifferences.list(map.get(keyword)).forEach(s -> collect(document, s, into, depth + 1));
        }
        collect(document, map.get("not"), into, depth + 1);
        JsonSchemaDifferences.map(map.get("dependencies")).values().forEach(s -> collect(document, s, into, depth + 1));
    }

    private static List<@Nullable Object> simple(List<Map<?, ?>> schemas) {
        List<@Nullable Object> all = new ArrayList<>();
        for (Map<?, ?> s : schemas) {
            all.addAll(JsonSchemaDifferences.list(s.get("enum")));
            all.addAll(JsonSchemaDifferences.list(s.get("examples")));
            if (s.containsKey("const")) {
                all.add(s.get("const"));
            }
            for (String keyword : List.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")) {
                BigDecimal bound = JsonSchemaDifferences.number(s.get(keyword));
                if (bound != null) {
                    all.add(bound);
                    all.add(bound.add(BigDecimal.ONE));
                    all.add(bound.subtract(BigDecimal.ONE));
                    all.add(bound.add(bound));
                }
            }
            for (String keyword : List.of("minLength", "maxLength")) {
                BigDecimal length = JsonSchemaDifferences.number(s.get(keyword));
                if (length != null && length.signum() >= 0 && length.compareTo(BigDecimal.valueOf(MAX_LENGTH)) < 0) {
                    int n = length.intValue();
                    all.add("a".repeat(n));
                    all.add("a".repeat(n + 1));
                    all.add("a".repeat(Math.max(0, n - 1)));
                }
            }
            if (s.get("pattern") instanceof String pattern) {
                all.add(pattern.replaceAll("[\\^$]", ""));
                all.add(pattern.replaceAll("[\\^$].*|\\(.*|\\[.*", ""));
            }
        }
        all.add(BigDecimal.ZERO);
        all.add("");
        all.add("a");
        all.add("1");
        all.add(BigDecimal.ONE);
        all.add(new BigDecimal("0.5"));
        all.add(BigDecimal.ONE.negate());
        all.add(false);
        all.add(true);
        all.add(null);
        return all;
    }

    private void arrays(
            List<Map<?, ?>> schemas,
            @Nullable Object a,
            @Nullable Object b,
            int depth,
            Map<String, @Nullable Object> all) {
        Set<Integer> sizes = new LinkedHashSet<>(List.of(1, 2));
        boolean any = false;
        for (Map<?, ?> s : schemas) {
            any |= s.containsKey("items") || s.containsKey("prefixItems") || "array".equals(s.get("type"));
            for (String keyword : List.of("minItems", "maxItems")) {
                BigDecimal n = JsonSchemaDifferences.number(s.get(keyword));
                if (n != null && n.signum() >= 0 && n.compareTo(BigDecimal.valueOf(50)) < 0) {
                    sizes.add(n.intValue());
                    sizes.add(n.intValue() + 1);
                    sizes.add(Math.max(0, n.intValue() - 1));
                }
            }
            any |= s.containsKey("minItems") || s.containsKey("maxItems") || s.containsKey("uniqueItems");
        }
        if (!any) {
            return;
        }
        Map<?, ?> first = JsonSchemaDifferences.map(accepting.resolved(a).orElse(null));
        Map<?, ?> second = JsonSchemaDifferences.map(rejecting.resolved(b).orElse(null));
        List<@Nullable Object> elements = values(element(first, 0), element(second, 0), depth + 1, MAX_VALUES);
        for (Object element : elements) {
            for (int size : sizes) {
                tried++;
                List<@Nullable Object> list = new ArrayList<>();
                for (int i = 0; i < size; i++) {
                    list.add(element);
                }
                all.putIfAbsent(JsonText.of(list), list);
            }
        }
        int tuple = Math.max(
                JsonValidity.tuple(first).size(), JsonValidity.tuple(second).size());
        JsonValidity accepts = new JsonValidity(accepting);
        List<@Nullable Object> prefix = new ArrayList<>();
        for (int i = 0; i <= tuple && i < 20; i++) {
            Object schema = element(first, i);
            List<@Nullable Object> here = values(schema, element(second, i), depth + 1, MAX_VALUES);
            for (Object element : here) {
                List<@Nullable Object> list = new ArrayList<>(prefix);
                list.add(element);
                all.putIfAbsent(JsonText.of(list), list);
            }
            Optional<Object> fits = here.stream()
                    .filter(v -> v != null && (schema == null || accepts.valid(schema, v, 0)))
                    .findFirst();
            prefix.add(fits.orElse(null));
        }
    }

    private static @Nullable Object element(Map<?, ?> schema, int i) {
        List<?> tuple = JsonValidity.tuple(schema);
        return i < tuple.size() ? tuple.get(i) : JsonValidity.rest(schema);
    }

    private void objects(List<Map<?, ?>> schemas, int depth, Map<String, @Nullable Object> all) {
        Set<String> names = new LinkedHashSet<>();
        for (Map<?, ?> s : schemas) {
            JsonSchemaDifferences.map(s.get("properties")).keySet().forEach(n -> names.add(String.valueOf(n)));
            JsonSchemaDifferences.list(s.get("required")).forEach(n -> names.add(String.valueOf(n)));
            JsonSchemaDifferences.map(s.get("patternProperties"))
                    .keySet()
                    .forEach(p -> names.add(String.valueOf(p).replaceAll("[\\^$].*?|\\(.*|\\[.*", "")));
            for (String keyword : List.of("dependencies", "dependentRequired", "dependentSchemas")) {
                JsonSchemaDifferences.map(s.get(keyword)).forEach((name, needs) -> {
                    names.add(String.valueOf(name));
                    JsonSchemaDifferences.list(needs).forEach(n -> names.add(String.valueOf(n)));
                });
            }
        }
        boolean any = !names.isEmpty()
                || schemas.stream()
                        .anyMatch(s -> s.containsKey("additionalProperties")
                                || s.containsKey("minProperties")
                                || s.containsKey("maxProperties"));
        if (!any) {
            return;
        }
        names.add("other");
        names.add("other2");
        JsonValidity accepts = new JsonValidity(accepting);
        Map<String, List<@Nullable Object>> choices = new LinkedHashMap<>();
        Map<String, @Nullable Object> fitting = new LinkedHashMap<>();
        for (String name : names.stream().limit(20).toList()) {
            List<Object> of = new ArrayList<>();
            schemas.forEach(s -> schemasOf(s, name, of));
            Object merged = of.isEmpty() ? true : of.size() == 1 ? of.get(0) : Map.of("anyOf", of);
            List<@Nullable Object> values = values(merged, merged, depth + 1, MAX_VALUES);
            choices.put(name, values);
            Object first = of.isEmpty() ? true : of.get(0);
            fitting.put(name, firstOf(values, first, accepts));
        }
        Map<String, @Nullable Object> required = new LinkedHashMap<>();
        schemas.forEach(s -> JsonSchemaDifferences.list(s.get("required"))
                .forEach(n -> required.put(String.valueOf(n), fitting.get(String.valueOf(n)))));
        for (Map<String, @Nullable Object> base : List.of(Map.<String, @Nullable Object>of(), required, fitting)) {
            put(base, all);
            for (String name : choices.keySet()) {
                Map<String, @Nullable Object> without = new LinkedHashMap<>(base);
                without.remove(name);
                put(without, all);
                for (Object value : choices.get(name)) {
                    Map<String, @Nullable Object> with = new LinkedHashMap<>(base);
                    with.put(name, value);
                    put(with, all);
                }
                for (String other : choices.keySet()) {
                    Map<String, @Nullable Object> two = new LinkedHashMap<>(base);
                    two.put(name, fitting.get(name));
                    two.put(other, fitting.get(other));
                    put(two, all);
                }
            }
        }
    }

    private static @Nullable Object firstOf(Collection<@Nullable Object> values, Object schema, JsonValidity accepts) {
        for (Object value : values) {
            if (accepts.valid(schema, value, 0)) {
                return value;
            }
        }
        return BigDecimal.ZERO;
    }

    private void put(Map<String, @Nullable Object> value, Map<String, @Nullable Object> all) {
        tried++;
        if (all.size() < 5_000 && tried < MAX_TRIED) {
            all.putIfAbsent(JsonText.of(value), value);
        }
    }

    private static void schemasOf(Map<?, ?> s, String name, List<Object> into) {
        Object listed = JsonSchemaDifferences.map(s.get("properties")).get(name);
        if (listed != null) {
            into.add(listed);
            return;
        }
        JsonSchemaDifferences.map(s.get("patternProperties")).forEach((pattern, schema) -> {
            if (schema != null && JsonValidity.matches(String.valueOf(pattern), name)) {
                into.add(schema);
            }
        });
        Object rest = s.get("additionalProperties");
        if (rest instanceof Map && into.isEmpty()) {
            into.add(rest);
        }
    }
}
