package io.dataops.observability.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataops.api.Anomaly;
import io.dataops.observability.anomaly.Detectors;
import io.dataops.observability.anomaly.ManySeries;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class MeterWatchTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final ManySeries series = ManySeries.of(Detectors.streaming(), 0.2);

    private static Instant minute(int minutes) {
        return START.plus(Duration.ofMinutes(minutes));
    }

    @Test
    void aCounterThatStopsATimerThatSlowsAndAGaugeThatJumpsAreNoticed() {
        Random random = new Random(1);
        Counter orders = registry.counter("orders", "region", "eu");
        Timer timer = registry.timer("latency");
        AtomicReference<Double> depth = new AtomicReference<>(0.0);
        registry.gauge("queue", depth, AtomicReference::get);
        MeterWatch watch = MeterWatch.of(registry, series);
        List<Anomaly> alarms = new ArrayList<>();
        for (int m = 0; m < 3_000; m++) {
            boolean broken = m >= 2_990;
            orders.increment(broken ? 0 : 1_000 + 20 * random.nextGaussian());
            for (int i = 0; i < 20; i++) {
                timer.record(Duration.ofNanos((long) (1e6 * (broken ? 900 : 100 + 5 * random.nextGaussian()))));
            }
            depth.set(broken ? 90 : 10 + random.nextGaussian());
            List<Anomaly> now = watch.sample(minute(m));
            assertThat(broken || now.size() < 3).isTrue();
            alarms.addAll(broken ? now : List.of());
        }
        assertThat(alarms)
                .extracting(Anomaly::series)
                .contains("orders{region=eu}", "latency.mean", "queue")
                .doesNotContain("latency.count");
    }

    @Test
    void registriesOfStepsAndMetersThatAreNotWanted() {
        Counter orders = registry.counter("orders");
        registry.counter("other").increment();
        MeterWatch watch = MeterWatch.of(registry, series)
                .only(id -> id.getName().startsWith("ord"))
                .stepwise();
        orders.increment(5);
        watch.sample(minute(0));
        assertThat(series.size()).isEqualTo(1);
        MeterWatch.of(registry, series).sample(minute(1));
        assertThat(series.size())
                .as("a first reading of a total gives no increase")
                .isEqualTo(1);
    }

    @Test
    void tagsWithoutEndDoNotFillTheMemory() {
        for (int i = 0; i < 50; i++) {
            registry.gauge("user", List.of(io.micrometer.core.instrument.Tag.of("id", "u" + i)), i);
        }
        ManySeries few = ManySeries.of(Detectors.streaming(), 0.1).limit(10);
        MeterWatch.of(registry, few).sample(minute(0));
        assertThat(few.size()).isEqualTo(10);
        assertThat(few.leftOut()).isEqualTo(40);
        assertThatThrownBy(() -> few.limit(0)).hasMessage("series (0) must be at least 1.");
    }

    @Test
    void anEmptyRegistryGivesNothing() {
        assertThat(MeterWatch.of(registry, series).sample(START)).isEmpty();
    }
}
