package io.dataops.observability.canary;

import io.dataops.api.MetricComparison;
import io.dataops.api.Verdict;
import java.util.List;

/**
 * A canary with its metrics, ready to be judged. Immutable.
 *
 * <p>Defaults: error level 0.05.
 */
public final class Canary {
    private final List<MetricComparison> metrics;
    private final double alpha;

    private Canary(List<MetricComparison> metrics, double alpha) {
        this.metrics = List.copyOf(metrics);
        this.alpha = alpha;
    }

    /**
     * Takes the metrics of both sides.
     *
     * @param metrics the metrics; none is judged as no data
     * @return a canary
     */
    public static Canary comparing(MetricComparison... metrics) {
        return new Canary(List.of(metrics), StatisticalCanaryJudge.DEFAULT_ALPHA);
    }

    /**
     * Returns this canary with another error level.
     *
     * @param newAlpha probability of failing a canary that is not worse, and of passing one that is worse by the margin;
     *     between 0 and 0.5, both excluded
     * @return the canary
     */
    public Canary alpha(double newAlpha) {
        return new Canary(metrics, StatisticalCanaryJudge.checked(newAlpha));
    }

    /**
     * Judges the canary.
     *
     * @return the verdict; see {@link StatisticalCanaryJudge}
     */
    public Verdict judge() {
        return new StatisticalCanaryJudge(alpha).judge(metrics);
    }
}
