package io.dataops.observability.decomposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PeriodsTest {

    @Test
    void oneAndTwoSeasonsAreFoundUnderNoiseAndTrend() {
        Random random = new Random(1);
        double[] day = new double[24 * 30];
        double[] both = new double[24 * 60];
        Arrays.setAll(day, t -> 0.05 * t + 10 * Math.sin(2 * Math.PI * t / 24) + 2 * random.nextGaussian());
        Arrays.setAll(
                both, t -> 10 * Math.sin(2 * Math.PI * t / 24) + (t / 24 % 7 >= 5 ? -8 : 0) + random.nextGaussian());
        assertThat(Periods.of(day)).containsExactly(24);
        assertThat(Periods.of(both)).containsExactly(24, 168);
    }

    @Test
    void noiseConstantsAndShortSeriesHaveNone() {
        Random random = new Random(2);
        int wrong = 0;
        for (int run = 0; run < 50; run++) {
            wrong += Periods.of(random.doubles(500).toArray()).length > 0 ? 1 : 0;
        }
        assertThat(wrong).isLessThan(10);
        assertThat(Periods.of(new double[500])).isEmpty();
        assertThat(Periods.of(new double[] {1, 2, 1})).isEmpty();
        assertThat(Periods.of(new double[0])).isEmpty();
        assertThat(Periods.of(new double[] {Double.NaN, Double.NaN, Double.NaN, 1, 2, 3, 4}))
                .isEmpty();
    }

    private static double[] hours(Random random, double week, double memory, double walk) {
        double[] x = new double[700];
        double noise = 0;
        double level = 0;
        for (int t = 0; t < x.length; t++) {
            noise = memory * noise + Math.sqrt(1 - memory * memory) * random.nextGaussian();
            level += walk * random.nextGaussian();
            x[t] = 3 * Math.sin(2 * Math.PI * t / 24)
                    + (t / 24 % 7 >= 5 ? -week * (1 + Math.sin(2 * Math.PI * t / 24)) : 0)
                    + noise
                    + level;
        }
        return x;
    }

    /** Four weeks of hours: noise that wanders is no period, and weekends of a third of the day's range are believed. */
    @Test
    void fourWeeksTellAWeekAndWanderingIsNone() {
        int runs = 100;
        for (double memory : new double[] {0, 0.8, 0.97}) {
            for (double walk : new double[] {0, 0.1}) {
                int day = 0;
                int wrong = 0;
                int week = 0;
                for (int run = 0; run < runs; run++) {
                    int[] without = Periods.of(hours(new Random(run), 0, memory, walk));
                    day += Arrays.stream(without).anyMatch(p -> p == 24) ? 1 : 0;
                    wrong += Arrays.stream(without).anyMatch(p -> p != 24) ? 1 : 0;
                    int[] with = Periods.of(hours(new Random(run), 2, memory, walk));
                    week += Arrays.equals(with, new int[] {24, 168}) ? 1 : 0;
                }
                assertThat(day).as("memory %s, walk %s", memory, walk).isGreaterThanOrEqualTo(97);
                assertThat(wrong).as("memory %s, walk %s", memory, walk).isLessThanOrEqualTo(12);
                assertThat(week).as("memory %s, walk %s", memory, walk).isGreaterThanOrEqualTo(85);
            }
        }
    }

    /** Exact where days are exchangeable, whatever they are like within. */
    @Test
    void theTestOfWeeksKeepsItsLevel() {
        int runs = 400;
        int wrong = 0;
        for (int run = 0; run < runs; run++) {
            Random random = new Random(run);
            double[] x = new double[22 * 24];
            for (int d = 0; d < 22; d++) {
                double size = Math.exp(2 * random.nextGaussian());
                double shape = random.nextGaussian();
                for (int h = 0; h < 24; h++) {
                    x[24 * d + h] = size * (shape + Math.sin(h * shape) + random.nextGaussian());
                }
            }
            wrong += Weeks.repeat(x, 24) ? 1 : 0;
        }
        assertThat(wrong).isBetween(8, 34);
        assertThat(Weeks.repeat(new double[20 * 24], 24))
                .as("less than three weeks")
                .isFalse();
        assertThat(Weeks.repeat(new double[40 * 24], 24)).as("nothing varies").isFalse();
    }

    /** A season leans on the line that is taken off first; what that leaves behind is no period. */
    @Test
    void aStrongSeasonLeavesNoOtherPeriodBehind() {
        int weeks = 0;
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            double[] x = new double[960];
            for (int t = 0; t < x.length; t++) {
                x[t] = 50 * Math.sin(2 * Math.PI * t / 24) + random.nextGaussian() + 0.01 * t;
            }
            int[] found = Periods.of(x);
            assertThat(found).as("seed %s", seed).contains(24);
            weeks += found.length > 1 ? 1 : 0;
            assertThat(found.length == 1 || (found.length == 2 && found[1] == 168))
                    .as("seed %s", seed)
                    .isTrue();
        }
        assertThat(weeks).as("one in twenty by chance").isLessThanOrEqualTo(6);
    }
}
