package io.dataops.testing.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class SameDistributionTest {
    private static List<Object> sample(int size, long seed, Function<Random, Object> draw) {
        Random random = new Random(seed);
        List<Object> out = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            out.add(draw.apply(random));
        }
        return out;
    }

    private static double alarms(Function<Random, Object> first, Function<Random, Object> second, double significance) {
        int alarms = 0;
        for (int seed = 0; seed < 1_000; seed++) {
            alarms += SameDistribution.difference(
                                    sample(200, 2L * seed, first), sample(150, 2L * seed + 1, second), significance)
                            .isEmpty()
                    ? 0
                    : 1;
        }
        return alarms / 1_000.0;
    }

    private static final List<Function<Random, Object>> SAME = List.of(
            r -> (long) r.nextInt(1_000_000),
            r -> LocalDate.of(2024, 1, 1).plusDays(r.nextInt(3_000)),
            r -> "v" + r.nextInt(6),
            r -> r.nextInt(10) == 0,
            r -> r.nextInt(3) == 0 ? "w" + r.nextInt(5_000) : "v" + r.nextInt(4));

    @Test
    void theRateOfFalseAlarmsIsAsChosen() {
        for (Function<Random, Object> draw : SAME) {
            assertThat(alarms(draw, draw, 0.05)).isBetween(0.02, 0.07);
        }
    }

    @Test
    void whatMovesIsSeen() {
        assertThat(alarms(r -> (long) r.nextInt(100), r -> (long) r.nextInt(100) + 30, 0.01))
                .isGreaterThan(0.95);
        assertThat(alarms(r -> "v" + r.nextInt(6), r -> "v" + r.nextInt(3), 0.01))
                .isGreaterThan(0.95);
        assertThat(alarms(r -> r.nextInt(10) == 0, r -> r.nextInt(2) == 0, 0.01))
                .isGreaterThan(0.95);
        assertThat(alarms(
                        r -> LocalDate.of(2024, 1, 1).plusDays(r.nextInt(300)),
                        r -> LocalDate.of(2024, 5, 1).plusDays(r.nextInt(300)),
                        0.01))
                .isGreaterThan(0.95);
        assertThat(alarms(r -> "same", r -> "other", 0.01)).isEqualTo(1);
    }

    @Test
    void fewValuesAndNullsDecideNothing() {
        assertThat(SameDistribution.difference(sample(19, 1, r -> "a"), sample(500, 2, r -> "b"), 0.05))
                .isEmpty();
        assertThat(SameDistribution.difference(
                        Collections.nCopies(50, null), Collections.nCopies(50, (Object) 1L), 0.05))
                .isEmpty();
    }

    @Test
    void whatIsNotANumberCountsAsALargestValueOfItsOwn() {
        List<Object> numbers = sample(40, 1, r -> r.nextDouble());
        List<Object> half = new ArrayList<>(sample(20, 2, r -> r.nextDouble()));
        half.addAll(Collections.nCopies(20, Double.NaN));
        assertThat(SameDistribution.difference(numbers, half, 0.05)).contains("moved by 0.5");
        assertThat(SameDistribution.difference(half, half, 0.05)).isEmpty();
        assertThat(SameDistribution.difference(sample(50, 1, r -> Float.NaN), sample(50, 2, r -> Double.NaN), 0.05))
                .isEmpty();
        assertThat(SameDistribution.difference(sample(50, 1, r -> 0.0), sample(50, 2, r -> -0.0), 0.05))
                .isEmpty();
    }

    @Test
    void criticalValuesAreThoseOfTheTables() {
        assertThat(SameDistribution.chiSquared(1, 0.05)).isCloseTo(3.841, within(0.1));
        assertThat(SameDistribution.chiSquared(5, 0.05)).isCloseTo(11.070, within(0.03));
        assertThat(SameDistribution.chiSquared(10, 0.01)).isCloseTo(23.209, within(0.05));
        assertThat(SameDistribution.chiSquared(100, 0.001)).isCloseTo(149.449, within(0.1));
    }
}
