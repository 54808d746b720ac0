package io.dataops.observability.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataops.api.Anomaly;
import io.dataops.observability.anomaly.Detectors;
import io.dataops.observability.anomaly.ManySeries;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongUpDownCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.sdk.common.Clock;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import java.time.Duration;
import java.util.ArrayList;
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
        MetricWatch watch = MetricWatch.of(series, alarms::add);
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
                orders.add(broken ? 1 : 1_000 + (long) (20 * random.nextGaussian()), eu);
                queue.add(random.nextBoolean() ? 1 : -1);
                for (int i = 0; i < 20; i++) {
                    latency.record(broken ? 900 : 100 + 5 * random.nextGaussian(), eu);
                }
                clock.nanos.addAndGet(TimeUnit.MINUTES.toNanos(1));
                provider.forceFlush().join(10, TimeUnit.SECONDS);
            }
            assertThat(alarms.subList(before, alarms.size()))
                    .extracting(Anomaly::series)
                    .contains("orders{region=eu}", "latency{region=eu}.mean");
            assertThat(series.size()).isEqualTo(4);
        }
    }

    @Test
    void additionsAreAskedForAndNothingAfterTheEnd() {
        MetricWatch watch = MetricWatch.of(ManySeries.of(Detectors.streaming(), 0.1), a -> {});
        assertThat(watch.getAggregationTemporality(InstrumentType.COUNTER)).isEqualTo(AggregationTemporality.DELTA);
        assertThat(watch.getAggregationTemporality(InstrumentType.UP_DOWN_COUNTER))
                .isEqualTo(AggregationTemporality.CUMULATIVE);
        assertThat(watch.export(List.of()).isSuccess()).isTrue();
        assertThat(watch.flush().isSuccess()).isTrue();
        CompletableResultCode closed = watch.shutdown();
        assertThat(closed.isSuccess()).isTrue();
        assertThat(watch.export(List.of()).isSuccess()).isFalse();
    }
}
