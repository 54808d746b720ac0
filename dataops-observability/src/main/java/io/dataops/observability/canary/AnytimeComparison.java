package io.dataops.observability.canary;

import io.dataops.api.Decision;
import io.dataops.api.Measure;
import io.dataops.api.MetricComparison;
import io.dataops.api.MetricComparison.Direction;
import io.dataops.api.MetricVerdict;
import io.dataops.observability.statistics.ConfidenceInterval;
import io.dataops.observability.statistics.ConfidenceSequence;
import java.util.Arrays;
import java.util.Locale;

/** One look at one metric by confidence sequences: harmless at the error level, worse at its share for each metric. */
final class AnytimeComparison {
    private final double alpha;
    private final int metrics;

    AnytimeComparison(double alpha, int metrics) {
        this.alpha = alpha;
        this.metrics = metrics;
    }

    MetricVerdict judge(MetricComparison metric, PairedBlocks blocks) {
        if (metric.baseline().isEmpty() || metric.canary().isEmpty()) {
            String side = metric.baseline().isEmpty() ? "the baseline" : "the canary";
            return verdict(metric, Decision.NO_DATA, nothing(), side + " has no data yet");
        }
        ConfidenceInterval harmless = effect(metric, blocks, 1 - alpha);
        ConfidenceInterval worse = effect(metric, blocks, 1 - alpha / metrics);
        boolean higher = metric.worse() == Direction.HIGHER;
        double upper = higher ? harmless.upper() : -harmless.lower();
        double lower = higher ? worse.lower() : -worse.upper();
        Decision decision = upper < metric.margin() ? Decision.PASS : lower > 0 ? Decision.FAIL : Decision.INCONCLUSIVE;
        String reason = String.format(
                Locale.ROOT,
                "%s: %+.1f %% [%+.1f %%, %+.1f %%] against the baseline, valid at every look, harmful beyond %+.1f %%",
                decision == Decision.PASS
                        ? "shown harmless"
                        : decision == Decision.FAIL ? "shown worse" : "not decided",
                100 * harmless.estimate(),
                100 * harmless.lower(),
                100 * harmless.upper(),
                100 * (higher ? metric.margin() : -metric.margin()));
        return verdict(metric, decision, harmless, reason);
    }

    private ConfidenceInterval effect(MetricComparison metric, PairedBlocks blocks, double level) {
        if (metric.baseline() instanceof Measure.Rate b && metric.canary() instanceof Measure.Rate c) {
            return minusOne(ConfidenceSequence.rateRatio(
                    c.events(), (double) c.trials(), b.events(), (double) b.trials(), level));
        }
        if (metric.baseline() instanceof Measure.Count b && metric.canary() instanceof Measure.Count c) {
            return minusOne(ConfidenceSequence.rateRatio(c.events(), c.exposure(), b.events(), b.exposure(), level));
        }
        double[] b = ((Measure.Samples) metric.baseline()).values();
        double[] differences = blocks.differences(b, ((Measure.Samples) metric.canary()).values());
        if (differences.length == 0) {
            return nothing();
        }
        Arrays.sort(b);
        double middle = Math.abs(b[b.length / 2]);
        ConfidenceInterval shift = ConfidenceSequence.quantile(differences, 0.5, level);
        return new ConfidenceInterval(
                relative(shift.estimate(), middle),
                relative(shift.lower(), middle),
                relative(shift.upper(), middle),
                level);
    }

    private static double relative(double shift, double middle) {
        return shift == 0 ? 0 : shift / middle;
    }

    private static ConfidenceInterval minusOne(ConfidenceInterval ratio) {
        return new ConfidenceInterval(ratio.estimate() - 1, ratio.lower() - 1, ratio.upper() - 1, ratio.level());
    }

    private ConfidenceInterval nothing() {
        return new ConfidenceInterval(Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 1 - alpha);
    }

    private static MetricVerdict verdict(
            MetricComparison metric, Decision decision, ConfidenceInterval effect, String reason) {
        return new MetricVerdict(
                metric.metric(),
                decision,
                "confidence sequence",
                effect.estimate(),
                effect.lower(),
                effect.upper(),
                effect.level(),
                Double.NaN,
                reason);
    }
}
