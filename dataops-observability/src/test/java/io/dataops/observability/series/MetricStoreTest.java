package io.dataops.observability.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class MetricStoreTest {
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

    @Test
    void everyQuantileOfASketchIsWithinItsErrorAndAnyOrderGivesTheSame() {
        Random random = new Random(1);
        for (int round = 0; round < 50; round++) {
            double[] values = random.doubles(1 + random.nextInt(400))
                    .map(u -> Math.exp(60 * u - 30) * (random.nextInt(3) - 1))
                    .toArray();
            Sketch whole = new Sketch();
            Sketch left = new Sketch();
            Sketch right = new Sketch();
            for (double v : values) {
                whole.add(v);
                (random.nextBoolean() ? left : right).add(v);
            }
            right.add(left);
            assertThat(right).isEqualTo(whole).hasSameHashCodeAs(whole);
            Arrays.sort(values);
            for (double share = 0; share <= 1; share += 0.05) {
                double exact = values[(int) Math.floor(share * (values.length - 1))];
                double error = (Sketch.RELATIVE_ERROR + 1e-9) * Math.abs(exact);
                assertThat(whole.quantile(share)).isCloseTo(exact, within(error));
            }
        }
    }

    @Test
    void aSketchTakesTheLargestAndTheSmallestNumbers() {
        Sketch sketch = new Sketch();
        assertThat(sketch.quantile(0.5)).isNaN();
        for (double v : new double[] {Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE, -0.0}) {
            sketch.add(v);
        }
        sketch.add(sketch);
        assertThat(sketch.count()).isEqualTo(8);
        assertThat(sketch.quantile(0)).isCloseTo(-Double.MAX_VALUE, within(0.0101 * Double.MAX_VALUE));
        assertThat(sketch.quantile(1)).isCloseTo(Double.MAX_VALUE, within(0.0101 * Double.MAX_VALUE));
        assertThat(sketch.quantile(0.5)).isZero();
        assertThatThrownBy(() -> sketch.add(Double.NaN)).hasMessageContaining("value (NaN)");
        assertThatThrownBy(() -> sketch.quantile(1.1)).hasMessageContaining("share (1.1)");
    }

    @Test
    void minutesAddUpToTheirHourAndEqualAPlainGrouping() {
        Random random = new Random(2);
        MetricStore store = MetricStore.create();
        List<Instant> times = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            times.add(START.plusSeconds(random.nextInt(4 * 3600)));
        }
        Collections.shuffle(times, random);
        Map<Instant, List<Double>> plain = new TreeMap<>();
        for (Instant time : times) {
            double value = random.nextGaussian() * 100;
            assertThat(store.add("a", time, value)).isTrue();
            plain.computeIfAbsent(time.truncatedTo(ChronoUnit.MINUTES), t -> new ArrayList<>())
                    .add(value);
        }
        List<Summary> minutes = store.minutes("a");
        assertThat(minutes).extracting(m -> m.rollup().start()).containsExactlyElementsOf(plain.keySet());
        Map<Instant, Summary> hours = new TreeMap<>();
        for (Summary minute : minutes) {
            double[] values = plain.get(minute.rollup().start()).stream()
                    .mapToDouble(v -> v)
                    .toArray();
            assertThat(minute.rollup().count()).isEqualTo(values.length);
            assertThat(minute.rollup().sum()).isCloseTo(Arrays.stream(values).sum(), within(1e-9));
            assertThat(minute.rollup().min())
                    .isEqualTo(Arrays.stream(values).min().orElseThrow());
            assertThat(minute.rollup().max())
                    .isEqualTo(Arrays.stream(values).max().orElseThrow());
            hours.merge(minute.rollup().start().truncatedTo(ChronoUnit.HOURS), minute, Summary::plus);
        }
        List<Summary> kept = store.hours("a");
        assertThat(kept).hasSize(4).hasSameSizeAs(hours.values());
        int i = 0;
        for (Summary hour : hours.values()) {
            Summary one = kept.get(i++);
            assertThat(one.sketch()).isEqualTo(hour.sketch());
            assertThat(one.rollup().count()).isEqualTo(hour.rollup().count());
            assertThat(one.rollup().min()).isEqualTo(hour.rollup().min());
            assertThat(one.rollup().max()).isEqualTo(hour.rollup().max());
            assertThat(one.rollup().sum()).isCloseTo(hour.rollup().sum(), within(1e-9));
            assertThat(one.quantile(1)).isLessThanOrEqualTo(one.rollup().max());
        }
        assertThat(store.points("a").size()).isEqualTo(2_000);
        for (int p = 1; p < 2_000; p++) {
            assertThat(store.points("a").time(p))
                    .isAfterOrEqualTo(store.points("a").time(p - 1));
            p += 100;
        }
    }

    @Test
    void ageDropsEachResolutionOnItsOwn() {
        MetricStore store =
                MetricStore.create().keep(Duration.ofMinutes(10), Duration.ofHours(2), Duration.ofHours(24));
        for (int minute = 0; minute < 60 * 48; minute++) {
            store.add("a", START.plusSeconds(60L * minute), minute);
        }
        Instant last = START.plusSeconds(60L * (60 * 48 - 1));
        assertThat(store.points("a").time(0)).isEqualTo(last.minus(Duration.ofMinutes(10)));
        assertThat(store.points("a").size()).isEqualTo(11);
        assertThat(store.minutes("a")).hasSize(121);
        assertThat(store.hours("a"))
                .hasSize(25)
                .allSatisfy(h -> assertThat(h.rollup().count()).isEqualTo(60));
        assertThat(store.add("a", START, 1)).as("too old for all").isFalse();
        assertThat(store.add("a", last.minus(Duration.ofHours(5)), 1))
                .as("still in an hour")
                .isTrue();
        assertThat(store.points("a").size()).isEqualTo(11);
    }

    @Test
    void memoryIsBoundedTheOldestGoesFirstAndWhatIsLeftIsComplete() {
        long bound = 1 << 20;
        MetricStore store = MetricStore.create().memory(bound);
        Random random = new Random(3);
        int points = 60_000;
        for (int i = 0; i < points; i++) {
            store.add("s" + i % 7, START.plusSeconds(10L * i), random.nextGaussian());
            assertThat(store.bytes()).isLessThanOrEqualTo(bound);
            if (i % 1_000 == 0) {
                store.add("s3", START.plusSeconds(10L * random.nextInt(i + 1)), 5);
            }
        }
        for (String name : store.names()) {
            List<Summary> hours = store.hours(name);
            assertThat(hours).isNotEmpty();
            if (!name.equals("s3")) {
                hours.subList(1, hours.size() - 1)
                        .forEach(h -> assertThat(h.rollup().count()).isBetween(51L, 52L));
            }
        }
        assertThat(store.names()).hasSize(7);
        assertThat(store.add("late", START, 1)).as("its time was dropped").isFalse();
        assertThat(store.names()).doesNotContain("late");
    }

    @Test
    void manyNamesDoNotExceedTheBound() {
        MetricStore store = MetricStore.create().memory(1 << 18);
        for (int i = 0; i < 20_000; i++) {
            store.add("name " + i, START.plusSeconds(i), i);
            assertThat(store.bytes()).isLessThanOrEqualTo(1 << 18);
        }
        assertThat(store.names()).isNotEmpty().hasSizeLessThan(600);
    }

    @Test
    void badInputIsRefusedOrLeftOut() {
        MetricStore store = MetricStore.create();
        assertThat(store.add("a", START, Double.NaN)).isFalse();
        assertThat(store.add("a", START, Double.NEGATIVE_INFINITY)).isFalse();
        assertThat(store.names()).isEmpty();
        assertThat(store.bytes()).isZero();
        assertThat(store.minutes("a")).isEmpty();
        assertThat(store.hours("a")).isEmpty();
        assertThat(store.points("a").size()).isZero();
        assertThatThrownBy(() -> store.add(" ", START, 1)).hasMessageContaining("name (1 characters)");
        assertThatThrownBy(() -> store.add("a", Instant.MAX, 1)).hasMessageContaining("years 1 to 9999");
        assertThatThrownBy(() -> store.memory(10)).hasMessageContaining("bytes (10)");
        assertThatThrownBy(() -> store.keep(Duration.ZERO, Duration.ZERO, Duration.ZERO))
                .hasMessageContaining("points (PT0S)");
        assertThatThrownBy(() -> store.keep(Duration.ofDays(2), Duration.ofDays(1), Duration.ofDays(3)))
                .hasMessageContaining("minutes (PT24H)");
    }
}
