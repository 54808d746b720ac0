package io.dataops.testing.property;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes a dataset so that it can be pasted into a test or a file.
 *
 * <pre>{@code
 * Reproduction.csv(data);    // a block a table: its name after #, a header, the rows; null is empty, empty text is ""
 * Reproduction.java(data);   // Dataset.of(schema, List.of(Table.of(schema.table("orders"), List.of(Arrays.asList(1L, ...)))))
 * }</pre>
 */
public final class Reproduction {
    private Reproduction() {}

    /**
     * Writes a dataset as CSV blocks (RFC 4180 quoting).
     *
     * @param data the dataset
     * @return the text, without a trailing line break
     */
    public static String csv(Dataset data) {
        List<String> lines = new ArrayList<>();
        for (Table table : data.tables()) {
            lines.add("# " + table.schema().name());
            lines.add(
                    table.schema().columns().stream().map(c -> quoted(c.name())).collect(Collectors.joining(",")));
            for (Row row : table.rows()) {
                lines.add(row.values().stream().map(Reproduction::cell).collect(Collectors.joining(",")));
            }
        }
        return String.join("\n", lines);
    }

    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String text = value.toString();
        return text.isEmpty() ? "\"\"" : quoted(text);
    }

    private static String quoted(String text) {
        return text.matches("[\\w .:+/-]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    /**
     * Writes a dataset as a Java expression over a variable {@code schema}.
     *
     * @param data the dataset
     * @return the expression
     */
    public static String java(Dataset data) {
        String tables = data.tables().stream()
                .map(t -> "        Table.of(schema.table(" + literal(t.schema().name()) + "), List.of("
                        + t.rows().stream()
                                .map(r -> "\n                Arrays.asList("
                                        + r.values().stream()
                                                .map(Reproduction::literal)
                                                .collect(Collectors.joining(", "))
                                        + ")")
                                .collect(Collectors.joining(","))
                        + "))")
                .collect(Collectors.joining(",\n"));
        return "Dataset.of(schema, List.of(\n" + tables + "))";
    }

    private static String literal(@Nullable Object value) {
        if (value == null) {
            return "(Object) null";
        }
        if (value instanceof Long) {
            return value + "L";
        }
        if (value instanceof Boolean || value instanceof Double || value instanceof Integer) {
            return value.toString();
        }
        if (value instanceof BigDecimal) {
            return "new BigDecimal(\"" + value + "\")";
        }
        if (value instanceof LocalDate) {
            return "LocalDate.parse(\"" + value + "\")";
        }
        if (value instanceof LocalDateTime) {
            return "LocalDateTime.parse(\"" + value + "\")";
        }
        if (value instanceof LocalTime) {
            return "LocalTime.parse(\"" + value + "\")";
        }
        if (value instanceof OffsetTime) {
            return "OffsetTime.parse(\"" + value + "\")";
        }
        if (value instanceof OffsetDateTime) {
            return "OffsetDateTime.parse(\"" + value + "\")";
        }
        if (value instanceof UUID) {
            return "UUID.fromString(\"" + value + "\")";
        }
        if (value instanceof Bytes) {
            return "Bytes.ofHex(\"" + value + "\")";
        }
        StringBuilder out = new StringBuilder("\"");
        for (char c : value.toString().toCharArray()) {
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
