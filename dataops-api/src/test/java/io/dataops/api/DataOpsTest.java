package io.dataops.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DataOpsTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final Instant END = Instant.parse("2026-03-04T00:00:00Z");
    private static final AffectedAsset ORDERS =
            new AffectedAsset("stg_orders", Layer.CODE, Likelihood.exactly(1), List.of("stg_orders"), Set.of());
    private static final ImpactAnalysis GRAPH = changes ->
            new Impact(changes, List.of(ORDERS), Set.of(), "stg_orders"::equals, false, Provenance.of("by hand"));
    private static final AnomalyScan ALWAYS_ALARMS = series -> new SeriesReport(
            series.name(),
            series.asset(),
            SeriesReport.State.WATCHING,
            1,
            0,
            1,
            List.of(new Anomaly(series.name(), START, 9, 1, 0, 2, 0.001, "far off")),
            Provenance.of("by hand"));

    @Test
    void theSnippetOfThePackagePage() {
        ImpactAnalysis graph = GRAPH;
        TestSuite suite = TestSuite.of(TestCase.of("t", Duration.ofMinutes(1), "stg_orders"));
        Instant start = START;
        Instant end = END;
        AnomalyScan scan = ALWAYS_ALARMS;
        TimeSeries series = TimeSeries.builder("stg_orders").add(START, 9).build();

        DataOps ops = DataOps.over(graph)
                .tests(suite, Duration.ofMinutes(10))
                .testSelector((impact, tests, limit) -> TestPlan.none())
                .deployments(d -> d.between(start, end)
                        .capacity("warehouse", 4)
                        .strategy(Strategy.of("rolling", Duration.ofMinutes(20))))
                .deploymentPlanner((impact, rules, budget) -> DeploymentPlan.none())
                .watch(scan)
                .budget(Budget.steps(2_000).withSeed(42))
                .build();
        Outcome outcome = ops.run(ChangeSet.of(Change.columnDropped("stg_orders", "discount")));
        WatchReport watch = ops.observe(outcome, Measurements.of(series));

        assertThat(outcome.explain())
                .contains("stg_orders: column discount dropped", "stg_orders: 100.0 %, changed itself");
        assertThat(watch.suspects()).containsExactly(ORDERS);
        assertThat(watch.explain()).contains("far off", "stg_orders (100.0 %)");
    }

    @Test
    void anAnomalyFromBeforeTheDeploymentIsNoSuspect() {
        Strategy rolling = Strategy.of("rolling", Duration.ofMinutes(20));
        for (Instant start : List.of(START, START.plusSeconds(1))) {
            DeploymentPlan plan = new DeploymentPlan(
                    DeploymentPlan.Status.FEASIBLE,
                    List.of(new ScheduledDeployment(
                            "stg_orders", rolling, start, start.plusSeconds(1200), 0, "nothing")),
                    List.of(),
                    Optional.empty(),
                    Provenance.of("by hand"));
            DataOps ops = DataOps.over(GRAPH)
                    .deployments(d -> d.between(START, END).strategy(rolling))
                    .deploymentPlanner((impact, rules, budget) -> plan)
                    .watch(ALWAYS_ALARMS)
                    .build();
            WatchReport watch = ops.observe(
                    ops.run(ChangeSet.none()),
                    Measurements.of(TimeSeries.builder("stg_orders").build()));
            assertThat(watch.suspects()).hasSize(start.equals(START) ? 1 : 0);
        }
    }

    @Test
    void aStageThatIsNotSetIsNotRun() {
        DataOps ops = DataOps.over(GRAPH).build();
        Outcome outcome = ops.run(ChangeSet.none());
        assertThat(outcome.tests()).isEqualTo(TestPlan.none());
        assertThat(outcome.plan()).isEqualTo(DeploymentPlan.none());
        WatchReport watch =
                ops.observe(outcome, Measurements.of(TimeSeries.builder("rows").build()));
        assertThat(watch.series()).extracting(SeriesReport::state).containsExactly(SeriesReport.State.WARMING_UP);
        assertThat(watch.canary().decision()).isEqualTo(Decision.NO_DATA);
    }

    @Test
    void aMissingModuleIsNamedWhenTheLoopIsBuilt() {
        assertThatThrownBy(() ->
                        DataOps.over(GRAPH).tests(TestSuite.of(), Duration.ZERO).build())
                .isInstanceOf(MissingProviderException.class)
                .hasMessage("No test selector is on the class path. Add io.dataops:dataops-testing.");
        assertThatThrownBy(() -> DataOps.over(GRAPH)
                        .deployments(d -> d.between(START, END).strategy(Strategy.of("s", Duration.ZERO)))
                        .build())
                .hasMessage("No deployment planner is on the class path. Add io.dataops:dataops-scheduling.");
        DataOps ops = DataOps.over(GRAPH).build();
        Measurements canary = Measurements.of()
                .comparing(MetricComparison.higherIsWorse("errors", Measure.rate(1, 2), Measure.rate(1, 2)));
        Outcome outcome = ops.run(ChangeSet.none());
        assertThatThrownBy(() -> ops.observe(outcome, canary))
                .hasMessage("No canary judge is on the class path. Add io.dataops:dataops-observability.");
    }

    @Test
    void aSettingIsMadeOnce() {
        assertThatThrownBy(() -> DataOps.over(GRAPH).budget(Budget.steps(1)).budget(Budget.steps(2)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("budget was already set to Budget[maxSteps=1");
        assertThatThrownBy(
                        () -> DeploymentRules.builder().capacity("warehouse", 1).capacity("warehouse", 2))
                .hasMessage("capacity of warehouse was already set to 1.");
    }

    @Test
    void settingsThatDoNotBelongTogetherAreRefused() {
        assertThatThrownBy(() -> DataOps.over(GRAPH)
                        .testSelector((impact, tests, limit) -> TestPlan.none())
                        .build())
                .hasMessage("testSelector is set without tests. Maybe call tests(suite, limit).");
        assertThatThrownBy(() -> DataOps.over(GRAPH)
                        .deploymentPlanner((impact, rules, budget) -> DeploymentPlan.none())
                        .build())
                .hasMessageContaining("deploymentPlanner is set without rules");
        assertThatThrownBy(() -> DataOps.over(GRAPH).tests(TestSuite.of(), Duration.ofSeconds(-1)))
                .hasMessage("limit (PT-1S) must not be negative.");
        assertThatThrownBy(() -> DataOps.over(GRAPH).deployments(d -> d.between(START, END)))
                .hasMessageContaining("a strategy is missing");
    }

    @Test
    void anUnknownResourceIsNamedWithTheWayOut() {
        assertThatThrownBy(() -> DeploymentRules.builder()
                        .between(START, END)
                        .strategy(Strategy.of("rolling", Duration.ofMinutes(1)).uses("warehause", 1))
                        .capacity("warehouse", 1)
                        .build())
                .hasMessage(
                        "strategy (rolling) uses the unknown resource (warehause)."
                                + " Maybe add capacity(\"warehause\", units), or budget(\"warehause\", units) if it is not given back.");
    }

    @Test
    void budgetsReachThePlannerAndAreNamedWhereTheyAreWrong() {
        Strategy spends = Strategy.of("rolling", Duration.ofMinutes(1)).uses("error minutes", 1);
        List<DeploymentRules> seen = new java.util.ArrayList<>();
        DataOps.over(GRAPH)
                .deployments(
                        d -> d.between(START, END).budget("error minutes", 30).strategy(spends))
                .deploymentPlanner((impact, rules, budget) -> {
                    seen.add(rules);
                    return DeploymentPlan.none();
                })
                .build()
                .run(ChangeSet.none());
        assertThat(seen)
                .singleElement()
                .satisfies(
                        rules -> assertThat(rules.budgets()).containsExactly(java.util.Map.entry("error minutes", 30)));
        assertThatThrownBy(() -> DeploymentRules.builder()
                        .between(START, END)
                        .budget("error minutes", 30)
                        .capacity("error minutes", 1)
                        .strategy(spends)
                        .build())
                .hasMessage(
                        "name (error minutes) must not be a capacity and a budget. Maybe give the budget another name.");
        assertThatThrownBy(() -> DeploymentRules.builder()
                        .between(START, END)
                        .budget("error minutes", -1)
                        .strategy(spends)
                        .build())
                .hasMessage("budget (-1) of error minutes must not be negative.");
        assertThatThrownBy(() -> DeploymentRules.builder().budget("a", 1).budget("a", 2))
                .hasMessage("budget a was already set to 1.");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> DeploymentRules.builder().capacity(null, 1))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("resource must not be null.");
        assertThatThrownBy(() -> DeploymentRules.builder().zone(null)).hasMessage("zone must not be null.");
        assertThatThrownBy(() -> DeploymentRules.builder().strategy(null)).hasMessage("strategy must not be null.");
    }

    @Test
    void aPlanThatContradictsItselfIsRefused() {
        assertThatThrownBy(() -> new DeploymentPlan(
                        DeploymentPlan.Status.INFEASIBLE,
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Provenance.of("by hand")))
                .hasMessageContaining("a conflict belongs to INFEASIBLE");
    }

    @Test
    void aMissingLibraryIsNamed() {
        assertThatThrownBy(() -> MissingProviderException.require(
                        DataOpsTest.class, "no.such.Type", "YAML parser", "org.snakeyaml:snakeyaml-engine"))
                .isInstanceOf(MissingProviderException.class)
                .hasMessage("No YAML parser is on the class path. Add org.snakeyaml:snakeyaml-engine.");
        MissingProviderException.require(DataOpsTest.class, "java.lang.String", "anything", "nothing");
    }
}
