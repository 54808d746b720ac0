package io.dataops.observability.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dataops.api.Anomaly;
import io.dataops.api.SeriesReport;
import io.dataops.api.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class VectorDetectionTest {
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final VectorDetection DETECTION = Detectors.vector("cpu", "requests", "queue");

    /** Three series that follow one load; heavy tails with 4 degrees of freedom if asked for. */
    private static double[] vector(Random random, boolean heavy) {
        double wide = 1;
        if (heavy) {
            double chi = 0;
            for (int k = 0; k < 4; k++) {
                double g = random.nextGaussian();
                chi += g * g;
            }
            wide = Math.sqrt(4 / chi);
        }
        double load = random.nextGaussian();
        return new double[] {
            50 + 10 * wide * (load + 0.2 * random.nextGaussian()),
            1_000 + 200 * wide * (load + 0.2 * random.nextGaussian()),
            3 + wide * random.nextGaussian()
        };
    }

    private static Instant at(int i) {
        return START.plusSeconds(60L * i);
    }

    @Test
    void whatNoSeriesShowsAloneIsFoundAndNamed() {
        int found = 0;
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            VectorDetector detector = DETECTION.start("api");
            for (int i = 0; i < 2_000; i++) {
                detector.accept(at(i), vector(random, false));
            }
            Judgement odd = detector.accept(at(2_000), 50 + 10 * 1.6, 1_000 - 200 * 1.6, 3);
            found += odd.state() == Judgement.State.ANOMALOUS ? 1 : 0;
            if (odd.anomaly().isPresent()) {
                Anomaly alarm = odd.anomaly().get();
                assertThat(alarm.reason())
                        .contains("api do not fit each other")
                        .contains("cpu is 66.0000, by the others 3");
                assertThat(alarm.reason().indexOf("queue"))
                        .isGreaterThan(alarm.reason().indexOf("requests"));
                assertThat(alarm.value()).isGreaterThanOrEqualTo(alarm.upper());
            }
        }
        assertThat(found).isGreaterThanOrEqualTo(19);
    }

    private static Instant hour(int i) {
        return START.plusSeconds(900L * i);
    }

    /** Both follow the day, each in its own way, and one load besides. */
    private static double[] daily(Random random, int i) {
        double phase = 2 * Math.PI * (i % 96) / 96;
        double load = random.nextGaussian();
        return new double[] {
            50 + 40 * Math.sin(phase) + 3 * (load + 0.2 * random.nextGaussian()),
            1_000 + 600 * Math.sin(phase + 2) + 60 * (load + 0.2 * random.nextGaussian())
        };
    }

    /** Values that are usual for another time of day, at the rate that is promised while all is well. */
    @Test
    void aSeasonByTheClockIsTakenOffEachDimension() {
        VectorDetection plain = Detectors.vector("cpu", "requests");
        VectorDetection seasonal = plain.seasonal(Duration.ofDays(1)).zone(ZoneId.of("Asia/Tokyo"));
        int found = 0;
        int without = 0;
        int alarms = 0;
        int judged = 0;
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            VectorDetector one = plain.start("api");
            VectorDetector two = seasonal.start("api");
            for (int i = 0; i < 96 * 40; i++) {
                double[] values = daily(random, i);
                one.accept(hour(i), values);
                Judgement judgement = two.accept(hour(i), values);
                if (i < 96 * 2) {
                    assertThat(judgement.state()).isEqualTo(Judgement.State.WARMING_UP);
                }
                judged += judgement.state() == Judgement.State.WARMING_UP ? 0 : 1;
                alarms += judgement.anomaly().isPresent() ? 1 : 0;
            }
            double[] odd = daily(random, 96 * 40);
            odd[0] += 6;
            odd[1] -= 120;
            without += one.accept(hour(96 * 40), odd).state() == Judgement.State.ANOMALOUS ? 1 : 0;
            Judgement judgement = two.accept(hour(96 * 40), odd);
            found += judgement.state() == Judgement.State.ANOMALOUS ? 1 : 0;
            judgement
                    .anomaly()
                    .ifPresent(a -> assertThat(a.reason())
                            .contains(String.format(Locale.ROOT, "cpu is %.6g, by the others", odd[0])));
        }
        assertThat(found).isGreaterThanOrEqualTo(19);
        assertThat(without).isLessThan(5);
        assertThat(alarms / (judged / 500.0)).isBetween(1 / 1.5, 1.5);
    }

    @Test
    void aSeasonalDetectorGoesOnFromEverySnapshot() {
        VectorDetection detection = Detectors.vector("cpu", "requests").seasonal(Duration.ofDays(1));
        VectorDetector detector = detection.start("api");
        Random random = new Random(5);
        List<double[]> values = new ArrayList<>();
        List<byte[]> snapshots = new ArrayList<>();
        List<Judgement> whole = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            values.add(daily(random, i));
            snapshots.add(detector.snapshot());
            whole.add(detector.accept(hour(i), values.get(i)));
        }
        assertThat(whole.get(499).state()).isNotEqualTo(Judgement.State.WARMING_UP);
        for (int cut = 0; cut < 500; cut += 7) {
            VectorDetector other = VectorDetection.restore(snapshots.get(cut));
            assertThat(other.snapshot()).isEqualTo(snapshots.get(cut));
            for (int i = cut; i < Math.min(500, cut + 60); i++) {
                assertThat(other.accept(hour(i), values.get(i))).isEqualTo(whole.get(i));
            }
        }
        assertThatThrownBy(() -> detection.seasonal(Duration.ZERO)).hasMessageContaining("length (PT0S)");
    }

    @Test
    void falseAlarmsComeAtTheRateOfTheBudget() {
        for (boolean heavy : new boolean[] {false, true}) {
            int alarms = 0;
            int judged = 0;
            for (int seed = 0; seed < 10; seed++) {
                Random random = new Random(100 + seed);
                VectorDetector detector = DETECTION.start("api");
                for (int i = 0; i < 10_000; i++) {
                    Judgement judgement = detector.accept(at(i), vector(random, heavy));
                    alarms += judgement.anomaly().isPresent() ? 1 : 0;
                    judged += judgement.state() == Judgement.State.WARMING_UP ? 0 : 1;
                }
            }
            assertThat(alarms / (judged / 500.0)).as("heavy tails: " + heavy).isBetween(1 / 1.5, 1.5);
        }
    }

    @Test
    void streamingEqualsBatchAndUnitsDoNotMatter() {
        Random random = new Random(7);
        List<TimeSeries.Builder> series = new ArrayList<>();
        for (String name : List.of("cpu", "requests", "queue")) {
            series.add(TimeSeries.builder(name));
        }
        VectorDetector streaming = DETECTION.start("api");
        VectorDetector scaled = DETECTION.start("api");
        List<Anomaly> found = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            double[] v = vector(random, true);
            if (i % 97 == 0) {
                v[i % 3] = Double.NaN;
            }
            for (int k = 0; k < 3; k++) {
                series.get(k).add(at(i), v[k]);
            }
            Judgement one = streaming.accept(at(i), v);
            Judgement other = scaled.accept(at(i), v[0] * 1024, v[1] / 4096, -v[2] * 8);
            assertThat(other.state()).isEqualTo(one.state());
            assertThat(other.pValue()).isCloseTo(one.pValue(), within(1e-9));
            one.anomaly().ifPresent(found::add);
        }
        SeriesReport report = DETECTION.scan(
                "api", series.stream().map(TimeSeries.Builder::build).toList());
        assertThat(report.anomalies()).isEqualTo(found).isNotEmpty();
    }

    @Test
    void aShiftOfAllIsTheNewNormalAndAConstantMayChange() {
        Random random = new Random(8);
        VectorDetector detector = Detectors.vector("a", "b").start("pair");
        int anomalous = 0;
        for (int i = 0; i < 3_000; i++) {
            double shift = i < 1_000 ? 0 : 100;
            double constant = i < 2_000 ? 5 : 6;
            Judgement judgement = detector.accept(at(i), random.nextGaussian() + shift, constant);
            anomalous += i >= 1_000 && judgement.state() == Judgement.State.ANOMALOUS ? 1 : 0;
            assertThat(judgement.pValue()).isBetween(0.0, 1.0);
        }
        assertThat(anomalous).isBetween(2, 70);
    }

    @Test
    void badInputIsLeftOutOrRefused() {
        VectorDetector detector = DETECTION.start("api");
        assertThat(detector.accept(START, 1, 2, 3).state()).isEqualTo(Judgement.State.WARMING_UP);
        assertThat(detector.accept(START, 1, 2, 3).state()).isEqualTo(Judgement.State.LEFT_OUT);
        assertThat(detector.accept(at(1), 1, Double.NaN, 3).state()).isEqualTo(Judgement.State.LEFT_OUT);
        assertThat(detector.accept(at(1), 1, 1e200, 3).state()).isEqualTo(Judgement.State.LEFT_OUT);
        for (int i = 1; i < 1_000; i++) {
            double huge = i % 50 == 0 ? 1e150 : 1e-200;
            assertThat(detector.accept(at(i), huge, -huge, 0).pValue()).isBetween(0.0, 1.0);
        }
        assertThatThrownBy(() -> detector.accept(at(2_000), 1, 2)).hasMessageContaining("values (2) must be 3");
        assertThatThrownBy(() -> Detectors.vector("a", "a")).hasMessageContaining("[a, a]");
        assertThatThrownBy(() -> Detectors.vector(Collections.nCopies(65, "x").toArray(String[]::new)))
                .hasMessageContaining("2 to 64");
        assertThatThrownBy(() -> DETECTION.maxFalseAlarmsPerPoint(0)).hasMessageContaining("share (0.0)");
        assertThatThrownBy(() -> DETECTION.start(" ")).hasMessageContaining("name ( )");
        TimeSeries one = TimeSeries.builder("a").add(START, 1).build();
        TimeSeries late = TimeSeries.builder("b").add(at(1), 1).build();
        VectorDetection pair = Detectors.vector("a", "b");
        assertThatThrownBy(() -> pair.scan("p", List.of(one, late))).hasMessageContaining("Maybe resample");
        assertThatThrownBy(() -> pair.scan("p", List.of(one))).hasMessageContaining("series (1)");
        assertThat(pair.scan("p", List.of(one, one)).state()).isEqualTo(SeriesReport.State.WARMING_UP);
    }

    @Test
    void restoredAtAnyPositionItGoesOnToTheLastBit() {
        Random random = new Random(5);
        double[][] points = new double[900][];
        for (int i = 0; i < points.length; i++) {
            points[i] = vector(random, true);
            if (i >= 500 && i < 560) {
                points[i][1] += 3_000;
            }
        }
        points[300][2] = Double.NaN;
        List<Judgement> whole = new ArrayList<>();
        List<byte[]> snapshots = new ArrayList<>();
        VectorDetector detector = DETECTION.maxFalseAlarmsPerPoint(0.01).start("api");
        for (int i = 0; i < points.length; i++) {
            snapshots.add(detector.snapshot());
            whole.add(detector.accept(at(i), points[i]));
        }
        assertThat(whole).anyMatch(j -> j.anomaly().isPresent());
        for (int cut = 0; cut < points.length; cut += cut < 30 ? 1 : 13) {
            VectorDetector other = VectorDetection.restore(snapshots.get(cut));
            for (int i = cut; i < Math.min(points.length, cut + 150); i++) {
                assertThat(other.accept(at(i), points[i]))
                        .as("cut %s, point %s", cut, i)
                        .isEqualTo(whole.get(i));
            }
        }
        VectorDetector end = VectorDetection.restore(snapshots.get(100));
        for (int i = 100; i < points.length; i++) {
            end.accept(at(i), points[i]);
        }
        assertThat(end.snapshot()).isEqualTo(detector.snapshot());
    }

    @Test
    void foreignAndTruncatedSnapshotsAreRefused() {
        byte[] good = DETECTION.start("api").snapshot();
        byte[] series = Detectors.streaming().start("rows").snapshot();
        assertThatThrownBy(() -> VectorDetection.restore(series)).hasMessageContaining("Maybe call Detectors.restore.");
        assertThatThrownBy(() -> Detectors.restore(good)).isInstanceOf(IllegalArgumentException.class);
        for (int length = 0; length < good.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(good, length);
            assertThatThrownBy(() -> VectorDetection.restore(cut)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
