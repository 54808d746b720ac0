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

/** {@link ShapeDetection#matrixProfile()}: what is unlike all of the ten periods before. */
final class ShapeNeighboursTest {
    private static final ShapeDetection DETECTION = Detectors.shape(50).matrixProfile();

    private static double[] beats(int n, int period, long seed) {
        Random random = new Random(seed);
        double[] x = new double[n];
        Arrays.setAll(
                x,
                t -> (t % period < period / 10 ? 10 : 0)
                        + Math.sin(2 * Math.PI * t / period)
                        + 0.3 * random.nextGaussian());
        return x;
    }

    private static TimeSeries series(double... values) {
        TimeSeries.Builder series = TimeSeries.builder("beats");
        for (int t = 0; t < values.length; t++) {
            series.add(Instant.EPOCH.plusSeconds(t), values[t]);
        }
        return series.build();
    }

    private static List<Long> alarms(ShapeDetection detection, double[] x) {
        return detection.scan(series(x)).anomalies().stream()
                .map(a -> a.time().getEpochSecond())
                .toList();
    }

    @Test
    void theSameEventIsFoundAgainAndLongPeriodsAreAveraged() {
        for (int period : new int[] {24, 50, 130, 1_000}) {
            double[] x = beats(60 * period, period, period);
            for (int t = 0; t < period / 2; t++) {
                x[40 * period + t] = 4 * Math.cos(16 * Math.PI * t / period);
                x[45 * period + t] = x[40 * period + t];
            }
            ShapeDetection detection = Detectors.shape(period).matrixProfile();
            List<Anomaly> found = detection.scan(series(x)).anomalies();
            for (int at : new int[] {40 * period, 45 * period}) {
                assertThat(found)
                        .as("period %s at %s", period, at)
                        .anyMatch(a -> a.time().getEpochSecond() >= at
                                && a.time().getEpochSecond() < at + period
                                && a.reason()
                                        .startsWith("the last " + period + " points of beats are unlike all of the "));
            }
            assertThat(found.size())
                    .as("one false alarm in twenty of 48 periods")
                    .isLessThan(8);
        }
    }

    @Test
    void aNewShapeThatLastsIsTheNewNormal() {
        double[] x = beats(6_000, 50, 5);
        for (int t = 3_000; t < x.length; t++) {
            x[t] = t % 50 < 25 ? 4 : -4 + 0.1 * ((t * 31) % 7);
        }
        List<Long> found = alarms(DETECTION, x);
        assertThat(found).anyMatch(t -> t >= 3_000 && t < 3_050);
        assertThat(found.stream().filter(t -> t >= 3_000)).hasSizeLessThan(4);
    }

    @Test
    void theRateOfFalseAlarmsIsThePromisedOne() {
        int alarms = 0;
        int runs = 30;
        int periods = 188;
        for (int run = 0; run < runs; run++) {
            Random random = new Random(run);
            double[] x = beats(200 * 20, 20, run);
            double carried = 0;
            for (int t = 0; t < x.length; t++) {
                carried = 0.7 * carried + random.nextGaussian();
                x[t] += run % 2 == 0 ? carried : 0;
            }
            alarms += alarms(Detectors.shape(20).matrixProfile(), x).size();
        }
        assertThat(alarms / (0.05 * runs * periods)).isBetween(1 / 1.5, 1.5);
    }

    @Test
    void coldStartMissingAndConstantAreSaid() {
        assertThat(DETECTION.scan(series()).state()).isEqualTo(SeriesReport.State.NO_DATA);
        assertThat(DETECTION.scan(series(beats(550, 50, 3))).state()).isEqualTo(SeriesReport.State.WARMING_UP);
        assertThat(DETECTION.scan(series(new double[2_000])).anomalies()).isEmpty();
        double[] gaps = beats(3_000, 50, 4);
        gaps[100] = Double.NaN;
        gaps[1_500] = Double.POSITIVE_INFINITY;
        SeriesReport report = DETECTION.scan(series(gaps));
        assertThat(report.missing()).isEqualTo(2);
        assertThat(DETECTION.toString()).isEqualTo("matrix profile over 50 points, at most 0.05 false alarms a period");
    }

    @Test
    void streamingEqualsBatchAndGoesOnFromEverySnapshot() {
        for (int period : new int[] {50, 150}) {
            int n = 22 * period;
            double[] x = beats(n, period, 6);
            for (int t = 16 * period; t < 17 * period; t++) {
                x[t] = 5;
            }
            x[13 * period] = Double.NaN;
            TimeSeries.Builder builder = TimeSeries.builder("beats");
            for (int t = 0; t < n; t++) {
                builder.add(Instant.EPOCH.plusSeconds(t + (t > 14 * period ? 10 * period : 0)), x[t]);
            }
            TimeSeries series = builder.build();
            ShapeDetection detection = Detectors.shape(period).matrixProfile();
            StreamingDetector detector = detection.start("beats");
            List<Judgement> whole = new ArrayList<>();
            List<byte[]> snapshots = new ArrayList<>();
            List<Anomaly> alarms = new ArrayList<>();
            for (int t = 0; t < n; t++) {
                snapshots.add(detector.snapshot());
                whole.add(detector.accept(series.time(t), x[t]));
                whole.get(t).anomaly().ifPresent(alarms::add);
            }
            assertThat(alarms).isNotEmpty().isEqualTo(detection.scan(series).anomalies());
            for (int cut = 0; cut < n; cut += cut < 10 * period - 5 ? 97 : period / 25) {
                StreamingDetector other = Detectors.restore(snapshots.get(cut));
                assertThat(other.snapshot()).isEqualTo(snapshots.get(cut));
                for (int t = cut; t < Math.min(n, cut + 2 * period); t++) {
                    assertThat(other.accept(series.time(t), x[t])).isEqualTo(whole.get(t));
                }
            }
            byte[] good = snapshots.get(n - 1);
            for (int length = 0; length < good.length; length += 997) {
                byte[] shorter = Arrays.copyOf(good, length);
                assertThatThrownBy(() -> Detectors.restore(shorter)).isInstanceOf(IllegalArgumentException.class);
            }
            assertThat(good.length).isLessThan(64_000);
        }
    }
}
