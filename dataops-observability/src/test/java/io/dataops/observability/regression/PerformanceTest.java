package io.dataops.observability.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataops.api.Decision;
import io.dataops.api.InputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PerformanceTest {

    private static double[] runs(Random random, int n, double level) {
        double[] times = new double[n];
        Arrays.setAll(times, i -> level * Math.exp(0.05 * random.nextGaussian()));
        return times;
    }

    @Test
    void onlyWhatLiesBeyondTheMarginFails() {
        Random random = new Random(1);
        double[] before = runs(random, 30, 100);
        assertThat(Performance.comparing(before, runs(random, 30, 120)).judge().decision())
                .isEqualTo(Decision.FAIL);
        assertThat(Performance.comparing(before, runs(random, 30, 100)).judge().decision())
                .isEqualTo(Decision.PASS);
        assertThat(Performance.comparing(before, runs(random, 3, 105)).judge().decision())
                .isEqualTo(Decision.INCONCLUSIVE);
        assertThat(Performance.comparing(before, runs(random, 30, 120))
                        .margin(0.5)
                        .judge()
                        .decision())
                .isEqualTo(Decision.PASS);
        PerformanceVerdict one =
                Performance.comparing(new double[] {1}, new double[] {9}).judge();
        assertThat(one.decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(one.explain()).contains("9.000 times the baseline [0.000, Infinity]");
    }

    @Test
    void aSlowDriftIsSeenAsStepsAndNoiseIsNot() {
        Random random = new Random(2);
        double[] history = new double[120];
        for (int i = 0; i < history.length; i++) {
            history[i] = (i < 40 ? 100 : i < 90 ? 108 : 117) * Math.exp(0.01 * random.nextGaussian());
        }
        List<Performance.Step> steps = Performance.steps(history);
        assertThat(steps).extracting(Performance.Step::index).containsExactly(40, 90);
        assertThat(steps.get(0).ratio()).isBetween(1.07, 1.09);
        int found = 0;
        for (int run = 0; run < 50; run++) {
            found += Performance.steps(runs(random, 100, 10)).size();
        }
        assertThat(found).isLessThan(10);
        assertThat(Performance.steps(new double[] {1, 1, 1, 1, 1})).isEmpty();
        assertThat(Performance.steps(new double[0])).isEmpty();
    }

    @Test
    void readsWhatJmhWrites(@TempDir Path dir) throws Exception {
        Path file = Files.writeString(
                dir.resolve("jmh.json"),
                "[{\"benchmark\":\"a.B.c\",\"params\":{\"n\":\"5\",\"m\":\"x\"},\"primaryMetric\":{\"score\":1.5,"
                        + "\"rawData\":[[1.0,2.0],[3.0]]},\"secondaryMetrics\":{}},"
                        + "{\"benchmark\":\"a.B.d\",\"primaryMetric\":{\"rawData\":[[7]]}}]",
                StandardCharsets.UTF_8);
        Map<String, double[]> results = JmhResults.read(file);
        assertThat(results).containsOnlyKeys("a.B.c{m=x,n=5}", "a.B.d");
        assertThat(results.get("a.B.c{m=x,n=5}")).containsExactly(1, 2, 3);
        for (String bad : List.of("", "{}", "[{}]", "[{\"benchmark\":\"x\"", "nonsense")) {
            Path broken = Files.writeString(dir.resolve("broken.json"), bad, StandardCharsets.UTF_8);
            assertThatThrownBy(() -> JmhResults.read(broken)).as(bad).isInstanceOf(InputException.class);
        }
        assertThatThrownBy(() -> JmhResults.read(dir.resolve("none.json"))).isInstanceOf(InputException.class);
    }

    @Test
    void badInputIsNamed() {
        assertThatThrownBy(() -> Performance.comparing(new double[0], new double[1]))
                .hasMessage("baseline must not be empty.");
        assertThatThrownBy(() -> Performance.comparing(new double[] {1}, new double[] {0}))
                .hasMessage("candidate has the time 0.0, which must be more than 0.");
        Performance one = Performance.comparing(new double[] {1}, new double[] {1});
        assertThatThrownBy(() -> one.margin(-1)).hasMessageContaining("margin (-1.0)");
        assertThatThrownBy(() -> one.level(1)).hasMessageContaining("level (1.0)");
        assertThatThrownBy(() -> Performance.steps(new double[5001])).hasMessageContaining("at most 5000 runs");
    }
}
