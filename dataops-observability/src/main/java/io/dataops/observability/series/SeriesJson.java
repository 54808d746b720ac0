package io.dataops.observability.series;

import io.dataops.api.InputException;
import io.dataops.api.MissingProviderException;
import io.dataops.api.TimeSeries;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads series from JSON: one object or a list of them, each {@code {"name": "rows", "asset": "orders", "points": [[time,
 * value], …]}}. Needs {@code com.fasterxml.jackson.core:jackson-core}, which this module does not bring along.
 *
 * <p>A time is a text as in ISO 8601 (UTC without an offset) or seconds (from 1e11 on milliseconds) since 1970; a value is a
 * number, {@code null} or {@code "NaN"} for a missing one, {@code "Infinity"} or {@code "-Infinity"}. Other fields are passed
 * over. At most 10 million points. Linear time.
 *
 * <pre>{@code
 * List<TimeSeries> all = SeriesJson.read(file);
 * }</pre>
 */
public final class SeriesJson {

    private SeriesJson() {}

    /**
     * Reads a file in UTF-8.
     *
     * @param file the file
     * @return the series, in their order
     * @throws InputException if the file cannot be read or holds something else, with the line
     * @throws MissingProviderException if the parser is not on the class path
     */
    public static List<TimeSeries> read(Path file) {
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
     * @return the series, in their order
     * @throws InputException if the text cannot be read or holds something else, with the line
     * @throws MissingProviderException if the parser is not on the class path
     */
    public static List<TimeSeries> read(String source, Reader in) {
        needsParser();
        return JsonDocument.read(source, in);
    }

    private static void needsParser() {
        MissingProviderException.require(
                SeriesJson.class,
                "com.fasterxml.jackson.core.JsonFactory",
                "JSON parser",
                "com.fasterxml.jackson.core:jackson-core");
    }
}
