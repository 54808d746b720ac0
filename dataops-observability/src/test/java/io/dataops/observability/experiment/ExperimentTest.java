package io.dataops.observability.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dataops.observability.statistics.Alternative;
import io.dataops.observability.statistics.ConfidenceInterval;
import io.dataops.observability.statistics.TestResult;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.commons.statistics.inference.TTest;
import org.junit.jupiter.api.Test;

final class ExperimentTest {

    private static double[] normal(Random random, int n, double mean, double deviation) {
        double[] values = new double[n];
        Arrays.setAll(values, i -> mean + deviation * random.nextGaussian());
        return values;
    }

    @Test
    void theExampleOfThePackagePage() {
        Random random = new Random(1);
        double[] controlBefore = normal(random, 800, 10, 3);
        double[] treatmentBefore = normal(random, 800, 10, 3);
        double[] control =
                Arrays.stream(controlBefore).map(v -> v + random.nextGaussian()).toArray();
        double[] treatment = Arrays.stream(treatmentBefore)
                .map(v -> v + 0.3 + random.nextGaussian())
                .toArray();

        TestResult split = SampleRatio.test(new long[] {50_112, 49_207}, new double[] {1, 1}); // p 0.004: look into it

        Experiment experiment = Experiment.of(control, treatment).cuped(controlBefore, treatmentBefore);
        ConfidenceInterval effect = experiment.difference(0.95);
        double saved = experiment.varianceReduction();

        assertThat(split.pValue()).isCloseTo(0.004, within(0.0005));
        assertThat(effect.contains(0.3)).isTrue();
        assertThat(effect.upper() - effect.lower()).isLessThan(0.25);
        assertThat(saved).isBetween(0.85, 0.95);
        assertThat(Experiment.of(control, treatment).varianceReduction()).isZero();
    }

    @Test
    void welchIsTheLibrarys() {
        Random random = new Random(2);
        for (int i = 0; i < 50; i++) {
            double[] a = normal(random, 2 + random.nextInt(30), 0, 1);
            double[] b = normal(random, 2 + random.nextInt(30), 0.5, 3);
            double theirs = TTest.withDefaults().test(b, a).getPValue();
            assertThat(Experiment.of(a, b).test(Alternative.TWO_SIDED).pValue()).isCloseTo(theirs, within(1e-9));
        }
    }

    @Test
    void strataThatDifferAreComparedWithin() {
        Random random = new Random(3);
        Experiment small = Experiment.of(normal(random, 100, 0, 1), normal(random, 300, 1, 1));
        Experiment large = Experiment.of(normal(random, 300, 50, 1), normal(random, 100, 51, 1));
        ConfidenceInterval effect = Experiment.stratified(List.of(small, large)).difference(0.95);
        assertThat(effect.contains(1)).isTrue();
        assertThat(effect.upper() - effect.lower()).isLessThan(0.5);
    }

    @Test
    void intervalsCoverAtTheirLevel() {
        Random random = new Random(4);
        int covered = 0;
        for (int i = 0; i < 1000; i++) {
            double[] x = normal(random, 40, 0, 2);
            double[] y = normal(random, 40, 0, 2);
            double[] a = Arrays.stream(x).map(v -> v + random.nextGaussian()).toArray();
            double[] b =
                    Arrays.stream(y).map(v -> v + 1 + random.nextGaussian()).toArray();
            covered += Experiment.of(a, b).cuped(x, y).difference(0.9).contains(1) ? 1 : 0;
        }
        assertThat(covered).isBetween(865, 930);
    }

    @Test
    void severalCovariatesExplainMoreThanOne() {
        Random random = new Random(5);
        double[][] before = new double[1200][];
        double[] values = new double[1200];
        for (int i = 0; i < values.length; i++) {
            before[i] = new double[] {random.nextGaussian(), random.nextGaussian(), 0};
            before[i][2] = before[i][0];
            values[i] = 2 * before[i][0] - 3 * before[i][1] + random.nextGaussian();
        }
        double[] control = Arrays.copyOf(values, 600);
        double[] treatment = Arrays.copyOfRange(values, 600, 1200);
        double[][] controlBefore = Arrays.copyOf(before, 600);
        double[][] treatmentBefore = Arrays.copyOfRange(before, 600, 1200);
        Experiment all = Experiment.of(control, treatment).cuped(controlBefore, treatmentBefore);
        assertThat(all.varianceReduction()).isCloseTo(13.0 / 14, within(0.02));
        assertThat(all.difference(0.999).contains(0)).isTrue();
        assertThatThrownBy(() -> Experiment.of(control, treatment).cuped(new double[600][0], treatmentBefore))
                .hasMessageContaining("covariates of a unit (0)");
    }

    @Test
    void badInputIsNamed() {
        assertThatThrownBy(() -> SampleRatio.test(new long[] {1}, new double[] {1}))
                .hasMessage("an experiment has at least two arms, not 1.");
        assertThatThrownBy(() -> SampleRatio.test(new long[] {1, -1}, new double[] {1, 1}))
                .hasMessage("units (-1) must not be negative.");
        assertThatThrownBy(() -> SampleRatio.test(new long[] {1, 1}, new double[] {1, 0}))
                .hasMessageContaining("weight (0.0)");
        assertThat(SampleRatio.test(new long[2], new double[] {1, 3}).pValue()).isEqualTo(1);
        assertThatThrownBy(() -> Experiment.of(new double[] {1}, new double[2]))
                .hasMessage("control has 1 units and needs at least 2.");
        assertThatThrownBy(() -> Experiment.of(new double[2], new double[] {1, Double.NaN}))
                .hasMessage("treatment has the value NaN. Maybe leave the unit out.");
        assertThatThrownBy(() -> Experiment.of(new double[2], new double[2]).cuped(new double[1], new double[2]))
                .hasMessageContaining("covariates (1, 2) must be as many as units (2, 2)");
        assertThatThrownBy(() -> Experiment.stratified(List.of())).hasMessage("strata must not be empty.");
        assertThat(Experiment.of(new double[3], new double[3])
                        .test(Alternative.GREATER)
                        .pValue())
                .isEqualTo(0.5);
    }
}
