package io.dataops.scheduling.project;

import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** {@link UndoCosts} on flat arrays. */
final class Undoing {
    private static final int[] ALONE = {};
    private static final double MOST = 0x1p62;

    private final long[] modeCost;
    /** By the slot in which a job ends, up to the last one in which it changes; empty where it never does. */
    private final double[] factors;
    /** By job, its set, itself included; empty where it is undone alone. */
    private final int[][] setOf;

    private final double[] chance;
    private final double[] cost;
    private final boolean hasSets;

    Undoing(UndoCosts costs, ProjectCompiler c) {
        this.modeCost = c.modeCost;
        this.factors = factors(new TreeMap<>(costs.factors()), c.horizon);
        this.setOf = new int[c.jobs][];
        Arrays.fill(setOf, ALONE);
        this.hasSets = !costs.sets().isEmpty();
        for (var set : costs.sets()) {
            int[] members = set.stream().mapToInt(j -> j).sorted().toArray();
            for (int j : members) {
                setOf[j] = members;
            }
        }
        this.chance = new double[hasSets ? c.duration.length : 0];
        this.cost = new double[chance.length];
        for (int j = 0; hasSets && j < c.jobs; j++) {
            for (int m = c.firstMode[j]; m < c.firstMode[j + 1]; m++) {
                chance[m] = costs.chances().get(j).get(c.modeNumber[m]);
                cost[m] = costs.costs().get(j).get(c.modeNumber[m]);
            }
        }
    }

    private static double[] factors(NavigableMap<Integer, Double> steps, int horizon) {
        steps.keySet().removeIf(slot -> slot > horizon);
        if (steps.values().stream().allMatch(f -> f == 1)) {
            return new double[0];
        }
        double[] factors = new double[Math.max(0, steps.lastKey()) + 1];
        Arrays.fill(factors, 1);
        for (Map.Entry<Integer, Double> step : steps.entrySet()) {
            Arrays.fill(factors, Math.max(0, step.getKey()), factors.length, step.getValue());
        }
        return factors;
    }

    /** No less than any schedule costs. */
    long most(ProjectCompiler c) {
        double factor = 1;
        for (double f : factors) {
            factor = Math.max(factor, f);
        }
        double sum = 0;
        for (int j = 0; j < c.jobs; j++) {
            double own = 0;
            double others = 0;
            for (int m = c.firstMode[j]; m < c.firstMode[j + 1]; m++) {
                own = Math.max(own, (double) modeCost[m]);
                for (int k : setOf[j]) {
                    double dearest = 0;
                    for (int o = c.firstMode[k]; o < c.firstMode[k + 1]; o++) {
                        dearest = Math.max(dearest, cost[o]);
                    }
                    others += k == j ? 0 : chance[m] * dearest;
                }
            }
            sum += factor * (own + others) + 1 + setOf[j].length;
        }
        if (sum > MOST) {
            throw new ArithmeticException("overflow");
        }
        return (long) sum;
    }

    /** Whether a cost depends on when jobs end, or on what has started by then. */
    boolean varies() {
        return factors.length > 0 || hasSets;
    }

    /** Whether what a job costs depends on where others are. */
    boolean hasSets() {
        return hasSets;
    }

    int[] setOf(int job) {
        return setOf[job];
    }

    double factor(int end) {
        return factors.length == 0 ? 1 : factors[Math.min(end, factors.length - 1)];
    }

    /** The least factor of the ends from one slot to another. */
    double leastFactor(int from, int to) {
        double least = factor(from);
        for (int t = from + 1; t <= Math.min(to, factors.length - 1); t++) {
            least = Math.min(least, factors[t]);
        }
        return least;
    }

    /** What a mode that ends so costs by itself. */
    long own(int mode, double factor) {
        return factors.length == 0 ? modeCost[mode] : Math.round(factor * modeCost[mode]);
    }

    /** What it costs that one mode that fails takes another with it. */
    long other(int failing, double factor, int undone) {
        return Math.round(factor * chance[failing] * cost[undone]);
    }

    /** What the others of its set cost that have started before a job ends and fails. */
    long others(Project p, int j, int[] starts, int[] modes) {
        int end = p.end(modes[j], starts[j]);
        double factor = factor(end);
        long sum = 0;
        for (int k : setOf[j]) {
            if (k != j && starts[k] < end) {
                sum += other(modes[j], factor, modes[k]);
            }
        }
        return sum;
    }

    /** What a place of a job adds to the sets: what it takes with it, and that others take it with them. */
    long marginal(Project p, int j, int start, int mode, boolean[] placed, int[] starts, int[] modes) {
        int end = p.end(mode, start);
        double factor = factor(end);
        long sum = 0;
        for (int k : setOf[j]) {
            if (k == j || !placed[k]) {
                continue;
            }
            if (starts[k] < end) {
                sum += other(mode, factor, modes[k]);
            }
            int otherEnd = p.end(modes[k], starts[k]);
            if (start < otherEnd) {
                sum += other(modes[k], factor(otherEnd), mode);
            }
        }
        return sum;
    }
}
