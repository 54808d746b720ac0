package io.dataops.observability.opentelemetry;

import io.dataops.api.Anomaly;
import io.dataops.observability.anomaly.ManySeries;
import io.dataops.observability.series.RunningCounter;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramPointData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.metrics.data.SumData;
import io.opentelemetry.sdk.metrics.data.SummaryPointData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * An exporter that hands metrics to detectors instead of sending them: a gauge as it is, a sum that only grows as what was added, a
 * histogram or summary as count and mean of the stretch. Times are those of the points. Safe for use by the thread of a reader.
 *
 * <p>A series is called by metric and attributes: {@code orders.latency{region=eu}.mean}. How many there may be says {@link
 * ManySeries#limit}.
 *
 * <pre>{@code
 * MetricExporter watch = MetricWatch.of(
 *         ManySeries.of(Detectors.streaming(), 0.1).limit(1_000), anomaly -> System.err.println(anomaly.reason()));
 * }</pre>
 */
public final class MetricWatch implements MetricExporter {
    private final ManySeries series;
    private final Consumer<Anomaly> alarms;
    private final Map<String, RunningCounter> counters = new HashMap<>();
    private boolean closed;

    private MetricWatch(ManySeries series, Consumer<Anomaly> alarms) {
        this.series = series;
        this.alarms = alarms;
    }

    /**
     * Makes the exporter.
     *
     * @param series the detectors; used by this exporter alone
     * @param alarms is told of each alarm, by the thread that exports
     * @return an exporter for a reader of the SDK
     */
    public static MetricWatch of(ManySeries series, Consumer<Anomaly> alarms) {
        return new MetricWatch(series, alarms);
    }

    @Override
    public AggregationTemporality getAggregationTemporality(InstrumentType type) {
        return type == InstrumentType.UP_DOWN_COUNTER || type == InstrumentType.OBSERVABLE_UP_DOWN_COUNTER
                ? AggregationTemporality.CUMULATIVE
                : AggregationTemporality.DELTA;
    }

    @Override
    public synchronized CompletableResultCode export(Collection<MetricData> metrics) {
        if (closed) {
            return CompletableResultCode.ofFailure();
        }
        for (MetricData metric : metrics) {
            switch (metric.getType()) {
                case LONG_GAUGE ->
                    metric.getLongGaugeData().getPoints().forEach(p -> gauge(metric, p, (double) p.getValue()));
                case DOUBLE_GAUGE ->
                    metric.getDoubleGaugeData().getPoints().forEach(p -> gauge(metric, p, p.getValue()));
                case LONG_SUM -> {
                    for (LongPointData p : metric.getLongSumData().getPoints()) {
                        sum(metric, metric.getLongSumData(), p, (double) p.getValue());
                    }
                }
                case DOUBLE_SUM -> {
                    for (DoublePointData p : metric.getDoubleSumData().getPoints()) {
                        sum(metric, metric.getDoubleSumData(), p, p.getValue());
                    }
                }
                case HISTOGRAM -> {
                    boolean total = isTotal(metric.getHistogramData().getAggregationTemporality());
                    for (HistogramPointData p : metric.getHistogramData().getPoints()) {
                        counted(metric, p, total, (double) p.getCount(), p.getSum());
                    }
                }
                case EXPONENTIAL_HISTOGRAM -> {
                    boolean total = isTotal(metric.getExponentialHistogramData().getAggregationTemporality());
                    for (ExponentialHistogramPointData p :
                            metric.getExponentialHistogramData().getPoints()) {
                        counted(metric, p, total, (double) p.getCount(), p.getSum());
                    }
                }
                case SUMMARY -> {
                    for (SummaryPointData p : metric.getSummaryData().getPoints()) {
                        counted(metric, p, true, (double) p.getCount(), p.getSum());
                    }
                }
            }
        }
        return CompletableResultCode.ofSuccess();
    }

    private static boolean isTotal(AggregationTemporality temporality) {
        return temporality == AggregationTemporality.CUMULATIVE;
    }

    private void gauge(MetricData metric, PointData point, double value) {
        accept(name(metric, point), point, value);
    }

    private void sum(MetricData metric, SumData<?> data, PointData point, double value) {
        String name = name(metric, point);
        if (data.isMonotonic() && isTotal(data.getAggregationTemporality())) {
            counter(name).increase(value).ifPresent(more -> accept(name, point, more));
        } else {
            accept(name, point, value);
        }
    }

    private void counted(MetricData metric, PointData point, boolean total, double count, double sum) {
        String name = name(metric, point);
        if (!total) {
            counted(name, point, count, sum);
            return;
        }
        var moreCount = counter(name + ".count").increase(count);
        var moreSum = counter(name + ".sum").increase(sum);
        if (moreCount.isPresent() && moreSum.isPresent()) {
            counted(name, point, moreCount.getAsDouble(), moreSum.getAsDouble());
        }
    }

    private void counted(String name, PointData point, double count, double sum) {
        accept(name + ".count", point, count);
        if (count > 0) {
            accept(name + ".mean", point, sum / count);
        }
    }

    private RunningCounter counter(String name) {
        return counters.computeIfAbsent(name, n -> new RunningCounter());
    }

    private void accept(String name, PointData point, double value) {
        Instant time = Instant.ofEpochSecond(0, point.getEpochNanos());
        series.accept(name, time, value).ifPresent(alarms);
    }

    private static String name(MetricData metric, PointData point) {
        Attributes attributes = point.getAttributes();
        if (attributes.isEmpty()) {
            return metric.getName();
        }
        Map<String, String> sorted = new TreeMap<>();
        attributes.forEach((key, value) -> sorted.put(key.getKey(), String.valueOf(value)));
        return metric.getName()
                + sorted.entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .collect(Collectors.joining(",", "{", "}"));
    }

    @Override
    public CompletableResultCode flush() {
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public synchronized CompletableResultCode shutdown() {
        closed = true;
        return CompletableResultCode.ofSuccess();
    }
}
