package io.dataops.observability.series;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.dataops.api.InputException;
import io.dataops.api.TimeSeries;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a table with a row of names, a column of times and a series in each other column. Needs
 * {@code com.fasterxml.jackson.dataformat:jackson-dataformat-csv}, which this module does not bring along.
 *
 * <p>A time is written as in ISO 8601, with a blank instead of the T if you like, or as seconds (from 1e11 on milliseconds)
 * since 1970; one without an offset is read by the clock of the zone. A value is a decimal number, NaN, an infinity, or
 * missing where the field is empty, {@code NA} or {@code null}. At most 10,000 columns and 10 million values. Linear time.
 *
 * <pre>{@code
 * List<TimeSeries> all = SeriesCsv.withTimesIn("timestamp").zone(ZoneId.of("Europe/Paris")).read(file);
 * }</pre>
 */
public final class SeriesCsv {
    private static final int MOST_COLUMNS = 10_000;
    private static final long MOST_VALUES = 10_000_000;
    private static final CsvFactory CSV = CsvFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxStringLength(65_536).build())
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .enable(CsvParser.Feature.TRIM_SPACES)
            .build();

    private final String times;
    private final char separator;
    private final ZoneId zone;

    private SeriesCsv(String times, char separator, ZoneId zone) {
        this.times = times;
        this.separator = separator;
        this.zone = zone;
    }

    /**
     * Returns a reader for tables with commas and times in UTC.
     *
     * @param column the name of the column with the times, not blank
     * @return the reader
     */
    public static SeriesCsv withTimesIn(String column) {
        if (column.isBlank()) {
            throw new IllegalArgumentException("column (" + column + ") must not be blank.");
        }
        return new SeriesCsv(column.strip(), ',', ZoneOffset.UTC);
    }

    /**
     * Returns this reader with another separator of fields.
     *
     * @param newSeparator for example ';' or a tab; not a quote or an end of line
     * @return the reader
     */
    public SeriesCsv separator(char newSeparator) {
        if (newSeparator == '"' || newSeparator == '\n' || newSeparator == '\r') {
            throw new IllegalArgumentException(
                    "separator (code " + (int) newSeparator + ") must not be a quote or an end of line.");
        }
        return new SeriesCsv(times, newSeparator, zone);
    }

    /**
     * Returns this reader with the zone of times that have no offset.
     *
     * @param newZone the zone
     * @return the reader
     */
    public SeriesCsv zone(ZoneId newZone) {
        return new SeriesCsv(times, separator, newZone);
    }

    /**
     * Reads a file in UTF-8.
     *
     * @param file the table
     * @return a series for each column but that of the times, in their order
     * @throws InputException if the file cannot be read or is no such table, with the line
     */
    public List<TimeSeries> read(Path file) {
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return read(file.toString(), in);
        } catch (IOException e) {
            throw new InputException(file.toString(), "", "expected a readable file in UTF-8", e);
        }
    }

    /**
     * Reads a text.
     *
     * @param source its name, for messages
     * @param in the text; not closed
     * @return a series for each column but that of the times, in their order
     * @throws InputException if the text cannot be read or is no such table, with the line
     */
    public List<TimeSeries> read(String source, Reader in) {
        try (JsonParser csv = CSV.createParser(in)) {
            csv.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
            csv.setSchema(CsvSchema.builder().setColumnSeparator(separator).build());
            List<String> names = new ArrayList<>();
            row(csv, names, source, MOST_COLUMNS);
            int at = header(names, source);
            List<TimeSeries.Builder> columns = new ArrayList<>();
            for (String name : names) {
                columns.add(TimeSeries.builder(name));
            }
            List<String> fields = new ArrayList<>();
            long values = 0;
            for (int line = row(csv, fields, source, names.size());
                    line > 0;
                    line = row(csv, fields, source, names.size())) {
                values += fields.size();
                add(source, line, fields, names, at, columns, values);
            }
            columns.remove(at);
            return columns.stream().map(TimeSeries.Builder::build).toList();
        } catch (JsonProcessingException e) {
            String place =
                    e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr();
            throw new InputException(source, place, "expected rows of fields: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new InputException(source, "", "expected a readable text in UTF-8", e);
        }
    }

    private int header(List<String> names, String source) {
        if (names.isEmpty()) {
            throw new InputException(source, "", "is empty; expected a row with the names of the columns");
        }
        names.set(0, names.get(0).replace("\uFEFF", "").strip());
        Set<String> known = new HashSet<>();
        for (String name : names) {
            if (name.isBlank() || !known.add(name)) {
                throw new InputException(
                        source, "line 1", "column '" + name + "' is blank or named twice; expected names that differ");
            }
        }
        int at = names.indexOf(times);
        if (at < 0) {
            throw new InputException(source, "line 1", "expected a column '" + times + "' with the times");
        }
        return at;
    }

    /** Reads the next row, and returns its line; 0 after the last. */
    private static int row(JsonParser csv, List<String> fields, String source, int most) throws IOException {
        fields.clear();
        if (csv.nextToken() == null) {
            return 0;
        }
        JsonToken token = csv.nextToken();
        int line = csv.currentTokenLocation().getLineNr();
        for (; token != JsonToken.END_ARRAY; token = csv.nextToken()) {
            if (token == null) {
                throw new InputException(source, "line " + line, "expected the end of the row");
            }
            if (fields.size() == most) {
                throw new InputException(source, "line " + line, "expected at most " + most + " fields");
            }
            String text = csv.getText();
            fields.add(text == null ? "" : text);
        }
        return line;
    }

    private void add(
            String source,
            int line,
            List<String> fields,
            List<String> names,
            int at,
            List<TimeSeries.Builder> columns,
            long values) {
        String place = "line " + line;
        if (fields.size() != names.size()) {
            throw new InputException(
                    source, place, fields.size() + " fields; expected " + names.size() + ", as many as names");
        }
        if (values > MOST_VALUES) {
            throw new InputException(source, place, "expected at most " + MOST_VALUES + " values");
        }
        Instant time = Times.of(fields.get(at), zone);
        if (time == null) {
            throw new InputException(
                    source, place, "'" + fields.get(at) + "' in column '" + times + "'; expected " + Times.EXPECTED);
        }
        for (int c = 0; c < fields.size(); c++) {
            if (c == at) {
                continue;
            }
            String field = fields.get(c).strip();
            boolean missing = field.isEmpty() || field.equals("NA") || field.equals("null");
            Double value = missing ? Double.valueOf(Double.NaN) : Times.number(field);
            if (value == null) {
                throw new InputException(
                        source,
                        place,
                        "'" + field + "' in column '" + names.get(c) + "'; expected a number, NaN or an empty field");
            }
            columns.get(c).add(time, value);
        }
    }
}
