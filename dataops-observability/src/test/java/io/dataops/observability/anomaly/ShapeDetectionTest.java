package io.dataops.observability.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dataops.api.Anomaly;
import io.dataops.api.SeriesReport;
import io.dataops.api.TimeSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ShapeDetectionTest {

    private static double[] beats(int n, long seed) {
        Random random = new Random(seed);
        double[] x = new double[n];
        Arrays.setAll(x, t -> (t % 50 < 5 ? 10 : 0) + Math.sin(2 * Math.PI * t / 50) + 0.3 * random.nextGaussian());
        return x;
    }

    private static TimeSeries series(double... values) {
        TimeSeries.Builder series = TimeSeries.builder("beats");
        for (int t = 0; t < values.length; t++) {
            series.add(Instant.EPOCH.plusSeconds(t), values[t]);
        }
        return series.build();
    }

    @Test
    void aMissingBeatIsFoundWithinItsPeriodAndOnlyOnce() {
        double[] x = beats(3_000, 1);
        for (int t = 2_000; t < 2_005; t++) {
            x[t] = 0;
        }
        List<Anomaly> found = Detectors.shape(50).scan(series(x)).anomalies();
        List<Anomaly> late =
                found.stream().filter(a -> a.time().getEpochSecond() >= 2_000).toList();
        assertThat(late).hasSize(1);
        assertThat(late.get(0).time().getEpochSecond()).isBetween(2_000L, 2_050L);
        assertThat(late.get(0).reason()).contains("the last 50 points of beats", "shape");
        assertThat(found).as("at most one false alarm in twenty of 48 periods").hasSizeLessThan(5);
    }

    @Test
    void noLookAhead() {
        double[] x = beats(3_000, 2);
        for (int t = 1_500; t < 1_550; t++) {
            x[t] = 5;
        }
        List<Anomaly> whole = Detectors.shape(50).scan(series(x)).anomalies();
        assertThat(whole).isNotEmpty();
        for (int cut : new int[] {1_499, 1_520, 1_560, 2_500}) {
            assertThat(Detectors.shape(50).scan(series(Arrays.copyOf(x, cut))).anomalies())
                    .isEqualTo(whole.stream()
                            .filter(a -> a.time().getEpochSecond() < cut)
                            .toList());
        }
    }

    @Test
    void coldStartMissingAndConstantAreSaid() {
        ShapeDetection detection = Detectors.shape(50);
        assertThat(detection.scan(series()).state()).isEqualTo(SeriesReport.State.NO_DATA);
        assertThat(detection.scan(series(beats(550, 3))).state()).isEqualTo(SeriesReport.State.WARMING_UP);
        double[] gaps = beats(2_000, 4);
        gaps[100] = Double.NaN;
        gaps[1_500] = Double.NEGATIVE_INFINITY;
        SeriesReport report = detection.scan(series(gaps));
        assertThat(report.missing()).isEqualTo(2);
        assertThat(detection.scan(series(new double[2_000])).anomalies()).isEmpty();
        assertThatThrownBy(() -> Detectors.shape(3)).hasMessageContaining("period (3)");
        assertThatThrownBy(() -> detection.maxFalseAlarmsPerPeriod(0)).hasMessageContaining("count (0.0)");
    }

    @Test
    void streamingEqualsBatchAndGoesOnFromEverySnapshot() {
        double[] x = beats(1_200, 6);
        for (int t = 900; t < 925; t++) {
            x[t] = 5;
        }
        x[700] = Double.NaN;
        TimeSeries series = series(x);
        StreamingDetector detector = Detectors.shape(50).start("beats");
        List<Judgement> whole = new ArrayList<>();
        List<byte[]> snapshots = new ArrayList<>();
        List<Anomaly> alarms = new ArrayList<>();
        for (int t = 0; t < x.length; t++) {
            snapshots.add(detector.snapshot());
            whole.add(detector.accept(series.time(t), x[t]));
            whole.get(t).anomaly().ifPresent(alarms::add);
        }
        assertThat(alarms)
                .isNotEmpty()
                .isEqualTo(Detectors.shape(50).scan(series).anomalies());
        assertThat(whole.get(700).state()).isEqualTo(Judgement.State.LEFT_OUT);
        for (int cut = 0; cut < x.length; cut += cut < 495 ? 17 : 1) {
            StreamingDetector other = Detectors.restore(snapshots.get(cut));
            assertThat(other.snapshot()).isEqualTo(snapshots.get(cut));
            for (int t = cut; t < Math.min(x.length, cut + 120); t++) {
                assertThat(other.accept(series.time(t), x[t])).isEqualTo(whole.get(t));
            }
        }
        byte[] good = snapshots.get(1_000);
        for (int length = 0; length < good.length; length += 41) {
            byte[] shorter = Arrays.copyOf(good, length);
            assertThatThrownBy(() -> Detectors.restore(shorter)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** Rows that are missing and rows without a value are the same, and neither is an odd shape. */
    @Test
    void missingStepsCountAsThePeriodBeforeAndLongGapsBeginAnew() {
        double[] x = beats(3_000, 7);
        StreamingDetector without = Detectors.shape(50).start("beats");
        StreamingDetector empty = Detectors.shape(50).start("beats");
        int alarms = 0;
        for (int t = 0; t < x.length; t++) {
            Instant time = Instant.EPOCH.plusSeconds(t);
            boolean missing = t > 800 && t % 250 < 10;
            if (missing) {
                assertThat(empty.accept(time, Double.NaN).state()).isEqualTo(Judgement.State.LEFT_OUT);
                continue;
            }
            Judgement judgement = without.accept(time, x[t]);
            assertThat(empty.accept(time, x[t])).isEqualTo(judgement);
            alarms += judgement.anomaly().isPresent() ? 1 : 0;
        }
        assertThat(alarms).as("of 48 periods at one in twenty").isLessThan(6);
        for (int t = 0; t < 50; t++) {
            Judgement judgement = without.accept(Instant.EPOCH.plusSeconds(4_000 + t), x[t]);
            assertThat(judgement.state() == Judgement.State.WARMING_UP).isEqualTo(t < 49);
        }
        assertThat(without.accept(Instant.EPOCH, 1).state()).isEqualTo(Judgement.State.LEFT_OUT);
        assertThatThrownBy(() -> Detectors.shape(50).start(" ")).hasMessageContaining("series ( )");
    }

    /** The distance by power iteration and deflation of the covariance, written apart. */
    @Test
    void theDistanceIsWhatTheMainDirectionsLeave() {
        int m = 8;
        double[] x = new double[120];
        Random random = new Random(5);
        Arrays.setAll(
                x,
                t -> 3 * Math.sin(2 * Math.PI * t / 8)
                        + (t % 8 == 3 ? random.nextGaussian() : 0)
                        + 0.3 * random.nextGaussian());
        int count = x.length - m + 1;
        double[][] w = new double[count][m];
        double[] mean = new double[m];
        for (int i = 0; i < count; i++) {
            double own = Arrays.stream(x, i, i + m).average().orElseThrow();
            for (int k = 0; k < m; k++) {
                w[i][k] = x[i + k] - own;
                mean[k] += w[i][k] / count;
            }
        }
        double[][] c = new double[m][m];
        double trace = 0;
        for (int a = 0; a < m; a++) {
            for (int b = 0; b < m; b++) {
                for (double[] row : w) {
                    c[a][b] += (row[a] - mean[a]) * (row[b] - mean[b]) / count;
                }
            }
            trace += c[a][a];
        }
        double[] left = Arrays.stream(w[17]).toArray();
        for (int k = 0; k < m; k++) {
            left[k] -= mean[k];
        }
        double explained = 0;
        while (explained < 0.95 * trace) {
            double[] v = new double[m];
            Arrays.setAll(v, k -> 1 + 0.1 * k * k);
            double value = 0;
            for (int round = 0; round < 20_000; round++) {
                double[] next = new double[m];
                for (int a = 0; a < m; a++) {
                    for (int b = 0; b < m; b++) {
                        next[a] += c[a][b] * v[b];
                    }
                }
                value = Math.sqrt(Arrays.stream(next).map(q -> q * q).sum());
                for (int a = 0; a < m; a++) {
                    v[a] = next[a] / value;
                }
            }
            explained += value;
            double along = 0;
            for (int a = 0; a < m; a++) {
                along += v[a] * left[a];
            }
            for (int a = 0; a < m; a++) {
                left[a] -= along * v[a];
                for (int b = 0; b < m; b++) {
                    c[a][b] -= value * v[a] * v[b];
                }
            }
        }
        double expected = Math.sqrt(Arrays.stream(left).map(q -> q * q).sum() / m);
        assertThat(Subspace.fit(x, m).distance(x, 17)).isCloseTo(expected, within(1e-6));
    }
}
