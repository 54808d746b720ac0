package io.dataops.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.samskivert.mustache.Mustache;
import io.dataops.api.AffectedAsset;
import io.dataops.api.DeploymentPlan;
import io.dataops.api.DeploymentRules;
import io.dataops.api.Likelihood;
import io.dataops.api.MetricVerdict;
import io.dataops.api.Outcome;
import io.dataops.api.Provenance;
import io.dataops.api.ScheduledDeployment;
import io.dataops.api.SeriesReport;
import io.dataops.api.TestPlan;
import io.dataops.api.WatchReport;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The page: a template with escaping, whose tables are complete without any script; the charts draw from the same tree. */
final class HtmlPage {
    private static final int FIRST_ROWS = 25;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm", Locale.ENGLISH);

    private final ReportBuilder parts;
    private final ZoneId zone;
    private final List<Map<String, Object>> certificates = new ArrayList<>();

    private HtmlPage(ReportBuilder parts) {
        this.parts = parts;
        this.zone = parts.rules().map(DeploymentRules::zone).orElse(ZoneOffset.UTC);
    }

    static String write(ReportBuilder parts) {
        return new HtmlPage(parts).write();
    }

    private String write() {
        ObjectNode tree = new ReportDocument(parts, Shown::name).tree();
        parts.outcome().ifPresent(o -> tree.set("layout", new Layers(o.impact().affected()).tree()));
        Map<String, Object> page = new HashMap<>();
        page.put("title", Shown.name(parts.title()));
        page.put("style", Json.resource("report.css"));
        page.put("charts", Json.resource("echarts.min.js").replace("</script", "<\\/script"));
        page.put("script", Json.resource("report.js"));
        page.put("data", Json.inline(tree));
        page.put("zone", zone.getId());
        page.put("gates", GateSuite.gates(parts).stream().map(HtmlPage::gate).toList());
        parts.outcome().ifPresent(o -> page.put("outcome", outcome(o)));
        parts.watch().ifPresent(w -> page.put("watch", watch(w)));
        page.put("certificates", certificates);
        return Mustache.compiler()
                .defaultValue("")
                .compile(Json.resource("report.mustache"))
                .execute(page);
    }

    private static Map<String, Object> gate(GateSuite.Gate gate) {
        String why = gate.message().lines().findFirst().orElse("");
        return Map.of(
                "name", Shown.name(gate.name()),
                "state", gate.state().name().toLowerCase(Locale.ROOT),
                "why", Shown.name(why));
    }

    private Map<String, Object> outcome(Outcome outcome) {
        Map<String, Object> node = new HashMap<>();
        node.put(
                "changes",
                outcome.changes().changes().stream()
                        .map(c -> Map.of("text", Shown.name(c.describe()), "breaking", Breaking.is(c)))
                        .toList());
        node.put("hasChanges", !outcome.changes().changes().isEmpty());
        List<AffectedAsset> affected = outcome.impact().affected();
        node.put("assets", rows(affected.stream().map(HtmlPage::asset).toList()));
        node.put("assetCount", affected.size());
        node.put("hasAssets", !affected.isEmpty());
        node.put(
                "columns",
                rows(outcome.impact().columns().stream().map(HtmlPage::asset).toList()));
        node.put("hasColumns", !outcome.impact().columns().isEmpty());
        node.put("columnCount", outcome.impact().columns().size());
        node.put(
                "notInGraph",
                outcome.impact().notInGraph().stream().map(Shown::name).toList());
        node.put("truncated", outcome.impact().truncated());
        certificate("Impact", exactness(affected), outcome.impact().provenance());
        tests(node, outcome.tests());
        plan(node, outcome);
        return node;
    }

    private static String exactness(List<AffectedAsset> affected) {
        long exact = affected.stream()
                .filter(a -> a.likelihood().basis() == Likelihood.Basis.EXACT)
                .count();
        long sampled = affected.stream()
                .filter(a -> a.likelihood().basis() == Likelihood.Basis.SAMPLED)
                .count();
        return exact + " probabilities exact, " + (affected.size() - exact - sampled) + " with certain limits, "
                + sampled + " with 95 % intervals";
    }

    private static Map<String, Object> asset(AffectedAsset a) {
        Map<String, Object> row = new HashMap<>();
        row.put("name", Shown.name(a.asset()));
        row.put("layer", a.layer().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        row.put("probability", Shown.percent(a.likelihood().value()));
        row.put(
                "limits",
                a.likelihood().basis() == Likelihood.Basis.EXACT
                        ? "exact"
                        : Shown.percent(a.likelihood().lower()) + " to "
                                + Shown.percent(a.likelihood().upper()));
        row.put("from", width(a.likelihood().lower()));
        row.put("value", width(a.likelihood().value()));
        row.put("span", width(a.likelihood().upper() - a.likelihood().lower()));
        row.put("why", a.isChanged() ? "changed itself" : Shown.name(String.join(" → ", a.path())));
        return row;
    }

    private static String width(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }

    private static List<Map<String, Object>> rows(List<Map<String, Object>> rows) {
        for (int i = FIRST_ROWS; i < rows.size(); i++) {
            rows.get(i).put("more", true);
        }
        return rows;
    }

    private void tests(Map<String, Object> node, TestPlan tests) {
        List<Map<String, Object>> selected = new ArrayList<>();
        tests.selected().forEach(t -> {
            Map<String, Object> row = new HashMap<>();
            row.put("name", Shown.name(t.test().id()));
            row.put("duration", Shown.duration(t.test().duration()));
            row.put("gain", Shown.number(t.gain()));
            row.put("why", Shown.name(t.reason()));
            selected.add(row);
        });
        node.put("tests", rows(selected));
        node.put("testCount", selected.size());
        node.put("hasTests", !selected.isEmpty());
        node.put("testsShown", Shown.count(selected.size(), "test"));
        node.put("testTime", Shown.duration(tests.total()));
        node.put("testLimit", Shown.duration(tests.limit()));
        node.put(
                "leftOut", tests.leftOut().stream().map(t -> Shown.name(t.id())).toList());
        node.put("leftOutCount", tests.leftOut().size());
        node.put("hasLeftOut", !tests.leftOut().isEmpty());
        node.put("unguarded", tests.unguarded().stream().map(Shown::name).toList());
        node.put("unguardedCount", tests.unguarded().size());
        node.put(
                "unguardedShown",
                tests.unguarded().size() == 1
                        ? "1 affected asset has no test."
                        : tests.unguarded().size() + " affected assets have no test.");
        node.put("hasUnguarded", !tests.unguarded().isEmpty());
        certificate(
                "Tests",
                "worth " + Shown.number(tests.value()) + ", no selection within the limit exceeds "
                        + Shown.number(tests.upperBound()),
                tests.provenance());
    }

    private void plan(Map<String, Object> node, Outcome outcome) {
        DeploymentPlan plan = outcome.plan();
        Set<String> critical = CriticalJobs.of(plan, outcome.impact());
        node.put("status", plan.status().name().toLowerCase(Locale.ROOT));
        List<Map<String, Object>> jobs = new ArrayList<>();
        for (ScheduledDeployment d : plan.deployments()) {
            Map<String, Object> row = new HashMap<>();
            row.put("name", Shown.name(d.asset()));
            row.put("start", time(d.start()));
            row.put("end", time(d.end()));
            row.put("strategy", Shown.name(d.strategy().name()));
            row.put("why", Shown.name(d.waitsFor()));
            row.put("critical", critical.contains(d.asset()));
            row.put("cost", Shown.number(d.expectedRollbackCost()));
            jobs.add(row);
        }
        node.put("jobs", rows(jobs));
        node.put("jobCount", jobs.size());
        node.put("jobsShown", Shown.count(jobs.size(), "deployment"));
        node.put("hasJobs", !jobs.isEmpty());
        plan.conflict()
                .ifPresent(c -> node.put(
                        "conflict",
                        Map.of(
                                "constraints",
                                        c.constraints().stream()
                                                .map(Shown::name)
                                                .toList(),
                                "minimal", c.minimal(),
                                "relaxation", Shown.name(c.relaxation()))));
        StringBuilder proof = new StringBuilder(plan.status().name().toLowerCase(Locale.ROOT));
        plan.objectives()
                .forEach(o -> proof.append("; ")
                        .append(Shown.name(o.name()))
                        .append(' ')
                        .append(Shown.number(o.value()))
                        .append(", no plan below ")
                        .append(Shown.number(o.lowerBound())));
        certificate("Plan", proof.toString(), plan.provenance());
    }

    private Map<String, Object> watch(WatchReport watch) {
        Map<String, Object> node = new HashMap<>();
        List<Map<String, Object>> series = new ArrayList<>();
        for (int i = 0; i < watch.series().size(); i++) {
            SeriesReport s = watch.series().get(i);
            Map<String, Object> row = new HashMap<>();
            row.put("number", i);
            row.put("name", Shown.name(s.series()));
            row.put("state", s.state().name().toLowerCase(Locale.ROOT).replace('_', ' '));
            row.put("judged", s.judged());
            row.put("points", s.points());
            row.put("missing", s.missing());
            row.put("alarmsShown", Shown.count(s.anomalies().size(), "alarm"));
            row.put(
                    "alarms",
                    s.anomalies().stream()
                            .map(a -> Map.of("time", time(a.time()), "reason", Shown.name(a.reason())))
                            .toList());
            row.put(
                    "hasChart",
                    parts.series().stream().anyMatch(c -> c.series().name().equals(s.series())));
            series.add(row);
            certificate(
                    "Series " + s.series(),
                    s.judged() + " of " + s.points() + " points judged, " + s.missing() + " left out",
                    s.provenance());
        }
        node.put("series", series);
        node.put("seriesCount", series.size());
        node.put("alarmCount", watch.anomalies().size());
        node.put("alarmsShown", Shown.count(watch.anomalies().size(), "alarm"));
        node.put(
                "decision",
                watch.canary().decision().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        List<Map<String, Object>> metrics = new ArrayList<>();
        for (MetricVerdict m : watch.canary().metrics()) {
            Map<String, Object> row = new HashMap<>();
            row.put("name", Shown.name(m.metric()));
            row.put("decision", m.decision().name().toLowerCase(Locale.ROOT).replace('_', ' '));
            row.put("effect", Shown.percent(m.effect()));
            row.put("interval", Shown.percent(m.lower()) + " to " + Shown.percent(m.upper()));
            row.put("pValue", Shown.number(m.pValue()));
            row.put("why", Shown.name(m.reason()));
            metrics.add(row);
        }
        node.put("metrics", metrics);
        node.put("hasMetrics", !metrics.isEmpty());
        node.put(
                "suspects",
                watch.suspects().stream().map(a -> Shown.name(a.asset())).toList());
        node.put("hasSuspects", !watch.suspects().isEmpty());
        certificate(
                "Canary",
                watch.canary().metrics().size() + " metrics with their intervals",
                watch.canary().provenance());
        return node;
    }

    private void certificate(String answer, String proof, Provenance provenance) {
        certificates.add(
                Map.of("answer", Shown.name(answer), "proof", proof, "provenance", Shown.name(provenance.toString())));
    }

    private String time(Instant time) {
        return TIME.format(time.atZone(zone));
    }
}
