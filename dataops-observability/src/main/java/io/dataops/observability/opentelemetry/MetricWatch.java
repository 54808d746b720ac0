package io.dataops.observability.opentelemetry;

import io.dataops.api.Anomaly;
import io.dataops.observability.anomaly.ManySeries;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An exporter that hands metrics to detectors instead of sending them: a gauge as it is, a sum that only grows as what was added a minute,
 * a histogram or summary as count a minute and mean of the stretch. Times are those of the points. Safe for use by the threads of
 * readers, and together with other watches over the same detectors.
 *
 * <p>A series is called by scope, metric and attributes: {@code shop/orders.latency{region=eu}.mean}, since two libraries may call a metric
 * alike; a comma within an attribute is written as {@code \,}. How many there may be, and when one that is gone gives its place to
 * another, says {@link ManySeries#limit}.
 *
 * <p>Asks for totals: of what was added since the last export an SDK says nothing when it is nothing, and that is when an alarm is due.
 *
 * <pre>{@code
 * MetricExporter watch = MetricWatch.of(
 *         ManySeries.of(Detectors.streaming(), 0.1).limit(1_000), anomaly -> System.err.println(anomaly.reason()));
 * }</pre>
 */
public final class MetricWatch implements MetricExporter {
    private static final int LEAST_KEPT = 1_000;

    private final ManySeries series;
    private final Consumer<Anomaly> alarms;
    private final Predicate<MetricData> wanted;
    private final Map<String, Growth> growths = new HashMap<>();
    private int kept;
    private boolean closed;

    private MetricWatch(ManySeries series, Consumer<Anomaly> alarms, Predicate<MetricData> wanted) {
        this.series = series;
        this.alarms = alarms;
        this.wanted = wanted;
    }

    /**
     * Makes the exporter.
     *
     * @param series the detectors
     * @param alarms is told of each alarm, by the thread that exports, when all points of an export are read; an exception that it throws
     *     makes the export fail and nothing else
     * @return an exporter for a reader of the SDK
     */
    public static MetricWatch of(ManySeries series, Consumer<Anomaly> alarms) {
        return new MetricWatch(series, alarms, metric -> true);
    }

    /**
     * Watches some metrics only, such as those of one scope.
     *
     * @param metrics says which
     * @return a new exporter over the same detectors
     */
    public MetricWatch only(Predicate<MetricData> metrics) {
        return new MetricWatch(series, alarms, wanted.and(metrics));
    }

    @Override
    public AggregationTemporality getAggregationTemporality(InstrumentType type) {
        return AggregationTemporality.CUMULATIVE;
    }

    @Override
    public CompletableResultCode export(Collection<MetricData> metrics) {
        List<Anomaly> found = new ArrayList<>();
        synchronized (series) {
            if (closed) {
                return CompletableResultCode.ofFailure();
            }
            for (MetricData metric : metrics) {
                if (wanted.test(metric)) {
                    read(metric, found);
                }
            }
        }
        boolean told = true;
        for (Anomaly anomaly : found) {
            try {
                alarms.accept(anomaly);
            } catch (RuntimeException e) {
                told = false;
            }
        }
        return told ? CompletableResultCode.ofSuccess() : CompletableResultCode.ofFailure();
    }

    private void read(MetricData metric, List<Anomaly> found) {
        switch (metric.getType()) {
            case LONG_GAUGE -> {
                for (LongPointData p : metric.getLongGaugeData().getPoints()) {
                    accept(SeriesName.of(metric, p), p, (double) p.getValue(), found);
                }
            }
            case DOUBLE_GAUGE -> {
                for (DoublePointData p : metric.getDoubleGaugeData().getPoints()) {
                    accept(SeriesName.of(metric, p), p, p.getValue(), found);
                }
            }
            case LONG_SUM -> {
                for (LongPointData p : metric.getLongSumData().getPoints()) {
                    sum(metric, metric.getLongSumData(), p, (double) p.getValue(), found);
                }
            }
            case DOUBLE_SUM -> {
                for (DoublePointData p : metric.getDoubleSumData().getPoints()) {
                    sum(metric, metric.getDoubleSumData(), p, p.getValue(), found);
                }
            }
            case HISTOGRAM -> {
                boolean total = isTotal(metric.getHistogramData().getAggregationTemporality());
                for (HistogramPointData p : metric.getHistogramData().getPoints()) {
                    counted(metric, p, total, (double) p.getCount(), p.getSum(), found);
                }
            }
            case EXPONENTIAL_HISTOGRAM -> {
                boolean total = isTotal(metric.getExponentialHistogramData().getAggregationTemporality());
                for (ExponentialHistogramPointData p :
                        metric.getExponentialHistogramData().getPoints()) {
                    counted(metric, p, total, (double) p.getCount(), p.getSum(), found);
                }
            }
            case SUMMARY -> {
                for (SummaryPointData p : metric.getSummaryData().getPoints()) {
                    counted(metric, p, true, (double) p.getCount(), p.getSum(), found);
                }
            }
        }
    }

    private static boolean isTotal(AggregationTemporality temporality) {
        return temporality == AggregationTemporality.CUMULATIVE;
    }

    private void sum(MetricData metric, SumData<?> data, PointData point, double value, List<Anomaly> found) {
        String name = SeriesName.of(metric, point);
        if (!data.isMonotonic()) {
            accept(name, point, value, found);
            return;
        }
        Growth growth = growth(name, name, point);
        if (growth != null && growth.read(point, isTotal(data.getAggregationTemporality()), value, 0)) {
            accept(name, point, growth.rate(), found);
        }
    }

    private void counted(
            MetricData metric, PointData point, boolean total, double count, double sum, List<Anomaly> found) {
        String name = SeriesName.of(metric, point);
        Growth growth = growth(name, name + ".count", point);
        if (growth != null && growth.read(point, total, count, sum)) {
            accept(name + ".count", point, growth.rate(), found);
            accept(name + ".mean", point, growth.mean(), found);
        }
    }

    /** What is known of a counter; nothing if its series would not be watched. */
    private @Nullable Growth growth(String name, String series, PointData point) {
        Growth known = growths.get(name);
        if (known != null) {
            return known;
        }
        if (!this.series.takes(series, Growth.end(point))) {
            accept(series, point, 0, List.of());
            return null;
        }
        if (growths.size() > 2 * kept + LEAST_KEPT) {
            growths.values().removeIf(growth -> growth.isGone(point));
            kept = growths.size();
        }
        Growth growth = new Growth();
        growths.put(name, growth);
        return growth;
    }

    private void accept(String name, PointData point, double value, List<Anomaly> found) {
        series.accept(name, Growth.end(point), value).ifPresent(found::add);
    }

    @Override
    public CompletableResultCode flush() {
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
        synchronized (series) {
            closed = true;
        }
        return CompletableResultCode.ofSuccess();
    }
}
