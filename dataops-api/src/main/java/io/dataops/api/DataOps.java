package io.dataops.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.UnaryOperator;

/**
 * The change loop as one reusable object: it holds wiring, and no logic of its own. Safe for use by several threads.
 *
 * <pre>
 *   ChangeSet --ImpactAnalysis--&gt; Impact --TestSelector-------&gt; TestPlan
 *                                    |
 *                                    +-----DeploymentPlanner--&gt; DeploymentPlan
 *
 *   Measurements --AnomalyScan, CanaryJudge--&gt; WatchReport
 * </pre>
 *
 * <p>Defaults: a stage that is not set is not run, and its answer is the empty one. The test selector, the deployment
 * planner and the canary judge come from the modules on the class path or module path unless given; a missing one is
 * reported by {@link Builder#build()} with the artifact to add. Budget: 2,000 steps, seed 0.
 *
 * <pre>{@code
 * DataOps ops = DataOps.over(graph)
 *         .tests(suite, Duration.ofMinutes(10))
 *         .budget(Budget.steps(2_000).withSeed(42))
 *         .build();
 * Outcome outcome = ops.run(ChangeSet.of(Change.columnDropped("stg_orders", "discount")));
 * WatchReport watch = ops.observe(outcome, measurements);
 * }</pre>
 */
public final class DataOps {
    private final ImpactAnalysis analysis;
    private final TestSelector selector;
    private final TestSuite suite;
    private final Duration testLimit;
    private final DeploymentPlanner planner;
    private final Optional<DeploymentRules> rules;
    private final AnomalyScan scan;
    private final CanaryJudge judge;
    private final Budget budget;

    private DataOps(Builder builder) {
        this.analysis = builder.analysis;
        this.suite = builder.suite.orElse(new TestSuite(List.of()));
        this.testLimit = builder.testLimit;
        this.rules = builder.rules;
        this.budget = builder.budget.orElse(Budget.steps(2_000));
        this.selector = builder.suite.isEmpty()
                ? (impact, tests, limit) -> TestPlan.none()
                : builder.selector.orElseGet(
                        () -> provider(TestSelector.class, "test selector", "io.dataops:dataops-testing"));
        this.planner = rules.isEmpty()
                ? (impact, jobs, spending) -> DeploymentPlan.none()
                : builder.planner.orElseGet(
                        () -> provider(DeploymentPlanner.class, "deployment planner", "io.dataops:dataops-scheduling"));
        this.scan = builder.scan.orElse(DataOps::notWatched);
        this.judge = builder.judge.orElseGet(() -> first(CanaryJudge.class).orElse(DataOps::noJudge));
    }

    /**
     * Starts a loop over a graph.
     *
     * @param analysis who is hit by a change; a {@code DependencyGraph} of {@code io.dataops:dataops-graph} is one
     * @return a builder
     */
    public static Builder over(ImpactAnalysis analysis) {
        return new Builder(analysis);
    }

    /**
     * Answers what to test and how to deploy.
     *
     * @param changes what changed
     * @return impact, tests and plan
     */
    public Outcome run(ChangeSet changes) {
        Impact impact = analysis.impactOf(changes);
        TestPlan tests = selector.select(impact, suite, testLimit);
        DeploymentPlan plan = rules.map(r -> planner.plan(impact, r, budget)).orElse(DeploymentPlan.none());
        return new Outcome(impact, tests, plan);
    }

    /**
     * Answers whether what was deployed behaves.
     *
     * @param outcome the answer before the deployment
     * @param measurements what was measured since
     * @return anomalies, verdict, and the affected assets that show an anomaly; one from before the planned start of the
     *     asset's deployment makes it no suspect
     */
    public WatchReport observe(Outcome outcome, Measurements measurements) {
        List<SeriesReport> reports =
                measurements.series().stream().map(scan::scan).toList();
        List<AffectedAsset> suspects = outcome.impact().affected().stream()
                .filter(a ->
                        reports.stream().anyMatch(r -> r.asset().equals(a.asset()) && alarmsSince(r, outcome.plan())))
                .toList();
        Verdict verdict = measurements.canary().isEmpty() ? Verdict.none() : judge.judge(measurements.canary());
        return new WatchReport(reports, verdict, suspects);
    }

    private static boolean alarmsSince(SeriesReport report, DeploymentPlan plan) {
        Instant deployed =
                plan.of(report.asset()).map(ScheduledDeployment::start).orElse(Instant.MIN);
        return report.anomalies().stream().anyMatch(a -> !a.time().isBefore(deployed));
    }

    private static SeriesReport notWatched(TimeSeries series) {
        return new SeriesReport(
                series.name(),
                series.asset(),
                SeriesReport.State.WARMING_UP,
                series.size(),
                0,
                0,
                List.of(),
                Provenance.of("no detector: set one by watch(...)"));
    }

    private static Verdict noJudge(List<MetricComparison> metrics) {
        throw new MissingProviderException("canary judge", "io.dataops:dataops-observability");
    }

    private static <T> T provider(Class<T> verb, String capability, String artifact) {
        return first(verb).orElseThrow(() -> new MissingProviderException(capability, artifact));
    }

    private static <T> Optional<T> first(Class<T> verb) {
        return ServiceLoader.load(verb, DataOps.class.getClassLoader()).findFirst();
    }

    /** Collects the stages of a loop; each can be set once. */
    public static final class Builder {
        private final ImpactAnalysis analysis;
        private Optional<TestSuite> suite = Optional.empty();
        private Duration testLimit = Duration.ZERO;
        private Optional<TestSelector> selector = Optional.empty();
        private Optional<DeploymentRules> rules = Optional.empty();
        private Optional<DeploymentPlanner> planner = Optional.empty();
        private Optional<AnomalyScan> scan = Optional.empty();
        private Optional<CanaryJudge> judge = Optional.empty();
        private Optional<Budget> budget = Optional.empty();

        private Builder(ImpactAnalysis analysis) {
            this.analysis = analysis;
        }

        /**
         * Selects tests.
         *
         * @param newSuite the tests there are
         * @param limit how long the selected ones may take, 0 or more
         * @return this
         */
        public Builder tests(TestSuite newSuite, Duration limit) {
            if (limit.isNegative()) {
                throw new IllegalArgumentException("limit (" + limit + ") must not be negative.");
            }
            suite = once("tests", suite, newSuite);
            testLimit = limit;
            return this;
        }

        /**
         * Selects tests in another way than the default.
         *
         * @param newSelector the selector
         * @return this
         */
        public Builder testSelector(TestSelector newSelector) {
            selector = once("testSelector", selector, newSelector);
            return this;
        }

        /**
         * Plans deployments.
         *
         * @param settings sets the rules, for example {@code d -> d.between(start, end).capacity("warehouse", 4)}
         * @return this
         */
        public Builder deployments(UnaryOperator<DeploymentRules.Builder> settings) {
            rules = once(
                    "deployments",
                    rules,
                    settings.apply(DeploymentRules.builder()).build());
            return this;
        }

        /**
         * Plans deployments in another way than the default.
         *
         * @param newPlanner the planner
         * @return this
         */
        public Builder deploymentPlanner(DeploymentPlanner newPlanner) {
            planner = once("deploymentPlanner", planner, newPlanner);
            return this;
        }

        /**
         * Watches series after a deployment.
         *
         * @param newScan the scan
         * @return this
         */
        public Builder watch(AnomalyScan newScan) {
            scan = once("watch", scan, newScan);
            return this;
        }

        /**
         * Judges canaries in another way than the default.
         *
         * @param newJudge the judge
         * @return this
         */
        public Builder canaryJudge(CanaryJudge newJudge) {
            judge = once("canaryJudge", judge, newJudge);
            return this;
        }

        /**
         * Sets how long to search for a deployment plan, and the seed.
         *
         * @param newBudget the budget
         * @return this
         */
        public Builder budget(Budget newBudget) {
            budget = once("budget", budget, newBudget);
            return this;
        }

        private static <T> Optional<T> once(String what, Optional<T> before, T now) {
            if (before.isPresent()) {
                throw new IllegalStateException(what + " was already set to " + before.get() + ".");
            }
            return Optional.of(now);
        }

        /**
         * Builds the loop.
         *
         * @return a loop that can be run any number of times
         * @throws MissingProviderException if a stage is set whose module is missing
         * @throws IllegalStateException if a selector is set without tests, or a planner without rules
         */
        public DataOps build() {
            if (selector.isPresent() && suite.isEmpty()) {
                throw new IllegalStateException("testSelector is set without tests. Maybe call tests(suite, limit).");
            }
            if (planner.isPresent() && rules.isEmpty()) {
                throw new IllegalStateException(
                        "deploymentPlanner is set without rules. Maybe call deployments(d -> d.between(start, end)).");
            }
            return new DataOps(this);
        }
    }
}
