package io.dataops.report;

import io.dataops.api.AffectedAsset;
import io.dataops.api.Anomaly;
import io.dataops.api.Change;
import io.dataops.api.ChangeSet;
import io.dataops.api.Decision;
import io.dataops.api.DeploymentPlan;
import io.dataops.api.DeploymentRules;
import io.dataops.api.Impact;
import io.dataops.api.Layer;
import io.dataops.api.Likelihood;
import io.dataops.api.MetricVerdict;
import io.dataops.api.Outcome;
import io.dataops.api.PlanObjective;
import io.dataops.api.PlannedTest;
import io.dataops.api.Provenance;
import io.dataops.api.ScheduledDeployment;
import io.dataops.api.SeriesReport;
import io.dataops.api.Strategy;
import io.dataops.api.TestCase;
import io.dataops.api.TestPlan;
import io.dataops.api.TimeSeries;
import io.dataops.api.Verdict;
import io.dataops.api.WatchReport;
import io.dataops.api.WeeklyWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Reports of any size made from a seed. */
final class Samples {
    static final Instant START = Instant.parse("2026-03-27T19:00:00Z");
    private static final Provenance BY_HAND = new Provenance("made for a test", 42, 1_000, Optional.empty());

    private Samples() {}

    static Outcome outcome(int assets, int jobs) {
        Random random = new Random(7);
        List<AffectedAsset> affected = new ArrayList<>();
        List<List<String>> paths = new ArrayList<>();
        for (int i = 0; i < assets; i++) {
            String id = "shop.asset_" + i;
            if (i < 3) {
                paths.add(List.of(id));
                affected.add(new AffectedAsset(id, Layer.DATA, Likelihood.exactly(1), List.of(id), Set.of()));
                continue;
            }
            int from = Math.max(0, (int) (i * 0.6) - random.nextInt(Math.min(20, i)));
            List<String> path = new ArrayList<>(paths.get(from));
            path.add(id);
            paths.add(path);
            Set<String> upstream = new TreeSet<>(Set.of("shop.asset_" + from));
            if (random.nextInt(3) == 0) {
                upstream.add("shop.asset_" + random.nextInt(i));
            }
            double p = Math.pow(0.8, path.size()) * (0.6 + 0.4 * random.nextDouble());
            affected.add(new AffectedAsset(
                    id,
                    Layer.values()[random.nextInt(5)],
                    i % 2 == 0 ? Likelihood.exactly(p) : Likelihood.between(0.7 * p, p, p),
                    path,
                    upstream));
        }
        Impact impact = new Impact(
                ChangeSet.of(
                        Change.columnDropped("shop.asset_0", "discount"),
                        Change.logicChanged("shop.asset_1"),
                        Change.configurationChanged("shop.asset_2")),
                affected,
                Set.of(),
                a -> true,
                false,
                BY_HAND);
        return new Outcome(impact, tests(assets), plan(jobs, random));
    }

    private static TestPlan tests(int assets) {
        List<PlannedTest> selected = new ArrayList<>();
        for (int i = 0; i < Math.min(40, assets); i++) {
            selected.add(new PlannedTest(
                    TestCase.of("not_null_asset_" + i, Duration.ofSeconds(12), "shop.asset_" + i),
                    1.0 / (i + 1),
                    "exercises shop.asset_" + i));
        }
        return new TestPlan(
                selected,
                List.of(TestCase.of("full_refresh", Duration.ofMinutes(30), "shop.asset_0")),
                Duration.ofMinutes(10),
                4.2,
                4.5,
                List.of("shop.asset_" + (assets - 1)),
                BY_HAND);
    }

    private static DeploymentPlan plan(int jobs, Random random) {
        List<ScheduledDeployment> deployments = new ArrayList<>();
        Strategy rolling = Strategy.of("rolling", Duration.ofMinutes(20))
                .uses("warehouse", 1)
                .risk(0.02, 20);
        Instant at = START;
        for (int i = 0; i < jobs; i++) {
            if (i % 2 == 0 && i > 0) {
                at = at.plus(Duration.ofMinutes(20));
            }
            deployments.add(new ScheduledDeployment(
                    "shop.asset_" + i,
                    rolling,
                    at,
                    at.plus(Duration.ofMinutes(20)),
                    random.nextDouble(),
                    i < 2 ? "the window opens" : "warehouse is taken by shop.asset_" + (i - 2)));
        }
        return new DeploymentPlan(
                DeploymentPlan.Status.FEASIBLE,
                deployments,
                List.of(new PlanObjective("expected rollback cost", 12.5, 11)),
                Optional.empty(),
                BY_HAND);
    }

    static DeploymentRules rules() {
        return DeploymentRules.builder()
                .between(START, START.plus(Duration.ofDays(30)))
                .zone(ZoneId.of("Europe/Berlin"))
                .window(WeeklyWindow.daily(LocalTime.of(20, 0), LocalTime.of(4, 0)))
                .blackout("monthly closing", START.plus(Duration.ofHours(2)), START.plus(Duration.ofHours(3)))
                .capacity("warehouse", 2)
                .strategy(Strategy.of("rolling", Duration.ofMinutes(20)))
                .build();
    }

    static TimeSeries series() {
        TimeSeries.Builder builder = TimeSeries.builder("orders/rows").asset("shop.asset_0");
        for (int h = 0; h < 400; h++) {
            builder.add(START.plus(Duration.ofHours(h)), h == 200 ? Double.NaN : value(h));
        }
        return builder.build();
    }

    private static double value(int h) {
        return 100 + 40 * Math.sin(h * Math.PI / 12) + (h == 300 ? 120 : 0);
    }

    static SeriesChart chart() {
        double[] expected = new double[400];
        double[] lower = new double[400];
        double[] upper = new double[400];
        for (int h = 0; h < 400; h++) {
            expected[h] = 100 + 40 * Math.sin(h * Math.PI / 12);
            lower[h] = expected[h] - 15;
            upper[h] = expected[h] + 15;
        }
        return SeriesChart.of(series()).band(expected, lower, upper).changePoints(START.plus(Duration.ofHours(150)));
    }

    static WatchReport watch() {
        Instant at = START.plus(Duration.ofHours(300));
        SeriesReport report = new SeriesReport(
                "orders/rows",
                "shop.asset_0",
                SeriesReport.State.WATCHING,
                400,
                1,
                230,
                List.of(new Anomaly("orders/rows", at, 220, 100, 85, 115, 1e-6, "220 rows where 100 were expected")),
                BY_HAND);
        Verdict verdict = new Verdict(
                Decision.INCONCLUSIVE,
                List.of(
                        new MetricVerdict(
                                "latency p95", Decision.PASS, "Mann-Whitney", 0.01, -0.02, 0.03, 0.95, 0.4, "no worse"),
                        new MetricVerdict(
                                "errors",
                                Decision.INCONCLUSIVE,
                                "Poisson",
                                0.2,
                                -0.1,
                                0.6,
                                0.95,
                                0.2,
                                "too few errors"),
                        new MetricVerdict(
                                "freshness",
                                Decision.NO_DATA,
                                "none",
                                Double.NaN,
                                Double.NaN,
                                Double.NaN,
                                0.95,
                                Double.NaN,
                                "no values")),
                BY_HAND);
        return new WatchReport(List.of(report), verdict, List.of());
    }

    static Report full(int assets, int jobs) {
        return Report.titled("Release 42")
                .outcome(outcome(assets, jobs))
                .rules(rules())
                .watch(watch())
                .series(chart())
                .build();
    }

    /** Every name that a report shows, as an attacker would choose it. */
    static Report hostile(String name) {
        AffectedAsset changed = new AffectedAsset(name, Layer.DATA, Likelihood.exactly(1), List.of(name), Set.of());
        Impact impact = new Impact(
                ChangeSet.of(Change.columnDropped(name, name)),
                List.of(changed),
                Set.of(name + "?"),
                a -> true,
                false,
                BY_HAND);
        Strategy strategy = Strategy.of(name, Duration.ofMinutes(5)).uses(name, 1);
        DeploymentPlan plan = new DeploymentPlan(
                DeploymentPlan.Status.OPTIMAL,
                List.of(new ScheduledDeployment(name, strategy, START, START.plusSeconds(300), 0, name)),
                List.of(new PlanObjective(name, 1, 1)),
                Optional.empty(),
                BY_HAND);
        TestPlan tests = new TestPlan(
                List.of(new PlannedTest(TestCase.of(name, Duration.ofSeconds(1), name), 1, name)),
                List.of(TestCase.of(name, Duration.ofSeconds(1), name)),
                Duration.ofMinutes(1),
                1,
                1,
                List.of(name),
                BY_HAND);
        TimeSeries series = TimeSeries.builder(name)
                .add(START, 1)
                .add(START.plusSeconds(60), 2)
                .build();
        WatchReport watch = new WatchReport(
                List.of(new SeriesReport(
                        name,
                        name,
                        SeriesReport.State.WATCHING,
                        2,
                        0,
                        1,
                        List.of(new Anomaly(name, START, 1, 1, 1, 1, 0, name)),
                        BY_HAND)),
                new Verdict(
                        Decision.FAIL,
                        List.of(new MetricVerdict(name, Decision.FAIL, name, 1, 0, 2, 0.9, 0, name)),
                        BY_HAND),
                List.of(changed));
        return Report.titled(name)
                .outcome(new Outcome(impact, tests, plan))
                .watch(watch)
                .series(SeriesChart.of(series))
                .build();
    }
}
