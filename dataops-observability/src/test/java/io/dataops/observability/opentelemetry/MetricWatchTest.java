package io.dataops.observability.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataops.api.Anomaly;
import io.dataops.observability.anomaly.Detectors;
import io.dataops.observability.anomaly.ManySeries;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleCounter;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongUpDownCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.sdk.common.Clock;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.InstrumentSelector;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.View;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class MetricWatchTest {

    /** Turned by hand. */
    private static final class Hands implements Clock {
        private final AtomicLong nanos = new AtomicLong(TimeUnit.DAYS.toNanos(20_000));

        @Override
        public long now() {
            return nanos.get();
        }

        @Override
        public long nanoTime() {
            return nanos.get();
        }
    }

    @Test
    void whatAnSdkExportsIsWatched() {
        Hands clock = new Hands();
        List<Anomaly> alarms = new ArrayList<>();
        ManySeries series = ManySeries.of(Detectors.streaming(), 0.2);
        MetricWatch watch = MetricWatch.of(series, alarms::add)
                .only(metric -> metric.getInstrumentationScopeInfo().getName().equals("shop"));
        try (SdkMeterProvider provider = SdkMeterProvider.builder()
                .setClock(clock)
                .registerMetricReader(PeriodicMetricReader.builder(watch)
                        .setInterval(Duration.ofDays(1))
                        .build())
                .build()) {
            Meter meter = provider.get("shop");
            Attributes eu = Attributes.of(AttributeKey.stringKey("region"), "eu");
            LongCounter orders = meter.counterBuilder("orders").build();
            LongUpDownCounter queue = meter.upDownCounterBuilder("queue").build();
            DoubleHistogram latency = meter.histogramBuilder("latency").build();
            Random random = new Random(7);
            int before = 0;
            for (int m = 0; m < 3_000; m++) {
                boolean broken = m >= 2_990;
                if (m == 2_990) {
                    before = alarms.size();
                }
                if (!broken) {
                    orders.add(1_000 + (long) (20 * random.nextGaussian()), eu);
                }
                queue.add(random.nextBoolean() ? 1 : -1);
                for (int i = 0; i < 20; i++) {
                    latency.record(broken ? 900 : 100 + 5 * random.nextGaussian(), eu);
                }
                clock.nanos.addAndGet(TimeUnit.MINUTES.toNanos(1));
                provider.forceFlush().join(10, TimeUnit.SECONDS);
            }
            assertThat(alarms.subList(before, alarms.size()))
                    .extracting(Anomaly::series)
                    .contains("shop/orders{region=eu}", "shop/latency{region=eu}.mean");
            assertThat(series.size()).isEqualTo(4);
        }
    }

    @Test
    void totalsAreAskedForAndNothingAfterTheEnd() {
        MetricWatch watch = MetricWatch.of(ManySeries.of(Detectors.streaming(), 0.1), a -> {});
        assertThat(watch.getAggregationTemporality(InstrumentType.COUNTER))
                .isEqualTo(AggregationTemporality.CUMULATIVE);
        assertThat(watch.getAggregationTemporality(InstrumentType.UP_DOWN_COUNTER))
                .isEqualTo(AggregationTemporality.CUMULATIVE);
        assertThat(watch.export(List.of()).isSuccess()).isTrue();
        assertThat(watch.flush().isSuccess()).isTrue();
        CompletableResultCode closed = watch.shutdown();
        assertThat(closed.isSuccess()).isTrue();
        assertThat(watch.export(List.of()).isSuccess()).isFalse();
    }

    private static SdkMeterProvider provider(Clock clock, MetricExporter exporter) {
        return SdkMeterProvider.builder()
                .setClock(clock)
                .registerMetricReader(PeriodicMetricReader.builder(exporter)
                        .setInterval(Duration.ofDays(1))
                        .build())
                .registerView(
                        InstrumentSelector.builder().setName("sizes").build(),
                        View.builder()
                                .setAggregation(Aggregation.base2ExponentialBucketHistogram())
                                .build())
                .build();
    }

    /** What an SDK hands on to an exporter that asks for additions, as a collector in between would. */
    private static class Additions implements MetricExporter {
        private final MetricWatch to;

        Additions(MetricWatch to) {
            this.to = to;
        }

        @Override
        public AggregationTemporality getAggregationTemporality(InstrumentType type) {
            return AggregationTemporality.DELTA;
        }

        @Override
        public CompletableResultCode export(Collection<MetricData> metrics) {
            return to.export(metrics);
        }

        @Override
        public CompletableResultCode flush() {
            return to.flush();
        }

        @Override
        public CompletableResultCode shutdown() {
            return to.shutdown();
        }
    }

    /** Two libraries with a metric of the same name, every instrument, a flush between, exports that are missed; totals and additions. */
    @Test
    void everyInstrumentOfEveryScopeIsASeriesOfItsOwn() {
        for (boolean additions : new boolean[] {false, true}) {
            Hands clock = new Hands();
            List<Anomaly> alarms = new ArrayList<>();
            ManySeries series = ManySeries.of(Detectors.streaming(), 0.2);
            MetricWatch watch = MetricWatch.of(series, alarms::add)
                    .only(metric -> !metric.getName().startsWith("otel."));
            AtomicLong read = new AtomicLong();
            Random random = new Random(5);
            try (SdkMeterProvider provider = provider(clock, additions ? new Additions(watch) : watch)) {
                Meter one = provider.get("one");
                Meter two = provider.get("two");
                LongCounter ones = one.counterBuilder("requests").build();
                DoubleCounter twos = two.counterBuilder("requests").ofDoubles().build();
                DoubleHistogram sizes = one.histogramBuilder("sizes").build();
                one.counterBuilder("read").buildWithCallback(o -> o.record(read.get()));
                one.gaugeBuilder("nothing").buildWithCallback(o -> o.record(Double.NaN));
                one.gaugeBuilder("depth").buildWithCallback(o -> o.record(random.nextGaussian()));
                for (int m = 0; m < 2_000; m++) {
                    ones.add(1_000 + (long) (10 * random.nextGaussian()));
                    twos.add(m == 1_990 ? 50 : 5 + 0.1 * random.nextGaussian());
                    sizes.record(300 + random.nextGaussian());
                    sizes.record(300 + random.nextGaussian());
                    read.addAndGet(100 + random.nextInt(3));
                    clock.nanos.addAndGet(TimeUnit.MINUTES.toNanos(1));
                    if (m % 100 != 50) {
                        provider.forceFlush().join(10, TimeUnit.SECONDS);
                    }
                    if (m % 100 == 70) {
                        clock.nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(6));
                        provider.forceFlush().join(10, TimeUnit.SECONDS);
                    }
                }
            }
            assertThat(alarms).extracting(Anomaly::series).containsExactly("two/requests");
            assertThat(alarms.get(0).value()).isBetween(49.9, 50.1);
            assertThat(series.size())
                    .as("requests of both, read, depth, sizes.count and sizes.mean")
                    .isEqualTo(6);
        }
    }

    @Test
    void attributesWithoutEndAndAListenerThatThrows() {
        Hands clock = new Hands();
        List<Anomaly> told = new ArrayList<>();
        ManySeries series = ManySeries.of(Detectors.streaming(), 0.2).limit(10);
        MetricWatch watch = MetricWatch.of(series, anomaly -> {
            told.add(anomaly);
            throw new IllegalStateException("no");
        });
        List<Boolean> exported = new ArrayList<>();
        MetricExporter noting = new Additions(watch) {
            @Override
            public CompletableResultCode export(Collection<MetricData> metrics) {
                CompletableResultCode result = super.export(metrics);
                exported.add(result.isSuccess());
                return result;
            }
        };
        Random random = new Random(6);
        try (SdkMeterProvider provider = provider(clock, noting)) {
            LongCounter users = provider.get("").counterBuilder("users").build();
            for (int m = 0; m < 1_500; m++) {
                boolean broken = m >= 1_490;
                for (int i = 0; i < 4; i++) {
                    users.add(
                            broken ? 9_000 : 1_000 + (long) (10 * random.nextGaussian()),
                            Attributes.of(AttributeKey.stringKey("id"), "a,b" + i));
                }
                users.add(1, Attributes.of(AttributeKey.stringKey("id"), "u" + m));
                clock.nanos.addAndGet(TimeUnit.MINUTES.toNanos(1));
                provider.forceFlush().join(10, TimeUnit.SECONDS);
            }
        }
        assertThat(told).extracting(Anomaly::series).contains("unknown/users{id=a\\,b0}", "unknown/users{id=a\\,b3}");
        assertThat(exported).contains(false);
        assertThat(exported.subList(0, 1_480)).doesNotContain(false);
        assertThat(series.size()).isEqualTo(10);
        assertThat(series.leftOut()).isEqualTo(1_000);
    }
}
