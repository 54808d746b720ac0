package io.dataops.observability.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.BinomialTest;
import org.apache.commons.statistics.inference.ContinuityCorrection;
import org.apache.commons.statistics.inference.FisherExactTest;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.PValueMethod;
import org.junit.jupiter.api.Test;

/** Our figures against a library, or against listing every case. */
final class StatisticsDifferentialTest {
    private static final AlternativeHypothesis[] THEIRS = {
        AlternativeHypothesis.TWO_SIDED, AlternativeHypothesis.GREATER_THAN, AlternativeHypothesis.LESS_THAN
    };

    private static double[] rounded(Random random, int n, int steps) {
        return random.doubles(n).map(v -> Math.floor(v * steps)).toArray();
    }

    @Test
    void mannWhitneyWithoutTiesIsTheLibrarysExactOne() {
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            double[] x = random.doubles(1 + random.nextInt(12)).toArray();
            double[] y = random.doubles(1 + random.nextInt(12)).toArray();
            for (Alternative alternative : Alternative.values()) {
                double theirs = MannWhitneyUTest.withDefaults()
                        .with(PValueMethod.EXACT)
                        .with(THEIRS[alternative.ordinal()])
                        .test(x, y)
                        .getPValue();
                assertThat(MannWhitney.test(x, y, alternative).pValue()).isCloseTo(theirs, within(1e-9));
            }
        }
    }

    @Test
    void mannWhitneyWithTiesIsExactByListingEverySplit() {
        Random random = new Random(2);
        for (int i = 0; i < 60; i++) {
            double[] x = rounded(random, 1 + random.nextInt(5), 4);
            double[] y = rounded(random, 1 + random.nextInt(5), 4);
            double[] all = Arrays.copyOf(x, x.length + y.length);
            System.arraycopy(y, 0, all, x.length, y.length);
            double observed = u(x, y);
            int splits = 0;
            int atLeast = 0;
            for (int mask = 0; mask < 1 << all.length; mask++) {
                if (Integer.bitCount(mask) == x.length) {
                    splits++;
                    atLeast += u(pick(all, mask, true), pick(all, mask, false)) >= observed ? 1 : 0;
                }
            }
            assertThat(MannWhitney.test(x, y, Alternative.GREATER).pValue())
                    .isCloseTo((double) atLeast / splits, within(1e-12));
            assertThat(MannWhitney.test(x, y, Alternative.GREATER).statistic()).isEqualTo(observed);
        }
    }

    private static double u(double[] x, double[] y) {
        double sum = 0;
        for (double a : x) {
            for (double b : y) {
                sum += a > b ? 1 : a == b ? 0.5 : 0;
            }
        }
        return sum;
    }

    private static double[] pick(double[] all, int mask, boolean in) {
        double[] picked = new double[all.length];
        int n = 0;
        for (int i = 0; i < all.length; i++) {
            if (((mask >> i & 1) == 1) == in) {
                picked[n++] = all[i];
            }
        }
        return Arrays.copyOf(picked, n);
    }

    @Test
    void mannWhitneyOfManyIsTheLibrarysNormalLimit() {
        Random random = new Random(3);
        for (int i = 0; i < 50; i++) {
            double[] x = rounded(random, 60 + random.nextInt(50), 30);
            double[] y = rounded(random, 60 + random.nextInt(50), 30);
            for (Alternative alternative : Alternative.values()) {
                double theirs = MannWhitneyUTest.withDefaults()
                        .with(PValueMethod.ASYMPTOTIC)
                        .with(ContinuityCorrection.ENABLED)
                        .with(THEIRS[alternative.ordinal()])
                        .test(x, y)
                        .getPValue();
                assertThat(MannWhitney.test(x, y, alternative).pValue()).isCloseTo(theirs, within(1e-9));
            }
        }
    }

    @Test
    void ranksOfDifferencesAreThoseOfTheList() {
        Random random = new Random(4);
        for (int i = 0; i < 200; i++) {
            double[] x = rounded(random, 1 + random.nextInt(9), 6);
            double[] y = random.doubles(1 + random.nextInt(9)).toArray();
            Arrays.sort(x);
            Arrays.sort(y);
            double[] all = Arrays.stream(x)
                    .flatMap(a -> Arrays.stream(y).map(b -> a - b))
                    .sorted()
                    .toArray();
            for (int rank = 1; rank <= all.length; rank++) {
                assertThat(Differences.ofRank(x, y, rank)).isEqualTo(all[rank - 1]);
            }
        }
    }

    @Test
    void fisherIsTheLibrarys() {
        Random random = new Random(5);
        for (int i = 0; i < 300; i++) {
            int n1 = 1 + random.nextInt(50);
            int n2 = 1 + random.nextInt(50);
            int x1 = random.nextInt(n1 + 1);
            int x2 = random.nextInt(n2 + 1);
            double theirs = FisherExactTest.withDefaults()
                    .with(AlternativeHypothesis.GREATER_THAN)
                    .test(new int[][] {{x1, n1 - x1}, {x2, n2 - x2}})
                    .getPValue();
            assertThat(FisherExact.test(x1, n1, x2, n2, Alternative.GREATER).pValue())
                    .isCloseTo(theirs, within(1e-9));
        }
    }

    @Test
    void binomialIsTheLibrarys() {
        for (int n = 1; n < 25; n++) {
            for (int x = 0; x <= n; x++) {
                double theirs = BinomialTest.withDefaults()
                        .with(AlternativeHypothesis.LESS_THAN)
                        .test(n, x, 0.3)
                        .getPValue();
                assertThat(ExactBinomial.test(x, n, 0.3, Alternative.LESS).pValue())
                        .isCloseTo(theirs, within(1e-9));
            }
        }
    }

    @Test
    void poissonRatioIsTheConditionalBinomial() {
        for (int x1 = 0; x1 < 20; x1++) {
            for (int x2 = 0; x2 < 20; x2++) {
                double theirs = BinomialDistribution.of(x1 + x2, 0.4).survivalProbability(x1 - 1);
                assertThat(PoissonRatio.test(x1, 2, x2, 3, Alternative.GREATER).pValue())
                        .isCloseTo(theirs, within(1e-9));
            }
        }
    }

    @Test
    void energyDistanceIsItsDefinition() {
        Random random = new Random(6);
        for (int i = 0; i < 50; i++) {
            double[] x = rounded(random, 1 + random.nextInt(20), 7);
            double[] y = random.doubles(1 + random.nextInt(20)).map(v -> 7 * v).toArray();
            double expected = 2 * meanDistance(x, y) - meanDistance(x, x) - meanDistance(y, y);
            assertThat(EnergyDistance.of(x, y)).isCloseTo(expected, within(1e-9));
            double[][] px = Arrays.stream(x).mapToObj(v -> new double[] {v}).toArray(double[][]::new);
            double[][] py = Arrays.stream(y).mapToObj(v -> new double[] {v}).toArray(double[][]::new);
            assertThat(EnergyDistance.test(px, py, 1, 1).statistic()).isCloseTo(expected, within(1e-5));
        }
    }

    private static double meanDistance(double[] x, double[] y) {
        return Arrays.stream(x)
                .flatMap(a -> Arrays.stream(y).map(b -> Math.abs(a - b)))
                .average()
                .orElseThrow();
    }

    @Test
    void groupSequentialBoundariesAreThePublishedOnes() {
        // Lan-DeMets spending of the O'Brien-Fleming kind, one-sided 0.025, five equally spaced looks (ldbounds, R).
        assertThat(GroupSequential.obrienFleming(5, 0.025).boundaries())
                .containsExactly(new double[] {4.8769, 3.3569, 2.6803, 2.2898, 2.0310}, within(2e-3));
        // Pocock-like spending, one-sided 0.025, five looks.
        assertThat(GroupSequential.pocock(5, 0.025).boundaries())
                .containsExactly(new double[] {2.4380, 2.4268, 2.4101, 2.3966, 2.3859}, within(2e-3));
        assertThat(GroupSequential.obrienFleming(1, 0.05).boundaries()[0]).isCloseTo(1.6449, within(1e-4));
    }
}
