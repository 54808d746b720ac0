package io.dataops.benchmarks.observability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dataops.api.TimeSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The series of the Numenta Anomaly Benchmark that lie in a folder, with their labelled windows. */
final class NabCorpus {

    /**
     * One series.
     *
     * @param directory the kind, as the corpus sorts them
     * @param series its points
     * @param windows {@code [windows][first, last]} as rows, both included, in order
     */
    record Labelled(String directory, TimeSeries series, int[][] windows) {
        /** Rows that the score leaves out, by the rules of the benchmark. */
        int probation() {
            return NabScorer.probation(series.size());
        }
    }

    private NabCorpus() {}

    static List<Labelled> read(Path folder) throws IOException {
        JsonNode labels = new ObjectMapper()
                .readTree(folder.resolve("labels/combined_windows.json").toFile());
        Path data = folder.resolve("data");
        List<Labelled> corpus = new ArrayList<>();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".csv")).sorted().toList()) {
                String name = data.relativize(file).toString().replace('\\', '/');
                if (labels.has(name)) {
                    corpus.add(read(file, name, labels.get(name)));
                }
            }
        }
        return corpus;
    }

    private static Labelled read(Path file, String name, JsonNode windows) throws IOException {
        TimeSeries.Builder builder = TimeSeries.builder(name);
        List<String> lines = Files.readAllLines(file);
        for (String line : lines.subList(1, lines.size())) {
            int comma = line.indexOf(',');
            builder.add(time(line.substring(0, comma)), Double.parseDouble(line.substring(comma + 1)));
        }
        TimeSeries series = builder.build();
        int[][] rows = new int[windows.size()][];
        for (int w = 0; w < rows.length; w++) {
            rows[w] = new int[] {
                row(series, windows.get(w).get(0).asText()),
                row(series, windows.get(w).get(1).asText())
            };
        }
        return new Labelled(name.substring(0, name.indexOf('/')), series, rows);
    }

    private static Instant time(String text) {
        return LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
    }

    private static int row(TimeSeries series, String text) {
        Instant time = time(text);
        for (int i = 0; i < series.size(); i++) {
            if (series.time(i).equals(time)) {
                return i;
            }
        }
        throw new IllegalStateException("no row of " + series.name() + " is at " + text);
    }
}
