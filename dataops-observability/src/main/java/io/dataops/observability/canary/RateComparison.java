package io.dataops.observability.canary;

import io.dataops.api.Measure;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** Events among trials: Fisher's exact test, and the score interval of the risk ratio. */
final class RateComparison {
    private static final double WIDEST = 1e12;

    private RateComparison() {}

    static Comparison of(Measure.Rate baseline, Measure.Rate canary, boolean higherIsWorse, double alpha) {
        double z = NormalDistribution.of(0, 1).inverseSurvivalProbability(alpha);
        double ratio = ((double) canary.events() / canary.trials()) / ((double) baseline.events() / baseline.trials());
        double low = limit(baseline, canary, z);
        double high = limit(baseline, canary, -z);
        String test = "Fisher exact, Miettinen-Nurminen interval";
        if (higherIsWorse) {
            double p = FisherTest.pHigher(baseline.events(), baseline.trials(), canary.events(), canary.trials());
            return new Comparison(test, ratio - 1, low - 1, high - 1, p);
        }
        double p = FisherTest.pHigher(canary.events(), canary.trials(), baseline.events(), baseline.trials());
        return new Comparison(test, 1 - ratio, 1 - high, 1 - low, p);
    }

    /** The ratio at which the score statistic equals z; it falls as the ratio grows. */
    private static double limit(Measure.Rate baseline, Measure.Rate canary, double z) {
        if (z > 0 && canary.events() == 0) {
            return 0;
        }
        if (z < 0 && baseline.events() == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double low = Math.log(1 / WIDEST);
        double high = Math.log(WIDEST);
        for (int i = 0; i < 100; i++) {
            double middle = (low + high) / 2;
            if (score(baseline, canary, Math.exp(middle)) > z) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Math.exp((low + high) / 2);
    }

    /** Score statistic of the hypothesis that the canary's rate is the given multiple of the baseline's. */
    private static double score(Measure.Rate baseline, Measure.Rate canary, double ratio) {
        double n1 = canary.trials();
        double n2 = baseline.trials();
        double x1 = canary.events();
        double x2 = baseline.events();
        double a = (n1 + n2) * ratio;
        double b = -(n1 * ratio + x1 + n2 + x2 * ratio);
        double p2 = Math.min(1, 2 * (x1 + x2) / (-b + Math.sqrt(Math.max(0, b * b - 4 * a * (x1 + x2)))));
        double p1 = Math.min(1, ratio * p2);
        double variance =
                (p1 * (1 - p1) / n1 + ratio * ratio * p2 * (1 - p2) / n2) * ((n1 + n2) / Math.max(1, n1 + n2 - 1));
        double difference = x1 / n1 - ratio * x2 / n2;
        return variance <= 0
                ? (difference == 0 ? 0 : Math.copySign(Double.POSITIVE_INFINITY, difference))
                : difference / Math.sqrt(variance);
    }
}
