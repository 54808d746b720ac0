package io.dataops.observability.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dataops.api.Measure;
import java.util.Arrays;
import java.util.Random;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.FisherExactTest;
import org.junit.jupiter.api.Test;

/** Our figures against a second way to compute them. */
final class ComparisonDifferentialTest {

    @Test
    void fisherAgreesWithTheLibrary() {
        Random random = new Random(1);
        for (int i = 0; i < 300; i++) {
            int n1 = 1 + random.nextInt(50);
            int n2 = 1 + random.nextInt(50);
            int x1 = random.nextInt(n1 + 1);
            int x2 = random.nextInt(n2 + 1);
            double theirs = FisherExactTest.withDefaults()
                    .with(AlternativeHypothesis.LESS_THAN)
                    .test(new int[][] {{x1, n1 - x1}, {x2, n2 - x2}})
                    .getPValue();
            assertThat(FisherTest.pHigher(x1, n1, x2, n2)).isCloseTo(theirs, within(1e-9));
        }
    }

    @Test
    void ranksOfDifferencesAgreeWithListingThem() {
        Random random = new Random(2);
        for (int i = 0; i < 200; i++) {
            double[] b = random.doubles(1 + random.nextInt(9))
                    .map(v -> Math.round(v * 6) - 3)
                    .sorted()
                    .toArray();
            double[] c = random.doubles(1 + random.nextInt(9))
                    .map(v -> v * 6 - 3)
                    .sorted()
                    .toArray();
            double[] all = Arrays.stream(b)
                    .flatMap(x -> Arrays.stream(c).map(y -> y - x))
                    .sorted()
                    .toArray();
            for (int rank = 1; rank <= all.length; rank++) {
                assertThat(Shift.ofRank(b, c, rank)).isEqualTo(all[rank - 1]);
            }
        }
    }

    @Test
    void countTestIsTheConditionalBinomial() {
        for (int canary = 0; canary < 20; canary++) {
            for (int baseline = 0; baseline < 20; baseline++) {
                Comparison ours =
                        CountComparison.of(new Measure.Count(baseline, 3), new Measure.Count(canary, 2), true, 0.05);
                double theirs = BinomialDistribution.of(canary + baseline, 0.4).survivalProbability(canary - 1);
                assertThat(ours.pWorse()).isCloseTo(theirs, within(1e-9));
            }
        }
    }

    @Test
    void limitsOfTheRiskRatioCoverTheTruth() {
        Random random = new Random(3);
        int below = 0;
        int above = 0;
        int runs = 2000;
        for (int i = 0; i < runs; i++) {
            long x1 = random.doubles(200).filter(v -> v < 0.1).count();
            long x2 = random.doubles(200).filter(v -> v < 0.2).count();
            Comparison found = RateComparison.of(new Measure.Rate(x1, 200), new Measure.Rate(x2, 200), true, 0.05);
            below += found.upper() < 1 ? 1 : 0;
            above += found.lower() > 1 ? 1 : 0;
        }
        // Each side misses the true ratio of 2 in 5 % of the runs, give or take four standard errors.
        assertThat(below / (double) runs).isBetween(0.03, 0.07);
        assertThat(above / (double) runs).isBetween(0.03, 0.07);
    }

    @Test
    void holmAgreesWithItsDefinition() {
        assertThat(Holm.adjust(new double[] {0.01, Double.NaN, 0.04, 0.03}))
                .containsExactly(0.03, Double.NaN, 0.06, 0.06);
        assertThat(Holm.adjust(new double[0])).isEmpty();
    }
}
