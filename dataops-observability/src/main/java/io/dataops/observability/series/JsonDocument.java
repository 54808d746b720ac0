package io.dataops.observability.series;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.dataops.api.InputException;
import io.dataops.api.TimeSeries;
import java.io.IOException;
import java.io.Reader;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The document that {@link SeriesJson} reads: all that needs the parser, so that only reading does. */
final class JsonDocument {
    private static final int MOST_POINTS = 10_000_000;
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(50)
                    .maxStringLength(65_536)
                    .maxNumberLength(400)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .build();

    private final String source;
    private final JsonParser json;
    private final List<TimeSeries> all = new ArrayList<>();
    private int count;

    private JsonDocument(String source, JsonParser json) {
        this.source = source;
        this.json = json;
    }

    static List<TimeSeries> read(String source, Reader in) {
        try (JsonParser json = JSON.createParser(in)) {
            JsonDocument reader = new JsonDocument(source, json);
            reader.document();
            return List.copyOf(reader.all);
        } catch (JsonProcessingException e) {
            String place =
                    e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr();
            throw new InputException(source, place, "expected JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new InputException(source, "", "expected a readable text in UTF-8", e);
        }
    }

    private InputException wrong(String expected) {
        return new InputException(source, "line " + json.currentTokenLocation().getLineNr(), expected);
    }

    private void document() throws IOException {
        try {
            all();
        } catch (JsonProcessingException e) {
            String place = "line " + json.currentLocation().getLineNr();
            throw new InputException(source, place, "expected JSON: " + e.getOriginalMessage(), e);
        }
    }

    private void all() throws IOException {
        JsonToken first = json.nextToken();
        if (first == JsonToken.START_OBJECT) {
            one();
        } else if (first == JsonToken.START_ARRAY) {
            while (json.nextToken() == JsonToken.START_OBJECT) {
                one();
            }
            if (json.currentToken() != JsonToken.END_ARRAY) {
                throw wrong("expected an object with 'name' and 'points'");
            }
        } else {
            throw wrong("expected an object with 'name' and 'points', or a list of them");
        }
        if (json.nextToken() != null) {
            throw wrong("expected the end after the series");
        }
    }

    private void one() throws IOException {
        String name = null;
        String asset = null;
        List<Instant> times = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        boolean points = false;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken token = json.nextToken();
            switch (field) {
                case "name" -> name = text(field, token);
                case "asset" -> asset = text(field, token);
                case "points" -> {
                    points(token, times, values);
                    points = true;
                }
                default -> json.skipChildren();
            }
        }
        if (name == null || !points) {
            throw wrong("an object without " + (name == null ? "'name'" : "'points'") + "; expected both");
        }
        TimeSeries.Builder series = TimeSeries.builder(name).asset(asset == null ? name : asset);
        for (int i = 0; i < times.size(); i++) {
            series.add(times.get(i), values.get(i));
        }
        all.add(series.build());
    }

    private String text(String field, @Nullable JsonToken token) throws IOException {
        if (token != JsonToken.VALUE_STRING || json.getText().isBlank()) {
            throw wrong("'" + field + "'; expected a text that is not blank");
        }
        return json.getText();
    }

    private void points(@Nullable JsonToken token, List<Instant> times, List<Double> values) throws IOException {
        if (token != JsonToken.START_ARRAY) {
            throw wrong("'points'; expected a list of [time, value]");
        }
        while (json.nextToken() == JsonToken.START_ARRAY) {
            if (++count > MOST_POINTS) {
                throw wrong("expected at most " + MOST_POINTS + " points");
            }
            times.add(time(json.nextToken()));
            values.add(value(json.nextToken()));
            if (json.nextToken() != JsonToken.END_ARRAY) {
                throw wrong("a point of more than two; expected [time, value]");
            }
        }
        if (json.currentToken() != JsonToken.END_ARRAY) {
            throw wrong("expected a point [time, value]");
        }
    }

    private Instant time(@Nullable JsonToken token) throws IOException {
        Instant time = token != null && token.isNumeric()
                ? Times.ofNumber(json.getDoubleValue())
                : token == JsonToken.VALUE_STRING ? Times.of(json.getText(), ZoneOffset.UTC) : null;
        if (time == null) {
            throw wrong("'" + json.getText() + "'; expected " + Times.EXPECTED);
        }
        return time;
    }

    private double value(@Nullable JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return Double.NaN;
        }
        if (token != null && token.isNumeric()) {
            return json.getDoubleValue();
        }
        Double value = token == JsonToken.VALUE_STRING ? Times.number(json.getText()) : null;
        if (value == null || Double.isFinite(value)) {
            throw wrong("'" + json.getText() + "'; expected a number, null, or \"NaN\" or an infinity as text");
        }
        return value;
    }
}
