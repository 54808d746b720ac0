package io.dataops.observability.model;

import io.dataops.observability.statistics.Alternative;
import io.dataops.observability.statistics.ExactBinomial;
import io.dataops.observability.statistics.FisherExact;
import io.dataops.observability.statistics.Multiplicity;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Predicted probabilities of a binary outcome beside what happened. Immutable.
 *
 * <p>For drift of the predictions themselves, profile the scores and use {@code DataDrift}.
 *
 * <pre>{@code
 * ModelMonitor.of(new double[] {0.9, 0.2}, new boolean[] {true, false}).calibration(2).brier();   // 0.025
 * ModelMonitor.of(new double[] {1.2}, new boolean[] {true});   // IllegalArgumentException: score (1.2) must be between 0 and 1.
 * }</pre>
 *
 * <p>Sources: Brier (1950, Verification of forecasts expressed in terms of probability); Hardt, Price and Srebro (2016,
 * Equality of opportunity in supervised learning).
 */
public final class ModelMonitor {
    private static final double EDGE = 1e-15;

    private final double[] scores;
    private final boolean[] outcomes;

    private ModelMonitor(double[] scores, boolean[] outcomes) {
        this.scores = scores;
        this.outcomes = outcomes;
    }

    /**
     * Takes predictions with their outcomes.
     *
     * @param scores predicted probabilities {@code [n]}, each 0 to 1, n at least 1
     * @param outcomes what happened {@code [n]}
     * @return the monitor
     */
    public static ModelMonitor of(double[] scores, boolean[] outcomes) {
        if (scores.length != outcomes.length || scores.length == 0) {
            throw new IllegalArgumentException("scores (" + scores.length + ") must be as many as outcomes ("
                    + outcomes.length + "), at least 1.");
        }
        for (double score : scores) {
            if (!(score >= 0 && score <= 1)) {
                throw new IllegalArgumentException("score (" + score + ") must be between 0 and 1.");
            }
        }
        return new ModelMonitor(scores.clone(), outcomes.clone());
    }

    /**
     * Measures calibration.
     *
     * @param bins how many bins of equal width, 1 to 1000; empty ones are left out
     * @return the report
     */
    public CalibrationReport calibration(int bins) {
        if (bins < 1 || bins > 1000) {
            throw new IllegalArgumentException("bins (" + bins + ") must be between 1 and 1000.");
        }
        long[] n = new long[bins];
        long[] events = new long[bins];
        double[] sums = new double[bins];
        double brier = 0;
        double loss = 0;
        for (int i = 0; i < scores.length; i++) {
            int bin = Math.min(bins - 1, (int) (scores[i] * bins));
            n[bin]++;
            events[bin] += outcomes[i] ? 1 : 0;
            sums[bin] += scores[i];
            double off = scores[i] - (outcomes[i] ? 1 : 0);
            brier += off * off / scores.length;
            double likely = Math.max(EDGE, outcomes[i] ? scores[i] : 1 - scores[i]);
            loss -= Math.log(likely) / scores.length;
        }
        List<CalibrationReport.Bin> table = new ArrayList<>();
        double error = 0;
        for (int b = 0; b < bins; b++) {
            if (n[b] > 0) {
                double predicted = sums[b] / n[b];
                table.add(new CalibrationReport.Bin(n[b], predicted, ExactBinomial.interval(events[b], n[b], 0.95)));
                error += Math.abs(predicted - (double) events[b] / n[b]) * n[b] / scores.length;
            }
        }
        return new CalibrationReport(brier, loss, error, table);
    }

    /**
     * Compares groups: each with all others together, by Fisher's exact test, corrected over all groups and rates (Holm).
     *
     * @param groups the group of each prediction {@code [n]}
     * @param threshold a score from here on counts as selected, 0 to 1
     * @param alpha the probability of calling any group unequal while all are equal, between 0 and 1
     * @return the report
     */
    public GroupReport byGroup(String[] groups, double threshold, double alpha) {
        if (groups.length != scores.length) {
            throw new IllegalArgumentException(
                    "groups (" + groups.length + ") must be as many as predictions (" + scores.length + ").");
        }
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("alpha (" + alpha + ") must be between 0 and 1, both excluded.");
        }
        List<GroupReport.Group> rates = new ArrayList<>();
        for (String group : new TreeSet<>(List.of(groups))) {
            rates.add(rate(groups, group, "selection", threshold, true, true));
            rates.add(rate(groups, group, "true positive", threshold, true, false));
            rates.add(rate(groups, group, "false positive", threshold, false, true));
        }
        double[] adjusted = Multiplicity.holm(
                rates.stream().mapToDouble(GroupReport.Group::adjusted).toArray());
        List<GroupReport.Group> corrected = new ArrayList<>();
        for (int i = 0; i < adjusted.length; i++) {
            GroupReport.Group g = rates.get(i);
            corrected.add(new GroupReport.Group(g.group(), g.rate(), g.value(), g.others(), adjusted[i]));
        }
        return new GroupReport(corrected, alpha);
    }

    private GroupReport.Group rate(
            String[] groups, String group, String rate, double threshold, boolean positives, boolean negatives) {
        long selected = 0;
        long n = 0;
        long otherSelected = 0;
        long others = 0;
        for (int i = 0; i < scores.length; i++) {
            if (outcomes[i] ? positives : negatives) {
                boolean chosen = scores[i] >= threshold;
                if (groups[i].equals(group)) {
                    n++;
                    selected += chosen ? 1 : 0;
                } else {
                    others++;
                    otherSelected += chosen ? 1 : 0;
                }
            }
        }
        double p = n == 0 || others == 0
                ? Double.NaN
                : FisherExact.test(selected, n, otherSelected, others, Alternative.TWO_SIDED)
                        .pValue();
        return new GroupReport.Group(
                group, rate, ExactBinomial.interval(selected, n, 0.95), (double) otherSelected / others, p);
    }
}
