package io.dataops.testing.property;

import io.dataops.api.InputException;
import io.dataops.api.MissingProviderException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads Avro schemas ({@code .avsc}): every record at the top is a table. Fields of records within records become columns
 * named by their path ({@code address.city}); a union with null is nullable; the logical types decimal, date, timestamp and
 * uuid are kept. Arrays, maps and further branches of a union are listed in {@link ImportedSchema#notes()}. Needs
 * {@code com.fasterxml.jackson.core:jackson-databind}, which is optional.
 *
 * <pre>{@code
 * RelationalSchema orders = AvroSchemas.read(Path.of("orders.avsc")).schema();
 * AvroSchemas.parse("x", "\"string\"");   // InputException: x: expected a record, found none
 * }</pre>
 *
 * <p>Source: Apache Avro 1.12 specification.
 */
public final class AvroSchemas {
    private static final int NESTED = 20;
    private static final int TEXT = 255;

    private final SchemaDraft schema;
    private final Map<String, Map<String, Object>> named = new HashMap<>();

    private AvroSchemas(String source) {
        this.schema = new SchemaDraft(source);
    }

    /**
     * Reads a file.
     *
     * @param file the file, UTF-8, up to 20 MB
     * @return its records as tables
     * @throws InputException if it is not an Avro schema with a record
     * @throws IllegalStateException if the JSON reader is not on the class path
     */
    public static ImportedSchema read(Path file) {
        return parse(file.toString(), Documents.text(file));
    }

    /**
     * Reads a text.
     *
     * @param source what to call it in messages
     * @param json a record, or a list of them
     * @return the records as tables
     * @throws InputException if it is not an Avro schema with a record
     * @throws IllegalStateException if the JSON reader is not on the class path
     */
    public static ImportedSchema parse(String source, String json) {
        MissingProviderException.require(
                AvroSchemas.class,
                "com.fasterxml.jackson.databind.ObjectMapper",
                "JSON parser",
                "com.fasterxml.jackson.core:jackson-databind");
        AvroSchemas reader = new AvroSchemas(source);
        Object root = Documents.json(source, json);
        List<Object> tops = new ArrayList<>(Documents.list(root));
        if (tops.isEmpty()) {
            tops.add(root);
        }
        for (Object top : tops) {
            Map<String, Object> record = Documents.map(top);
            if (!Documents.text(record, "type").equals("record")) {
                reader.name(record);
                continue;
            }
            TableDraft table = new TableDraft(Documents.text(record, "name"));
            if (table.name.isBlank()) {
                throw new InputException(source, "", "expected a name for every record");
            }
            reader.name(record);
            reader.fields(source, table, record, "", false, 0);
            reader.schema.add(table, "record " + table.name);
        }
        return reader.schema.schema("a record");
    }

    private void name(Map<String, Object> type) {
        String name = Documents.text(type, "name");
        named.put(name.substring(name.lastIndexOf('.') + 1), type);
    }

    private void fields(
            String source, TableDraft table, Map<String, Object> record, String prefix, boolean nullable, int depth) {
        for (Object item : Documents.list(record.get("fields"))) {
            Map<String, Object> field = Documents.map(item);
            String name = prefix + Documents.text(field, "name");
            Object type = field.get("type");
            if (Documents.text(field, "name").isBlank() || type == null) {
                throw new InputException(source, "record " + table.name, "expected a name and a type for every field");
            }
            field(source, table, name, type, nullable, depth);
        }
    }

    private void field(String source, TableDraft table, String name, Object declared, boolean outerNull, int depth) {
        Object type = declared;
        boolean nullable = outerNull;
        if (declared instanceof List<?> union) {
            List<?> branches = union.stream().filter(b -> !"null".equals(b)).toList();
            nullable |= branches.size() < union.size();
            if (branches.size() > 1) {
                schema.note("only the first branch of the union " + table.name + "." + name + " is taken over");
            }
            if (branches.isEmpty()) {
                schema.note("field " + table.name + "." + name + " is always null and not taken over");
                return;
            }
            type = branches.get(0);
        }
        Map<String, Object> shape = Documents.map(type);
        String word = shape.isEmpty() ? String.valueOf(type) : Documents.text(shape, "type");
        if (shape.get("type") instanceof Map<?, ?> inner) {
            shape = Documents.map(inner);
            word = Documents.text(shape, "type");
        }
        if (shape.isEmpty() && named.containsKey(word.substring(word.lastIndexOf('.') + 1))) {
            shape = named.getOrDefault(word.substring(word.lastIndexOf('.') + 1), Map.of());
            word = Documents.text(shape, "type");
        } else if (shape.containsKey("name")) {
            name(shape);
        }
        if (word.equals("record")) {
            if (depth == NESTED) {
                schema.note("record " + table.name + "." + name + " is nested too deep and not taken over");
            } else {
                fields(source, table, shape, name + ".", nullable, depth + 1);
            }
            return;
        }
        if (word.equals("array") || word.equals("map")) {
            schema.note(word + " " + table.name + "." + name + " is not taken over");
            return;
        }
        table.column(name, scalar(source, table.name + "." + name, word, shape), nullable);
    }

    private ColumnType scalar(String source, String name, String word, Map<String, Object> shape) {
        String logical = Documents.text(shape, "logicalType");
        if (logical.equals("decimal")) {
            try {
                return Schema.decimal(whole(shape, "precision"), whole(shape, "scale"));
            } catch (IllegalArgumentException e) {
                throw new InputException(source, "field " + name, String.valueOf(e.getMessage()), e);
            }
        } else if (logical.equals("date")) {
            return Schema.date();
        } else if (logical.startsWith("local-timestamp")) {
            return Schema.timestamp();
        } else if (logical.startsWith("timestamp")) {
            return Schema.instant();
        } else if (logical.equals("time-millis")) {
            return Schema.time(3);
        } else if (logical.equals("time-micros")) {
            return Schema.time();
        } else if (logical.equals("uuid")) {
            return Schema.uuid();
        } else if (!logical.isEmpty()) {
            schema.note("logical type " + logical + " of " + name + " is generated as " + word);
        }
        return switch (word) {
            case "boolean" -> Schema.bool();
            case "int" -> Schema.int64(Integer.MIN_VALUE, Integer.MAX_VALUE);
            case "long" -> Schema.int64();
            case "float", "double" -> Schema.float64(-1e9, 1e9);
            case "string" -> Schema.text(TEXT);
            case "enum" -> {
                Object[] symbols = Documents.list(shape.get("symbols")).stream()
                        .map(String::valueOf)
                        .distinct()
                        .toArray();
                if (symbols.length == 0) {
                    throw new InputException(source, "field " + name, "expected symbols for an enum");
                }
                yield Schema.oneOf(symbols);
            }
            case "bytes" -> Schema.bytes(TEXT);
            case "fixed" -> {
                int size = whole(shape, "size");
                yield new Binary(size, size);
            }
            default -> throw new InputException(source, "field " + name, "expected a type, found " + word);
        };
    }

    private static int whole(Map<String, Object> shape, String key) {
        String text = Documents.text(shape, key);
        return text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
    }
}
