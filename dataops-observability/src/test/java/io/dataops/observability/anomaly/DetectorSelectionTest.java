package io.dataops.observability.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataops.api.Anomaly;
import io.dataops.api.Budget;
import io.dataops.api.SeriesReport;
import io.dataops.api.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class DetectorSelectionTest {
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

    private static Instant at(int i) {
        return START.plusSeconds(60L * i);
    }

    private static TimeSeries series(double... values) {
        TimeSeries.Builder series = TimeSeries.builder("pressure");
        for (int i = 0; i < values.length; i++) {
            series.add(at(i), values[i]);
        }
        return series.build();
    }

    private static double[] beats(int n, long seed) {
        Random random = new Random(seed);
        double[] x = new double[n];
        Arrays.setAll(x, t -> (t % 40 < 6 ? 12 : 0) + Math.sin(2 * Math.PI * t / 40) + random.nextGaussian());
        return x;
    }

    private static double[] noise(int n, long seed) {
        Random random = new Random(seed);
        double[] x = new double[n];
        Arrays.setAll(x, t -> 50 + random.nextGaussian());
        return x;
    }

    private static DetectorSelection often() {
        return Detectors.selection().maxFalseAlarms(1, Duration.ofHours(8)).maxFalseAlarmsPerPoint(1 / 480.0);
    }

    @Test
    void shapesAreJudgedByShapeAndPointsByPoints() {
        Selection beats = often().events(InjectedEvent.MISSING_BEAT, InjectedEvent.FREQUENCY_CHANGE)
                .of(series(beats(2_400, 1)));
        assertThat(beats.period()).isEqualTo(40);
        assertThat(beats.chosen()).isNotEqualTo(DetectorKind.POINT);
        Candidate point = beats.candidate(DetectorKind.POINT);
        Candidate shape = beats.candidate(DetectorKind.SHAPE);
        assertThat(shape.power().lower()).isGreaterThan(point.power().upper());
        Selection noise =
                often().events(InjectedEvent.SPIKE, InjectedEvent.SHIFT).of(series(noise(2_400, 2)));
        assertThat(noise.chosen()).isEqualTo(DetectorKind.POINT);
        assertThat(noise.candidate(DetectorKind.POINT).power().lower()).isGreaterThan(0.7);
        assertThat(noise.candidate(DetectorKind.SHAPE).standing()).isEqualTo(Candidate.Standing.NO_PERIOD);
        assertThat(noise.explain())
                .startsWith(
                        "pressure: POINT, since it is the default where nothing repeats itself, and no other finds more")
                .contains("finds ")
                .contains("SHAPE: no period");
    }

    /** Written apart: every trial comes out the same by a scan of the whole series with the event in it. */
    @Test
    void everyTrialCanBeMadeAgain() {
        double[] values = beats(1_200, 3);
        values[1_000] = Double.NaN;
        Selection selection = often().budget(Budget.steps(40_000).withSeed(5)).of(series(values));
        assertThat(selection.trials()).hasSizeGreaterThan(20);
        assertThat(selection.provenance().steps()).isLessThan(60_000);
        int found = 0;
        for (Trial trial : selection.trials()) {
            TimeSeries with = selection.with(trial);
            List<Integer> alarms = alarms(selection.start(trial.kind(), "s"), with);
            boolean without = alarms(selection.start(trial.kind(), "s"), series(values)).stream()
                    .anyMatch(i -> i >= trial.at() && i < trial.at() + trial.length());
            int first = alarms.stream()
                    .filter(i -> i >= trial.at() && i < trial.at() + trial.length())
                    .findFirst()
                    .orElse(-1);
            assertThat(trial.delay()).as("%s", trial).isEqualTo(without || first < 0 ? -1 : first - trial.at());
            assertThat(Arrays.equals(Arrays.copyOf(with.values(), trial.at()), Arrays.copyOf(values, trial.at())))
                    .isTrue();
            found += trial.found() ? 1 : 0;
        }
        assertThat(found).isBetween(1, selection.trials().size() - 1);
        for (Candidate candidate : selection.candidates()) {
            List<Trial> own = selection.trials().stream()
                    .filter(t -> t.kind() == candidate.kind())
                    .toList();
            long hits = own.stream().filter(Trial::found).count();
            if (!own.isEmpty()) {
                assertThat(candidate.power().estimate()).isEqualTo((double) hits / own.size());
            }
        }
    }

    private static List<Integer> alarms(StreamingDetector detector, TimeSeries series) {
        List<Integer> alarms = new ArrayList<>();
        for (int i = 0; i < series.size(); i++) {
            if (detector.accept(series.time(i), series.value(i)).anomaly().isPresent()) {
                alarms.add(i);
            }
        }
        return alarms;
    }

    @Test
    void sameSeedSameChoiceAndTheTrainedDetectorGoesOn() {
        TimeSeries history = series(beats(1_200, 4));
        DetectorSelection detection = often().budget(Budget.steps(30_000).withSeed(9));
        Selection one = detection.of(history);
        Selection same = detection.of(history);
        assertThat(same.explain()).isEqualTo(one.explain());
        assertThat(same.trials()).isEqualTo(one.trials());
        assertThat(detection
                        .budget(Budget.steps(30_000).withSeed(10))
                        .of(history)
                        .trials())
                .isNotEqualTo(one.trials());
        StreamingDetector fed = one.start("pressure");
        for (int i = 0; i < history.size(); i++) {
            fed.accept(history.time(i), history.value(i));
        }
        assertThat(one.trained().snapshot()).isEqualTo(fed.snapshot());
        assertThat(one.scan(history).state()).isEqualTo(SeriesReport.State.WATCHING);
    }

    @Test
    void aStreamDecidesAndGoesOnFromEverySnapshot() {
        double[] values = beats(700, 6);
        for (int i = 620; i < 660; i++) {
            values[i] = 3;
        }
        values[100] = Double.POSITIVE_INFINITY;
        List<Selection> told = new ArrayList<>();
        DetectorSelection selection = often().after(600)
                .events(InjectedEvent.MISSING_BEAT, InjectedEvent.FLAT_LINE)
                .budget(Budget.steps(8_000));
        StreamingDetector detector = selection.start("pressure", told::add);
        List<Judgement> whole = new ArrayList<>();
        List<byte[]> snapshots = new ArrayList<>();
        List<Anomaly> alarms = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            snapshots.add(detector.snapshot());
            whole.add(detector.accept(at(i), values[i]));
            whole.get(i).anomaly().ifPresent(alarms::add);
            assertThat(told).hasSize(i < 600 ? 0 : 1);
        }
        assertThat(told.get(0).chosen()).isNotEqualTo(DetectorKind.POINT);
        assertThat(alarms).extracting(Anomaly::time).anyMatch(t -> !t.isBefore(at(620)) && t.isBefore(at(660)));
        for (int cut = 0; cut < values.length; cut += cut < 560 ? 23 : 1) {
            StreamingDetector other = Detectors.restore(snapshots.get(cut));
            assertThat(other.snapshot()).isEqualTo(snapshots.get(cut));
            for (int i = cut; i < Math.min(values.length, cut + 60); i++) {
                assertThat(other.accept(at(i), values[i])).isEqualTo(whole.get(i));
            }
        }
        byte[] good = snapshots.get(650);
        for (int length = 0; length < good.length; length += 101) {
            byte[] cut = Arrays.copyOf(good, length);
            assertThatThrownBy(() -> Detectors.restore(cut)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** A pair spends half of the budget on each, and one event alarms once. */
    @Test
    void aPairAlarmsOnceForAnEventAndKeepsItsSnapshots() {
        Selection selection = often().budget(Budget.steps(20_000)).of(series(beats(1_200, 7)));
        double[] values = beats(4_000, 8);
        values[2_012] += 40;
        for (int i = 3_000; i < 3_080; i++) {
            values[i] = 3 + values[i] / 12;
        }
        StreamingDetector pair = selection.start(DetectorKind.SEASONAL_POINT_AND_SHAPE, "pressure");
        int spike = 0;
        int flat = 0;
        int all = 0;
        for (int i = 0; i < values.length; i++) {
            if (i == 2_010) {
                byte[] snapshot = pair.snapshot();
                pair = Detectors.restore(snapshot);
                assertThat(pair.snapshot()).isEqualTo(snapshot);
            }
            boolean alarm = pair.accept(at(i), values[i]).anomaly().isPresent();
            spike += alarm && i >= 2_012 && i < 2_060 ? 1 : 0;
            flat += alarm && i >= 3_000 && i < 3_040 ? 1 : 0;
            all += alarm ? 1 : 0;
        }
        assertThat(spike).as("seen by both").isEqualTo(1);
        assertThat(flat).isEqualTo(1);
        assertThat(all).as("one in 480 points").isLessThan(20);
        assertThatThrownBy(() -> Detectors.select(series(noise(400, 1))).start(DetectorKind.SHAPE, "s"))
                .hasMessageContaining("kind (SHAPE) needs a period");
    }

    @Test
    void anAnswerIsOwedToEveryHistory() {
        for (TimeSeries history : List.of(
                series(),
                series(1),
                series(beats(150, 1)),
                series(new double[900]),
                series(Arrays.stream(new double[900]).map(v -> Double.NaN).toArray()))) {
            Selection selection = Detectors.select(history);
            assertThat(selection.chosen()).isEqualTo(DetectorKind.POINT);
            assertThat(selection.trials()).isEmpty();
            assertThat(selection.candidates()).hasSize(DetectorKind.values().length);
            assertThat(selection.explain()).startsWith("pressure: POINT, since ");
            assertThat(selection.trained()).isNotNull();
        }
        Selection argued = Detectors.selection().budget(Budget.steps(0)).of(series(beats(1_200, 1)));
        assertThat(argued.chosen()).isEqualTo(DetectorKind.POINT_AND_SHAPE);
        assertThat(argued.explain()).contains("no step was allowed");
        TimeSeries.Builder backwards = TimeSeries.builder("pressure");
        double[] values = noise(600, 2);
        for (int i = 0; i < values.length; i++) {
            backwards.add(at(i % 50 == 3 ? 0 : i), i % 40 == 7 ? Double.NEGATIVE_INFINITY : values[i]);
        }
        assertThat(often().of(backwards.build()).trials()).isNotEmpty();
    }

    /** A day is read by the clock already. */
    @Test
    void aSeasonOfADayIsThatOfThePointDetector() {
        Random random = new Random(1);
        TimeSeries.Builder hours = TimeSeries.builder("pressure");
        for (int i = 0; i < 24 * 40; i++) {
            hours.add(START.plusSeconds(3600L * i), 50 * Math.sin(2 * Math.PI * i / 24) + random.nextGaussian());
        }
        Selection selection = Detectors.selection().budget(Budget.steps(10_000)).of(hours.build());
        assertThat(selection.period()).isEqualTo(24);
        assertThat(selection.candidate(DetectorKind.SEASONAL_POINT).standing())
                .isEqualTo(Candidate.Standing.SAME_AS_POINT);
        assertThat(selection.explain()).contains("SEASONAL_POINT: same as point");
        assertThat(selection.candidate(DetectorKind.POINT).powers()).containsOnlyKeys(InjectedEvent.values());
        assertThat(selection.start(DetectorKind.SEASONAL_POINT, "s")).isNotNull();
    }

    @Test
    void badSettingsAreRefused() {
        DetectorSelection selection = Detectors.selection();
        assertThatThrownBy(() -> selection.after(10)).hasMessageContaining("points (10) must be 200 to 100000");
        assertThatThrownBy(selection::events).hasMessageContaining("events ([])");
        assertThatThrownBy(() -> selection.maxFalseAlarms(0, Duration.ofDays(1)))
                .hasMessageContaining("count (0.0)");
        assertThatThrownBy(() -> selection.maxFalseAlarmsPerPoint(0.2)).hasMessageContaining("share (0.2)");
        assertThatThrownBy(() -> selection.start(" ")).hasMessageContaining("series ( )");
    }
}
