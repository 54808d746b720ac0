package io.dataops.api;

import java.util.ArrayList;
import java.util.List;

/**
 * What was measured after a deployment.
 *
 * <pre>{@code
 * Measurements measured = Measurements.of(series)
 *         .comparing(MetricComparison.higherIsWorse("errors", Measure.rate(12, 90_000), Measure.rate(11, 10_000)));
 * }</pre>
 *
 * @param series series to scan for anomalies
 * @param canary metrics of the canary, if there is one
 */
public record Measurements(List<TimeSeries> series, List<MetricComparison> canary) {

    /** Copies the lists. */
    public Measurements {
        series = List.copyOf(series);
        canary = List.copyOf(canary);
    }

    /**
     * Returns series without a canary.
     *
     * @param series the series
     * @return the measurements
     */
    public static Measurements of(TimeSeries... series) {
        return new Measurements(List.of(series), List.of());
    }

    /**
     * Returns these measurements with a metric of the canary in addition.
     *
     * @param comparison the metric on both sides
     * @return the measurements
     */
    public Measurements comparing(MetricComparison comparison) {
        List<MetricComparison> all = new ArrayList<>(canary);
        all.add(comparison);
        return new Measurements(series, all);
    }
}
