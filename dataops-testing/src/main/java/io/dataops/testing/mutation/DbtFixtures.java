package io.dataops.testing.mutation;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.dataops.api.InputException;
import io.dataops.api.MissingProviderException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of dbt unit tests: dictionaries in YAML, CSV or SQL, in the property file or in a file of their own. */
final class DbtFixtures {
    private final String folder;
    private final Map<String, String> files;

    /**
     * Knows the fixture files of a project.
     *
     * @param files their texts by name, such as {@code orders.csv}
     */
    DbtFixtures(String folder, Map<String, String> files) {
        this.folder = folder;
        this.files = files;
    }

    /** The rows of an input or of what is expected. */
    DbtFixture of(Map<String, Object> owner, String test) {
        String format = String.valueOf(owner.getOrDefault("format", "dict")).toLowerCase(Locale.ROOT);
        Object rows = owner.get("rows");
        String fixture = String.valueOf(owner.getOrDefault("fixture", ""));
        if (rows != null && !fixture.isEmpty()) {
            throw wrong(test, "expected rows or a fixture, found both");
        }
        switch (format) {
            case "dict" -> {
                if (!fixture.isEmpty()) {
                    throw wrong(
                            test,
                            "has the fixture " + fixture + " without a format. Maybe add format: csv or format: sql");
                }
                return new DbtFixture(Optional.of(dictionaries(rows, test)), "", false);
            }
            case "csv" -> {
                return new DbtFixture(Optional.of(csv(text(rows, fixture, format, test), test)), "", true);
            }
            case "sql" -> {
                return new DbtFixture(
                        Optional.empty(),
                        DbtProject.compiled("unit test " + test, query(plain(text(rows, fixture, format, test)), test)),
                        false);
            }
            default -> throw wrong(test, "expected format dict, csv or sql, found " + format);
        }
    }

    private String query(String text, String test) {
        if (text.isBlank()) {
            throw wrong(test, "expected a query for format sql, found none");
        }
        return text;
    }

    private InputException wrong(String test, String message) {
        return new InputException(folder, "unit test " + test, message);
    }

    private String text(@Nullable Object rows, String fixture, String format, String test) {
        if (rows instanceof String inline) {
            return inline;
        }
        if (rows != null) {
            throw wrong(test, "expected rows as a text for format " + format + ", found " + shown(rows));
        }
        String name = fixture.endsWith("." + format) ? fixture : fixture + "." + format;
        String text = files.get(name);
        if (text == null) {
            throw new InputException(
                    folder,
                    "unit test " + test,
                    fixture.isEmpty()
                            ? "expected rows as a text, or a fixture, for format " + format
                            : "expected the file " + name + " in a folder tests/fixtures");
        }
        return text;
    }

    /** The text without a byte-order mark. */
    static String plain(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static String shown(Object value) {
        String text = value.toString().lines().findFirst().orElse("an empty text");
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    private Relation dictionaries(@Nullable Object rows, String test) {
        Set<String> columns = new LinkedHashSet<>();
        List<Map<?, ?>> all = new ArrayList<>();
        if (rows != null && !(rows instanceof List<?>)) {
            throw wrong(
                    test,
                    "expected rows as a list of dictionaries, found " + shown(rows)
                            + ". Maybe add format: csv or format: sql");
        }
        for (Object row : rows instanceof List<?> list ? list : List.of()) {
            if (!(row instanceof Map<?, ?> one)) {
                throw wrong(
                        test,
                        "expected a dictionary as row " + (all.size() + 1) + ", found "
                                + (row == null ? "nothing" : shown(row)));
            }
            one.keySet().forEach(k -> columns.add(String.valueOf(k)));
            all.add(one);
        }
        List<List<@Nullable Object>> cells = new ArrayList<>();
        for (Map<?, ?> row : all) {
            List<@Nullable Object> one = new ArrayList<>();
            columns.forEach(c -> one.add(row.get(c)));
            cells.add(one);
        }
        return new Relation(List.copyOf(columns), cells);
    }

    private List<String> names(List<@Nullable Object> row, String test) {
        Set<String> seen = new LinkedHashSet<>();
        List<String> out = new ArrayList<>();
        for (Object name : row) {
            if (name == null) {
                throw wrong(test, "expected a name for column " + (out.size() + 1) + " of its CSV, found none");
            }
            if (!seen.add(name.toString().toLowerCase(Locale.ROOT))) {
                throw wrong(test, "has the column " + name + " twice in its CSV");
            }
            out.add(name.toString());
        }
        return out;
    }

    /** Rows below their names; an empty field is null, as dbt has it. */
    private Relation csv(String text, String test) {
        MissingProviderException.require(
                DbtProject.class,
                "com.fasterxml.jackson.dataformat.csv.CsvFactory",
                "CSV parser",
                "com.fasterxml.jackson.dataformat:jackson-dataformat-csv");
        List<String> columns = new ArrayList<>();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        CsvFactory factory = CsvFactory.builder()
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxStringLength(65_536).build())
                .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
                .enable(CsvParser.Feature.TRIM_SPACES)
                .build();
        try (JsonParser csv = factory.createParser(plain(text))) {
            csv.setSchema(CsvSchema.emptySchema());
            while (csv.nextToken() != null) {
                List<@Nullable Object> row = new ArrayList<>();
                while (csv.nextToken() != JsonToken.END_ARRAY) {
                    row.add(csv.getText().isEmpty() ? null : csv.getText());
                }
                if (columns.isEmpty()) {
                    columns.addAll(names(row, test));
                } else if (row.size() == columns.size()) {
                    rows.add(row);
                } else {
                    throw wrong(
                            test,
                            "expected " + columns.size() + " fields in row " + (rows.size() + 1) + " of its CSV, found "
                                    + row.size());
                }
            }
        } catch (IOException e) {
            throw new InputException(folder, "unit test " + test, "expected CSV: " + e.getMessage(), e);
        }
        if (columns.isEmpty()) {
            throw wrong(test, "expected the names of columns in the first line of its CSV, found none");
        }
        return new Relation(columns, rows);
    }
}
