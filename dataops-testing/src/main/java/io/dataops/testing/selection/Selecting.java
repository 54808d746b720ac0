package io.dataops.testing.selection;

import io.dataops.api.Impact;
import io.dataops.api.PlannedTest;
import io.dataops.api.Provenance;
import io.dataops.api.TestCase;
import io.dataops.api.TestPlan;
import io.dataops.api.TestSuite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Collectors;

/** Searches for the best selection and puts the plan together. */
final class Selecting {
    private static final int EXACT = 20;
    private static final int PAIRS = 60;
    private static final int NODES = 200_000;
    private static final double SLACK = 1e-9;

    private final Objective objective;
    private final Duration limit;
    private BitSet best = new BitSet();
    private double bestValue = -1;
    private double bound = Double.POSITIVE_INFINITY;
    private long nodes;

    private Selecting(Objective objective, Duration limit) {
        this.objective = objective;
        this.limit = limit;
    }

    static TestPlan plan(Impact impact, TestSuite suite, Duration limit) {
        Selecting run = new Selecting(new Objective(impact, suite.tests()), limit);
        String algorithm = run.search();
        return run.answer(impact, algorithm);
    }

    private String search() {
        int n = objective.tests.size();
        boolean[] open = new boolean[n];
        Arrays.fill(open, true);
        bound = Math.min(bound, objective.bound(objective.unnoticed(), open, Objective.seconds(limit)));
        offer(greedy(new BitSet(), true));
        offer(greedy(new BitSet(), false));
        for (int t = 0; t < n; t++) {
            BitSet one = new BitSet();
            one.set(t);
            if (fits(one)) {
                offer(one);
            }
        }
        String algorithm = "lazy greedy by density, by gain, and best single test";
        if (n <= EXACT) {
            if (exact()) {
                bound = bestValue;
                return "branch and bound";
            }
        } else if (n <= PAIRS) {
            for (int a = 0; a < n; a++) {
                for (int b = a + 1; b < n; b++) {
                    BitSet pair = new BitSet();
                    pair.set(a);
                    pair.set(b);
                    if (fits(pair)) {
                        offer(greedy(pair, true));
                    }
                }
            }
            algorithm = "greedy by density from every pair of tests";
        }
        return algorithm;
    }

    private Duration taken(BitSet chosen) {
        return chosen.stream().mapToObj(t -> objective.tests.get(t).duration()).reduce(Duration.ZERO, Duration::plus);
    }

    private boolean fits(BitSet chosen) {
        return taken(chosen).compareTo(limit) <= 0;
    }

    private void offer(BitSet chosen) {
        double[] unnoticed = objective.unnoticed();
        chosen.stream().forEach(t -> objective.add(t, unnoticed));
        double value = objective.value(unnoticed);
        if (value > bestValue + SLACK
                || (value > bestValue - SLACK && taken(chosen).compareTo(taken(best)) < 0)) {
            best = (BitSet) chosen.clone();
            bestValue = value;
        }
    }

    private record Candidate(int test, double key, int size) {}

    /** Adds tests by falling gain, per second or in itself, as long as they fit; gains are brought up to date lazily. */
    private BitSet greedy(BitSet start, boolean byDensity) {
        BitSet chosen = (BitSet) start.clone();
        double[] unnoticed = objective.unnoticed();
        start.stream().forEach(t -> objective.add(t, unnoticed));
        Duration left = limit.minus(taken(start));
        PriorityQueue<Candidate> queue = new PriorityQueue<>(
                Comparator.comparingDouble((Candidate c) -> -c.key()).thenComparingInt(Candidate::test));
        for (int t = 0; t < objective.tests.size(); t++) {
            if (!chosen.get(t)) {
                queue.add(new Candidate(t, key(t, unnoticed, byDensity), chosen.cardinality()));
            }
        }
        int size = chosen.cardinality();
        while (!queue.isEmpty()) {
            Candidate next = queue.remove();
            Duration duration = objective.tests.get(next.test()).duration();
            if (duration.compareTo(left) > 0 || next.key() <= 0) {
                continue;
            }
            if (next.size() < size) {
                queue.add(new Candidate(next.test(), key(next.test(), unnoticed, byDensity), size));
                continue;
            }
            chosen.set(next.test());
            objective.add(next.test(), unnoticed);
            left = left.minus(duration);
            size++;
            if (start.isEmpty() && byDensity && (size & (size - 1)) == 0) {
                boolean[] open = new boolean[objective.tests.size()];
                for (int t = 0; t < open.length; t++) {
                    open[t] = !chosen.get(t);
                }
                // For any set S: best value <= value(S) + fractional knapsack of gains over S within the whole limit.
                bound = Math.min(bound, objective.bound(unnoticed, open, Objective.seconds(limit)));
            }
        }
        return chosen;
    }

    private double key(int test, double[] unnoticed, boolean byDensity) {
        double gain = objective.gain(test, unnoticed);
        return byDensity ? Objective.density(gain, objective.seconds[test]) : gain;
    }

    /** Tries to prove the best selection; false if that takes too many nodes. Depth is at most the number of tests. */
    private boolean exact() {
        boolean[] open = new boolean[objective.tests.size()];
        Arrays.fill(open, true);
        branch(0, new BitSet(), objective.unnoticed(), open);
        return nodes <= NODES;
    }

    private void branch(int test, BitSet chosen, double[] unnoticed, boolean[] open) {
        if (++nodes > NODES) {
            return;
        }
        offer(chosen);
        double room = Objective.seconds(limit.minus(taken(chosen)));
        if (test == open.length || objective.bound(unnoticed, open, room) <= bestValue + SLACK) {
            return;
        }
        open[test] = false;
        chosen.set(test);
        if (fits(chosen)) {
            double[] after = unnoticed.clone();
            objective.add(test, after);
            branch(test + 1, chosen, after, open);
        }
        chosen.clear(test);
        branch(test + 1, chosen, unnoticed, open);
        open[test] = true;
    }

    private TestPlan answer(Impact impact, String algorithm) {
        List<PlannedTest> selected = new ArrayList<>();
        double[] unnoticed = objective.unnoticed();
        BitSet rest = (BitSet) best.clone();
        while (!rest.isEmpty()) {
            int next = rest.nextSetBit(0);
            for (int t = next; t >= 0; t = rest.nextSetBit(t + 1)) {
                next = key(t, unnoticed, true) > key(next, unnoticed, true) ? t : next;
            }
            double gain = objective.gain(next, unnoticed);
            selected.add(new PlannedTest(objective.tests.get(next), gain, reason(impact, next, unnoticed)));
            objective.add(next, unnoticed);
            rest.clear(next);
        }
        List<TestCase> leftOut = new ArrayList<>();
        for (int t = 0; t < objective.tests.size(); t++) {
            if (!best.get(t)) {
                leftOut.add(objective.tests.get(t));
            }
        }
        List<String> unguarded = new ArrayList<>();
        for (int a = 0; a < objective.guarded.length; a++) {
            if (!objective.guarded[a]) {
                unguarded.add(impact.affected().get(a).asset());
            }
        }
        double value = Math.max(0, objective.value(unnoticed));
        return new TestPlan(
                selected,
                leftOut,
                limit,
                value,
                Math.max(value, bound),
                unguarded,
                new Provenance(algorithm, 0, 0, Optional.empty()));
    }

    private String reason(Impact impact, int test, double[] unnoticed) {
        String assets = Arrays.stream(objective.covers[test])
                .boxed()
                .sorted(Comparator.comparingDouble((Integer a) -> -unnoticed[a]).thenComparing(a -> a))
                .limit(3)
                .map(a -> String.format(
                        Locale.ROOT, "%s (%.0f %%)", impact.affected().get(a).asset(), 100 * objective.probability[a]))
                .collect(Collectors.joining(", "));
        int more = objective.covers[test].length - 3;
        return String.format(
                Locale.ROOT,
                "exercises %s%s; notices a fault with probability %.2f",
                assets,
                more > 0 ? " and " + more + " more" : "",
                objective.notices[test]);
    }
}
