package io.dataops.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.dataops.api.ChangeSet;
import io.dataops.api.DeploymentPlan;
import io.dataops.api.DeploymentRules;
import io.dataops.api.Impact;
import io.dataops.api.Interval;
import io.dataops.api.Outcome;
import io.dataops.api.PlanConflict;
import io.dataops.api.Provenance;
import io.dataops.api.Strategy;
import io.dataops.api.TestPlan;
import io.dataops.api.TimeSeries;
import io.dataops.api.Verdict;
import io.dataops.api.WatchReport;
import io.dataops.api.WeeklyWindow;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** What each form of a report holds, and that no name can do more than be read. */
final class ReportTest {
    private static final String HOSTILE =
            "</script><script>alert('x')</script>\"'&<img src=x onerror=alert(1)>\u202E]]>";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static Outcome empty() {
        Impact none = new Impact(ChangeSet.none(), List.of(), Set.of(), a -> false, false, Provenance.of("by hand"));
        return new Outcome(none, TestPlan.none(), DeploymentPlan.none());
    }

    private static Element parsed(String xml) throws ParserConfigurationException, IOException, SAXException {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
    }

    @Test
    void theExampleOfThePackagePage(@TempDir Path folder) throws IOException {
        Outcome outcome = Samples.outcome(30, 10);
        DeploymentRules rules = Samples.rules();
        WatchReport watch = Samples.watch();

        Report report = Report.titled("Release 42")
                .outcome(outcome) // what ops.run(changes) returned
                .rules(rules) // windows, blackouts and capacities beside the plan
                .watch(watch) // what ops.observe(outcome, measurements) returned
                .build();
        report.writeHtml(folder.resolve("report.html")); // opens without a network
        report.markdown(); // for a comment on a pull request
        report.sarif(); // breaking changes as findings
        report.junitXml(); // gates as test cases
        report.json(); // all of it, by the schema in Report.jsonSchema()

        assertThat(Files.readString(folder.resolve("report.html"))).isEqualTo(report.html());
        assertThat(report.markdown()).contains("## Release 42", "❌ every affected asset has a test");
    }

    @Test
    void everyJsonFollowsTheSchema() throws IOException {
        var schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(Report.jsonSchema());
        for (Report report : List.of(
                Samples.full(200, 60),
                Samples.hostile(HOSTILE),
                Report.of(empty()),
                Report.of(Samples.watch()),
                Report.of(infeasible()),
                Report.titled("nothing").build())) {
            assertThat(schema.validate(MAPPER.readTree(report.json()))).isEmpty();
        }
    }

    private static Outcome infeasible() {
        PlanConflict conflict =
                new PlanConflict(List.of("window Saturday", "deadline"), true, "extend Saturday's window by 25 min");
        return new Outcome(
                empty().impact(),
                TestPlan.none(),
                new DeploymentPlan(
                        DeploymentPlan.Status.INFEASIBLE,
                        List.of(),
                        List.of(),
                        Optional.of(conflict),
                        Provenance.of("by hand")));
    }

    @Test
    void aPlanThatDoesNotFitSaysWhyEverywhere() {
        Report report = Report.of(infeasible());
        assertThat(report.html()).contains("window Saturday", "extend Saturday&#39;s window by 25 min");
        assertThat(report.markdown()).contains("❌ the release fits", "window Saturday");
        assertThat(report.junitXml()).contains("window Saturday");
    }

    @Test
    void namesAreInert() throws Exception {
        Report report = Samples.hostile(HOSTILE);
        String html = report.html();
        assertThat(html).doesNotContain("<script>alert", "<img src=x", "\u202E");
        assertThat(html.split("</script>", -1)).hasSize(4);
        assertThat(report.markdown()).doesNotContain("<script>", "<img", "\u202E");
        assertThat(parsed(report.junitXml()).getTagName()).isEqualTo("testsuite");
        assertThat(MAPPER.readTree(report.json()).get("title").asText()).isEqualTo(HOSTILE);
        JsonNode finding = MAPPER.readTree(report.sarif()).at("/runs/0/results/0");
        assertThat(finding.get("ruleId").asText()).isEqualTo("COLUMN_DROPPED");
        assertThat(Samples.hostile("x".repeat(10_000)).html().length()).isLessThan(1_200_000);
        assertThat(parsed(Samples.hostile("\u0000\uD800\b").junitXml()).getTagName())
                .isEqualTo("testsuite");
    }

    @Test
    void aPageNeedsNoNetwork() {
        String page = Samples.full(30, 10).html();
        String own = page.substring(0, page.indexOf("<script type=")) + page.substring(page.lastIndexOf("<script>"));
        assertThat(own).doesNotContain("http://", "https://", "@import", "url(");
        assertThat(page).contains("default-src 'none'");
    }

    @Test
    void aLargeReportIsSmallAndQuick() {
        Report report = Samples.full(1_000, 500);
        report.html();
        long start = System.nanoTime();
        String html = report.html();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        assertThat(html.getBytes(StandardCharsets.UTF_8).length).isLessThan(3_000_000);
        assertThat(html).isEqualTo(Samples.full(1_000, 500).html());
    }

    @Test
    void gatesAreTestCases() throws Exception {
        Element suite = parsed(Samples.full(30, 10).junitXml());
        assertThat(suite.getAttribute("tests")).isEqualTo("7");
        assertThat(suite.getAttribute("failures")).isEqualTo("3");
        assertThat(suite.getAttribute("skipped")).isEqualTo("1");
        Element watch = parsed(
                Report.of(new WatchReport(List.of(), Verdict.none(), List.of())).junitXml());
        assertThat(watch.getAttribute("skipped")).isEqualTo("1");
    }

    @Test
    void breakingChangesAreFindings() throws IOException {
        JsonNode run = MAPPER.readTree(Samples.full(30, 10).sarif()).at("/runs/0");
        assertThat(run.get("results")).hasSize(1);
        JsonNode finding = run.get("results").get(0);
        assertThat(finding.get("level").asText()).isEqualTo("error");
        assertThat(finding.at("/message/text").asText()).startsWith("shop.asset_0: column discount dropped; affects ");
        assertThat(finding.at("/locations/0/logicalLocations/0/fullyQualifiedName")
                        .asText())
                .isEqualTo("shop.asset_0");
    }

    @Test
    void windowsFollowTheClockOfTheirZone() {
        DeploymentRules rules = DeploymentRules.builder()
                .between(Instant.parse("2026-03-28T00:00:00Z"), Instant.parse("2026-04-01T00:00:00Z"))
                .zone(ZoneId.of("Europe/Berlin"))
                .window(WeeklyWindow.daily(LocalTime.of(22, 0), LocalTime.of(4, 0)))
                .strategy(Strategy.of("s", Duration.ofMinutes(1)))
                .build();
        assertThat(Windows.within(
                        new Interval(Instant.parse("2026-03-28T12:00:00Z"), Instant.parse("2026-03-29T12:00:00Z")),
                        rules))
                .containsExactly(
                        new Interval(Instant.parse("2026-03-28T21:00:00Z"), Instant.parse("2026-03-29T02:00:00Z")));
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> Report.titled(" ")).hasMessage("title ( ) must not be blank.");
        assertThatThrownBy(() -> Report.titled("t").watch(Samples.watch()).watch(Samples.watch()))
                .hasMessage("watch was already set.");
        TimeSeries series = Samples.series();
        assertThatThrownBy(() -> SeriesChart.of(series).band(new double[1], new double[400], new double[400]))
                .hasMessageContaining("must have as many points as orders/rows (400)");
    }

    @Test
    void layersPutEveryReaderAfterWhatItReads() {
        JsonNode layout = new Layers(Samples.outcome(300, 0).impact().affected()).tree();
        for (JsonNode edge : layout.get("edges")) {
            assertThat(layout.get("columns").get(edge.get(0).asInt()).asInt())
                    .isLessThan(layout.get("columns").get(edge.get(1).asInt()).asInt());
        }
    }
}
