package io.dataops.observability.changepoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ChangePointsTest {

    private static double[] noise(int n, long seed) {
        Random random = new Random(seed);
        double[] x = new double[n];
        Arrays.setAll(x, i -> random.nextGaussian());
        return x;
    }

    /** What the guide says of the default penalty: at most one in twenty of independent series is cut, most of wandering ones are. */
    @Test
    void theDefaultPenaltyKeepsItsLevelOnIndependentPointsAndTheOtherOneWhereNoiseWanders() {
        int runs = 120;
        int white = 0;
        int wandering = 0;
        int allowed = 0;
        for (int run = 0; run < runs; run++) {
            Random random = new Random(run);
            double[] independent = noise(300, 5_000 + run);
            double[] memory = new double[300];
            double state = random.nextGaussian();
            for (int i = 0; i < memory.length; i++) {
                state = 0.5 * state + Math.sqrt(0.75) * random.nextGaussian();
                memory[i] = state;
            }
            white += ChangePoints.in(independent).changes().isEmpty() ? 0 : 1;
            wandering += ChangePoints.in(memory).changes().isEmpty() ? 0 : 1;
            allowed += ChangePoints.pelt()
                            .autocorrelatedNoise()
                            .find(memory)
                            .changes()
                            .isEmpty()
                    ? 0
                    : 1;
        }
        assertThat(white).isLessThanOrEqualTo(runs / 20);
        assertThat(allowed).isLessThanOrEqualTo(runs / 8);
        assertThat(wandering).as("by the overall scatter wandering is change").isGreaterThan(runs / 2);
    }

    /** What the guide says of heavy tails: the level holds, and shifts are found as often as before. */
    @Test
    void heavyTailsAreNoChangesUnlessOutliersAreKept() {
        int runs = 120;
        int cut = 0;
        int kept = 0;
        int found = 0;
        for (int run = 0; run < runs; run++) {
            Random random = new Random(run);
            double[] x = new double[300];
            for (int i = 0; i < x.length; i++) {
                double square = 0;
                for (int k = 0; k < 3; k++) {
                    double g = random.nextGaussian();
                    square += g * g;
                }
                x[i] = random.nextGaussian() / Math.sqrt(square);
            }
            cut += ChangePoints.in(x).changes().isEmpty() ? 0 : 1;
            kept += ChangePoints.pelt().keepOutliers().find(x).changes().isEmpty() ? 0 : 1;
            for (int i = 140; i < x.length; i++) {
                x[i] += 2;
            }
            found += Arrays.stream(ChangePoints.in(x).indices()).anyMatch(c -> Math.abs(c - 140) <= 6) ? 1 : 0;
        }
        assertThat(cut).isLessThanOrEqualTo(runs / 20);
        assertThat(kept).isGreaterThan(runs / 5);
        assertThat(found).isGreaterThanOrEqualTo(runs * 9 / 10);
    }

    @Test
    void onlyWhatIsShorterThanASegmentIsLimited() {
        double[] x = noise(200, 8);
        for (int i = 0; i < x.length; i++) {
            x[i] += i >= 100 ? 50 : 0;
            x[i] += i >= 150 ? 3 * (i - 150) : 0;
        }
        for (int i = 60; i < 66; i++) {
            x[i] -= 40;
        }
        double[] spiked = x.clone();
        spiked[20] = 1e9;
        spiked[99] = -1e9;
        spiked[199] = 1e9;
        double[] limited = Outliers.limited(spiked, 6);
        for (int i = 0; i < x.length; i++) {
            assertThat(Math.abs(limited[i] - x[i])).as("point %s", i).isLessThan(10);
        }
        assertThat(ChangePoints.in(spiked).indices()).contains(100);
        assertThat(Outliers.limited(spiked, 1)).isEqualTo(spiked);
        double[] constant = new double[50];
        constant[7] = 3;
        assertThat(Outliers.limited(constant, 4)).isEqualTo(constant);
        assertThat(Outliers.limited(new double[0], 4)).isEmpty();
    }

    @Test
    void aShiftASlopeAndARateAreFoundWhereTheyAre() {
        double[] shift = noise(300, 1);
        double[] slope = noise(300, 2);
        double[] rate = new double[300];
        double[] wild = noise(300, 3);
        for (int i = 0; i < 300; i++) {
            shift[i] += i >= 120 ? 5 : 0;
            slope[i] += i >= 200 ? (i - 200) : 0;
            rate[i] = i < 150 ? i % 3 : 5 + i % 3;
            wild[i] *= i >= 170 ? 6 : 1;
        }
        assertThat(ChangePoints.in(shift).indices()).containsExactly(120);
        assertThat(ChangePoints.in(slope).indices()).hasSize(1);
        assertThat(ChangePoints.in(slope).indices()[0]).isBetween(190, 210);
        assertThat(ChangePoints.pelt().cost(Cost.POISSON).find(rate).indices()).containsExactly(150);
        assertThat(ChangePoints.pelt().cost(Cost.NORMAL).find(wild).indices()).hasSize(1);
        assertThat(ChangePoints.pelt().cost(Cost.RANK).find(wild).indices()).hasSize(1);
        assertThat(ChangePoints.in(shift).changes().get(0).after()).isBetween(4.5, 5.5);
        assertThat(ChangePoints.in(shift).explain()).contains("1 changes in 300 points", "at point 120");
    }

    @Test
    void emptyShortConstantAndMissingAreNoErrors() {
        assertThat(ChangePoints.in(new double[0]).changes()).isEmpty();
        assertThat(ChangePoints.in(new double[] {1}).changes()).isEmpty();
        assertThat(ChangePoints.in(new double[200]).changes()).isEmpty();
        double[] step = new double[100];
        Arrays.fill(step, 40, 100, 7);
        step[10] = Double.NaN;
        step[70] = Double.POSITIVE_INFINITY;
        for (Cost cost : Cost.values()) {
            assertThat(ChangePoints.pelt().cost(cost).find(new double[0]).changes())
                    .isEmpty();
            assertThat(ChangePoints.pelt()
                            .cost(cost)
                            .find(new double[] {Double.NaN, 1, Double.NEGATIVE_INFINITY})
                            .changes())
                    .isEmpty();
            assertThat(ChangePoints.pelt().cost(cost).find(step).indices())
                    .as("%s", cost)
                    .containsExactly(40);
        }
    }

    @Test
    void badSettingsAreRefused() {
        assertThatThrownBy(() -> ChangePoints.pelt().penalty(Double.NaN)).hasMessageContaining("penalty (NaN)");
        assertThatThrownBy(() -> ChangePoints.pelt().shortestSegment(0)).hasMessageContaining("points (0)");
        assertThatThrownBy(() -> ChangePoints.pelt().cost(Cost.POISSON).find(new double[] {1, -2, 3}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("value (-2.0)");
        assertThatThrownBy(() -> OnlineChanges.every(10)).hasMessageContaining("points (10)");
    }

    @Test
    void aChangeIsNoticedSoonWithItsPlaceAndItsSize() {
        OnlineChanges online = OnlineChanges.every(100_000);
        double[] x = noise(2_000, 4);
        Optional<OnlineChange> found = Optional.empty();
        for (int i = 0; i < x.length && found.isEmpty(); i++) {
            found = online.accept(50 + x[i] + (i >= 1_500 ? 3 : 0));
        }
        OnlineChange change = found.orElseThrow();
        assertThat(change.since()).isBetween(1_490L, 1_505L);
        assertThat(change.noticed()).isBetween(1_500L, 1_510L);
        assertThat(change.before()).isBetween(49.8, 50.2);
        assertThat(change.after()).isBetween(51.5, 54.5);
        assertThat(change.explain()).contains("noticed at point " + change.noticed());
    }

    @Test
    void falseAlarmsAreAsRareAsAsked() {
        OnlineChanges online = OnlineChanges.every(10_000);
        int alarms = 0;
        for (double v : noise(300_000, 5)) {
            alarms += online.accept(v).isPresent() ? 1 : 0;
        }
        assertThat(alarms).isBetween(10, 60);
    }

    @Test
    void aConstantThatMovesIsNoticedAndMissingValuesAreLeftOut() {
        OnlineChanges online = OnlineChanges.every(1_000);
        int alarms = 0;
        for (int i = 0; i < 1_000; i++) {
            alarms += online.accept(i % 10 == 3 ? Double.NaN : i < 600 ? 5 : 6).isPresent() ? 1 : 0;
        }
        assertThat(alarms).isPositive();
    }

    /** The statistic on the hull is the best of all places. */
    @Test
    void theHullHoldsTheBestPlace() {
        double[] x = noise(500, 6);
        Hull rising = new Hull(1);
        double[] sums = Costs.sums(x, 1);
        for (int n = 1; n <= x.length; n++) {
            rising.add(n - 1, sums[n - 1]);
            double best = 0;
            for (int k = 1; k < n; k++) {
                double off = sums[k] - (double) k / n * sums[n];
                best = off < 0 ? Math.max(best, off * off * n / ((double) k * (n - k))) : best;
            }
            assertThat(rising.best(n, sums[n])).isCloseTo(best, within(1e-9));
        }
    }
}
