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
        switch (format) {
            case "dict" -> {
                return new DbtFixture(Optional.of(dictionaries(rows)), "", false);
            }
            case "csv" -> {
                return new DbtFixture(Optional.of(csv(text(rows, fixture, format, test), test)), "", true);
            }
            case "sql" -> {
                return new DbtFixture(
                        Optional.empty(),
                        DbtProject.compiled("unit test " + test, text(rows, fixture, format, test)),
                        false);
            }
            default ->
                throw new InputException(
                        folder, "unit test " + test, "expected format dict, csv or sql, found " + format);
        }
    }

    private String text(@Nullable Object rows, String fixture, String format, String test) {
        if (rows instanceof String inline) {
            return inline;
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

    private static Relation dictionaries(@Nullable Object rows) {
        Set<String> columns = new LinkedHashSet<>();
        List<Map<?, ?>> all = new ArrayList<>();
        if (rows instanceof List<?> list) {
            for (Object row : list) {
                Map<?, ?> one = row instanceof Map<?, ?> map ? map : Map.of();
                one.keySet().forEach(k -> columns.add(String.valueOf(k)));
                all.add(one);
            }
        }
        List<List<@Nullable Object>> cells = new ArrayList<>();
        for (Map<?, ?> row : all) {
            List<@Nullable Object> one = new ArrayList<>();
            columns.forEach(c -> one.add(row.get(c)));
            cells.add(one);
        }
        return new Relation(List.copyOf(columns), cells);
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
        try (JsonParser csv = factory.createParser(text)) {
            csv.setSchema(CsvSchema.emptySchema());
            while (csv.nextToken() != null) {
                List<@Nullable Object> row = new ArrayList<>();
                while (csv.nextToken() != JsonToken.END_ARRAY) {
                    row.add(csv.getText().isEmpty() ? null : csv.getText());
                }
                if (columns.isEmpty()) {
                    row.forEach(name -> columns.add(String.valueOf(name)));
                } else if (row.size() == columns.size()) {
                    rows.add(row);
                } else {
                    throw new InputException(
                            folder,
                            "unit test " + test,
                            "expected " + columns.size() + " fields in row " + (rows.size() + 1) + " of its CSV, found "
                                    + row.size());
                }
            }
        } catch (IOException e) {
            throw new InputException(folder, "unit test " + test, "expected CSV: " + e.getMessage(), e);
        }
        return new Relation(columns, rows);
    }
}
