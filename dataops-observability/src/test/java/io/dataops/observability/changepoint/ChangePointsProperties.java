package io.dataops.observability.changepoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dataops.api.Budget;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class ChangePointsProperties {

    private static double[] steps(long seed, int n) {
        Random random = new Random(seed);
        double[] x = new double[n];
        double level = 5;
        for (int i = 0; i < n; i++) {
            level += random.nextInt(8) == 0 ? 4 * random.nextGaussian() : 0;
            x[i] = level + random.nextGaussian();
        }
        return x;
    }

    /** All segmentations are tried, by the definition of each cost. */
    private static double leastOfAll(double[] x, Cost cost, double penalty, int shortest, int from) {
        if (from == x.length) {
            return -penalty;
        }
        double least = Double.POSITIVE_INFINITY;
        for (int to = from + shortest; to <= x.length; to++) {
            if (to == x.length || x.length - to >= shortest) {
                least = Math.min(
                        least,
                        byDefinition(Arrays.copyOfRange(x, from, to), cost)
                                + penalty
                                + leastOfAll(x, cost, penalty, shortest, to));
            }
        }
        return least;
    }

    private static double byDefinition(double[] s, Cost cost) {
        double mean = Arrays.stream(s).average().orElseThrow();
        double sum = 0;
        switch (cost) {
            case MEAN -> {
                for (double v : s) {
                    sum += (v - mean) * (v - mean);
                }
            }
            case TREND -> {
                double slope = 0;
                double spread = 0;
                double centre = (s.length - 1) / 2.0;
                for (int i = 0; i < s.length; i++) {
                    slope += (i - centre) * s[i];
                    spread += (i - centre) * (i - centre);
                }
                for (int i = 0; i < s.length; i++) {
                    double left = s[i] - mean - slope / spread * (i - centre);
                    sum += left * left;
                }
            }
            case NORMAL -> {
                for (double v : s) {
                    sum += (v - mean) * (v - mean);
                }
                double variance = Math.max(sum / s.length, 0.01);
                sum = s.length * Math.log(variance) + sum / variance;
            }
            default -> sum = mean == 0 ? 0 : 2 * s.length * (mean - mean * Math.log(mean));
        }
        return sum;
    }

    private static SegmentCost cost(double[] x, Cost cost) {
        return switch (cost) {
            case MEAN -> Costs.mean(x, 1);
            case TREND -> Costs.trend(x, 1);
            case NORMAL -> Costs.normal(x, 0.01);
            case POISSON -> Costs.poisson(x);
            case RANK -> Costs.rank(x);
        };
    }

    @Property(tries = 60)
    void pruningFindsTheOptimumOfEveryCost(
            @ForAll long seed, @ForAll @IntRange(min = 8, max = 14) int n, @ForAll @IntRange(max = 3) int which) {
        Cost kind = Cost.values()[which];
        double[] raw = steps(seed, n);
        double[] x = kind == Cost.POISSON
                ? Arrays.stream(raw).map(v -> Math.floor(Math.abs(v))).toArray()
                : raw;
        SegmentCost cost = cost(x, kind);
        int shortest = Math.max(2, cost.shortest());
        double penalty = 3;
        int[] found =
                Pelt.changes(cost, n, penalty, shortest, Budget.steps(1_000_000).start());
        double total = found.length * penalty;
        for (int i = 0; i <= found.length; i++) {
            int from = i == 0 ? 0 : found[i - 1];
            int to = i < found.length ? found[i] : n;
            assertThat(to - from).isGreaterThanOrEqualTo(shortest);
            total += byDefinition(Arrays.copyOfRange(x, from, to), kind);
        }
        assertThat(total).isCloseTo(leastOfAll(x, kind, penalty, shortest, 0), within(1e-6 * (1 + Math.abs(total))));
    }

    @Property(tries = 60)
    void bothPrunesAgree(@ForAll long seed, @ForAll @IntRange(min = 2, max = 300) int n) {
        double[] x = steps(seed, n);
        assertThat(FunctionalPruning.changes(x, 6, Budget.steps(1_000_000_000).start()))
                .isEqualTo(Pelt.changes(
                        Costs.mean(x, 1), n, 6, 1, Budget.steps(1_000_000_000).start()));
    }

    @Property(tries = 40)
    void theCostOfRanksNeverRisesWhenSplit(
            @ForAll long seed, @ForAll @IntRange(min = 3, max = 60) int n, @ForAll @IntRange(max = 50) int cut) {
        SegmentCost cost = Costs.rank(steps(seed, n));
        int at = 1 + cut % (n - 1);
        assertThat(cost.of(0, at) + cost.of(at, n)).isLessThanOrEqualTo(cost.of(0, n) + 1e-9);
    }

    @Property(tries = 40)
    void changesDoNotDependOnTheUnit(@ForAll long seed) {
        double[] x = steps(seed, 120);
        int[] plain = ChangePoints.in(x).indices();
        assertThat(ChangePoints.in(Arrays.stream(x).map(v -> 1024 * v).toArray())
                        .indices())
                .isEqualTo(plain);
    }
}
