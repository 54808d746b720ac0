package io.dataops.observability.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** What real series do to a detector that finds its seasons by itself. */
final class HostileSeriesTest {
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

    private static List<Integer> alarms(StreamingDetector detector, Duration step, int n, IntToDoubleFunction value) {
        List<Integer> alarms = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            if (detector.accept(START.plus(step.multipliedBy(i)), value.applyAsDouble(i))
                    .anomaly()
                    .isPresent()) {
                alarms.add(i);
            }
        }
        return alarms;
    }

    private static double day(double hour) {
        return 100 + 30 * Math.sin(2 * Math.PI * hour / 24);
    }

    @Test
    void aGapLongerThanASeasonIsRelearntAndSaid() {
        StreamingDetector detector = Detectors.streaming().start("rows");
        Random random = new Random(1);
        for (int i = 0; i < 24 * 20; i++) {
            detector.accept(START.plus(Duration.ofHours(i)), day(i) + random.nextGaussian());
        }
        Instant later = START.plus(Duration.ofDays(60));
        for (int i = 0; i < 6; i++) {
            Judgement judgement = detector.accept(later.plus(Duration.ofHours(i)), 500 + day(i));
            assertThat(judgement.state()).isEqualTo(Judgement.State.WARMING_UP);
            assertThat(judgement.anomaly()).isEmpty();
        }
    }

    @Test
    void aSeasonWhoseAmplitudeGrowsIsFollowed() {
        Random random = new Random(2);
        List<Integer> alarms = alarms(
                Detectors.streaming().start("rows"),
                Duration.ofHours(1),
                24 * 90,
                i -> 1000 + (20 + i * 0.05) * Math.sin(2 * Math.PI * i / 24) + random.nextGaussian());
        assertThat(alarms).hasSizeLessThan(12);
    }

    @Test
    void countsWithManyZerosAndFewLevelsStayCalm() {
        Random random = new Random(3);
        List<Integer> zeros = alarms(
                Detectors.streaming().start("errors"),
                Duration.ofMinutes(5),
                288 * 28,
                i -> random.nextInt(10) == 0 ? 1 + random.nextInt(3) : 0);
        assertThat(zeros).hasSizeLessThan(12);
        List<Integer> levels =
                alarms(Detectors.streaming().start("level"), Duration.ofMinutes(5), 288 * 28, i -> random.nextInt(3));
        assertThat(levels).hasSizeLessThan(12);
    }

    @Test
    void daysOf23And25HoursAreReadByTheWallClock() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        for (LocalDate begin : List.of(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 10, 1))) {
            StreamingDetector detector =
                    Detectors.seasonal(Duration.ofDays(1)).zone(berlin).start("orders");
            Random random = new Random(4);
            ZonedDateTime time = begin.atStartOfDay(berlin);
            int alarms = 0;
            for (int i = 0; i < 24 * 40; i++) {
                double value = (time.getHour() == 9 ? 500 : 10) + random.nextGaussian();
                alarms += detector.accept(time.toInstant(), value).anomaly().isPresent() ? 1 : 0;
                time = time.plusHours(1);
            }
            assertThat(alarms).as("from %s", begin).isLessThan(4);
        }
    }

    @Test
    void aChangeOfZoneIsAnotherDetection() {
        StreamingDetection paris = Detectors.seasonal(Duration.ofDays(1)).zone(ZoneId.of("Europe/Paris"));
        StreamingDetector detector = paris.start("rows");
        StreamingDetector moved = paris.zone(ZoneId.of("Asia/Tokyo")).start("rows");
        assertThat(detector.snapshot()).isNotEqualTo(moved.snapshot());
        assertThat(Detectors.restore(detector.snapshot()).snapshot()).isEqualTo(detector.snapshot());
    }

    @Test
    void aHolidayIsReadAsASunday() {
        LocalDate holiday = LocalDate.of(2026, 3, 4);
        StreamingDetection weekly = Detectors.seasonal(Duration.ofDays(7));
        IntToDoubleFunction shops = i -> {
            LocalDate date = LocalDate.of(2026, 1, 5).plusDays(i / 24);
            boolean closed = date.getDayOfWeek().getValue() == 7 || date.equals(holiday);
            return (closed ? 5 : 200) + (i * 7919 % 13) * 0.2;
        };
        int from = 24 * 58;
        assertThat(alarms(weekly.start("sales"), Duration.ofHours(1), 24 * 70, shops))
                .anyMatch(i -> i >= from && i < from + 24);
        assertThat(alarms(weekly.holidays(List.of(holiday)).start("sales"), Duration.ofHours(1), 24 * 70, shops))
                .noneMatch(i -> i >= from && i < from + 24);
    }

    @Test
    void aSecondEventAfterASmallGapAlarmsToo() {
        Random random = new Random(5);
        List<Integer> alarms = alarms(
                Detectors.streaming().start("rows"),
                Duration.ofMinutes(5),
                288 * 8,
                i -> 100 + random.nextGaussian() + (i == 2_000 || i == 2_015 ? 80 : 0));
        assertThat(alarms).contains(2_000, 2_015);
    }

    @Test
    void aLevelShiftAlarmsAndIsThenTheNewNormal() {
        Random random = new Random(6);
        List<Integer> alarms = alarms(
                Detectors.streaming().start("rows"),
                Duration.ofMinutes(5),
                288 * 14,
                i -> random.nextGaussian() + (i >= 2_000 ? 25 : 0));
        assertThat(alarms).contains(2_000);
        assertThat(alarms).filteredOn(i -> i > 2_100).hasSizeLessThan(6);
    }
}
