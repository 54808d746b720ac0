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
import org.apache.commons.math3.complex.Complex;
import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;
import org.junit.jupiter.api.Test;

final class SpectralDetectionTest {
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

    private static Instant at(int i) {
        return START.plusSeconds(60L * i);
    }

    private static TimeSeries series(double... values) {
        TimeSeries.Builder series = TimeSeries.builder("rows");
        for (int i = 0; i < values.length; i++) {
            series.add(at(i), values[i]);
        }
        return series.build();
    }

    private static double[] season(int n, long seed) {
        Random random = new Random(seed);
        double[] values = new double[n];
        Arrays.setAll(values, i -> 100 + 30 * Math.sin(2 * Math.PI * i / 24) + 2 * random.nextGaussian());
        return values;
    }

    @Test
    void theTransformIsThatOfTheLibrary() {
        FastFourierTransformer library = new FastFourierTransformer(DftNormalization.STANDARD);
        Random random = new Random(1);
        for (int n = 2; n <= 1_024; n *= 2) {
            double[] real = random.doubles(n, -1, 1).toArray();
            double[] imaginary = random.doubles(n, -1, 1).toArray();
            Complex[] values = new Complex[n];
            for (int i = 0; i < n; i++) {
                values[i] = new Complex(real[i], imaginary[i]);
            }
            for (boolean inverse : new boolean[] {false, true}) {
                TransformType type = inverse ? TransformType.INVERSE : TransformType.FORWARD;
                Complex[] expected = library.transform(values, type);
                double[] re = real.clone();
                double[] im = imaginary.clone();
                new Fourier(n).transform(re, im, inverse);
                for (int i = 0; i < n; i++) {
                    assertThat(re[i]).isCloseTo(expected[i].getReal(), within(1e-11));
                    assertThat(im[i]).isCloseTo(expected[i].getImaginary(), within(1e-11));
                }
            }
        }
    }

    /** The saliency by the sums of the definition, over all frequencies apart. */
    @Test
    void theSaliencyIsThatOfTheDefinition() {
        int n = 64;
        double[] window = season(n - 5, 3);
        window[n - 6] += 20;
        double[] x = Arrays.copyOf(window, n);
        double slope = 0;
        for (int i = 1; i <= 5; i++) {
            slope += (window[n - 7] - window[n - 7 - i]) / (5.0 * i);
        }
        Arrays.fill(x, n - 5, n, window[n - 11] + 5 * slope);
        double mean = Arrays.stream(x).average().orElseThrow();
        double[] re = new double[n];
        double[] im = new double[n];
        for (int k = 1; k < n; k++) {
            for (int t = 0; t < n; t++) {
                re[k] += (x[t] - mean) * Math.cos(2 * Math.PI * k * t / n);
                im[k] -= (x[t] - mean) * Math.sin(2 * Math.PI * k * t / n);
            }
        }
        double[] saliency = new double[n];
        for (int t = 0; t < n; t++) {
            double a = 0;
            double b = 0;
            for (int k = 1; k < n; k++) {
                int own = Math.min(k, n - k);
                double log = 0;
                for (int other : new int[] {Math.max(1, own - 1), own, Math.min(n / 2, own + 1)}) {
                    log += Math.log(Math.hypot(re[other], im[other])) / 3;
                }
                double size = Math.exp(Math.log(Math.hypot(re[k], im[k])) - log);
                double phase = Math.atan2(im[k], re[k]) + 2 * Math.PI * k * t / n;
                a += size * Math.cos(phase) / n;
                b += size * Math.sin(phase) / n;
            }
            saliency[t] = Math.hypot(a, b);
        }
        assertThat(new SpectralResidual(n).saliency(window)).containsExactly(saliency, within(1e-9));
        double before = Arrays.stream(saliency, n - 27, n - 6).average().orElseThrow();
        assertThat(new SpectralResidual(n).ratio(window)).isCloseTo(saliency[n - 6] / before, within(1e-9));
    }

    @Test
    void aPointOffItsRhythmIsFoundThoughItsValueIsUsual() {
        int found = 0;
        for (int seed = 0; seed < 20; seed++) {
            double[] values = season(2_000, seed);
            int off = 1_500 + 6;
            values[off] = 130;
            found += Detectors.spectral().scan(series(values)).anomalies().stream()
                            .anyMatch(a -> a.time().equals(at(off)))
                    ? 1
                    : 0;
        }
        assertThat(found).isGreaterThanOrEqualTo(19);
    }

    @Test
    void falseAlarmsComeWithinAFactorOfOneAndAHalfOfTheBudgetAndTheBandHoldsItsShare() {
        for (double memory : new double[] {0, 0.8}) {
            int alarms = 0;
            int judged = 0;
            int within = 0;
            for (int seed = 0; seed < 4; seed++) {
                Random random = new Random(seed);
                StreamingDetector detector = Detectors.spectral().start("noise");
                double value = 0;
                for (int i = 0; i < 40_000; i++) {
                    value = memory * value + Math.sqrt(1 - memory * memory) * random.nextGaussian();
                    Judgement judgement = detector.accept(at(i), value);
                    if (judgement.state() != Judgement.State.WARMING_UP) {
                        judged++;
                        within += value >= judgement.lower() && value <= judgement.upper() ? 1 : 0;
                    }
                    alarms += judgement.anomaly().isPresent() ? 1 : 0;
                }
            }
            assertThat(alarms / (judged / 500.0)).as("memory %s", memory).isBetween(1 / 1.5, 1.5);
            assertThat((double) within / judged).as("memory %s", memory).isBetween(0.94, 0.96);
        }
    }

    @Test
    void streamingEqualsBatchAndGoesOnFromEverySnapshot() {
        double[] values = season(420, 5);
        values[330] += 60;
        values[350] = Double.NaN;
        SpectralDetection detection = Detectors.spectral().window(64).maxFalseAlarmsPerPoint(0.01);
        StreamingDetector detector = detection.start("rows");
        List<Judgement> whole = new ArrayList<>();
        List<byte[]> snapshots = new ArrayList<>();
        List<Anomaly> alarms = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            snapshots.add(detector.snapshot());
            Judgement judgement = detector.accept(at(i), values[i]);
            whole.add(judgement);
            judgement.anomaly().ifPresent(alarms::add);
        }
        assertThat(alarms).isNotEmpty().isEqualTo(detection.scan(series(values)).anomalies());
        assertThat(alarms).extracting(Anomaly::time).contains(at(330));
        for (int cut = 0; cut < values.length; cut++) {
            StreamingDetector other = SpectralDetection.restore(snapshots.get(cut));
            assertThat(other.snapshot()).isEqualTo(snapshots.get(cut));
            for (int i = cut; i < Math.min(values.length, cut + 90); i++) {
                assertThat(other.accept(at(i), values[i])).isEqualTo(whole.get(i));
            }
        }
    }

    @Test
    void coldStartsConstantsGapsForeignSnapshotsAndBadSettings() {
        SpectralDetection detection = Detectors.spectral().window(64);
        assertThat(detection.scan(series()).state()).isEqualTo(SeriesReport.State.NO_DATA);
        assertThat(detection.scan(series(season(180, 1))).state()).isEqualTo(SeriesReport.State.WARMING_UP);
        double[] constant = new double[600];
        Arrays.fill(constant, 5);
        assertThat(detection.scan(series(constant)).anomalies()).isEmpty();
        constant[500] = 6;
        assertThat(detection.scan(series(constant)).anomalies())
                .extracting(Anomaly::time)
                .containsExactly(at(500));
        StreamingDetector detector = detection.start("rows");
        double[] values = season(300, 2);
        for (int i = 0; i < values.length; i++) {
            detector.accept(at(i), values[i]);
        }
        assertThat(detector.accept(at(299), 1).state()).isEqualTo(Judgement.State.LEFT_OUT);
        assertThat(detector.accept(at(330), values[3]).state()).isNotEqualTo(Judgement.State.WARMING_UP);
        for (int i = 0; i < 58; i++) {
            assertThat(detector.accept(at(500 + i), 500).state()).isEqualTo(Judgement.State.WARMING_UP);
        }
        assertThat(detector.accept(at(558), 500).state()).isNotEqualTo(Judgement.State.WARMING_UP);
        byte[] good = detector.snapshot();
        for (int length = 0; length < good.length; length += 37) {
            byte[] cut = Arrays.copyOf(good, length);
            assertThatThrownBy(() -> SpectralDetection.restore(cut)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(Detectors.restore(good).snapshot()).isEqualTo(good);
        byte[] foreign = Detectors.forest().start("rows").snapshot();
        assertThatThrownBy(() -> SpectralDetection.restore(foreign))
                .hasMessageContaining("Maybe call Detectors.restore");
        assertThatThrownBy(() -> detection.window(100)).hasMessageContaining("points (100)");
        assertThatThrownBy(() -> detection.maxFalseAlarmsPerPoint(0)).hasMessageContaining("share (0.0)");
        assertThatThrownBy(() -> detection.start(" ")).hasMessageContaining("series ( )");
    }
}
