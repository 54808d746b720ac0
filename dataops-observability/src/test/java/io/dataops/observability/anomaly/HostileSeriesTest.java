package io.dataops.observability.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataops.api.SeriesReport;
import io.dataops.api.TimeSeries;
import io.dataops.observability.series.Counters;
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

    /** A service that moves from Paris to Tokyo keeps its hours by the wall: only the zone that it is in reads them. */
    @Test
    void afterAChangeOfZoneTheWallClockOfTheNewOneIsTheOneThatCounts() {
        IntToDoubleFunction office = hour -> hour >= 9 && hour < 17 ? 300 : 20;
        ZoneId tokyo = ZoneId.of("Asia/Tokyo");
        Random random = new Random(7);
        StreamingDetector stayed = Detectors.seasonal(Duration.ofDays(1))
                .zone(ZoneId.of("Europe/Paris"))
                .start("visits");
        StreamingDetector moved =
                Detectors.seasonal(Duration.ofDays(1)).zone(tokyo).start("visits");
        int right = 0;
        boolean noticed = false;
        for (int i = 0; i < 24 * 60; i++) {
            Instant time = START.plus(Duration.ofHours(i));
            double before =
                    office.applyAsDouble(time.atZone(ZoneId.of("Europe/Paris")).getHour());
            double after = office.applyAsDouble(time.atZone(tokyo).getHour());
            double noise = random.nextGaussian();
            boolean movedAlarm = moved.accept(time, after + noise).anomaly().isPresent();
            right += movedAlarm && i >= 24 * 21 ? 1 : 0;
            boolean alarm = stayed.accept(time, (i < 24 * 30 ? before : after) + noise)
                    .anomaly()
                    .isPresent();
            noticed |= alarm && i >= 24 * 30 && i < 24 * 31;
        }
        assertThat(noticed).as("the old zone's clock notices the move").isTrue();
        assertThat(right).as("the new zone's clock reads it as usual").isLessThan(6);
    }

    /** Whatever is missing, silence is never 'all fine': each point says whether it was judged. */
    @Test
    void aColdStartIsSaidPointByPointAndByTheReport() {
        StreamingDetector detector = Detectors.streaming().start("rows");
        for (int i = 0; i < 128; i++) {
            Judgement judgement = detector.accept(START.plusSeconds(300L * i), i == 60 ? 1e9 : i % 5);
            assertThat(judgement.state()).as("point %s", i).isEqualTo(Judgement.State.WARMING_UP);
            assertThat(judgement.expected()).isNaN();
        }
        assertThat(detector.accept(START.plusSeconds(300L * 128), 2).state()).isNotEqualTo(Judgement.State.WARMING_UP);
        TimeSeries.Builder few = TimeSeries.builder("rows");
        TimeSeries.Builder none = TimeSeries.builder("rows");
        for (int i = 0; i < 100; i++) {
            few.add(START.plusSeconds(300L * i), i);
            none.add(START.plusSeconds(300L * i), i % 2 == 0 ? Double.NaN : Double.NEGATIVE_INFINITY);
        }
        assertThat(Detectors.streaming().scan(few.build()).state()).isEqualTo(SeriesReport.State.WARMING_UP);
        assertThat(Detectors.streaming().scan(none.build()).state()).isEqualTo(SeriesReport.State.NO_DATA);
    }

    /** A counter that starts anew is no drop: its rates go on, and a fall of the rate itself is seen. */
    @Test
    void aCounterThatStartsAnewIsNoAnomaly() {
        Random random = new Random(8);
        TimeSeries.Builder counter = TimeSeries.builder("requests");
        double total = 0;
        for (int i = 0; i < 3_000; i++) {
            total = (i % 700 == 699 ? 0 : total) + (i >= 2_900 ? 5 : 100) + random.nextInt(5);
            counter.add(START.plusSeconds(60L * i), total);
        }
        List<Instant> alarms =
                Detectors.streaming().scan(Counters.rates(counter.build(), Duration.ofMinutes(5))).anomalies().stream()
                        .map(a -> a.time())
                        .toList();
        assertThat(alarms)
                .anyMatch(
                        t -> !t.isBefore(START.plusSeconds(60L * 2_900)) && t.isBefore(START.plusSeconds(60L * 2_910)));
        for (int reset = 699; reset < 2_900; reset += 700) {
            Instant at = START.plusSeconds(60L * reset);
            assertThat(alarms).noneMatch(t -> !t.isBefore(at) && t.isBefore(at.plusSeconds(300)));
        }
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
