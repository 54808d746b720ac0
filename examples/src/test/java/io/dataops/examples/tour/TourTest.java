package io.dataops.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TourTest {
    private static final String HEAD =
            "{\"metadata\":{\"dbt_schema_version\":\"https://schemas.getdbt.com/dbt/manifest/v12.json\"},\"nodes\":{";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int tour(String... args) {
        PrintWriter to = new PrintWriter(out);
        int code = Tour.run(to, new PrintWriter(err, true), args);
        to.flush();
        return code;
    }

    @Test
    void theSampleWalksTheWholeLoop() {
        assertThat(tour()).isZero();
        assertThat(out.toString())
                .contains(
                        "model.shop.stg_orders: column discount dropped",
                        "Who is hit, and how likely?",
                        "Which tests are worth running?",
                        "Mon 02 Mar 21:00",
                        "fct_revenue_daily is ",
                        "suspect: model.shop.fct_revenue_daily",
                        "canary: FAIL");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void theReportIsWrittenWhereItSays(@TempDir Path dir) throws Exception {
        Path page = dir.resolve("report.html");
        assertThat(tour("--report", page.toString())).isZero();
        assertThat(out.toString()).endsWith("The same as a page to look at: " + page + System.lineSeparator());
        assertThat(Files.readString(page, StandardCharsets.UTF_8)).contains("fct_revenue_daily", "echarts");
        assertThat(tour("--report", dir.resolve("no/such/folder.html").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith("tour: the report cannot be written to ");
    }

    @Test
    void jsonIsForMachinesAndTheSameEachTime() throws Exception {
        assertThat(tour("--json")).isZero();
        String first = out.toString();
        JsonNode json = new ObjectMapper().readTree(first);
        assertThat(json.path("plan").path("status").asText()).isIn("OPTIMAL", "FEASIBLE");
        assertThat(json.path("impact").path("affected")).hasSizeGreaterThan(8);
        assertThat(json.path("watch").path("canary").path("decision").asText()).isEqualTo("FAIL");
        out.getBuffer().setLength(0);
        tour("--json");
        assertThat(out).hasToString(first);
    }

    @Test
    void badInputIsOneClearLineAndCodeTwo(@TempDir Path dir) throws Exception {
        Path broken = Files.writeString(dir.resolve("broken.json"), HEAD, StandardCharsets.UTF_8);
        Path foreign = Files.writeString(dir.resolve("package.json"), "{\"name\":\"x\"}", StandardCharsets.UTF_8);
        for (String[] args : new String[][] {
            {"no/such/manifest.json", "either.json"},
            {broken.toString(), broken.toString()},
            {foreign.toString(), foreign.toString()},
            {broken.toString()},
            {"--zone", "Mars/Olympus"},
            {"--start", "tomorrow"},
            {"--minutes", "-1"},
            {"--steps", "-1"}
        }) {
            err.getBuffer().setLength(0);
            assertThat(tour(args)).as(String.join(" ", args)).isEqualTo(2);
            assertThat(err.toString().strip())
                    .startsWith("tour: ")
                    .doesNotContain("\n")
                    .hasSizeLessThan(600);
        }
        assertThat(tour("--unknown")).isEqualTo(2);
    }

    @Test
    void aProjectWithoutChangesIsSaidToHaveNone(@TempDir Path dir) throws Exception {
        Path empty = Files.writeString(dir.resolve("empty.json"), HEAD + "}}", StandardCharsets.UTF_8);
        assertThat(tour(empty.toString(), empty.toString())).isZero();
        assertThat(out.toString()).contains("Nothing but metadata.", "Nobody.");
    }

    @Test
    void aCycleAndASelfReferenceAreWalkedToo(@TempDir Path dir) throws Exception {
        String node = "\"%s\":{\"resource_type\":\"model\",\"name\":\"%s\",\"checksum\":{\"checksum\":\"%s\"},"
                + "\"depends_on\":{\"nodes\":[%s]}}";
        String loop = String.join(
                ",",
                String.format(Locale.ROOT, node, "model.a", "a", "%s", "\"model.b\",\"model.a\""),
                String.format(Locale.ROOT, node, "model.b", "b", "1", "\"model.a\""));
        Path before = Files.writeString(
                dir.resolve("before.json"), HEAD + loop.replace("%s", "1") + "}}", StandardCharsets.UTF_8);
        Path after = Files.writeString(
                dir.resolve("after.json"), HEAD + loop.replace("%s", "2") + "}}", StandardCharsets.UTF_8);
        assertThat(tour(before.toString(), after.toString())).as("%s", err).isZero();
        assertThat(out.toString()).contains("model.a: logic changed", "SELF_REFERENCE", "model.b");
    }

    @Test
    void hostileNamesAreShownHarmlessly(@TempDir Path dir) throws Exception {
        String name = "a\\u001b[31m\\u202e\\n" + "x".repeat(10_000);
        Path before = Files.writeString(dir.resolve("before.json"), HEAD + "}}", StandardCharsets.UTF_8);
        Path after = Files.writeString(
                dir.resolve("after.json"),
                HEAD + "\"" + name + "\":{\"resource_type\":\"model\",\"name\":\"x\"}}}",
                StandardCharsets.UTF_8);
        assertThat(tour(before.toString(), after.toString())).isZero();
        assertThat(out.toString()).doesNotContain("\u001b", "\u202e", "x".repeat(1000));
    }
}
