package io.dataops.observability.regression;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.dataops.api.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The document that {@link JmhResults} reads: all that needs the parser. */
final class JmhDocument {
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(50).build())
            .build();

    private JmhDocument() {}

    static Map<String, double[]> read(Path file) {
        Map<String, double[]> results = new TreeMap<>();
        try (InputStream in = Files.newInputStream(file);
                JsonParser json = JSON.createParser(in)) {
            if (json.nextToken() != JsonToken.START_ARRAY) {
                throw new InputException(file.toString(), "", "expected JMH's list of benchmarks");
            }
            while (json.nextToken() == JsonToken.START_OBJECT) {
                benchmark(json, file, results);
            }
        } catch (JsonProcessingException e) {
            throw new InputException(
                    file.toString(),
                    "line " + e.getLocation().getLineNr(),
                    "is not JSON: " + e.getOriginalMessage(),
                    e);
        } catch (IOException e) {
            throw new InputException(file.toString(), "", "cannot be read: " + e, e);
        }
        return results;
    }

    private static void benchmark(JsonParser json, Path file, Map<String, double[]> results) throws IOException {
        String name = "";
        Map<String, String> parameters = new TreeMap<>();
        List<Double> values = new ArrayList<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "benchmark" -> name = json.getText();
                case "params" -> {
                    while (json.nextToken() == JsonToken.FIELD_NAME) {
                        String parameter = json.currentName();
                        json.nextToken();
                        parameters.put(parameter, json.getText());
                    }
                }
                case "primaryMetric" -> metric(json, values);
                default -> json.skipChildren();
            }
        }
        if (name.isEmpty() || values.isEmpty()) {
            throw new InputException(
                    file.toString(),
                    "line " + json.currentLocation().getLineNr(),
                    "expected benchmark and primaryMetric.rawData");
        }
        String key = parameters.isEmpty() ? name : name + parameters.toString().replace(", ", ",");
        results.put(key, values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static void metric(JsonParser json, List<Double> values) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken first = json.nextToken();
            if (!field.equals("rawData") || first != JsonToken.START_ARRAY) {
                json.skipChildren();
                continue;
            }
            for (int depth = 1; depth > 0; ) {
                JsonToken token = json.nextToken();
                if (token == JsonToken.START_ARRAY) {
                    depth++;
                } else if (token == JsonToken.END_ARRAY) {
                    depth--;
                } else if (token != null && token.isNumeric()) {
                    values.add(json.getDoubleValue());
                } else if (token == null) {
                    return;
                }
            }
        }
    }
}
