package io.dataops.report;

import io.dataops.api.AffectedAsset;
import io.dataops.api.Anomaly;
import io.dataops.api.DeploymentPlan;
import io.dataops.api.MetricVerdict;
import io.dataops.api.Outcome;
import io.dataops.api.PlanObjective;
import io.dataops.api.WatchReport;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The report as a comment on a pull request. */
final class MarkdownText {
    private static final int FIRST = 10;

    private final StringBuilder out = new StringBuilder();

    private MarkdownText() {}

    static String write(ReportBuilder parts) {
        MarkdownText text = new MarkdownText();
        text.line("## " + escaped(parts.title()));
        for (GateSuite.Gate gate : GateSuite.gates(parts)) {
            String mark = switch (gate.state()) {
                case PASSED -> "✅";
                case FAILED -> "❌";
                case SKIPPED -> "⚪";
            };
            String why = gate.message().lines().findFirst().orElse("");
            text.line("- " + mark + " " + escaped(gate.name()) + (why.isEmpty() ? "" : ": " + escaped(why)));
        }
        parts.outcome().ifPresent(text::before);
        parts.watch().ifPresent(text::after);
        return text.out.toString();
    }

    private void before(Outcome outcome) {
        section("What changed");
        list(outcome.changes().changes(), c -> "- " + escaped(c.describe()));
        section("Who is hit");
        List<AffectedAsset> hit =
                outcome.impact().affected().stream().filter(a -> !a.isChanged()).toList();
        if (!hit.isEmpty()) {
            line("| asset | probability | limits | why |");
            line("| --- | ---: | --- | --- |");
        }
        list(
                hit,
                a -> String.format(
                        Locale.ROOT,
                        "| %s | %s | %s to %s | %s |",
                        escaped(a.asset()),
                        Shown.percent(a.likelihood().value()),
                        Shown.percent(a.likelihood().lower()),
                        Shown.percent(a.likelihood().upper()),
                        escaped(String.join(" → ", a.path()))));
        section("Tests");
        line(escaped(outcome.tests().explain().lines().findFirst().orElse("")) + ".");
        list(outcome.tests().selected(), t -> "- " + escaped(t.test().id()) + ": " + escaped(t.reason()));
        section("Deployment plan");
        DeploymentPlan plan = outcome.plan();
        line("Status: " + plan.status().name().toLowerCase(Locale.ROOT) + ".");
        plan.conflict().ifPresent(c -> {
            list(c.constraints(), constraint -> "- " + escaped(constraint));
            line(c.relaxation().isEmpty() ? "" : "Would fit: " + escaped(c.relaxation()));
        });
        for (PlanObjective o : plan.objectives()) {
            line("- " + escaped(o.name()) + ": " + Shown.number(o.value()) + ", at least "
                    + Shown.number(o.lowerBound()));
        }
        if (!plan.deployments().isEmpty()) {
            line("");
            line("| start | asset | strategy | waits for |");
            line("| --- | --- | --- | --- |");
        }
        list(
                plan.deployments(),
                d -> "| " + d.start() + " | " + escaped(d.asset()) + " | "
                        + escaped(d.strategy().name()) + " | " + escaped(d.waitsFor()) + " |");
    }

    private void after(WatchReport watch) {
        section("Watch");
        List<Anomaly> anomalies = watch.anomalies();
        line(Shown.count(anomalies.size(), "alarm") + " in " + watch.series().size() + " series; canary: "
                + watch.canary().decision().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ".");
        list(anomalies, a -> "- " + a.time() + " " + escaped(a.series()) + ": " + escaped(a.reason()));
        List<MetricVerdict> metrics = watch.canary().metrics();
        list(metrics, m -> "- " + escaped(m.metric()) + ": " + escaped(m.reason()));
    }

    private void section(String title) {
        line("");
        line("### " + title);
        line("");
    }

    private void line(String text) {
        out.append(text).append('\n');
    }

    private <T> void list(List<T> items, Function<T, String> line) {
        items.stream().limit(FIRST).map(line).forEach(this::line);
        if (items.size() > FIRST) {
            line("");
            line("… and " + (items.size() - FIRST) + " more.");
        }
    }

    /** Text in which no character means anything to Markdown or HTML. */
    static String escaped(String text) {
        StringBuilder safe = new StringBuilder();
        for (char c : Shown.name(text).toCharArray()) {
            if ("\\`*_{}[]()#+!|~".indexOf(c) >= 0) {
                safe.append('\\').append(c);
            } else if (c == '<') {
                safe.append("&lt;");
            } else if (c == '>') {
                safe.append("&gt;");
            } else if (c == '&') {
                safe.append("&amp;");
            } else if (c == '@') {
                safe.append("&#64;");
            } else {
                safe.append(c);
            }
        }
        return safe.toString();
    }
}
