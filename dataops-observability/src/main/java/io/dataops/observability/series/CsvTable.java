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
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rows that {@link SeriesCsv} reads: all that needs the parser, so that only reading does. */
final class CsvTable {
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

    CsvTable(String times, char separator, ZoneId zone) {
        this.times = times;
        this.separator = separator;
        this.zone = zone;
    }

    List<TimeSeries> read(String source, Reader in) {
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
