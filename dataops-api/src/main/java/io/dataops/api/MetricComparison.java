package io.dataops.api;

/**
 * One metric on both sides of a canary release.
 *
 * <pre>{@code
 * MetricComparison.higherIsWorse("latency ms", Measure.samples(12, 13, 12), Measure.samples(14, 13, 15))
 *         .withMargin(0.1);   // a tenth more is still the same
 * MetricComparison.lowerIsWorse("rows", Measure.count(90, 1), Measure.count(80, 1)).withMargin(-1);
 * // IllegalArgumentException: margin (-1.0) …
 * }</pre>
 *
 * @param metric its name
 * @param baseline the side without the change
 * @param canary the side with the change, of the same kind of measure
 * @param worse which direction is worse
 * @param margin how much worse still counts as harmless, relative to the baseline (0.05 for 5 %), more than 0
 */
public record MetricComparison(String metric, Measure baseline, Measure canary, Direction worse, double margin) {

    /** The direction in which a metric gets worse. */
    public enum Direction {
        /** Higher is worse: errors, latency, cost. */
        HIGHER,
        /** Lower is worse: throughput, freshness, conversions. */
        LOWER
    }

    /** Refuses measures of different kinds and a margin that is not positive. */
    public MetricComparison {
        Text.name("metric", metric);
        if (baseline.getClass() != canary.getClass()) {
            throw new IllegalArgumentException("metric (" + Text.shown(metric) + ") compares "
                    + baseline.getClass().getSimpleName() + " with "
                    + canary.getClass().getSimpleName()
                    + ". Maybe measure both sides alike.");
        }
        if (!(margin > 0) || Double.isInfinite(margin)) {
            throw new IllegalArgumentException("margin (" + margin + ") of " + Text.shown(metric)
                    + " must be more than 0. No finite sample can show that two sides are exactly equal.");
        }
    }

    /**
     * Compares a metric of which more is worse, with a margin of 5 %.
     *
     * @param metric its name
     * @param baseline the side without the change
     * @param canary the side with the change
     * @return the comparison
     */
    public static MetricComparison higherIsWorse(String metric, Measure baseline, Measure canary) {
        return new MetricComparison(metric, baseline, canary, Direction.HIGHER, 0.05);
    }

    /**
     * Compares a metric of which less is worse, with a margin of 5 %.
     *
     * @param metric its name
     * @param baseline the side without the change
     * @param canary the side with the change
     * @return the comparison
     */
    public static MetricComparison lowerIsWorse(String metric, Measure baseline, Measure canary) {
        return new MetricComparison(metric, baseline, canary, Direction.LOWER, 0.05);
    }

    /**
     * Returns this comparison with another margin.
     *
     * @param newMargin relative to the baseline, more than 0
     * @return the comparison
     */
    public MetricComparison withMargin(double newMargin) {
        return new MetricComparison(metric, baseline, canary, worse, newMargin);
    }
}
