package io.dataops.observability.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dataops.api.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SeriesTest {
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

    private static TimeSeries minutes(double... values) {
        TimeSeries.Builder series = TimeSeries.builder("requests").asset("api");
        for (int i = 0; i < values.length; i++) {
            series.add(START.plusSeconds(60L * i), values[i]);
        }
        return series.build();
    }

    @Test
    void aResetCountsFromZeroAndMissingPointsAreBridged() {
        TimeSeries increases = Counters.increases(minutes(100, 130, Double.NaN, 190, 5, 5, -1, 25));
        assertThat(increases.values()).containsExactly(30, 60, 5, 0, 20);
        assertThat(increases.asset()).isEqualTo("api");
        TimeSeries rates = Counters.rates(minutes(100, 130, Double.NaN, 190, 5), Duration.ofSeconds(90));
        assertThat(rates.values()).hasSize(3);
        assertThat(rates.value(0)).isEqualTo(0.5);
        assertThat(rates.value(1)).as("a stretch of two minutes is stale").isNaN();
        assertThat(rates.value(2)).isCloseTo(5 / 60.0, within(1e-12));
        assertThat(Counters.increases(minutes()).size()).isZero();
        assertThat(Counters.increases(minutes(7)).size()).isZero();
        assertThatThrownBy(() -> Counters.rates(minutes(1), Duration.ZERO)).hasMessageContaining("stale (PT0S)");
    }

    @Test
    void backwardAndRepeatedTimesOfACounterAreLeftOut() {
        TimeSeries messy = TimeSeries.builder("c")
                .add(START, 10)
                .add(START, 50)
                .add(START.minusSeconds(5), 70)
                .add(START.plusSeconds(10), 12)
                .build();
        assertThat(Counters.increases(messy).values()).containsExactly(2);
        assertThat(Counters.rates(messy, Duration.ofHours(1)).values()).containsExactly(0.2);
    }

    @Test
    void aGridHasEveryStretchAndGapsAreMissing() {
        TimeSeries irregular = TimeSeries.builder("rows")
                .add(START.plusSeconds(3_700), 4)
                .add(START.plusSeconds(10), 1)
                .add(START.plusSeconds(20), 3)
                .add(START.plusSeconds(3 * 3_600), 9)
                .add(START.plusSeconds(30), Double.NaN)
                .build();
        Resampling hourly = Resampling.every(Duration.ofHours(1));
        assertThat(hourly.resample(irregular, Rollup::mean).values()).containsExactly(2, 4, Double.NaN, 9);
        assertThat(hourly.resample(irregular, Rollup::sum).time(2)).isEqualTo(START.plusSeconds(7_200));
        assertThat(hourly.resample(minutes(), Rollup::mean).size()).isZero();
        assertThatThrownBy(() -> Resampling.every(Duration.ofMillis(10))).hasMessageContaining("step (PT0.01S)");
        TimeSeries wide = TimeSeries.builder("w")
                .add(Instant.EPOCH, 1)
                .add(Instant.EPOCH.plus(Duration.ofDays(4_000)), 1)
                .build();
        assertThatThrownBy(() -> Resampling.every(Duration.ofSeconds(1)).resample(wide, Rollup::sum))
                .hasMessageContaining("Maybe take a longer step");
    }

    @Test
    void daysOf23And25HoursAreDays() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        for (LocalDate day : List.of(LocalDate.of(2026, 3, 29), LocalDate.of(2026, 10, 25))) {
            TimeSeries.Builder hours = TimeSeries.builder("h");
            Instant from = day.minusDays(1).atStartOfDay(berlin).toInstant();
            Instant until = day.plusDays(2).atStartOfDay(berlin).toInstant();
            for (Instant t = from; t.isBefore(until); t = t.plusSeconds(3_600)) {
                hours.add(t, 1);
            }
            TimeSeries daily = Resampling.days(berlin).resample(hours.build(), Rollup::sum);
            assertThat(daily.values()).containsExactly(24, day.getMonthValue() == 3 ? 23 : 25, 24);
        }
    }

    @Test
    void rollupsOfRollupsAreThoseOfThePoints() {
        Random random = new Random(1);
        TimeSeries.Builder builder = TimeSeries.builder("x");
        for (int i = 0; i < 5_000; i++) {
            builder.add(START.plusSeconds(random.nextInt(100_000)), random.nextInt(1_000));
        }
        TimeSeries series = builder.build();
        List<Rollup> hours = Resampling.every(Duration.ofHours(1)).rollups(series);
        Rollup fromMinutes = Resampling.every(Duration.ofMinutes(1)).rollups(series).stream()
                .filter(r -> !r.start().isBefore(hours.get(3).start())
                        && r.start().isBefore(hours.get(4).start()))
                .reduce(Rollup.empty(hours.get(3).start()), Rollup::plus);
        assertThat(fromMinutes).isEqualTo(hours.get(3));
        assertThat(Rollup.empty(START).mean()).isNaN();
        assertThatThrownBy(() -> new Rollup(START, -1, 0, 0, 0)).hasMessageContaining("count (-1)");
    }
}
