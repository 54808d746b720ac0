package io.dataops.observability.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataops.api.Anomaly;
import io.dataops.api.SeriesReport;
import io.dataops.api.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

final class StreamingDetectionTest {
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final StreamingDetection DAILY = Detectors.seasonal(Duration.ofDays(1));

    private static TimeSeries series(Duration step, int n, IntToDoubleFunction value) {
        TimeSeries.Builder series = TimeSeries.builder("rows").asset("fct_orders");
        for (int i = 0; i < n; i++) {
            series.add(START.plus(step.multipliedBy(i)), value.applyAsDouble(i));
        }
        return series.build();
    }

    private static IntToDoubleFunction noise(long seed, double deviation) {
        Random random = new Random(seed);
        return i -> deviation * random.nextGaussian();
    }

    private static double day(int hour) {
        return 100 + 30 * Math.sin(2 * Math.PI * hour / 24.0);
    }

    @Test
    void anEventAlarmsOnceAndALevelShiftIsLearnt() {
        IntToDoubleFunction noise = noise(1, 1);
        SeriesReport report = DAILY.scan(
                series(Duration.ofHours(1), 24 * 40, i -> day(i) + noise.applyAsDouble(i) + (i >= 500 ? 80 : 0)));
        List<Anomaly> late = report.anomalies().stream()
                .filter(a -> !a.time().isBefore(START.plus(Duration.ofHours(500))))
                .toList();
        assertThat(late.get(0).time()).isEqualTo(START.plus(Duration.ofHours(500)));
        assertThat(late)
                .filteredOn(a -> a.time().isBefore(START.plus(Duration.ofHours(524))))
                .hasSize(1);
        assertThat(late)
                .filteredOn(a -> a.time().isAfter(START.plus(Duration.ofHours(524))))
                .hasSizeLessThan(3);
    }

    @Test
    void aSecondEventSoonAfterTheFirstAlarmsAgain() {
        IntToDoubleFunction noise = noise(2, 1);
        SeriesReport report = DAILY.scan(series(
                Duration.ofHours(1), 24 * 40, i -> day(i) + noise.applyAsDouble(i) + (i == 600 || i == 610 ? 60 : 0)));
        assertThat(report.anomalies())
                .extracting(Anomaly::time)
                .contains(START.plus(Duration.ofHours(600)), START.plus(Duration.ofHours(610)));
    }

    @Test
    void falseAlarmsStayNearTheirBudgetOnNormalNoise() {
        int alarms = 0;
        int weeks = 0;
        for (int seed = 0; seed < 20; seed++) {
            IntToDoubleFunction noise = noise(seed, 5);
            SeriesReport report =
                    DAILY.scan(series(Duration.ofMinutes(15), 96 * 70, i -> day(i / 4) + noise.applyAsDouble(i)));
            alarms += report.anomalies().size();
            weeks += report.judged() / (96 * 7);
        }
        assertThat(alarms).isLessThan(2 * weeks);
    }

    @Test
    void theShapeOfADayMovesWithTheClocks() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        IntToDoubleFunction noise = noise(3, 0.5);
        TimeSeries.Builder series = TimeSeries.builder("orders");
        ZonedDateTime time = LocalDate.of(2026, 3, 1).atStartOfDay(berlin);
        for (int i = 0; i < 24 * 40; i++) {
            series.add(time.toInstant(), (time.getHour() == 9 ? 500 : 10) + noise.applyAsDouble(i));
            time = time.plusHours(1);
        }
        assertThat(DAILY.zone(berlin).scan(series.build()).anomalies()).hasSizeLessThan(4);
        assertThat(DAILY.scan(series.build()).anomalies())
                .as("read in UTC, nine o'clock moves by an hour on 29 March")
                .extracting(Anomaly::time)
                .contains(Instant.parse("2026-03-29T07:00:00Z"));
    }

    @Test
    void repeatedAndBackwardTimesAreLeftOut() {
        StreamingDetector detector = DAILY.start("rows");
        assertThat(detector.accept(START, 1).state()).isEqualTo(Judgement.State.WARMING_UP);
        assertThat(detector.accept(START, 1).state()).isEqualTo(Judgement.State.LEFT_OUT);
        assertThat(detector.accept(START.minusSeconds(1), 1).state()).isEqualTo(Judgement.State.LEFT_OUT);
        assertThat(detector.accept(START.plusSeconds(1), Double.NEGATIVE_INFINITY)
                        .state())
                .isEqualTo(Judgement.State.LEFT_OUT);
        assertThat(detector.accept(START.plusSeconds(2), Double.MAX_VALUE).state())
                .isEqualTo(Judgement.State.LEFT_OUT);
    }

    @Test
    void aConstantThatMovesAlarmsOnce() {
        SeriesReport report = DAILY.scan(series(Duration.ofHours(1), 24 * 20, i -> i < 300 ? 5 : 6));
        assertThat(report.anomalies()).isNotEmpty();
        assertThat(report.anomalies().get(0).time()).isEqualTo(START.plus(Duration.ofHours(300)));
        assertThat(report.anomalies()).hasSizeLessThan(4);
    }

    @Test
    void afterALongGapTheLevelIsLearntAnew() {
        IntToDoubleFunction noise = noise(4, 1);
        TimeSeries.Builder series = TimeSeries.builder("rows");
        for (int i = 0; i < 24 * 20; i++) {
            Duration gap = i >= 300 ? Duration.ofDays(9) : Duration.ZERO;
            series.add(
                    START.plus(Duration.ofHours(i)).plus(gap), day(i) + noise.applyAsDouble(i) + (i >= 300 ? 400 : 0));
        }
        assertThat(DAILY.scan(series.build()).anomalies())
                .filteredOn(a -> a.time().isAfter(START.plus(Duration.ofHours(300))))
                .hasSizeLessThan(3);
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatThrownBy(() -> Detectors.seasonal(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("season (PT0S) must be more than zero.");
        assertThatThrownBy(() -> DAILY.maxFalseAlarms(0, Duration.ofDays(1)))
                .hasMessage("count (0.0) must be finite and more than 0.");
        assertThatThrownBy(() -> DAILY.maxFalseAlarms(1, Duration.ofDays(-1))).hasMessageContaining("within (PT-24H)");
    }
}
