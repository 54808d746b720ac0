package io.dataops.graph.history;

import io.dataops.graph.DependencyGraph;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Learns from past changes and how they ended how likely a change is to fail: a logistic model on what is known of a change
 * beforehand.
 *
 * <p>Features: how many assets it touches, how deep they lie, how many others read them, how often they failed before (with a
 * half-life of 180 days), how long they were not touched, and of which kinds they are (after Kamei and others, 2013, A large-scale
 * empirical study of just-in-time quality assurance, as far as a graph of assets has them). Weights have a normal prior, so a few
 * dozen outcomes do no harm, and a few hundred say something. {@link #calibration()} is the certificate: how well each
 * change of the last half would have been foretold by the ones before it.
 *
 * <pre>{@code
 * ChangeRisk risk = ChangeRisk.learn(graph, released);
 * risk.of(next).explain();          // fails with 12.0 % [8.1, 17.4] …
 * risk.calibration().brier();       // 0.09, where the base rate alone has 0.11
 * }</pre>
 *
 * <p>Deterministic. Immutable after learning, safe for use by several threads. Learning takes time linear in the changes.
 */
public final class ChangeRisk {
    private static final int REFITS = 10;
    private static final double NORMAL_95 = 1.959964;

    private final ChangeFeatures features;
    private final LogisticRegression model;
    private final Calibration calibration;

    private ChangeRisk(ChangeFeatures features, LogisticRegression model, Calibration calibration) {
        this.features = features;
        this.model = model;
        this.calibration = calibration;
    }

    /**
     * Learns from outcomes.
     *
     * @param graph the graph of the assets; assets that it does not have count, but say little
     * @param released changes and how they ended, in any order; at least one that failed and one that did not
     * @return the model
     */
    public static ChangeRisk learn(DependencyGraph graph, List<ReleasedChange> released) {
        long failed = released.stream().filter(ReleasedChange::failed).count();
        if (failed == 0 || failed == released.size()) {
            throw new IllegalArgumentException("released (" + released.size() + " changes, " + failed
                    + " failed) must have some that failed and some that did not.");
        }
        List<ReleasedChange> byTime = released.stream()
                .sorted(Comparator.comparing(
                        (ReleasedChange c) -> c.transaction().time()))
                .toList();
        ChangeFeatures features = new ChangeFeatures(graph);
        List<double[]> rows = new ArrayList<>();
        List<Boolean> outcomes = new ArrayList<>();
        for (ReleasedChange change : byTime) {
            rows.add(features.row(features.values(change.transaction())));
            outcomes.add(change.failed());
            features.observe(change);
        }
        return new ChangeRisk(features, LogisticRegression.fit(rows, outcomes), foretell(rows, outcomes));
    }

    /** Each tenth of the last half is foretold by a model of all that came before it. */
    private static Calibration foretell(List<double[]> rows, List<Boolean> outcomes) {
        Calibration.Builder calibration = Calibration.builder();
        int n = rows.size();
        for (int part = 0; part < REFITS; part++) {
            int from = n / 2 + (n - n / 2) * part / REFITS;
            int to = n / 2 + (n - n / 2) * (part + 1) / REFITS;
            if (from > 0 && from < to) {
                LogisticRegression past = LogisticRegression.fit(rows.subList(0, from), outcomes.subList(0, from));
                for (int i = from; i < to; i++) {
                    calibration.add(LogisticRegression.logistic(past.score(rows.get(i))), outcomes.get(i));
                }
            }
        }
        return calibration.build();
    }

    /**
     * Estimates how likely a change is to fail.
     *
     * @param change what is to change, and when; its past is what was learnt from
     * @return the estimate with its reasons
     */
    public RiskEstimate of(Transaction change) {
        double[] values = features.values(change);
        double[] row = features.row(values);
        double score = model.score(row);
        double half = NORMAL_95 * model.error(row);
        List<RiskEstimate.Reason> reasons = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            reasons.add(new RiskEstimate.Reason(features.names().get(i), values[i], Math.exp(model.part(row, i))));
        }
        reasons.sort(Comparator.comparingDouble((RiskEstimate.Reason r) -> -Math.abs(Math.log(r.factor())))
                .thenComparing(RiskEstimate.Reason::feature));
        return new RiskEstimate(
                LogisticRegression.logistic(score),
                LogisticRegression.logistic(score - half),
                LogisticRegression.logistic(score + half),
                reasons);
    }

    /**
     * Estimates a change at a time after all that was learnt.
     *
     * @param time when
     * @param assets what is to change
     * @return the estimate with its reasons
     */
    public RiskEstimate of(Instant time, String... assets) {
        return of(new Transaction(time, Set.of(assets)));
    }

    /**
     * Returns how well changes were foretold by the ones before them.
     *
     * @return the calibration over the last half of the changes
     */
    public Calibration calibration() {
        return calibration;
    }
}
