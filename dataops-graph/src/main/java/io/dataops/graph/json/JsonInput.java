package io.dataops.graph.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.dataops.api.InputException;
import io.dataops.api.ProgressListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON document, read once from front to back; of what is skipped nothing is kept. Depth is bounded to 200, errors are
 * {@link InputException} with line, column and path.
 */
public final class JsonInput {
    private static final int MAX_DEPTH = 200;
    /** A number with more digits than this stays text: nothing here needs one. */
    private static final int MAX_DIGITS = 400;

    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private final JsonParser json;
    private final String source;
    private final String kind;

    /** What to do with a value. */
    @FunctionalInterface
    public interface Reading {
        /**
         * Reads the value at the input.
         *
         * @param in the input, at the value
         * @throws IOException from the parser; becomes an {@link InputException}
         */
        void read(JsonInput in) throws IOException;
    }

    /** What to do with one field of an object. */
    @FunctionalInterface
    public interface FieldReading {
        /**
         * Reads or skips the value of a field.
         *
         * @param name the field
         * @throws IOException from the parser; becomes an {@link InputException}
         */
        void read(String name) throws IOException;
    }

    private JsonInput(JsonParser json, String source, String kind) {
        this.json = json;
        this.source = source;
        this.kind = kind;
    }

    /**
     * Reads the one value of a file.
     *
     * @param file the file
     * @param kind what it should be, for messages: {@code "a Terraform plan"}
     * @param reading called at the value
     */
    public static void read(Path file, String kind, Reading reading) {
        read(file, kind, ProgressListener.silent(), reading);
    }

    /**
     * Reads the one value of a file and tells how far it is.
     *
     * @param file the file
     * @param kind what it should be
     * @param progress is told how many bytes were read
     * @param reading called at the value
     */
    public static void read(Path file, String kind, ProgressListener progress, Reading reading) {
        try (InputStream in = ReadProgress.open(file, progress)) {
            read(in, file.toString(), kind, reading);
        } catch (IOException e) {
            throw new InputException(file.toString(), "", "cannot be read: " + e, e);
        }
    }

    /**
     * Reads the one value of a stream.
     *
     * @param in the stream, left open
     * @param source what to call it in messages
     * @param kind what it should be
     * @param reading called at the value
     */
    public static void read(InputStream in, String source, String kind, Reading reading) {
        readAll(in, source, kind, once(kind, reading));
    }

    private static Reading once(String kind, Reading reading) {
        boolean[] done = {false};
        return in -> {
            if (done[0]) {
                throw in.fail("has more after the end of " + kind);
            }
            done[0] = true;
            reading.read(in);
        };
    }

    /**
     * Reads the values of a stream, one after the other.
     *
     * @param in the stream, left open
     * @param source what to call it in messages
     * @param kind what they should be
     * @param reading called at each value
     */
    public static void readAll(InputStream in, String source, String kind, Reading reading) {
        try (JsonParser json = JSON.createParser(in)) {
            json.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
            all(json, source, kind, reading);
        } catch (IOException e) {
            throw new InputException(source, "", "cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Reads the one value of a text as maps, lists, strings, {@link BigDecimal}, booleans and null.
     *
     * @param text the document
     * @param source what to call it in messages
     * @param kind what it should be
     * @return the value
     */
    public static @Nullable Object parse(String text, String source, String kind) {
        List<@Nullable Object> values = new ArrayList<>();
        try (Reader reader = new StringReader(text);
                JsonParser json = JSON.createParser(reader)) {
            all(json, source, kind, once(kind, in -> values.add(in.tree())));
        } catch (IOException e) {
            throw new InputException(source, "", "cannot be read: " + e.getMessage(), e);
        }
        return values.get(0);
    }

    private static void all(JsonParser json, String source, String kind, Reading reading) throws IOException {
        JsonInput input = new JsonInput(json, source, kind);
        try {
            if (json.nextToken() == null) {
                throw new InputException(source, "", "is empty; expected " + kind);
            }
            do {
                reading.read(input);
            } while (json.nextToken() != null);
        } catch (JsonProcessingException e) {
            throw new InputException(source, input.place(), "expected " + kind + ", but " + e.getOriginalMessage(), e);
        }
    }

    private String place() {
        JsonLocation at = json.currentLocation();
        String path = json.getParsingContext().pathAsPointer().toString();
        return "line " + at.getLineNr() + " column " + at.getColumnNr() + (path.isEmpty() ? "" : " (" + path + ")");
    }

    /**
     * Makes the error of this place.
     *
     * @param expected what is wrong, and what was expected instead
     * @return an exception to throw
     */
    public InputException fail(String expected) {
        return new InputException(source, place(), expected);
    }

    /**
     * Returns what this input is called in messages.
     *
     * @return the source
     */
    public String source() {
        return source;
    }

    /**
     * Says whether an object is here.
     *
     * @return true at the start of an object
     */
    public boolean isObject() {
        return json.currentToken() == JsonToken.START_OBJECT;
    }

    /**
     * Says whether a list is here.
     *
     * @return true at the start of a list
     */
    public boolean isArray() {
        return json.currentToken() == JsonToken.START_ARRAY;
    }

    /**
     * Reads each field of the object that is here; null counts as an object without fields.
     *
     * @param reading called at the value of each field; must read or skip it
     * @throws IOException from the parser
     */
    public void fields(FieldReading reading) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (!isObject()) {
            throw fail("expected an object in " + kind);
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            reading.read(field);
        }
    }

    /**
     * Reads one field of the object that is here and passes over the others; null counts as an object without fields.
     *
     * @param name the field
     * @param reading called at its value
     * @throws IOException from the parser
     */
    public void field(String name, Reading reading) throws IOException {
        fields(field -> {
            if (field.equals(name)) {
                reading.read(this);
            } else {
                skip();
            }
        });
    }

    /**
     * Reads each element of the list that is here; null counts as a list without elements.
     *
     * @param reading called at each element; must read or skip it
     * @throws IOException from the parser
     */
    public void elements(Reading reading) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (!isArray()) {
            throw fail("expected a list in " + kind);
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            reading.read(this);
        }
    }

    /**
     * Returns the scalar that is here.
     *
     * @return its text; empty for null and for what is no scalar, which is skipped
     * @throws IOException from the parser
     */
    public String text() throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return "";
        }
        if (json.currentToken().isScalarValue()) {
            return json.getText();
        }
        json.skipChildren();
        return "";
    }

    /**
     * Passes over the value that is here.
     *
     * @throws IOException from the parser
     */
    public void skip() throws IOException {
        json.skipChildren();
    }

    /**
     * Returns the value that is here as maps, lists, strings, {@link BigDecimal}, booleans and null; a number too long to
     * compute with stays text.
     *
     * @return the value
     * @throws IOException from the parser
     */
    public @Nullable Object tree() throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                fields(name -> map.put(name, tree()));
                yield map;
            }
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                elements(in -> list.add(tree()));
                yield list;
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(json.getText());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> json.getText();
        };
    }

    private static Object number(String text) {
        if (text.length() > MAX_DIGITS) {
            return text;
        }
        try {
            BigDecimal value = new BigDecimal(text);
            return Math.abs((long) value.scale()) > MAX_DIGITS ? text : value;
        } catch (NumberFormatException e) {
            return text;
        }
    }
}
