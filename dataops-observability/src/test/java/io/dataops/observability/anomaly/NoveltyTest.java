package io.dataops.observability.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataops.api.Anomaly;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class NoveltyTest {
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final int DAY = 288;

    private static List<Integer> alarms(int count, IntToDoubleFunction values) {
        return alarms(Detectors.streaming(), count, values);
    }

    private static List<Integer> alarms(StreamingDetection detection, int count, IntToDoubleFunction values) {
        StreamingDetector detector = detection.start("disk");
        List<Integer> alarms = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (detector.accept(START.plusSeconds(300L * i), values.applyAsDouble(i))
                    .anomaly()
                    .isPresent()) {
                alarms.add(i);
            }
        }
        return alarms;
    }

    /** Bursts of three heights at random, and one that is higher than all. */
    private static IntToDoubleFunction batches(long seed, int higher) {
        Random random = new Random(seed);
        return i -> {
            double height = random.nextInt(20) == 0 ? 10 * (1 + random.nextInt(3)) : 0;
            return 5 + random.nextGaussian() + (i == higher ? 60 : height);
        };
    }

    @Test
    void aHeightAboveAllBurstsIsFoundAmongThem() {
        int higher = 18 * DAY;
        int found = 0;
        int without = 0;
        for (long seed = 0; seed < 20; seed++) {
            found += alarms(Detectors.streaming(), higher + 1, batches(seed, higher))
                            .contains(higher)
                    ? 1
                    : 0;
            StreamingDetection views = Detectors.streaming().without(Part.NOVELTY);
            without += alarms(views, higher + 1, batches(seed, higher)).contains(higher) ? 1 : 0;
        }
        assertThat(found).isGreaterThan(10);
        assertThat(without).isLessThan(5);
    }

    @Test
    void aHeightThatNeverWasIsSaidInTheUnitsOfTheSeries() {
        StreamingDetector detector = Detectors.streaming().start("disk");
        Random random = new Random(5);
        List<Anomaly> found = new ArrayList<>();
        for (int i = 0; i < 12 * DAY; i++) {
            boolean spike = random.nextInt(25) == 0;
            double value = i == 11 * DAY ? 55 : spike ? 20 + 10 * random.nextDouble() : random.nextGaussian();
            Judgement judgement = detector.accept(START.plusSeconds(300L * i), value);
            if (i == 11 * DAY) {
                assertThat(judgement.view()).contains(View.NOVELTY);
                found.add(judgement.anomaly().orElseThrow());
            }
        }
        Anomaly anomaly = found.get(0);
        assertThat(anomaly.reason()).contains("disk is 55").contains("like none before");
        assertThat(anomaly.expected()).isBetween(-5.0, 31.0);
        assertThat(anomaly.upper()).isLessThan(55).isGreaterThanOrEqualTo(anomaly.expected());
    }

    /** One value that is a billion times too large must not make all the rest familiar. */
    @Test
    void oneHugeValueDoesNotBlindIt() {
        Random random = new Random(3);
        List<Integer> alarms = alarms(
                16 * DAY,
                i -> i == 6 * DAY ? 1e12 : i >= 14 * DAY && i < 14 * DAY + 2 ? 60 : 10 + random.nextGaussian());
        assertThat(alarms).contains(6 * DAY).anyMatch(i -> i >= 14 * DAY && i < 14 * DAY + 2);
    }

    /** Runs with an exponential height above a low mark, at many times the rate that is allowed. */
    @Test
    void alarmsComeAsOftenAsTheBudgetAllowsWhateverTheTail() {
        for (double mean : new double[] {0.6, 1, 1.8}) {
            Random random = new Random(7);
            AlarmBudget budget = AlarmBudget.ofViews(1 / 1_000.0, Part.ALL);
            int alarms = 0;
            int points = 400_000;
            for (int i = 0; i < points; i++) {
                double surprise =
                        random.nextInt(60) == 0 ? AlarmBudget.MARK - mean * Math.log(1 - random.nextDouble()) : 0;
                alarms += i >= 50_000 && surprise > budget.critical() ? 1 : 0;
                budget.learn(surprise);
            }
            assertThat(alarms / 350.0).as("tail of mean " + mean).isBetween(1 / 1.5, 1.5);
        }
    }

    @Test
    void aBudgetOfAnyMeasureGivesALevel() {
        for (double perPoint : new double[] {1e-12, 1e-6, 0.05}) {
            AlarmBudget budget = AlarmBudget.ofViews(perPoint, Part.ALL);
            Random random = new Random(1);
            for (int i = 0; i < 40_000; i++) {
                budget.learn(random.nextInt(9) == 0 ? 40 * random.nextDouble() : 0);
                assertThat(budget.critical()).isBetween(AlarmBudget.MARK, 1_000.0);
            }
            assertThat(budget.rate(0)).isGreaterThanOrEqualTo(budget.rate(AlarmBudget.MARK));
            assertThat(budget.rate(AlarmBudget.MARK)).isGreaterThanOrEqualTo(budget.rate(9));
            assertThat(budget.rate(9)).isGreaterThanOrEqualTo(budget.rate(90));
        }
    }

    @Test
    void aShiftAlarmsOnceThoughAllItsHeightsAreNew() {
        Random random = new Random(9);
        List<Integer> alarms = alarms(
                12 * DAY,
                i -> 20 * Math.sin(2 * Math.PI * i / DAY) + random.nextGaussian() + (i >= 10 * DAY ? 200 : 0));
        assertThat(alarms.stream().filter(i -> i >= 10 * DAY && i < 11 * DAY)).hasSizeBetween(1, 2);
    }
}
