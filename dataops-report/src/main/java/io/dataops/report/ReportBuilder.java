package io.dataops.report;

import io.dataops.api.DeploymentRules;
import io.dataops.api.Outcome;
import io.dataops.api.WatchReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Collects the parts of a report; each may be set once, and none is required. Not safe for use by several threads.
 *
 * <pre>{@code
 * Report report = Report.titled("Release 42")
 *         .outcome(outcome)
 *         .rules(rules)
 *         .series(SeriesChart.of(series))
 *         .build();
 * Report.titled("Release 42").outcome(outcome).outcome(outcome);   // IllegalStateException: … was already set.
 * }</pre>
 */
public final class ReportBuilder {
    private final String title;
    private Optional<Outcome> outcome = Optional.empty();
    private Optional<WatchReport> watch = Optional.empty();
    private Optional<DeploymentRules> rules = Optional.empty();
    private final List<SeriesChart> series = new ArrayList<>();

    ReportBuilder(String title) {
        if (title.isBlank()) {
            throw new IllegalArgumentException("title (" + title + ") must not be blank.");
        }
        this.title = title;
    }

    private ReportBuilder(ReportBuilder other) {
        this.title = other.title;
        this.outcome = other.outcome;
        this.watch = other.watch;
        this.rules = other.rules;
        this.series.addAll(other.series);
    }

    /**
     * Adds what came before the deployment.
     *
     * @param newOutcome the outcome
     * @return this
     */
    public ReportBuilder outcome(Outcome newOutcome) {
        outcome = once("outcome", outcome, newOutcome);
        return this;
    }

    /**
     * Adds what came after the deployment.
     *
     * @param newWatch the watch report
     * @return this
     */
    public ReportBuilder watch(WatchReport newWatch) {
        watch = once("watch", watch, newWatch);
        return this;
    }

    /**
     * Adds the rules of the plan, so that windows, blackouts and capacities show beside it.
     *
     * @param newRules the rules
     * @return this
     */
    public ReportBuilder rules(DeploymentRules newRules) {
        rules = once("rules", rules, newRules);
        return this;
    }

    /**
     * Adds the values of a series, so that its alarms show in their place.
     *
     * @param chart the series, with its band and change points where they are known
     * @return this
     */
    public ReportBuilder series(SeriesChart chart) {
        series.add(chart);
        return this;
    }

    private static <T> Optional<T> once(String what, Optional<T> before, T now) {
        if (before.isPresent()) {
            throw new IllegalStateException(what + " was already set.");
        }
        return Optional.of(now);
    }

    /**
     * Builds the report.
     *
     * @return the report
     */
    public Report build() {
        return new Report(new ReportBuilder(this));
    }

    String title() {
        return title;
    }

    Optional<Outcome> outcome() {
        return outcome;
    }

    Optional<WatchReport> watch() {
        return watch;
    }

    Optional<DeploymentRules> rules() {
        return rules;
    }

    List<SeriesChart> series() {
        return series;
    }
}
