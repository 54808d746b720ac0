package io.dataops.observability.canary;

import io.dataops.api.MetricComparison;
import io.dataops.api.Verdict;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A canary with its metrics, ready to be judged. Immutable.
 *
 * <p>Defaults: error level 0.05, every metric a guard.
 *
 * <pre>{@code
 * Verdict verdict = Canary.comparing(MetricComparison.higherIsWorse("latency ms", baseline, canary).withMargin(0.1))
 *         .alpha(0.01)
 *         .guards("latency ms")   // a failure of a guard fails the canary
 *         .judge();
 * }</pre>
 */
public final class Canary {
    private final List<MetricComparison> metrics;
    private final double alpha;
    private final Set<String> guards;

    private Canary(List<MetricComparison> metrics, double alpha, Set<String> guards) {
        this.metrics = List.copyOf(metrics);
        this.alpha = alpha;
        this.guards = guards;
    }

    /**
     * Takes the metrics of both sides.
     *
     * @param metrics the metrics; none is judged as no data
     * @return a canary
     */
    public static Canary comparing(MetricComparison... metrics) {
        return new Canary(List.of(metrics), StatisticalCanaryJudge.DEFAULT_ALPHA, Set.of());
    }

    /**
     * Returns this canary with another error level.
     *
     * @param newAlpha probability of failing a canary that is not worse, and of passing one that is worse by the margin;
     *     between 0 and 0.5, both excluded
     * @return the canary
     */
    public Canary alpha(double newAlpha) {
        return new Canary(metrics, StatisticalCanaryJudge.checked(newAlpha), guards);
    }

    /**
     * Returns this canary with some metrics as guards. A false alarm on any guard has at most the error level; among the
     * alarms of the other metrics that is the share of false ones.
     *
     * @param names the guards; each must be one of the metrics
     * @return the canary
     */
    public Canary guards(String... names) {
        Set<String> known = metrics.stream().map(MetricComparison::metric).collect(Collectors.toSet());
        for (String name : names) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "guard (" + name + ") must be one of the metrics " + new TreeSet<>(known) + ".");
            }
        }
        return new Canary(metrics, alpha, Set.of(names));
    }

    /**
     * Judges the canary.
     *
     * @return the verdict; see {@link StatisticalCanaryJudge}
     */
    public Verdict judge() {
        return new StatisticalCanaryJudge(alpha, guards).judge(metrics);
    }
}
