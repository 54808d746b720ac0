package io.dataops.graph.oracle;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Random Avro schemas, and small changes to them, as texts. */
public final class RandomAvro {
    private static final List<String> PRIMITIVES =
            List.of("null", "boolean", "int", "long", "float", "double", "bytes", "string");
    private final Random random;
    private final Set<String> defined = new LinkedHashSet<>();

    /** {@code seed} decides all. */
    public RandomAvro(long seed) {
        this.random = new Random(seed);
    }

    /** {@return a schema that Avro may refuse} */
    public String schema() {
        defined.clear();
        return type(3, false);
    }

    private String type(int depth, boolean inUnion) {
        int kind = random.nextInt(depth > 0 ? 10 : 4);
        switch (kind) {
            case 4:
                return "{\"type\":\"array\",\"items\":" + type(depth - 1, false) + "}";
            case 5:
                return "{\"type\":\"map\",\"values\":" + type(depth - 1, false) + "}";
            case 6, 7:
                return record(depth);
            case 8:
                return inUnion ? primitive() : union(depth);
            case 9:
                return named();
            default:
                if (!defined.isEmpty() && random.nextInt(5) == 0) {
                    return "\"" + new ArrayList<>(defined).get(random.nextInt(defined.size())) + "\"";
                }
                return primitive();
        }
    }

    private String primitive() {
        return "\"" + PRIMITIVES.get(random.nextInt(PRIMITIVES.size())) + "\"";
    }

    private String fresh(String prefix) {
        for (int i = 0; i < 20; i++) {
            String name = prefix + random.nextInt(3);
            if (defined.add(name)) {
                return name;
            }
        }
        return "";
    }

    private String named() {
        boolean isEnum = random.nextBoolean();
        String name = fresh(isEnum ? "E" : "F");
        if (name.isEmpty()) {
            return primitive();
        }
        if (!isEnum) {
            return "{\"type\":\"fixed\",\"name\":\"" + name + "\",\"size\":" + (1 + random.nextInt(2)) + "}";
        }
        List<String> symbols = new ArrayList<>();
        for (String s : List.of("A", "B", "C")) {
            if (random.nextBoolean() || symbols.isEmpty()) {
                symbols.add("\"" + s + "\"");
            }
        }
        String fallback = random.nextInt(4) == 0 ? ",\"default\":" + symbols.get(0) : "";
        return "{\"type\":\"enum\",\"name\":\"" + name + "\",\"symbols\":" + symbols + fallback + "}";
    }

    private String record(int depth) {
        String name = fresh("R");
        if (name.isEmpty()) {
            return primitive();
        }
        StringBuilder fields = new StringBuilder();
        for (String f : List.of("a", "b", "c")) {
            if (random.nextInt(3) > 0) {
                String alias = random.nextInt(6) == 0 ? ",\"aliases\":[\"z\"]" : "";
                boolean optional = random.nextInt(3) == 0;
                String type = optional ? "[\"null\",\"int\"]" : type(depth - 1, false);
                String fallback = optional ? ",\"default\":null" : "";
                fields.append(fields.isEmpty() ? "" : ",")
                        .append("{\"name\":\"" + f + "\",\"type\":" + type + alias + fallback + "}");
            }
        }
        String alias = random.nextInt(6) == 0 ? ",\"aliases\":[\"R" + random.nextInt(3) + "\"]" : "";
        return "{\"type\":\"record\",\"name\":\"" + name + "\"" + alias + ",\"fields\":[" + fields + "]}";
    }

    private String union(int depth) {
        Set<String> branches = new LinkedHashSet<>();
        int n = 1 + random.nextInt(3);
        boolean[] used = new boolean[2];
        for (int i = 0; i < n; i++) {
            String branch = type(depth - 1, true);
            boolean array = branch.startsWith("{\"type\":\"array\"");
            boolean map = branch.startsWith("{\"type\":\"map\"");
            if ((array && used[0]) || (map && used[1])) {
                continue;
            }
            used[0] |= array;
            used[1] |= map;
            branches.add(branch);
        }
        return branches.toString();
    }

    /** One text edit of the kinds that people make. */
    public String changed(String schema) {
        String[][] edits = {
            {"\"int\"", "\"long\""},
            {"\"long\"", "\"int\""},
            {"\"string\"", "\"bytes\""},
            {"\"float\"", "\"double\""},
            {"\"A\"", "\"D\""},
            {"\"name\":\"a\"", "\"name\":\"z\""},
            {"\"name\":\"b\"", "\"name\":\"b2\""},
            {"\"size\":1", "\"size\":2"},
            {"\"null\",", ""},
            {",\"default\":null", ""},
            {"\"R1\"", "\"R2\""},
            {"\"E0\"", "\"E1\""}
        };
        String out = schema;
        for (int i = 0; i < 1 + random.nextInt(2); i++) {
            String[] edit = edits[random.nextInt(edits.length)];
            int at = out.indexOf(edit[0]);
            out = at < 0 ? out : out.substring(0, at) + edit[1] + out.substring(at + edit[0].length());
        }
        return out;
    }
}
