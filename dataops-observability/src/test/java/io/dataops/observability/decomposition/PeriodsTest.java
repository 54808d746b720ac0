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

    /** A season leans on the line that is taken off first; what that leaves behind is no period. */
    @Test
    void aStrongSeasonLeavesNoOtherPeriodBehind() {
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            double[] x = new double[960];
            for (int t = 0; t < x.length; t++) {
                x[t] = 50 * Math.sin(2 * Math.PI * t / 24) + random.nextGaussian() + 0.01 * t;
            }
            assertThat(Periods.of(x)).as("seed %s", seed).containsExactly(24);
        }
    }
}
