package io.dataops.testing.property;

import io.dataops.api.InputException;
import io.dataops.api.MissingProviderException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Reads JSON Schema (drafts 4 to 2020-12) of an object: its properties are the columns of one table, those of objects within
 * it are named by their path ({@code address.city}). What is not required, or may be null, is nullable. Ranges, lengths,
 * enumerations, {@code const}, dates and local references are kept; arrays, patterns and combinations are listed in
 * {@link ImportedSchema#notes()}. Needs {@code com.fasterxml.jackson.core:jackson-databind}, which is optional.
 *
 * <pre>{@code
 * RelationalSchema events = JsonSchemas.read(Path.of("event.schema.json"), "events").schema();
 * JsonSchemas.parse("x", "events", "[]");   // InputException: x: expected the schema of an object with properties
 * }</pre>
 */
public final class JsonSchemas {
    private static final int NESTED = 20;
    private static final int TEXT = 255;
    private static final Set<String> IGNORED = Set.of(
            "pattern", "oneOf", "anyOf", "not", "if", "dependentRequired", "dependentSchemas", "patternProperties");

    private final String source;
    private final Map<String, Object> root;
    private final SchemaDraft schema;
    private final TableDraft table;

    private JsonSchemas(String source, String table, Map<String, Object> root) {
        this.source = source;
        this.root = root;
        this.schema = new SchemaDraft(source);
        this.table = new TableDraft(table);
    }

    /**
     * Reads a file.
     *
     * @param file the file, UTF-8, up to 20 MB
     * @param table what to call the table
     * @return a schema of one table
     * @throws InputException if it is not the schema of an object
     * @throws IllegalStateException if the JSON reader is not on the class path
     */
    public static ImportedSchema read(Path file, String table) {
        return parse(file.toString(), table, Documents.text(file));
    }

    /**
     * Reads a text.
     *
     * @param source what to call it in messages
     * @param table what to call the table
     * @param json the schema of an object
     * @return a schema of one table
     * @throws InputException if it is not the schema of an object
     * @throws IllegalStateException if the JSON reader is not on the class path
     */
    public static ImportedSchema parse(String source, String table, String json) {
        MissingProviderException.require(
                JsonSchemas.class,
                "com.fasterxml.jackson.databind.ObjectMapper",
                "JSON parser",
                "com.fasterxml.jackson.core:jackson-databind");
        Map<String, Object> root = Documents.map(Documents.json(source, json));
        JsonSchemas reader = new JsonSchemas(source, table, root);
        reader.object(root, "", false, 0);
        if (reader.table.columns.isEmpty()) {
            throw new InputException(source, "", "expected the schema of an object with properties");
        }
        reader.schema.add(reader.table, "");
        return reader.schema.schema("the schema of an object");
    }

    private void object(Map<String, Object> declared, String prefix, boolean nullable, int depth) {
        Map<String, Object> shape = resolved(declared, prefix);
        List<Map<String, Object>> parts = new ArrayList<>(List.of(shape));
        for (Object part : Documents.list(shape.get("allOf"))) {
            parts.add(resolved(Documents.map(part), prefix));
        }
        List<String> required = parts.stream()
                .flatMap(p -> Documents.list(p.get("required")).stream())
                .map(String::valueOf)
                .toList();
        for (Map<String, Object> part : parts) {
            Documents.map(part.get("properties"))
                    .forEach((name, property) -> property(
                            Documents.map(property), prefix + name, nullable || !required.contains(name), depth));
        }
    }

    /** Follows local references, a limited number of times. */
    private Map<String, Object> resolved(Map<String, Object> declared, String name) {
        Map<String, Object> now = declared;
        for (int i = 0; i < NESTED && now.containsKey("$ref"); i++) {
            String pointer = Documents.text(now, "$ref");
            Map<String, Object> target = root;
            if (!pointer.startsWith("#")) {
                throw new InputException(source, name, "expected a reference within the file, found " + pointer);
            }
            for (String step : pointer.substring(1).split("/", -1)) {
                if (!step.isEmpty()) {
                    target = Documents.map(target.get(step.replace("~1", "/").replace("~0", "~")));
                }
            }
            if (target.isEmpty()) {
                throw new InputException(source, name, "the reference " + pointer + " leads nowhere");
            }
            now = target;
        }
        return now;
    }

    private void property(Map<String, Object> declared, String name, boolean optional, int depth) {
        Map<String, Object> shape = resolved(declared, name);
        List<String> types = shape.get("type") instanceof List<?> several
                ? several.stream().map(String::valueOf).toList()
                : List.of(Documents.text(shape, "type"));
        List<String> real = types.stream().filter(t -> !t.equals("null")).toList();
        boolean nullable = optional
                || real.size() < types.size()
                || Documents.list(shape.get("enum")).stream().anyMatch(v -> v == null);
        String type = real.isEmpty() || real.get(0).isEmpty() ? inferred(shape) : real.get(0);
        if (real.size() > 1) {
            schema.note("only the first type of " + name + " is taken over: " + real);
        }
        shape.keySet().stream()
                .filter(IGNORED::contains)
                .forEach(k -> schema.note(k + " of " + name + " is not taken over"));
        if (type.equals("object")) {
            if (depth == NESTED) {
                schema.note("object " + name + " is nested too deep and not taken over");
            } else {
                object(shape, name + ".", nullable, depth + 1);
            }
            return;
        }
        if (type.equals("array")) {
            schema.note("array " + name + " is not taken over");
            return;
        }
        table.column(name, scalar(shape, name, type), nullable);
        narrow(shape, name);
    }

    private static String inferred(Map<String, Object> shape) {
        return shape.containsKey("properties") || shape.containsKey("allOf")
                ? "object"
                : shape.containsKey("items") ? "array" : shape.containsKey("minimum") ? "number" : "string";
    }

    private ColumnType scalar(Map<String, Object> shape, String name, String type) {
        String step = Documents.text(shape, "multipleOf");
        return switch (type) {
            case "integer" -> {
                if (!step.isEmpty() && !step.equals("1")) {
                    schema.note("multipleOf of " + name + " is not taken over");
                }
                yield Schema.int64();
            }
            case "number" -> {
                if (step.matches("0?\\.0{0,9}1")) {
                    yield Schema.decimal(18, step.length() - step.indexOf('.') - 1);
                }
                if (!step.isEmpty()) {
                    schema.note("multipleOf of " + name + " is not taken over");
                }
                yield Schema.float64(-1e9, 1e9);
            }
            case "boolean" -> Schema.bool();
            case "string" ->
                switch (Documents.text(shape, "format")) {
                    case "date" -> Schema.date();
                    case "date-time" -> Schema.instant();
                    case "time" -> Schema.zonedTime(ZoneOffset.UTC);
                    case "uuid" -> Schema.uuid();
                    case "" ->
                        isBinary(shape)
                                ? binary(shape, name)
                                : Schema.text(shape.containsKey("maxLength") ? 1_000_000 : TEXT);
                    default -> {
                        schema.note("format " + Documents.text(shape, "format") + " of " + name + " is not taken over");
                        yield Schema.text(TEXT);
                    }
                };
            default -> throw new InputException(source, name, "expected a type, found " + type);
        };
    }

    private static boolean isBinary(Map<String, Object> shape) {
        return Documents.text(shape, "contentEncoding").equals("base64");
    }

    /** Bytes whose base64 text, of four characters for three bytes, has the length that is asked for. */
    private ColumnType binary(Map<String, Object> shape, String name) {
        long most = shape.containsKey("maxLength") ? size(Documents.text(shape, "maxLength")) / 4 * 3 : TEXT;
        long blocks = shape.containsKey("minLength") ? (size(Documents.text(shape, "minLength")) + 3) / 4 : 0;
        long least = blocks == 0 ? 0 : 3 * (blocks - 1) + 1;
        if (shape.containsKey("maxLength") && least > most) {
            throw new InputException(source, name, "minLength and maxLength leave no base64 text");
        }
        return new Binary((int) least, (int) Math.max(least, most));
    }

    private void narrow(Map<String, Object> shape, String name) {
        boolean above = Boolean.TRUE.equals(shape.get("exclusiveMinimum"));
        boolean below = Boolean.TRUE.equals(shape.get("exclusiveMaximum"));
        apply(shape, name, "minimum", bound -> t -> Narrowing.atLeast(t, bound, above));
        apply(shape, name, "maximum", bound -> t -> Narrowing.atMost(t, bound, below));
        if (!above) {
            apply(shape, name, "exclusiveMinimum", bound -> t -> Narrowing.atLeast(t, bound, true));
        }
        if (!below) {
            apply(shape, name, "exclusiveMaximum", bound -> t -> Narrowing.atMost(t, bound, true));
        }
        boolean counted = !isBinary(shape);
        apply(counted ? shape : Map.of(), name, "minLength", n -> t -> Narrowing.length(t, size(n), 1_000_000));
        apply(counted ? shape : Map.of(), name, "maxLength", n -> t -> Narrowing.length(t, 0, size(n)));
        apply(shape, name, "const", value -> t -> Narrowing.oneOf(t, List.of(value)));
        if (shape.containsKey("enum")) {
            List<String> values = Documents.list(shape.get("enum")).stream()
                    .filter(v -> v != null)
                    .map(String::valueOf)
                    .collect(Collectors.toList());
            apply(shape, name, "enum", ignored -> t -> Narrowing.oneOf(t, values));
        }
    }

    private static long size(String number) {
        return new BigDecimal(number).min(BigDecimal.valueOf(1_000_000)).longValue();
    }

    private void apply(
            Map<String, Object> shape,
            String name,
            String keyword,
            java.util.function.Function<String, UnaryOperator<ColumnType>> narrowing) {
        if (!shape.containsKey(keyword) || (shape.get(keyword) instanceof Boolean && keyword.startsWith("exclusive"))) {
            return;
        }
        try {
            table.narrow(name, narrowing.apply(Documents.text(shape, keyword)));
        } catch (IllegalArgumentException e) {
            String why = String.valueOf(e.getMessage());
            if (why.contains("have no")) {
                schema.note(keyword + " of " + name + " is not taken over: " + why);
            } else {
                throw new InputException(source, name, keyword + " leaves no value: " + why, e);
            }
        }
    }
}
