package io.dataops.observability.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataops.api.Anomaly;
import io.dataops.observability.statistics.OnlineFdr;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ManySeriesTest {
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

    @Test
    void whatStandsOutOfAllIsBelievedAndChanceIsNot() {
        ManySeries fleet = ManySeries.of(Detectors.streaming(), 0.1);
        Random random = new Random(1);
        int believed = 0;
        boolean found = false;
        for (int i = 0; i < 1_500; i++) {
            for (int s = 0; s < 100; s++) {
                double value = 100 + random.nextGaussian() + (s == 42 && i == 1_300 ? 4_000 : 0);
                boolean alarm = fleet.accept("series " + s, START.plusSeconds(300L * i), value)
                        .isPresent();
                believed += alarm ? 1 : 0;
                found |= alarm && s == 42 && i == 1_300;
            }
        }
        assertThat(found).isTrue();
        assertThat(believed).isLessThan(5);
        assertThat(fleet.alarms()).isGreaterThan(believed);
        assertThat(fleet.size()).isEqualTo(100);
    }

    /** A shift alarms when its first points are off, and is believed when enough of them are. */
    @Test
    void anEventIsTestedAsLongAsItLasts() {
        ManySeries fleet = ManySeries.of(Detectors.streaming(), 0.1);
        Random random = new Random(3);
        List<Integer> delays = new ArrayList<>();
        int believed = 0;
        int atOnce = 0;
        OnlineFdr first = OnlineFdr.adaptive(0.1);
        SeriesDetector[] alone = new SeriesDetector[100];
        Arrays.setAll(alone, s -> new SeriesDetector(Detectors.streaming(), "s" + s));
        for (int i = 0; i < 1_500; i++) {
            Instant time = START.plusSeconds(300L * i);
            for (int s = 0; s < 100; s++) {
                int from = 1_000 + 4 * s;
                double value = random.nextGaussian() + (i >= from && i < from + 60 ? 6 : 0);
                Optional<Anomaly> alarm = fleet.accept("s" + s, time, value);
                if (alarm.isPresent() && i >= from && i < from + 60) {
                    believed++;
                    delays.add(i - from);
                    assertThat(alarm.get().time()).isBetween(START.plusSeconds(300L * (from - 12)), time);
                }
                if (alone[s].accept(time, value).anomaly().isPresent()
                        && first.test(Math.min(1, alone[s].shareOfBudget()))
                        && i >= from) {
                    atOnce++;
                }
            }
        }
        assertThat(believed).isGreaterThan(Math.max(10, atOnce));
        assertThat(delays).anyMatch(d -> d > 0);
    }

    /** Student's t with three degrees of freedom: the tail of a few days looks lighter than it is, the cautious one does not. */
    @Test
    void theCautiousTailHoldsWhereTheFittedOneIsTooLight() {
        int runs = 300;
        int cautious = 0;
        int fitted = 0;
        for (int run = 0; run < runs; run++) {
            Random random = new Random(run);
            PeakTail tail = new PeakTail();
            for (int i = 0; i < 1_300; i++) {
                double square = 0;
                for (int k = 0; k < 3; k++) {
                    double g = random.nextGaussian();
                    square += g * g;
                }
                double z = Math.max(0, random.nextGaussian() / Math.sqrt(square / 3));
                if (i >= 300) {
                    cautious += tail.cautious(z) > Math.log(1e5) ? 1 : 0;
                    fitted += tail.surprise(z) > Math.log(1e5) ? 1 : 0;
                }
                tail.learn(Math.min(z, tail.quantile(10)));
            }
        }
        double expected = runs * 1_000 / 1e5;
        assertThat(fitted).isGreaterThan((int) (5 * expected));
        assertThat((double) cautious).isLessThanOrEqualTo(2 * expected);
    }

    /** Machines come and go; those that are gone give their place to those that come, and to nobody before. */
    @Test
    void seriesThatAreGoneGiveTheirPlace() {
        ManySeries fleet = ManySeries.of(Detectors.streaming(), 0.1).limit(3).forgetAfter(Duration.ofHours(2));
        Instant later = START.plus(Duration.ofHours(2));
        fleet.accept("gone", START, 1);
        fleet.accept("empty", START, Double.NaN);
        fleet.accept("stays", START, 1);
        fleet.accept("other", START, 1);
        assertThat(fleet.size()).as("a series without a value takes no place").isEqualTo(3);
        assertThat(fleet.takes("new", START.plusSeconds(60))).isFalse();
        fleet.accept("new", START.plusSeconds(60), 1);
        fleet.accept("stays", later.minusSeconds(60), 2);
        assertThat(fleet.leftOut()).isEqualTo(1);
        assertThat(fleet.takes("new", later)).isTrue();
        fleet.accept("new", later, 1);
        assertThat(fleet.forgotten()).isEqualTo(1);
        assertThat(fleet.leftOut()).isZero();
        assertThat(fleet.size()).isEqualTo(3);
        fleet.accept("newer", later, 1);
        fleet.accept("newest", later, 1);
        assertThat(fleet.forgotten()).isEqualTo(2);
        assertThat(fleet.takes("stays", later)).isTrue();
        assertThat(fleet.takes("newest", later)).isFalse();
        assertThatThrownBy(() -> fleet.forgetAfter(Duration.ZERO)).hasMessageContaining("silence (PT0S)");
    }

    @Test
    void badSettingsAreRefused() {
        assertThatThrownBy(() -> ManySeries.of(Detectors.streaming(), 0)).hasMessageContaining("level (0.0)");
        assertThatThrownBy(() -> ManySeries.of(Detectors.streaming(), 0.1).accept(" ", START, 1))
                .hasMessageContaining("must not be blank");
    }

    @Test
    void aHundredThousandSeriesStart() {
        ManySeries fleet = ManySeries.of(Detectors.streaming(), 0.1);
        for (int s = 0; s < 100_000; s++) {
            for (int i = 0; i < 3; i++) {
                fleet.accept("s" + s, START.plusSeconds(60L * i), i);
            }
        }
        assertThat(fleet.size()).isEqualTo(100_000);
    }

    /** Warm, so that models and seasons are there; the board {@code fleet} does the same with a hundred thousand. */
    @Test
    void warmSeriesTakeAtMost32KilobytesEach() {
        int count = 5_000;
        long before = used();
        ManySeries fleet = ManySeries.of(Detectors.streaming(), 0.1);
        Random random = new Random(4);
        for (int i = 0; i < 140; i++) {
            for (int s = 0; s < count; s++) {
                fleet.accept("s" + s, START.plusSeconds(300L * i), random.nextGaussian());
            }
        }
        double bytes = (used() - before) / (double) count;
        assertThat(fleet.size()).isEqualTo(count);
        assertThat(bytes).isBetween(4_000.0, 32_768.0);
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        System.gc();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
