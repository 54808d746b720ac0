package io.dataops.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataops.api.CanaryJudge;
import io.dataops.api.Decision;
import io.dataops.api.Measure;
import io.dataops.api.MetricComparison;
import io.dataops.api.Verdict;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the loop relies on in a {@link CanaryJudge}. */
public abstract class CanaryJudgeContract {

    /** The judge under test. */
    protected abstract CanaryJudge judge();

    private Decision decide(MetricComparison... metrics) {
        return judge().judge(List.of(metrics)).decision();
    }

    private static Measure normal(long seed, int n, double mean, double deviation) {
        Random random = new Random(seed);
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = mean + deviation * random.nextGaussian();
        }
        return Measure.samples(values);
    }

    @Test
    void withoutMetricsOrDataThereIsNoData() {
        assertThat(decide()).isEqualTo(Decision.NO_DATA);
        assertThat(decide(MetricComparison.higherIsWorse("errors", Measure.rate(0, 0), Measure.rate(3, 10))))
                .isNotEqualTo(Decision.PASS);
        assertThat(decide(MetricComparison.higherIsWorse("latency", Measure.samples(), Measure.samples())))
                .isEqualTo(Decision.NO_DATA);
    }

    @Test
    void clearlyWorseFails() {
        assertThat(decide(
                        MetricComparison.higherIsWorse("errors", Measure.rate(10, 10_000), Measure.rate(300, 10_000))))
                .isEqualTo(Decision.FAIL);
        assertThat(decide(MetricComparison.higherIsWorse("restarts", Measure.count(5, 100), Measure.count(80, 100))))
                .isEqualTo(Decision.FAIL);
        assertThat(decide(MetricComparison.higherIsWorse("latency", normal(1, 500, 100, 5), normal(2, 500, 150, 5))))
                .isEqualTo(Decision.FAIL);
        assertThat(decide(MetricComparison.lowerIsWorse("rows", normal(3, 500, 100, 5), normal(4, 500, 60, 5))))
                .isEqualTo(Decision.FAIL);
    }

    @Test
    void shownHarmlessPasses() {
        assertThat(decide(MetricComparison.higherIsWorse("latency", normal(1, 2000, 100, 5), normal(2, 2000, 100, 5))))
                .isEqualTo(Decision.PASS);
        assertThat(decide(MetricComparison.higherIsWorse(
                        "errors", Measure.rate(100_000, 1_000_000), Measure.rate(100_000, 1_000_000))))
                .isEqualTo(Decision.PASS);
    }

    @Test
    void lackOfDifferenceIsNotSafety() {
        assertThat(decide(MetricComparison.higherIsWorse("errors", Measure.rate(1, 20), Measure.rate(1, 20))))
                .isEqualTo(Decision.INCONCLUSIVE);
        assertThat(decide(MetricComparison.higherIsWorse("latency", normal(1, 5, 100, 20), normal(2, 5, 100, 20))))
                .isEqualTo(Decision.INCONCLUSIVE);
    }

    @Test
    void sevenOfTenBadValuesFail() {
        Measure baseline = Measure.samples(1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        Measure canary = Measure.samples(1, 1, 1, 100, 100, 100, 100, 100, 100, 100);
        assertThat(decide(MetricComparison.higherIsWorse("latency", baseline, canary)))
                .isEqualTo(Decision.FAIL);
    }

    @Test
    void oneBadMetricIsEnough() {
        Verdict verdict = judge().judge(List.of(
                MetricComparison.higherIsWorse("latency", normal(1, 2000, 100, 5), normal(2, 2000, 100, 5)),
                MetricComparison.higherIsWorse("errors", Measure.rate(10, 10_000), Measure.rate(300, 10_000))));
        assertThat(verdict.decision()).isEqualTo(Decision.FAIL);
        assertThat(verdict.metrics()).hasSize(2);
        assertThat(verdict.explain()).contains("errors").contains("latency");
    }
}
