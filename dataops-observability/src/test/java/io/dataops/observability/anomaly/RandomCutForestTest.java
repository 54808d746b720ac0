package io.dataops.observability.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RandomCutForestTest {

    private static double[] point(Random random, int dimensions, boolean coarse) {
        double[] p = new double[dimensions];
        for (int d = 0; d < dimensions; d++) {
            p[d] = coarse ? random.nextInt(3) : (d + 1) * random.nextGaussian();
        }
        return p;
    }

    private static float[] floats(double[] p) {
        float[] f = new float[p.length];
        for (int d = 0; d < p.length; d++) {
            f[d] = (float) p[d];
        }
        return f;
    }

    @Test
    void treesStaySoundAndScoreByTheDefinitionWhilePointsComeAndGo() {
        for (boolean coarse : new boolean[] {false, true}) {
            Random random = new Random(1);
            RandomCutForest forest = RandomCutForest.builder(3)
                    .trees(5)
                    .samples(40)
                    .memory(60)
                    .seed(2)
                    .build();
            for (int i = 0; i < 600; i++) {
                forest.update(point(random, 3, coarse));
                if (i % 37 != 0) {
                    continue;
                }
                double[] probe = point(random, 3, coarse);
                double sum = 0;
                Set<Integer> used = new HashSet<>();
                for (int t = 0; t < 5; t++) {
                    CutTree tree = forest.tree(t);
                    NaiveCutTree naive = NaiveCutTree.copy(tree, tree.root(), forest.points());
                    assertThat(naive.sound()).isTrue();
                    assertThat(naive.points()).hasSize(Math.min(40, i + 1));
                    assertMasses(tree, tree.root(), used);
                    sum += naive.score(floats(probe)) / 5;
                }
                assertThat(forest.points().size()).isEqualTo(used.size());
                assertThat(forest.score(probe)).isCloseTo(sum, within(1e-6));
            }
        }
    }

    private static int assertMasses(CutTree tree, int node, Set<Integer> used) {
        if (tree.isLeaf(node)) {
            used.add(tree.point(node));
            return tree.mass(node);
        }
        int mass = assertMasses(tree, tree.child(node, true), used) + assertMasses(tree, tree.child(node, false), used);
        assertThat(tree.mass(node)).isEqualTo(mass);
        return mass;
    }

    /** Theorems 1 and 2: a tree that points entered and left is as random as one that is grown over its sample. */
    @Test
    void insertionAndDeletionKeepTheDistribution() {
        Random random = new Random(3);
        int trees = 1000;
        RandomCutForest forest = RandomCutForest.builder(2)
                .trees(trees)
                .samples(12)
                .memory(20)
                .seed(4)
                .build();
        for (int i = 0; i < 150; i++) {
            forest.update(point(random, 2, false));
        }
        float[] probe = {2.5f, 0.5f};
        double mean = 0;
        double square = 0;
        double cuts = 0;
        double expectedCuts = 0;
        for (int t = 0; t < trees; t++) {
            CutTree tree = forest.tree(t);
            NaiveCutTree same = NaiveCutTree.copy(tree, tree.root(), forest.points());
            double difference =
                    same.score(probe) - NaiveCutTree.grow(same.points(), random).score(probe);
            mean += difference / trees;
            square += difference * difference / trees;
            double first = same.bound(0, true) - same.bound(0, false);
            double second = same.bound(1, true) - same.bound(1, false);
            cuts += same.dimension() == 0 ? 1.0 / trees : 0;
            expectedCuts += first / (first + second) / trees;
        }
        assertThat(Math.abs(mean)).isLessThan(4 * Math.sqrt(square / trees));
        assertThat(cuts).isCloseTo(expectedCuts, within(4 * 0.5 / Math.sqrt(trees)));
    }

    @Test
    void newerPointsAreLikelierByTheMemoryAndAllAreAlikeWithoutOne() {
        for (double memory : new double[] {100, Double.POSITIVE_INFINITY}) {
            RandomCutForest forest = RandomCutForest.builder(1)
                    .trees(200)
                    .samples(20)
                    .memory(memory)
                    .build();
            int n = 2_000;
            for (int i = 0; i < n; i++) {
                forest.update(i);
            }
            double age = 0;
            for (int t = 0; t < 200; t++) {
                CutTree tree = forest.tree(t);
                for (float[] p :
                        NaiveCutTree.copy(tree, tree.root(), forest.points()).points()) {
                    age += (n - 1 - p[0]) / 200 / 20;
                }
            }
            double expected = Double.isInfinite(memory) ? (n - 1) / 2.0 : memory;
            assertThat(age).isCloseTo(expected, within(0.12 * expected));
        }
    }

    @Test
    void whatIsOddScoresHighInItsDimension() {
        Random random = new Random(5);
        RandomCutForest forest = RandomCutForest.builder(4).seed(6).build();
        for (int i = 0; i < 2_000; i++) {
            forest.update(random.nextGaussian(), random.nextGaussian(), random.nextGaussian(), random.nextGaussian());
        }
        double usual = forest.score(0.1, -0.2, 0, 0.3);
        double[] parts = forest.attribution(0.1, -0.2, 9, 0.3);
        assertThat(usual).isBetween(0.3, 1.2);
        assertThat(Arrays.stream(parts).sum()).isGreaterThan(3 * usual).isEqualTo(forest.score(0.1, -0.2, 9, 0.3));
        assertThat(parts[2]).isGreaterThan(0.8 * Arrays.stream(parts).sum());
        assertThat(forest.score(1e30, 0, 0, 0)).isLessThanOrEqualTo(Math.log(257) / Math.log(2) + 1e-9);
    }

    @Test
    void oneUnitForAllDimensionsDoesNotMatter() {
        RandomCutForest plain = RandomCutForest.builder(2).trees(3).samples(32).build();
        RandomCutForest scaled = RandomCutForest.builder(2).trees(3).samples(32).build();
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            double[] p = point(random, 2, false);
            double[] q = {1024 * p[0], 1024 * p[1]};
            assertThat(scaled.score(q)).isEqualTo(plain.score(p));
            plain.update(p);
            scaled.update(q);
        }
    }

    @Test
    void restoringAtEveryPositionChangesNothing() {
        Random random = new Random(8);
        RandomCutForest whole =
                RandomCutForest.builder(3).trees(4).samples(16).seed(9).build();
        RandomCutForest parted =
                RandomCutForest.builder(3).trees(4).samples(16).seed(9).build();
        for (int i = 0; i < 300; i++) {
            byte[] snapshot = parted.snapshot();
            parted = RandomCutForest.restore(snapshot);
            assertThat(parted.snapshot()).isEqualTo(snapshot);
            double[] p = point(random, 3, i % 2 == 0);
            assertThat(parted.attribution(p)).isEqualTo(whole.attribution(p));
            whole.update(p);
            parted.update(p);
        }
        assertThat(parted.snapshot()).isEqualTo(whole.snapshot());
    }

    @Test
    void whatIsNoSnapshotOfAForestIsRefused() {
        RandomCutForest forest = RandomCutForest.builder(2).trees(2).samples(8).build();
        for (int i = 0; i < 50; i++) {
            forest.update(i, -i);
        }
        byte[] snapshot = forest.snapshot();
        for (int length = 0; length < snapshot.length; length += 11) {
            byte[] cut = Arrays.copyOf(snapshot, length);
            assertThatThrownBy(() -> RandomCutForest.restore(cut)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() ->
                        RandomCutForest.restore(Detectors.streaming().start("x").snapshot()))
                .hasMessageContaining("of a detector, not of a forest");
        assertThatThrownBy(() -> Detectors.restore(snapshot)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theShortestMemoryGoesOnLearning() {
        RandomCutForest forest =
                RandomCutForest.builder(1).samples(32).memory(1).build();
        for (int i = 0; i < 4_000; i++) {
            forest.update(i % 7 + (i < 3_000 ? 0 : 500));
        }
        assertThat(forest.score(503)).isLessThan(forest.score(3));
    }

    @Test
    void badSettingsAndValuesAreNamed() {
        assertThatThrownBy(() -> RandomCutForest.builder(0)).hasMessage("dimensions (0) must be 1 to 1000.");
        RandomCutForest.Builder builder = RandomCutForest.builder(2);
        assertThatThrownBy(() -> builder.trees(0)).hasMessage("trees (0) must be 1 to 1000.");
        assertThatThrownBy(() -> builder.samples(1)).hasMessage("samples (1) must be 2 to 16000.");
        assertThatThrownBy(() -> builder.memory(Double.NaN)).hasMessageContaining("memory (NaN)");
        assertThatThrownBy(() -> builder.memory(1e-40))
                .hasMessage("memory (1.0E-40) must be at least 1 point. Maybe leave it at ten samples, memory(2560).");
        RandomCutForest forest = builder.build();
        assertThat(forest.score(1, 2)).isZero();
        assertThatThrownBy(() -> forest.score(1)).hasMessage("values (1) must be 2.");
        assertThatThrownBy(() -> forest.update(1, Double.NaN)).hasMessageContaining("value 1 (NaN)");
        assertThatThrownBy(() -> forest.update(Double.POSITIVE_INFINITY, 0)).hasMessageContaining("value 0 (Infinity)");
        assertThat(forest.seen()).isZero();
        for (int i = 0; i < 600; i++) {
            forest.update(0.0, -0.0);
        }
        assertThat(forest.score(0, 0)).isLessThan(forest.score(1e-20, 0));
        assertThat(forest.points().size()).isEqualTo(1);
    }
}
