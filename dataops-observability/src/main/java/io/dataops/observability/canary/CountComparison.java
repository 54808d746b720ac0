package io.dataops.observability.canary;

import io.dataops.api.Measure;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * Events over an exposure: given all events, those of the canary are binomial, which gives exact tests and limits
 * (Przyborowski and Wilenski, 1940; limits after Clopper and Pearson, 1934).
 */
final class CountComparison {

    private CountComparison() {}

    static Comparison of(Measure.Count baseline, Measure.Count canary, boolean higherIsWorse, double alpha) {
        double ratio = (canary.events() / canary.exposure()) / (baseline.events() / baseline.exposure());
        double exposure = canary.exposure() / baseline.exposure();
        double low = canary.events() == 0
                ? 0
                : odds(BetaDistribution.of((double) canary.events(), baseline.events() + 1.0)
                                .inverseCumulativeProbability(alpha))
                        / exposure;
        double high = baseline.events() == 0
                ? Double.POSITIVE_INFINITY
                : odds(BetaDistribution.of(canary.events() + 1.0, (double) baseline.events())
                                .inverseSurvivalProbability(alpha))
                        / exposure;
        String test = "exact conditional binomial";
        double share = canary.exposure() / (canary.exposure() + baseline.exposure());
        return higherIsWorse
                ? new Comparison(test, ratio - 1, low - 1, high - 1, pHigher(canary.events(), baseline.events(), share))
                : new Comparison(
                        test, 1 - ratio, 1 - high, 1 - low, pHigher(baseline.events(), canary.events(), 1 - share));
    }

    private static double odds(double share) {
        return share / (1 - share);
    }

    /** P(X >= events) for X binomial over all events with the given share, through the incomplete beta function. */
    private static double pHigher(long events, long others, double share) {
        return events == 0
                ? 1
                : BetaDistribution.of((double) events, others + 1.0).cumulativeProbability(share);
    }
}
