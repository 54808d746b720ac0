package io.dataops.observability.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataops.api.Anomaly;
import io.dataops.observability.anomaly.Detectors;
import io.dataops.observability.anomaly.ManySeries;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Statistic;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.CountingMode;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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

    private static Set<String> names(ManySeries fleet, Instant now, String... names) {
        fleet.limit(fleet.size());
        return Arrays.stream(names).filter(name -> fleet.takes(name, now)).collect(Collectors.toSet());
    }

    @Test
    void everyKindOfMeterHasItsSeriesAndOneThatThrowsStopsNoOther() {
        registry.counter("counter", "a", "1,b=2").increment(3);
        registry.counter("counter", "a", "1", "b", "2").increment(4);
        FunctionCounter.builder("broken", this, o -> {
                    throw new IllegalStateException("gone");
                })
                .register(registry);
        FunctionCounter.builder("function", this, o -> 5).register(registry);
        Gauge.builder("nothing", () -> Double.NaN).register(registry);
        Gauge.builder("endless", () -> Double.POSITIVE_INFINITY).register(registry);
        TimeGauge.builder("age", () -> 5, TimeUnit.SECONDS).register(registry);
        registry.counter("timer.count").increment();
        Timer.builder("timer")
                .publishPercentiles(0.99)
                .publishPercentileHistogram()
                .register(registry)
                .record(Duration.ofMillis(20));
        DistributionSummary.builder("summary")
                .serviceLevelObjectives(1, 10)
                .register(registry)
                .record(5);
        LongTaskTimer.builder("task").register(registry).start();
        FunctionTimer.builder("functions", this, o -> 7, o -> 9, TimeUnit.SECONDS)
                .register(registry);
        Meter.builder(
                        "own",
                        Meter.Type.OTHER,
                        List.of(
                                new Measurement(() -> 1.0, Statistic.VALUE),
                                new Measurement(() -> 2.0, Statistic.VALUE),
                                new Measurement(() -> 3.0, Statistic.COUNT)))
                .register(registry);
        MeterWatch watch = MeterWatch.of(registry, series);
        watch.sample(minute(0));
        registry.get("timer").timer().record(Duration.ofMillis(30));
        registry.get("summary").summary().record(6);
        assertThat(watch.sample(minute(0))).as("the same time again").isEmpty();
        watch.sample(minute(1));
        assertThat(watch.unreadable()).isEqualTo(1);
        String[] expected = {
            "counter{a=1\\,b=2}",
            "counter{a=1,b=2}",
            "function",
            "age",
            "timer.count",
            "timer.count (COUNTER)",
            "timer.mean",
            "timer.max",
            "timer.percentile{phi=0.99}",
            "summary.count",
            "summary.mean",
            "summary.max",
            "task.active",
            "task.duration",
            "functions.count",
            "own",
            "own.2",
            "own.count"
        };
        assertThat(names(series, minute(1), expected)).containsExactlyInAnyOrder(expected);
        assertThat(series.size()).as("and maybe task.max").isBetween(expected.length, expected.length + 1);
    }

    /** Whatever the schedule, a minute is a minute. */
    @Test
    void aReadingThatIsMissedLateOrEarlyIsNoEvent() {
        Random random = new Random(2);
        Counter orders = registry.counter("orders");
        MeterWatch watch = MeterWatch.of(registry, series);
        List<Anomaly> alarms = new ArrayList<>();
        for (int m = 0; m < 3_000; m++) {
            orders.increment(1_000 + 5 * random.nextGaussian());
            if (m % 500 != 499) {
                alarms.addAll(watch.sample(minute(m).plusMillis(random.nextInt(20))));
            }
            if (m % 500 == 250) {
                alarms.addAll(watch.sample(minute(m).plusMillis(30)));
                alarms.addAll(watch.sample(minute(m).plusMillis(10)));
            }
        }
        assertThat(alarms).isEmpty();
    }

    @Test
    void aMeterThatIsRemovedAndComesBackCountsFromZero() {
        Random random = new Random(3);
        MeterWatch watch = MeterWatch.of(registry, series);
        List<Anomaly> alarms = new ArrayList<>();
        Counter orders = registry.counter("orders");
        for (int m = 0; m < 3_000; m++) {
            if (m % 700 == 699) {
                registry.remove(orders);
                if (m > 2_000) {
                    watch.sample(minute(m).minusSeconds(30));
                }
                orders = registry.counter("orders");
            }
            orders.increment(1_000 + 20 * random.nextGaussian());
            alarms.addAll(watch.sample(minute(m)));
        }
        assertThat(alarms).isEmpty();
        assertThat(series.size()).isEqualTo(1);
    }

    /** Of a registry that is none of steps, and of a composite of both kinds. */
    @Test
    void metersOfStepsAreKnown() {
        MockClock clock = new MockClock();
        MeterRegistry steps = new SimpleMeterRegistry(
                new SimpleConfig() {
                    @Override
                    public @Nullable String get(String key) {
                        return null;
                    }

                    @Override
                    public CountingMode mode() {
                        return CountingMode.STEP;
                    }
                },
                clock);
        CompositeMeterRegistry both = new CompositeMeterRegistry();
        both.add(steps);
        Random random = new Random(4);
        for (MeterRegistry of : List.of(steps, both)) {
            ManySeries fleet = ManySeries.of(Detectors.streaming(), 0.2);
            MeterWatch watch = MeterWatch.of(of, fleet);
            Counter orders = of.counter("orders");
            List<Anomaly> alarms = new ArrayList<>();
            for (int m = 0; m < 2_000; m++) {
                orders.increment(m == 1_990 ? 5_000 : 1_000 + 20 * random.nextGaussian());
                clock.add(Duration.ofMinutes(1));
                alarms.addAll(watch.sample(minute(m)));
            }
            assertThat(alarms).hasSize(1);
            assertThat(alarms.get(0).value()).isEqualTo(5_000);
        }
        MeterRegistry empty = new CompositeMeterRegistry();
        empty.counter("orders").increment();
        assertThat(MeterWatch.of(empty, series).sample(START)).isEmpty();
    }

    @Test
    void severalThreadsMayReadIntoTheSameDetectors() throws InterruptedException {
        for (int i = 0; i < 50; i++) {
            registry.gauge("a" + i, i);
            registry.gauge("b" + i, i);
        }
        AtomicReference<Throwable> failed = new AtomicReference<>();
        List<Thread> threads = new ArrayList<>();
        for (String first : List.of("a", "b")) {
            MeterWatch watch = MeterWatch.of(registry, series)
                    .only(id -> id.getName().startsWith(first))
                    .per(Duration.ofSeconds(1));
            Thread thread = new Thread(() -> {
                for (int m = 0; m < 300; m++) {
                    watch.sample(minute(m));
                }
            });
            thread.setUncaughtExceptionHandler((t, e) -> failed.set(e));
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failed.get()).isNull();
        assertThat(series.size()).isEqualTo(100);
        assertThatThrownBy(() -> MeterWatch.of(registry, series).per(Duration.ZERO))
                .hasMessage("per (PT0S) must be more than zero.");
    }
}
