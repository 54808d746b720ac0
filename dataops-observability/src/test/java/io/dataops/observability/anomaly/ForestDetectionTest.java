package io.dataops.observability.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataops.api.Anomaly;
import io.dataops.api.SeriesReport;
import io.dataops.api.TimeSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ForestDetectionTest {
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

    private static Instant at(int i) {
        return START.plusSeconds(60L * i);
    }

    private static TimeSeries beat(int n, int broken, long seed) {
        Random random = new Random(seed);
        TimeSeries.Builder series = TimeSeries.builder("beat");
        for (int i = 0; i < n; i++) {
            boolean missing = i >= broken && i < broken + 12;
            double shape = i % 20 < 3 ? 10 : 0;
            series.add(at(i), (missing ? 5 : shape) + 0.3 * random.nextGaussian());
        }
        return series.build();
    }

    @Test
    void aMissingBeatIsFoundThoughEachValueIsUsual() {
        int found = 0;
        for (int seed = 0; seed < 10; seed++) {
            SeriesReport report = Detectors.forest().scan(beat(3_000, 2_000, seed));
            found += report.anomalies().stream()
                            .anyMatch(a ->
                                    !a.time().isBefore(at(2_000)) && a.time().isBefore(at(2_024)))
                    ? 1
                    : 0;
        }
        assertThat(found).isGreaterThanOrEqualTo(9);
    }

    @Test
    void falseAlarmsComeWithinAFactorOfOneAndAHalfOfTheBudgetAndTheBandHoldsItsShare() {
        for (double memory : new double[] {0, 0.8}) {
            int alarms = 0;
            int judged = 0;
            int within = 0;
            for (int seed = 0; seed < 3; seed++) {
                Random random = new Random(seed);
                StreamingDetector detector =
                        Detectors.forest().maxFalseAlarmsPerPoint(0.005).start("noise");
                double value = 0;
                for (int i = 0; i < 10_000; i++) {
                    value = memory * value + Math.sqrt(1 - memory * memory) * random.nextGaussian();
                    Judgement judgement = detector.accept(at(i), value);
                    if (judgement.state() != Judgement.State.WARMING_UP) {
                        judged++;
                        within += value >= judgement.lower() && value <= judgement.upper() ? 1 : 0;
                    }
                    alarms += judgement.anomaly().isPresent() ? 1 : 0;
                }
            }
            assertThat(alarms / (0.005 * judged)).as("memory %s", memory).isBetween(1 / 1.5, 1.5);
            assertThat((double) within / judged).as("memory %s", memory).isBetween(0.94, 0.96);
        }
    }

    @Test
    void aGapOfAStretchStartsTheStretchAgainAndAShorterOneIsBridged() {
        Random random = new Random(8);
        StreamingDetector detector = Detectors.forest().samples(64).start("rows");
        int i = 0;
        for (; i < 400; i++) {
            detector.accept(at(i), random.nextGaussian());
        }
        i += 7;
        assertThat(detector.accept(at(i), 0).state()).isNotEqualTo(Judgement.State.WARMING_UP);
        i += 9;
        for (int k = 0; k < 7; k++) {
            assertThat(detector.accept(at(i + k), 50).state()).isEqualTo(Judgement.State.WARMING_UP);
        }
        Judgement whole = detector.accept(at(i + 7), 50);
        assertThat(whole.anomaly()).isPresent();
        assertThat(whole.anomaly().orElseThrow().reason()).contains("score of", "about 1 is usual");
        for (int k = 8; k < 100; k++) {
            detector.accept(at(i + k), k % 2 == 0 ? Double.NaN : random.nextGaussian());
            assertThat(detector.accept(at(i + k), Double.NaN).state()).isEqualTo(Judgement.State.LEFT_OUT);
        }
    }

    @Test
    void streamingEqualsBatchAndGoesOnFromAnySnapshot() {
        TimeSeries beat = beat(700, 700, 4);
        TimeSeries.Builder spiked = TimeSeries.builder("beat");
        for (int i = 0; i < beat.size(); i++) {
            spiked.add(beat.time(i), beat.value(i) + (i == 620 ? 90 : 0));
        }
        TimeSeries series = spiked.build();
        ForestDetection detection = Detectors.forest()
                .samples(64)
                .shingle(4)
                .maxFalseAlarmsPerPoint(0.02)
                .seed(7);
        StreamingDetector detector = detection.start("beat");
        List<Judgement> whole = new ArrayList<>();
        List<byte[]> snapshots = new ArrayList<>();
        for (int i = 0; i < series.size(); i++) {
            snapshots.add(detector.snapshot());
            whole.add(detector.accept(series.time(i), series.value(i)));
        }
        List<Anomaly> alarms = new ArrayList<>();
        whole.forEach(j -> j.anomaly().ifPresent(alarms::add));
        assertThat(alarms).isNotEmpty().isEqualTo(detection.scan(series).anomalies());
        for (int cut = 0; cut < series.size(); cut += 17) {
            StreamingDetector other = ForestDetection.restore(snapshots.get(cut));
            for (int i = cut; i < Math.min(series.size(), cut + 90); i++) {
                assertThat(other.accept(series.time(i), series.value(i)))
                        .as("cut %s, point %s", cut, i)
                        .isEqualTo(whole.get(i));
            }
        }
    }

    @Test
    void foreignAndTruncatedSnapshotsAreRefused() {
        StreamingDetector detector = Detectors.forest().samples(32).start("rows");
        for (int i = 0; i < 120; i++) {
            detector.accept(at(i), i % 7);
        }
        byte[] good = detector.snapshot();
        assertThat(ForestDetection.restore(good).snapshot()).isEqualTo(good);
        assertThat(Detectors.restore(good).snapshot()).isEqualTo(good);
        assertThatThrownBy(() -> ForestDetection.restore(
                        Detectors.streaming().start("rows").snapshot()))
                .hasMessageContaining("Maybe call Detectors.restore.");
        for (int length = 0; length < good.length; length += 101) {
            byte[] cut = Arrays.copyOf(good, length);
            assertThatThrownBy(() -> ForestDetection.restore(cut)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void coldStartsConstantsGapsAndBadSettings() {
        assertThat(Detectors.forest().scan(beat(300, 200, 1)).state()).isEqualTo(SeriesReport.State.WARMING_UP);
        assertThat(Detectors.forest().scan(TimeSeries.builder("none").build()).state())
                .isEqualTo(SeriesReport.State.NO_DATA);
        TimeSeries.Builder constant = TimeSeries.builder("constant");
        for (int i = 0; i < 1_200; i++) {
            constant.add(at(i), i == 1_100 ? 6 : i % 50 == 3 ? Double.NaN : 5);
        }
        SeriesReport report = Detectors.forest().scan(constant.build());
        assertThat(report.missing()).isEqualTo(24);
        assertThat(report.anomalies()).extracting(Anomaly::time).containsExactly(at(1_100));
        StreamingDetector detector = Detectors.forest().start("rows");
        detector.accept(at(5), 1);
        assertThat(detector.accept(at(5), 1).state()).isEqualTo(Judgement.State.LEFT_OUT);
        assertThat(detector.accept(at(4), 1).state()).isEqualTo(Judgement.State.LEFT_OUT);
        assertThatThrownBy(() -> Detectors.forest().shingle(0)).hasMessageContaining("points (0)");
        assertThatThrownBy(() -> Detectors.forest().samples(9)).hasMessageContaining("points (9)");
        assertThatThrownBy(() -> Detectors.forest().maxFalseAlarmsPerPoint(0)).hasMessageContaining("share (0.0)");
        assertThatThrownBy(() -> Detectors.forest().start(" ")).hasMessageContaining("series ( )");
    }
}
