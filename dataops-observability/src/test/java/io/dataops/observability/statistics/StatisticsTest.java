package io.dataops.observability.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Levels and coverage by simulation with fixed seeds, and bad input. */
final class StatisticsTest {

    private static double[] normal(Random random, int n, double mean, double deviation) {
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = mean + deviation * random.nextGaussian();
        }
        return values;
    }

    private static double[] autoregressive(Random random, int n, double r) {
        double[] values = new double[n];
        double last = random.nextGaussian() / Math.sqrt(1 - r * r);
        for (int i = 0; i < n; i++) {
            last = r * last + random.nextGaussian();
            values[i] = last;
        }
        return values;
    }

    @Test
    void theRatioIntervalCoversAtItsLevel() {
        Random random = new Random(1);
        int below = 0;
        int above = 0;
        int runs = 4000;
        for (int i = 0; i < runs; i++) {
            long x1 = random.doubles(200).filter(v -> v < 0.2).count();
            long x2 = random.doubles(200).filter(v -> v < 0.1).count();
            ConfidenceInterval interval = ProportionRatio.interval(x1, 200, x2, 200, 0.9);
            below += interval.upper() < 2 ? 1 : 0;
            above += interval.lower() > 2 ? 1 : 0;
        }
        assertThat(below / (double) runs).isBetween(0.035, 0.065);
        assertThat(above / (double) runs).isBetween(0.035, 0.065);
    }

    @Test
    void aConfidenceSequenceCoversAtEveryLook() {
        Random random = new Random(2);
        int proportions = 0;
        int ratios = 0;
        int medians = 0;
        int runs = 400;
        for (int run = 0; run < runs; run++) {
            long successes = 0;
            long others = 0;
            boolean missed = false;
            boolean missedRatio = false;
            for (int n = 1; n <= 1000; n++) {
                successes += random.nextDouble() < 0.3 ? 1 : 0;
                others += random.nextDouble() < 0.2 ? 1 : 0;
                missed |= !ConfidenceSequence.proportion(successes, n, 0.9).contains(0.3);
                missedRatio |= !ConfidenceSequence.rateRatio(successes, n, others, n, 0.9)
                        .contains(1.5);
            }
            proportions += missed ? 1 : 0;
            ratios += missedRatio ? 1 : 0;
            double[] values = normal(random, 300, 5, 1);
            boolean missedMedian = false;
            for (int n = 5; n <= 300; n += 5) {
                missedMedian |= !ConfidenceSequence.quantile(Arrays.copyOf(values, n), 0.5, 0.9)
                        .contains(5);
            }
            medians += missedMedian ? 1 : 0;
        }
        // At level 0.9, more than 58 misses in 400 have a probability below 0.002.
        assertThat(proportions).isLessThanOrEqualTo(58);
        assertThat(ratios).isLessThanOrEqualTo(58);
        assertThat(medians).isLessThanOrEqualTo(58);
    }

    @Test
    void aSequenceNarrowsWithTheData() {
        assertThat(ConfidenceSequence.proportion(0, 0, 0.95).lower()).isZero();
        assertThat(ConfidenceSequence.proportion(0, 0, 0.95).upper()).isEqualTo(1);
        double wide = ConfidenceSequence.proportion(10, 100, 0.95).upper();
        double narrow = ConfidenceSequence.proportion(1000, 10_000, 0.95).upper();
        assertThat(narrow).isLessThan(wide).isGreaterThan(0.1);
        assertThat(ConfidenceSequence.quantile(new double[] {1, 2, 3}, 0.5, 0.95)
                        .upper())
                .isInfinite();
        assertThat(ConfidenceSequence.rateRatio(0, 10, 0, 10, 0.95).upper()).isInfinite();
    }

    @Test
    void theMixtureTestKeepsItsLevelUnderPeeking() {
        Random random = new Random(3);
        int rejected = 0;
        for (int run = 0; run < 1000; run++) {
            MixtureSprt test = new MixtureSprt(1, 0.04);
            for (int i = 0; i < 500; i++) {
                test.add(random.nextGaussian());
            }
            rejected += test.pValue() < 0.05 ? 1 : 0;
        }
        assertThat(rejected).isLessThanOrEqualTo(71);
    }

    @Test
    void theMeanSequenceKeepsItsLevelFromDozensOn() {
        Random random = new Random(4);
        int missed = 0;
        for (int run = 0; run < 1000; run++) {
            double sum = 0;
            double squares = 0;
            boolean out = false;
            for (int n = 1; n <= 500; n++) {
                double x = -Math.log(random.nextDouble());
                sum += x;
                squares += x * x;
                double mean = sum / n;
                out |= n >= 50
                        && !ConfidenceSequence.mean(mean, Math.sqrt(squares / n - mean * mean), n, 500, 0.95)
                                .contains(1);
            }
            missed += out ? 1 : 0;
        }
        assertThat(missed).isLessThanOrEqualTo(71);
    }

    @Test
    void autocorrelationInflatesAndTheTestAllowsForIt() {
        Random random = new Random(5);
        int naive = 0;
        int allowing = 0;
        for (int run = 0; run < 400; run++) {
            double[] x = autoregressive(random, 200, 0.5);
            double[] y = autoregressive(random, 200, 0.5);
            double inflation = Math.max(Autocorrelation.inflation(x), Autocorrelation.inflation(y));
            naive += MannWhitney.test(x, y, Alternative.GREATER).pValue() < 0.05 ? 1 : 0;
            allowing += MannWhitney.test(x, y, Alternative.GREATER, inflation).pValue() < 0.05 ? 1 : 0;
        }
        assertThat(naive).isGreaterThan(40);
        assertThat(allowing).isLessThanOrEqualTo(33);
        assertThat(Autocorrelation.inflation(normal(random, 50, 0, 1))).isLessThan(2);
        assertThat(Autocorrelation.inflation(new double[100])).isEqualTo(1);
    }

    @Test
    void sampleSizesGiveThePowerTheyPromise() {
        Random random = new Random(6);
        int n = (int) SampleSize.ofMeans(20, 5, 0.05, 0.8, 1);
        assertThat(n).isEqualTo(198);
        int shown = 0;
        int runs = 2000;
        for (int run = 0; run < runs; run++) {
            shown += MannWhitney.test(normal(random, n, 105, 20), normal(random, n, 100, 20), Alternative.GREATER)
                                    .pValue()
                            < 0.05
                    ? 1
                    : 0;
        }
        assertThat(shown / (double) runs).isBetween(0.75, 0.82);
        assertThat(SampleSize.detectableEffect(20, n, 1, 0.05, 0.8)).isCloseTo(5, within(0.02));
        assertThat(SampleSize.ofRates(0.1, 0.2, 0.05, 0.8, 1)).isBetween(3000L, 3100L);
    }

    @Test
    void onlineDiscoveryKeepsItsRate() {
        Random random = new Random(7);
        OnlineFdr lord = new OnlineFdr(0.1);
        int found = 0;
        int wrong = 0;
        for (int i = 0; i < 5000; i++) {
            boolean real = i % 10 == 0;
            double p = real ? 1e-4 * random.nextDouble() : random.nextDouble();
            if (lord.test(p)) {
                found++;
                wrong += real ? 0 : 1;
            }
        }
        assertThat(found).isGreaterThan(300);
        assertThat((double) wrong / found).isLessThan(0.1);
    }

    @Test
    void adaptiveDiscoveryKeepsItsRateAndFindsMoreAmongLargePValues() {
        double wrongShare = 0;
        int adaptive = 0;
        int plain = 0;
        for (int run = 0; run < 200; run++) {
            Random random = new Random(run);
            OnlineFdr addis = OnlineFdr.adaptive(0.1);
            OnlineFdr lord = new OnlineFdr(0.1);
            int found = 0;
            int wrong = 0;
            for (int i = 0; i < 1_000; i++) {
                boolean real = i >= 200 && i % 10 == 0;
                double p = real ? Math.pow(random.nextDouble(), 8) : Math.pow(random.nextDouble(), 0.25);
                plain += lord.test(p) && real ? 1 : 0;
                if (addis.test(p)) {
                    found++;
                    wrong += real ? 0 : 1;
                }
            }
            adaptive += found - wrong;
            wrongShare += (double) wrong / Math.max(1, found) / 200;
        }
        assertThat(wrongShare).isLessThan(0.1);
        assertThat(adaptive).isGreaterThan(plain * 11 / 10);
        OnlineFdr first = OnlineFdr.adaptive(0.1);
        double start = 0.25 * 0.05 * 0.07720838 * Math.log(2);
        assertThat(first.nextLevel()).isCloseTo(start, within(1e-12));
        first.test(0.9);
        first.test(0.2);
        assertThat(first.nextLevel()).as("neither was paid for").isCloseTo(start, within(1e-12));
        first.test(0.4);
        assertThat(first.nextLevel()).isLessThan(start);
    }

    @Test
    void spreadAndEquivalence() {
        Random random = new Random(8);
        double[] calm = normal(random, 100, 10, 1);
        double[] wild = normal(random, 100, 10, 3);
        assertThat(BrownForsythe.test(wild, calm, Alternative.GREATER).pValue()).isLessThan(1e-6);
        assertThat(BrownForsythe.test(calm, wild, Alternative.GREATER).pValue()).isGreaterThan(0.99);
        assertThat(BrownForsythe.test(new double[3], new double[3], Alternative.TWO_SIDED)
                        .pValue())
                .isEqualTo(1);
        double[] same = normal(random, 100, 10, 1);
        assertThat(Equivalence.ofMeans(calm, same, 1).pValue()).isLessThan(0.001);
        assertThat(Equivalence.ofMeans(calm, same, 0.01).pValue()).isGreaterThan(0.05);
        assertThat(Equivalence.ofMeans(new double[3], new double[3], 1).pValue())
                .isZero();
    }

    @Test
    void bootstrapAndEnergyAreSeeded() {
        Random random = new Random(9);
        double[] x = normal(random, 500, 120, 10);
        double[] y = normal(random, 500, 100, 10);
        ConfidenceInterval ratio = Bootstrap.quantileRatio(x, y, 0.9, 0.95, 2000, 42);
        assertThat(ratio).isEqualTo(Bootstrap.quantileRatio(x, y, 0.9, 0.95, 2000, 42));
        assertThat(ratio.contains((120 + 12.816) / (100 + 12.816))).isTrue();
        assertThat(ratio.upper() - ratio.lower()).isLessThan(0.08);
        double[][] near = {{0, 0}, {1, 1}, {0, 1}, {1, 0}, {0.5, 0.5}};
        double[][] far = {{9, 9}, {8, 9}, {9, 8}, {8, 8}, {8.5, 8.5}};
        assertThat(EnergyDistance.test(near, far, 199, 1).pValue()).isLessThan(0.03);
    }

    @Test
    void corrections() {
        assertThat(Multiplicity.holm(0.01, Double.NaN, 0.04, 0.03)).containsExactly(0.03, Double.NaN, 0.06, 0.06);
        assertThat(Multiplicity.benjaminiHochberg(0.01, 0.04, 0.03)).containsExactly(0.03, 0.04, 0.04);
        assertThat(Multiplicity.holm()).isEmpty();
    }

    @Test
    void badInputIsNamed() {
        assertThatThrownBy(() -> MannWhitney.test(new double[0], new double[1], Alternative.LESS))
                .hasMessage("first must not be empty.");
        assertThatThrownBy(() -> MannWhitney.test(new double[] {Double.NaN}, new double[1], Alternative.LESS))
                .hasMessage("first has the value NaN. Maybe leave it out.");
        assertThatThrownBy(() -> FisherExact.test(11, 10, 0, 10, Alternative.LESS))
                .hasMessage("events1 (11) must be between 0 and trials1 (10).");
        assertThatThrownBy(() -> PoissonRatio.interval(1, 0, 1, 1, 0.95))
                .hasMessage("exposure1 (0.0) must be finite and more than 0.");
        assertThatThrownBy(() -> ProportionRatio.interval(0, 0, 1, 2, 0.95))
                .hasMessage("trials must be at least 1 on both sides.");
        assertThatThrownBy(() -> GroupSequential.pocock(0, 0.05)).hasMessage("looks (0) must be between 1 and 1000.");
        assertThatThrownBy(() -> GroupSequential.pocock(3, 0.05).nominalLevel(4))
                .hasMessage("look (4) must be between 1 and 3.");
        assertThatThrownBy(() -> new OnlineFdr(1)).hasMessageContaining("level (1.0)");
        assertThatThrownBy(() -> new OnlineFdr(0.1).test(Double.NaN)).hasMessageContaining("pValue (NaN)");
        assertThatThrownBy(() -> Multiplicity.holm(2)).hasMessage("p-value (2.0) must be between 0 and 1.");
        assertThatThrownBy(() -> SampleSize.ofMeans(20, 0, 0.05, 0.8, 1))
                .hasMessage("effect (0.0) must be finite and more than 0.");
        assertThatThrownBy(() -> EnergyDistance.test(new double[][] {{1}}, new double[][] {{1, 2}}, 9, 1))
                .hasMessageContaining("one number of dimensions");
        assertThatThrownBy(() -> Bootstrap.quantileRatio(new double[2], new double[2], 1.5, 0.9, 100, 1))
                .hasMessageContaining("probability (1.5)");
        assertThatThrownBy(() -> new MixtureSprt(0, 1)).hasMessageContaining("variance (0.0)");
        assertThatThrownBy(() -> Equivalence.ofMeans(new double[2], new double[2], 0))
                .hasMessageContaining("margin (0.0)");
    }
}
