package io.dataops.observability.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dataops.api.CanaryJudge;
import io.dataops.api.Decision;
import io.dataops.api.Measure;
import io.dataops.api.MetricComparison;
import io.dataops.api.MetricVerdict;
import java.util.Random;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

final class StatisticalCanaryJudgeTest {

    private static MetricVerdict one(MetricComparison metric) {
        return Canary.comparing(metric).judge().metrics().get(0);
    }

    private static double[] normal(Random random, int n, double mean, double deviation) {
        return random.doubles(n)
                .map(ignored -> mean + deviation * random.nextGaussian())
                .toArray();
    }

    @Test
    void isFoundAsAService() {
        assertThat(ServiceLoader.load(CanaryJudge.class)).hasAtLeastOneElementOfType(StatisticalCanaryJudge.class);
    }

    @Test
    void aWorseTailWithAnUnchangedMiddleFails() {
        Random random = new Random(1);
        double[] baseline = normal(random, 400, 100, 5);
        double[] canary = normal(random, 400, 100, 5);
        for (int i = 0; i < 60; i++) {
            canary[i] = 400;
        }
        MetricVerdict verdict =
                one(MetricComparison.higherIsWorse("latency", Measure.samples(baseline), Measure.samples(canary)));
        assertThat(verdict.decision()).isEqualTo(Decision.FAIL);
        assertThat(verdict.test()).containsAnyOf("worst decile", "spread");
    }

    @Test
    void sparseErrorsAreNotDecidedByFewOfThem() {
        MetricVerdict verdict = one(MetricComparison.higherIsWorse("errors", Measure.count(0, 6), Measure.count(4, 6)));
        assertThat(verdict.decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(verdict.pValue()).isCloseTo(1 / 16.0, within(1e-12));
    }

    @Test
    void aBaselineWithoutDataNeverPasses() {
        assertThat(one(MetricComparison.higherIsWorse("errors", Measure.rate(0, 0), Measure.rate(9, 10)))
                        .decision())
                .isEqualTo(Decision.NO_DATA);
    }

    @Test
    void lowerIsWorseTurnsTheComparisonRound() {
        MetricVerdict fewer =
                one(MetricComparison.lowerIsWorse("conversions", Measure.rate(500, 5000), Measure.rate(300, 5000)));
        assertThat(fewer.decision()).isEqualTo(Decision.FAIL);
        assertThat(fewer.effect()).isCloseTo(-0.4, within(1e-12));
        assertThat(fewer.lower()).isLessThan(-0.4);
        assertThat(fewer.upper()).isBetween(-0.4, 0.0);
        MetricVerdict more =
                one(MetricComparison.lowerIsWorse("conversions", Measure.rate(300, 5000), Measure.rate(500, 5000)));
        assertThat(more.decision()).isEqualTo(Decision.PASS);
    }

    @Test
    void onManyEqualCanariesFewFail() {
        Random random = new Random(7);
        int failed = 0;
        int runs = 400;
        for (int i = 0; i < runs; i++) {
            failed += one(MetricComparison.higherIsWorse(
                                            "latency",
                                            Measure.samples(normal(random, 60, 100, 20)),
                                            Measure.samples(normal(random, 60, 100, 20))))
                                    .decision()
                            == Decision.FAIL
                    ? 1
                    : 0;
        }
        // Binomial(400, 0.05) exceeds 33 with probability below 0.002.
        assertThat(failed).isLessThanOrEqualTo(33);
    }

    @Test
    void aCanaryWorseByTheMarginSeldomPasses() {
        Random random = new Random(8);
        int passed = 0;
        for (int i = 0; i < 400; i++) {
            passed += one(MetricComparison.higherIsWorse(
                                            "latency",
                                            Measure.samples(normal(random, 200, 100, 10)),
                                            Measure.samples(normal(random, 200, 105, 10))))
                                    .decision()
                            == Decision.PASS
                    ? 1
                    : 0;
        }
        assertThat(passed).isLessThanOrEqualTo(33);
    }

    @Test
    void extremeFiguresAreJudgedNotThrown() {
        assertThat(one(MetricComparison.higherIsWorse(
                                "errors", Measure.rate(0, Long.MAX_VALUE / 4), Measure.rate(5, Long.MAX_VALUE / 4)))
                        .decision())
                .isNotEqualTo(Decision.PASS);
        assertThat(one(MetricComparison.higherIsWorse(
                                "latency",
                                Measure.samples(1, 2, Double.POSITIVE_INFINITY),
                                Measure.samples(Double.NEGATIVE_INFINITY, 1e308, -1e308)))
                        .decision())
                .isEqualTo(Decision.INCONCLUSIVE);
        assertThat(one(MetricComparison.higherIsWorse("zero", Measure.samples(0, 0), Measure.samples(0, 0)))
                        .decision())
                .isEqualTo(Decision.INCONCLUSIVE);
        assertThat(one(MetricComparison.higherIsWorse("restarts", Measure.count(0, 1), Measure.count(0, 1)))
                        .decision())
                .isEqualTo(Decision.INCONCLUSIVE);
    }

    @Test
    void anOpenVerdictSaysWhatItCouldHaveShown() {
        assertThat(one(MetricComparison.higherIsWorse("errors", Measure.rate(50, 1000), Measure.rate(52, 1000)))
                        .reason())
                .containsPattern("a change of \\+\\d+\\.\\d % would have shown with 80 % power");
    }

    @Test
    void refusesAnImpossibleLevel() {
        assertThatThrownBy(() -> Canary.comparing().alpha(0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("alpha (0.5) must be between 0 and 0.5, both excluded.");
        assertThatThrownBy(() -> Canary.comparing().alpha(Double.NaN)).hasMessageContaining("alpha (NaN)");
    }
}
