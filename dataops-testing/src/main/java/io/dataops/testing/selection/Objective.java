package io.dataops.testing.selection;

import io.dataops.api.AffectedAsset;
import io.dataops.api.Impact;
import io.dataops.api.TestCase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The value of a selection in arrays: assets with probabilities, and useful tests with what they cover. */
final class Objective {
    final double[] probability;
    final List<TestCase> tests;
    final int[][] covers;
    final double[] notices;
    final double[] seconds;
    final boolean[] guarded;

    Objective(Impact impact, List<TestCase> suite) {
        Map<String, Integer> index = new HashMap<>();
        List<AffectedAsset> assets = impact.affected();
        this.probability = new double[assets.size()];
        for (int a = 0; a < probability.length; a++) {
            index.put(assets.get(a).asset(), a);
            probability[a] = assets.get(a).likelihood().value();
        }
        this.guarded = new boolean[probability.length];
        List<TestCase> useful = new ArrayList<>();
        for (TestCase test : suite) {
            if (test.covers().stream().anyMatch(index::containsKey)) {
                useful.add(test);
            }
        }
        useful.sort(Comparator.comparing(TestCase::duration).thenComparing(TestCase::id));
        this.tests = List.copyOf(useful);
        this.covers = new int[tests.size()][];
        this.notices = new double[covers.length];
        this.seconds = new double[covers.length];
        for (int t = 0; t < covers.length; t++) {
            TestCase test = tests.get(t);
            covers[t] = test.covers().stream()
                    .filter(index::containsKey)
                    .mapToInt(index::get)
                    .toArray();
            for (int a : covers[t]) {
                guarded[a] = true;
            }
            notices[t] = (test.failures() + 1.0) / (test.runs() + 2.0);
            seconds[t] = seconds(test.duration());
        }
    }

    /** Per asset, the probability that it is affected and not yet noticed. */
    double[] unnoticed() {
        return probability.clone();
    }

    double gain(int test, double[] unnoticed) {
        double sum = 0;
        for (int a : covers[test]) {
            sum += unnoticed[a];
        }
        return sum * notices[test];
    }

    void add(int test, double[] unnoticed) {
        for (int a : covers[test]) {
            unnoticed[a] *= 1 - notices[test];
        }
    }

    double value(double[] unnoticed) {
        double value = 0;
        for (int a = 0; a < unnoticed.length; a++) {
            value += probability[a] - unnoticed[a];
        }
        return value;
    }

    /**
     * A bound on what any selection within {@code room} seconds reaches: what is noticed already plus the fractional
     * knapsack of the gains that remain, each at most what is still unnoticed.
     */
    double bound(double[] unnoticed, boolean[] open, double room) {
        double[] gains = new double[tests.size()];
        Integer[] order = new Integer[gains.length];
        int count = 0;
        for (int t = 0; t < gains.length; t++) {
            if (open[t] && seconds[t] <= room) {
                gains[t] = gain(t, unnoticed);
                order[count++] = t;
            }
        }
        Arrays.sort(
                order,
                0,
                count,
                Comparator.comparingDouble((Integer t) -> -density(gains[t], seconds[t]))
                        .thenComparing(t -> t));
        double sum = 0;
        double left = room;
        for (int i = 0; i < count && (left > 0 || seconds[order[i]] == 0); i++) {
            int t = order[i];
            double share = seconds[t] <= left ? 1 : left / seconds[t];
            sum += share * gains[t];
            left -= share * seconds[t];
        }
        double remaining = 0;
        for (int a = 0; a < unnoticed.length; a++) {
            remaining += guarded[a] ? unnoticed[a] : 0;
        }
        return value(unnoticed) + Math.min(sum, remaining);
    }

    static double seconds(Duration time) {
        return time.toSeconds() + time.toNanosPart() / 1e9;
    }

    static double density(double gain, double seconds) {
        return seconds == 0 ? (gain > 0 ? Double.POSITIVE_INFINITY : 0) : gain / seconds;
    }
}
