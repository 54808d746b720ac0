package io.dataops.examples.tour;

import io.dataops.api.AffectedAsset;
import io.dataops.api.Anomaly;
import io.dataops.api.Change;
import io.dataops.api.DeploymentPlan;
import io.dataops.api.Impact;
import io.dataops.api.MetricVerdict;
import io.dataops.api.PlanObjective;
import io.dataops.api.PlannedTest;
import io.dataops.api.ScheduledDeployment;
import io.dataops.api.SeriesReport;
import io.dataops.api.TestPlan;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The tour for a person at a terminal. */
final class TourText {
    private static final int ROWS = 15;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE dd MMM HH:mm", Locale.ROOT);

    private final PrintWriter out;

    private TourText(PrintWriter out) {
        this.out = out;
    }

    static void write(TourResult result, PrintWriter out) {
        TourText text = new TourText(out);
        out.printf(Locale.ROOT, "%s -> %s: %s%n", clean(result.before()), clean(result.after()), result.graph());
        if (!result.report().defects().isEmpty()) {
            out.printf(
                    Locale.ROOT,
                    "%d defects in the manifest, the first: %s%n",
                    result.report().defects().size(),
                    clean(result.report().defects().get(0).toString()));
        }
        text.changes(result.outcome().changes().changes());
        text.impact(result.outcome().impact());
        text.tests(result.outcome().tests());
        text.plan(result.outcome().plan(), result.zone());
        text.watch(result);
    }

    private void heading(String question) {
        out.println();
        out.println(question);
        out.println("-".repeat(question.length()));
    }

    private void changes(List<Change> changes) {
        heading("What changed?");
        if (changes.isEmpty()) {
            out.println("Nothing but metadata.");
        }
        changes.stream().limit(ROWS).forEach(c -> out.println("  " + clean(c.describe())));
        more(changes.size(), "changes");
    }

    private void impact(Impact impact) {
        heading("Who is hit, and how likely?");
        if (impact.affected().isEmpty()) {
            out.println("Nobody.");
            return;
        }
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"likelihood", "limits", "asset", "why"});
        for (AffectedAsset a : impact.top(ROWS)) {
            rows.add(new String[] {
                percent(a.likelihood().value()),
                a.isChanged()
                        ? ""
                        : percent(a.likelihood().lower()) + " to "
                                + percent(a.likelihood().upper()),
                clean(a.asset()),
                a.isChanged()
                        ? "changed"
                        : "reads " + clean(a.path().get(a.path().size() - 2)) + ", " + a.hops() + " away"
            });
        }
        table(rows);
        more(impact.affected().size(), "assets");
    }

    private void tests(TestPlan plan) {
        heading("Which tests are worth running?");
        out.printf(
                Locale.ROOT,
                "%d tests, %s of %s; they notice %.2f affected assets on average, no choice more than %.2f.%n",
                plan.selected().size(),
                minutes(plan.total()),
                minutes(plan.limit()),
                plan.value(),
                plan.upperBound());
        List<String[]> rows = new ArrayList<>();
        for (PlannedTest t : plan.selected().stream().limit(ROWS).toList()) {
            rows.add(new String[] {clean(t.test().id()), clean(t.reason())});
        }
        table(rows);
        more(plan.selected().size(), "tests");
        if (!plan.leftOut().isEmpty()) {
            out.printf(
                    Locale.ROOT,
                    "  Left out for lack of time: %d of the tests that touch what is affected.%n",
                    plan.leftOut().size());
        }
        if (!plan.unguarded().isEmpty()) {
            out.println("  No test exercises: "
                    + clean(String.join(
                            ", ", plan.unguarded().stream().limit(ROWS).toList())));
        }
    }

    private void plan(DeploymentPlan plan, ZoneId zone) {
        heading("When to deploy, and how?");
        if (plan.conflict().isPresent()) {
            out.println(clean(plan.explain()));
            return;
        }
        for (PlanObjective o : plan.objectives()) {
            out.printf(Locale.ROOT, "%s: %.2f, no plan below %.2f.%n", o.name(), o.value(), o.lowerBound());
        }
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"start (" + zone + ")", "for", "asset", "strategy", "why not earlier"});
        for (ScheduledDeployment d : plan.deployments().stream().limit(ROWS).toList()) {
            rows.add(new String[] {
                TIME.format(d.start().atZone(zone)),
                minutes(Duration.between(d.start(), d.end())),
                clean(d.asset()),
                d.strategy().name(),
                clean(d.waitsFor())
            });
        }
        table(rows);
        more(plan.deployments().size(), "deployments");
        out.println("  " + plan.status() + "; " + plan.provenance());
    }

    private void watch(TourResult result) {
        heading("Is it behaving? (a recording of the sample shop)");
        for (SeriesReport series : result.watch().series()) {
            out.printf(
                    Locale.ROOT,
                    "%s, for %s: %d of %d points judged, %d left out, %d alarms%n",
                    clean(series.series()),
                    clean(series.asset()),
                    series.judged(),
                    series.points(),
                    series.missing(),
                    series.anomalies().size());
            for (Anomaly a : series.anomalies()) {
                out.println("  " + TIME.format(a.time().atZone(result.zone())) + "  " + clean(a.reason()));
            }
        }
        for (AffectedAsset a : result.watch().suspects()) {
            out.println("  suspect: " + clean(result.outcome().impact().explain(a.asset())));
        }
        out.println("canary: " + result.watch().canary().decision());
        for (MetricVerdict m : result.watch().canary().metrics()) {
            out.println("  " + m.metric() + ": " + m.decision() + ", " + m.reason());
        }
    }

    private void table(List<String[]> rows) {
        if (rows.isEmpty()) {
            return;
        }
        int columns = rows.get(0).length;
        int[] width = new int[columns];
        for (String[] row : rows) {
            for (int c = 0; c < columns; c++) {
                width[c] = Math.max(width[c], row[c].codePointCount(0, row[c].length()));
            }
        }
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < columns; c++) {
                line.append("  ").append(row[c]);
                line.append(" ".repeat(width[c] - row[c].codePointCount(0, row[c].length())));
            }
            out.println(line.toString().stripTrailing());
        }
    }

    private void more(int all, String what) {
        if (all > ROWS) {
            out.printf(Locale.ROOT, "  … and %d more %s%n", all - ROWS, what);
        }
    }

    private static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * fraction);
    }

    private static String minutes(Duration duration) {
        long seconds = duration.toSeconds() % 60;
        return duration.toMinutes() + " min" + (seconds == 0 ? "" : " " + seconds + " s");
    }

    /** A name as one harmless line: control and formatting characters shown as a replacement, long ones cut. */
    private static String clean(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(200).forEach(c -> {
            boolean harmless = c == '\n' || (!Character.isISOControl(c) && Character.getType(c) != Character.FORMAT);
            shown.appendCodePoint(harmless ? c : 0xFFFD);
        });
        return text.codePointCount(0, text.length()) > 200 ? shown.append('…').toString() : shown.toString();
    }
}
