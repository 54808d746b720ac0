package io.dataops.graph.openlineage.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dataops.api.InputException;
import io.dataops.api.Layer;
import io.dataops.graph.Asset;
import io.dataops.graph.DependencyGraph;
import io.dataops.graph.openlineage.OpenLineage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

final class OpenLineageExportTest {
    private static final String EVENTS = "graph/openlineage/compat_tests_events.tar.gz";
    private static final Instant TIME = Instant.parse("2026-03-01T10:00:00Z");

    private static OpenLineage read(String text) {
        return OpenLineage.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "events");
    }

    private static void same(DependencyGraph graph) {
        OpenLineageExport export = OpenLineageExport.of(graph, TIME);
        OpenLineage again = read(export.ndjson());
        assertThat(export.lost()).as(export.ndjson()).isEmpty();
        assertThat(again.graph()).isEqualTo(graph);
        assertThat(again.report().defects()).isEmpty();
        assertThat(export.ndjson().lines()).hasSize(export.events().size());
        assertThat(OpenLineageExport.of(graph, TIME).ndjson()).isEqualTo(export.ndjson());
    }

    @Test
    void aGraphFromEventsIsTheSameAfterwards() {
        String text = """
                {"run":{"runId":"1"},"job":{"namespace":"spark","name":"load"},"inputs":[
                  {"namespace":"s3://lake","name":"/raw/orders","facets":{"symlinks":{"identifiers":[
                    {"namespace":"hive://warehouse","name":"raw.orders","type":"TABLE"}]},
                    "schema":{"fields":[{"name":"id"},{"name":"price"},{"name":"a.b \\"c\\" é\\u2028"}]}}}],
                 "outputs":[{"namespace":"postgres://db/5432","name":"shop.orders","facets":{"columnLineage":{
                   "fields":{"total":{"inputFields":[
                     {"namespace":"hive://warehouse","name":"raw.orders","field":"price",
                      "transformations":[{"type":"DIRECT","subtype":"AGGREGATION"}]},
                     {"namespace":"postgres://db/5432","name":"shop.orders","field":"total"}]}},
                   "dataset":[{"namespace":"s3://lake","name":"/raw/orders","field":"id",
                     "transformations":[{"type":"INDIRECT","subtype":"FILTER"}]}]}}}]}
                {"run":{"runId":"2"},"job":{"namespace":"spark","name":"merge"},
                 "inputs":[{"namespace":"","name":"state"},{"namespace":"postgres://db/5432","name":"shop.orders"}],
                 "outputs":[{"namespace":"","name":"state"},{"namespace":"lake","name":"a/b"}]}
                {"dataset":{"namespace":"lake","name":"alone"}}
                {"job":{"namespace":"","name":"idle"}}
                """;
        DependencyGraph graph = read(text).graph();
        assertThat(graph.contains("shop.orders")).isTrue();
        same(graph);
    }

    @Test
    void aGraphMadeByHandIsTheSameAfterwards() {
        same(DependencyGraph.builder()
                .asset(new Asset("lake/orders", Layer.DATA, "dataset", Set.of("orders", "warehouse.orders")))
                .asset(new Asset("lake/no_alias", Layer.DATA, "dataset", Set.of()))
                .asset(new Asset("job:spark/sum", Layer.CODE, "job", Set.of()))
                .asset(new Asset("revenue", Layer.DATA, "dataset", Set.of()))
                .column("lake/orders", "price")
                .column("revenue", "total")
                .edge("lake/orders", "job:spark/sum")
                .edge("lake/no_alias", "job:spark/sum")
                .edge("job:spark/sum", "revenue")
                .build());
    }

    @Test
    void randomEventsAreTheSameAfterwards() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            for (int job = 0; job < 4; job++) {
                text.append("{\"job\":{\"namespace\":\"n\",\"name\":\"j")
                        .append(random.nextInt(3))
                        .append("\"},\"inputs\":[")
                        .append(dataset(random))
                        .append(random.nextBoolean() ? "," + dataset(random) : "")
                        .append("],\"outputs\":[")
                        .append(dataset(random))
                        .append(random.nextBoolean() ? "," + dataset(random) : "")
                        .append("]}\n");
            }
            same(read(text.toString()).graph());
        }
    }

    private static String name(Random random) {
        return "\"namespace\":\"" + (random.nextBoolean() ? "db" : "") + "\",\"name\":\"t" + random.nextInt(5) + "\"";
    }

    private static String field(Random random) {
        return "{" + name(random) + ",\"field\":\"c" + random.nextInt(3) + "\"";
    }

    private static String dataset(Random random) {
        String facets =
                random.nextBoolean() ? "\"schema\":{\"fields\":[{\"name\":\"c" + random.nextInt(4) + "\"}]}" : "";
        if (random.nextInt(3) == 0) {
            facets += (facets.isEmpty() ? "" : ",") + "\"columnLineage\":{\"fields\":{\"c" + random.nextInt(3)
                    + "\":{\"inputFields\":[" + field(random) + "}]}},\"dataset\":["
                    + (random.nextBoolean() ? field(random) + ",\"transformations\":[{\"type\":\"INDIRECT\"}]}" : "")
                    + "]}";
        }
        if (random.nextInt(5) == 0) {
            facets += (facets.isEmpty() ? "" : ",") + "\"symlinks\":{\"identifiers\":[{" + name(random) + "}]}";
        }
        return "{" + name(random) + ",\"facets\":{" + facets + "}}";
    }

    @Test
    void everyStoredScenarioIsTheSameAfterwards() throws IOException {
        Path archive = Path.of(System.getProperty("dataops.data", "../../shared/data"), EVENTS);
        assumeTrue(Files.exists(archive), () -> "no events in " + archive + "; give -Ddataops.data=DIR");
        int read = 0;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(archive))) {
            for (byte[] header = in.readNBytes(512); header.length == 512; header = in.readNBytes(512)) {
                String name = new String(header, 0, 100, StandardCharsets.UTF_8).trim();
                String octal = new String(header, 124, 12, StandardCharsets.UTF_8).trim();
                int size = octal.isEmpty() ? 0 : Integer.parseInt(octal, 8);
                byte[] content = in.readNBytes(size);
                in.skipNBytes((512 - size % 512) % 512);
                if (name.endsWith(".json")) {
                    read += sameOrSettings(name, content);
                }
            }
        }
        assertThat(read).isPositive();
    }

    private static int sameOrSettings(String name, byte[] content) {
        DependencyGraph graph;
        try {
            graph = OpenLineage.read(new ByteArrayInputStream(content), name).graph();
        } catch (InputException settings) {
            return 0;
        }
        assertThat(OpenLineageExport.of(graph, TIME).lost()).as(name).isEmpty();
        return 1;
    }

    @Test
    void whatEventsCannotSayIsTold() {
        DependencyGraph graph = DependencyGraph.builder()
                .asset("stg", Layer.CODE)
                .asset("mart", Layer.CODE)
                .edge("stg", "mart", 0.9)
                .build();
        OpenLineageExport export = OpenLineageExport.of(graph, TIME);
        assertThat(export.lost())
                .containsExactlyInAnyOrder(
                        "stg is DATA dataset [] instead of CODE asset []",
                        "mart is DATA dataset [] instead of CODE asset []",
                        "stg -> mart is missing",
                        "job:mart is added",
                        "stg -> job:mart is added",
                        "job:mart -> mart is added");
        assertThat(export.explain()).startsWith("2 events; lost:");
        DependencyGraph shared = DependencyGraph.builder()
                .asset(new Asset("a", Layer.DATA, "dataset", Set.of("x")))
                .asset(new Asset("b", Layer.DATA, "dataset", Set.of("x", "a")))
                .build();
        assertThat(OpenLineageExport.of(shared, TIME).lost())
                .containsExactlyInAnyOrder(
                        "a is DATA dataset [] instead of DATA dataset [x]",
                        "b is DATA dataset [] instead of DATA dataset [a, x]");
        DependencyGraph none = DependencyGraph.builder().build();
        assertThatThrownBy(() -> OpenLineageExport.of(none, TIME))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 assets");
    }
}
