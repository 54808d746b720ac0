package io.dataops.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dataops.graph.dbt.DbtManifest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tour on every real manifest that is there. */
final class RealManifestsTest {
    private static final Path DBT = Path.of(System.getProperty("dataops.data", "../../shared/data"), "graph", "dbt");
    private static final Pattern GENERATED = Pattern.compile("\"generated_at\":\\s*\"([^\"]+)\"");

    @BeforeEach
    void dataIsThere() {
        assumeTrue(Files.isDirectory(DBT), () -> "no real manifests in " + DBT + "; give -Ddataops.data=DIR");
    }

    private static String tour(Path before, Path after) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        PrintWriter to = new PrintWriter(out);
        int code = Tour.run(to, new PrintWriter(err, true), "--steps", "50", before.toString(), after.toString());
        to.flush();
        assertThat(code).as(before + " -> " + after + ": " + err).isZero();
        return out.toString();
    }

    @Test
    void everyManifestOfEveryVersion() throws IOException {
        List<Path> manifests;
        try (Stream<Path> files = Files.list(DBT)) {
            manifests =
                    files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
        }
        assertThat(manifests).isNotEmpty();
        for (int i = 0; i < manifests.size(); i++) {
            assertThat(DbtManifest.read(manifests.get(i)).graph().assets()).isNotEmpty();
            assertThat(tour(manifests.get(i), manifests.get(i))).contains("Nothing but metadata.");
            tour(manifests.get(i), manifests.get((i + 1) % manifests.size()));
        }
    }

    @Test
    void everySuccessivePairOfARealHistory(@TempDir Path dir) throws IOException {
        Path archive = DBT.resolve("dbt_bouncer_series_dev_first60.tar.xz");
        assumeTrue(Files.exists(archive), () -> "no history in " + archive);
        List<Path> history = unpack(archive, dir);
        ObjectMapper json = new ObjectMapper();
        int unchanged = 0;
        for (int i = 1; i < history.size(); i++) {
            JsonNode before = json.readTree(history.get(i - 1).toFile());
            JsonNode after = json.readTree(history.get(i).toFile());
            boolean silent = tour(history.get(i - 1), history.get(i)).contains("Nothing but metadata.");
            if (content(before, false).equals(content(after, false))) {
                assertThat(silent)
                        .as("equal by the whole node: " + history.get(i))
                        .isTrue();
            }
            if (silent) {
                assertThat(content(before, true)).as("by checksum and inputs").isEqualTo(content(after, true));
                unchanged++;
            }
        }
        System.err.println(unchanged + " of " + (history.size() - 1) + " pairs change no asset");
        assertThat(unchanged).isPositive();
    }

    /** Identifier to checksum and inputs of every enabled asset, or to all that it declares, read in another way. */
    private static Map<String, Object> content(JsonNode manifest, boolean coreOnly) {
        Map<String, Object> content = new TreeMap<>();
        for (String section : List.of("nodes", "sources", "exposures", "metrics", "semantic_models", "saved_queries")) {
            manifest.path(section).properties().forEach(e -> {
                JsonNode node = e.getValue();
                if (!node.path("resource_type").asText().equals("test")
                        && node.path("config").path("enabled").asBoolean(true)) {
                    Set<String> inputs = new TreeSet<>();
                    node.path("depends_on").path("nodes").forEach(to -> inputs.add(to.asText()));
                    content.put(
                            e.getKey(),
                            coreOnly
                                    ? List.of(node.path("checksum"), inputs)
                                    : List.of(
                                            node.path("checksum"), inputs, node.path("columns"), node.path("config")));
                }
            });
        }
        return content;
    }

    private static List<Path> unpack(Path archive, Path dir) throws IOException {
        record Manifest(Path file, String generated) {}
        List<Manifest> manifests = new ArrayList<>();
        try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(file))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isFile() && entry.getName().endsWith(".json")) {
                    byte[] content = tar.readAllBytes();
                    Path to = Files.write(dir.resolve(manifests.size() + ".json"), content);
                    Matcher at = GENERATED.matcher(new String(content, StandardCharsets.UTF_8));
                    assertThat(at.find()).isTrue();
                    manifests.add(new Manifest(to, at.group(1)));
                }
            }
        }
        return manifests.stream()
                .sorted(Comparator.comparing(Manifest::generated))
                .map(Manifest::file)
                .toList();
    }
}
