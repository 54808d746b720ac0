package io.dataops.examples.tour;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.dataops.api.Measure;
import io.dataops.api.Measurements;
import io.dataops.api.MetricComparison;
import io.dataops.api.MetricComparison.Direction;
import io.dataops.api.TimeSeries;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;

/** What was measured in the sample shop: two hourly series over five weeks, and a canary. */
final class Recording {
    private static final List<String> SERIES = List.of("fct_revenue_daily", "fct_orders");

    private Recording() {}

    /** The measurements, each series belonging to the asset of the same place in the list. */
    static Measurements replay(List<String> assets) {
        List<TimeSeries.Builder> series = new ArrayList<>();
        for (int i = 0; i < SERIES.size(); i++) {
            series.add(TimeSeries.builder(SERIES.get(i)).asset(assets.get(i)));
        }
        CsvSchema header = CsvSchema.emptySchema().withHeader();
        try (InputStream in = open("measured.csv");
                MappingIterator<Map<String, String>> rows = new CsvMapper()
                        .readerForMapOf(String.class)
                        .with(header)
                        .readValues(in)) {
            while (rows.hasNext()) {
                Map<String, String> row = rows.next();
                Instant time = Instant.parse(row.getOrDefault("time", ""));
                for (int i = 0; i < SERIES.size(); i++) {
                    String value = row.getOrDefault(SERIES.get(i), "");
                    series.get(i).add(time, value.isEmpty() ? Double.NaN : Double.parseDouble(value));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Measurements(series.stream().map(TimeSeries.Builder::build).toList(), canary());
    }

    private static List<MetricComparison> canary() {
        try (InputStream in = open("canary.json")) {
            List<MetricComparison> metrics = new ArrayList<>();
            for (JsonNode metric : new ObjectMapper().readTree(in).path("metrics")) {
                String kind = metric.path("kind").asText();
                metrics.add(new MetricComparison(
                        metric.path("metric").asText(),
                        measure(kind, metric.path("baseline")),
                        measure(kind, metric.path("canary")),
                        metric.path("worse").asText().equals("lower") ? Direction.LOWER : Direction.HIGHER,
                        metric.path("margin").asDouble()));
            }
            return metrics;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Measure measure(String kind, JsonNode side) {
        return switch (kind) {
            case "rate" ->
                Measure.rate(side.path("events").asLong(), side.path("trials").asLong());
            case "count" ->
                Measure.count(
                        side.path("events").asLong(), side.path("exposure").asDouble());
            default ->
                Measure.samples(StreamSupport.stream(side.spliterator(), false)
                        .mapToDouble(JsonNode::asDouble)
                        .toArray());
        };
    }

    static InputStream open(String resource) {
        return Objects.requireNonNull(Recording.class.getResourceAsStream(resource), resource);
    }
}
