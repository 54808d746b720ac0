package io.dataops.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataops.api.Budget;
import io.dataops.api.DataOps;
import io.dataops.api.Measurements;
import io.dataops.api.Outcome;
import io.dataops.api.Strategy;
import io.dataops.api.TimeSeries;
import io.dataops.api.WatchReport;
import io.dataops.graph.dbt.DbtManifest;
import io.dataops.observability.anomaly.Detectors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The README's code, compiled and run; and that it is the README's code. */
final class ReadmeTest {
    private static final Path SAMPLE = Path.of("src", "main", "resources", "io", "dataops", "examples", "tour");

    @Test
    void theSnippetRuns() {
        Path main = SAMPLE.resolve("shop-v1.json");
        Path branch = SAMPLE.resolve("shop-v2.json");
        Instant start = Instant.parse("2026-03-02T20:00:00Z");
        Instant end = Instant.parse("2026-03-03T20:00:00Z");
        Strategy rolling = Strategy.of("rolling", Duration.ofMinutes(20)).uses("warehouse", 1);
        Measurements measurements = Measurements.of(TimeSeries.builder("rows").build());

        // snippet
        DbtManifest before = DbtManifest.read(main);
        DbtManifest after = DbtManifest.read(branch);
        DataOps ops = DataOps.over(before.graphWith(after))
                .tests(after.suite(Duration.ofSeconds(45)), Duration.ofMinutes(10))
                .deployments(d -> d.between(start, end).capacity("warehouse", 2).strategy(rolling))
                .watch(Detectors.seasonal(Duration.ofDays(7)))
                .budget(Budget.steps(2_000).withSeed(42))
                .build();
        Outcome outcome = ops.run(before.changesTo(after)); // impact, tests, plan; explain() says why
        WatchReport watch = ops.observe(outcome, measurements); // anomalies, canary verdict, suspects
        // end

        assertThat(outcome.plan().isFeasible()).isTrue();
        assertThat(outcome.explain()).contains("stg_orders: column discount dropped");
        assertThat(watch.series()).hasSize(1);
    }

    @Test
    void theReadmeShowsThisSnippet() throws IOException {
        String source = Files.readString(
                Path.of("src", "test", "java", "io", "dataops", "examples", "docs", "ReadmeTest.java"),
                StandardCharsets.UTF_8);
        String marked = source.substring(source.indexOf("// snippet\n") + 11, source.indexOf("        // end\n"));
        String snippet = marked.lines().map(line -> line.substring(8)).collect(Collectors.joining("\n"));
        assertThat(Files.readString(Path.of("..", "README.md"), StandardCharsets.UTF_8))
                .contains(snippet);
    }
}
