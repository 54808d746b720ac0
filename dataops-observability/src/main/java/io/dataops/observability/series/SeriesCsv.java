package io.dataops.observability.series;

import io.dataops.api.InputException;
import io.dataops.api.MissingProviderException;
import io.dataops.api.TimeSeries;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

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
     * @throws MissingProviderException if the parser is not on the class path
     */
    public List<TimeSeries> read(Path file) {
        needsParser();
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
     * @throws MissingProviderException if the parser is not on the class path
     */
    public List<TimeSeries> read(String source, Reader in) {
        needsParser();
        return new CsvTable(times, separator, zone).read(source, in);
    }

    private static void needsParser() {
        MissingProviderException.require(
                SeriesCsv.class,
                "com.fasterxml.jackson.dataformat.csv.CsvFactory",
                "CSV parser",
                "com.fasterxml.jackson.dataformat:jackson-dataformat-csv");
    }
}
