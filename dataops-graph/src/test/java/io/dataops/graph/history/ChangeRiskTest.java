package io.dataops.graph.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dataops.api.Layer;
import io.dataops.graph.Asset;
import io.dataops.graph.DependencyGraph;
import io.dataops.graph.GraphBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The learning against worlds whose laws are known. */
final class ChangeRiskTest {

    private static DependencyGraph graph() {
        GraphBuilder builder = DependencyGraph.builder();
        for (int v = 0; v < 60; v++) {
            builder.asset(new Asset("v" + v, Layer.CODE, v % 3 == 0 ? "view" : "table", Set.of()));
            if (v > 0) {
                builder.edge("v" + v / 2, "v" + v);
            }
        }
        return builder.build();
    }

    /** Changes fail more often the more assets they touch: odds exp(-3) times the square of their number. */
    private static List<ReleasedChange> released(int count, long seed) {
        Random random = new Random(seed);
        List<ReleasedChange> released = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Set<String> assets = new TreeSet<>();
            int size = 1 + random.nextInt(8);
            while (assets.size() < size) {
                assets.add("v" + random.nextInt(60));
            }
            double odds = Math.exp(-3) * size * size;
            released.add(new ReleasedChange(
                    new Transaction(Instant.ofEpochSecond(100_000L * i), assets),
                    random.nextDouble() < odds / (1 + odds)));
        }
        return released;
    }

    @Example
    void theLawThatMadeTheOutcomesIsFound() {
        ChangeRisk risk = ChangeRisk.learn(graph(), released(3_000, 1));
        Instant later = Instant.ofEpochSecond(400_000_000L);
        for (int size : new int[] {1, 4, 8}) {
            String[] assets = new String[size];
            for (int i = 0; i < size; i++) {
                assets[i] = "v" + (10 + 7 * i);
            }
            double odds = Math.exp(-3) * size * size;
            RiskEstimate estimate = risk.of(later, assets);
            assertThat(estimate.probability()).isCloseTo(odds / (1 + odds), within(0.12));
            assertThat(estimate.probability()).isBetween(estimate.lower(), estimate.upper());
        }
        assertThat(risk.of(later, "v11").reasons().get(0).feature()).isEqualTo("assets changed");
        Calibration calibration = risk.calibration();
        double base = calibration.baseRate();
        assertThat(calibration.count()).isEqualTo(1_500);
        assertThat(calibration.brier()).isLessThan(0.9 * base * (1 - base));
        assertThat(calibration.error()).isLessThan(0.05);
    }

    @Property(tries = 50)
    void weightsAreAtTheOptimum(@ForAll long seed) {
        Random random = new Random(seed);
        List<double[]> rows = new ArrayList<>();
        List<Boolean> outcomes = new ArrayList<>();
        boolean apart = random.nextBoolean();
        for (int i = 0; i < 40; i++) {
            double[] row = {random.nextGaussian(), 1e6 * random.nextGaussian(), 7, random.nextInt(2)};
            rows.add(row);
            outcomes.add(apart ? row[0] > 0 : random.nextInt(3) == 0);
        }
        LogisticRegression fit = LogisticRegression.fit(rows, outcomes);
        assertThat(fit.slope(rows, outcomes)).isLessThan(1e-4);
        assertThat(fit.error(rows.get(0))).isPositive().isFinite();
    }

    @Example
    void withoutBothEndsNothingCanBeLearnt() {
        List<ReleasedChange> all = List.of(new ReleasedChange(new Transaction(Instant.EPOCH, Set.of("a")), true));
        assertThatThrownBy(() -> ChangeRisk.learn(graph(), all))
                .hasMessage("released (1 changes, 1 failed) must have some that failed and some that did not.");
        assertThatThrownBy(() -> ChangeRisk.learn(graph(), List.of())).hasMessageContaining("0 changes");
    }

    @Example
    void unknownAssetsCountButSayLittle() {
        ChangeRisk risk = ChangeRisk.learn(graph(), released(200, 3));
        assertThat(risk.of(Instant.ofEpochSecond(30_000_000L), "nobody", "v1").probability())
                .isBetween(0.0, 1.0);
        assertThat(risk.of(Instant.EPOCH).probability()).isBetween(0.0, 1.0);
    }

    @Example
    void scoresAreThoseOfTheirDefinitions() {
        Calibration c = Calibration.builder()
                .add(0.8, true)
                .add(0.85, false)
                .add(0.1, false)
                .add(1, true)
                .build();
        assertThat(c.brier()).isCloseTo((0.04 + 0.7225 + 0.01) / 4, within(1e-12));
        assertThat(c.logLoss()).isCloseTo(-(Math.log(0.8) + Math.log(0.15) + Math.log(0.9)) / 4, within(1e-9));
        assertThat(c.bins()).hasSize(3);
        assertThat(c.error()).isCloseTo((2 * 0.325 + 0.1) / 4, within(1e-12));
        assertThat(Calibration.builder().build().explain()).isEqualTo("nothing was foretold");
        assertThatThrownBy(() -> Calibration.builder().add(Double.NaN, true))
                .hasMessage("probability (NaN) must be between 0 and 1.");
    }

    @Example
    void propagationThatIsLearntIsCalibrated() {
        Random random = new Random(5);
        DependencyGraph graph = graph();
        List<Transaction> all = new ArrayList<>();
        for (int i = 0; i < 4_000; i++) {
            int v = 1 + random.nextInt(29);
            Set<String> assets = new TreeSet<>(Set.of("v" + v));
            if (random.nextDouble() < 0.3) {
                assets.add("v" + 2 * v);
            }
            all.add(new Transaction(Instant.ofEpochSecond(10_000L * i), assets));
        }
        LearnedPropagation learning = LearnedPropagation.halfLife(Duration.ofDays(180));
        Calibration calibration = learning.validate(graph, new ChangeHistory(all), 0.5);
        assertThat(calibration.count()).isGreaterThan(2_000);
        assertThat(calibration.error()).isLessThan(0.05);
        assertThatThrownBy(() -> learning.validate(graph, new ChangeHistory(all), 1))
                .hasMessageContaining("lastShare (1.0)");
    }
}
