package io.dataops.scheduling.project;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;

/**
 * The least that undoing can cost. Of two jobs of a set that both take time, one at least starts before the other ends, so the
 * cheaper of both ways is paid; where precedence or the earliest and latest times say who comes first, that way is. Takes time
 * linear in the arcs for every job of a set, and in the pairs.
 */
final class UndoBounds {
    private final Project p;
    private final Undoing undoing;
    private final Bounds bounds;

    UndoBounds(Project p, Bounds bounds) {
        this.p = p;
        this.undoing = p.undoing;
        this.bounds = bounds;
    }

    /** The sum over all jobs; right for schedules that keep every deadline. */
    long least() {
        double[] factor = new double[p.jobs];
        long sum = 0;
        for (int j = 0; j < p.jobs; j++) {
            factor[j] = undoing.leastFactor(bounds.earliestEnd[j], Math.max(bounds.earliestEnd[j], p.deadline[j]));
            long least = Long.MAX_VALUE;
            for (int m = p.firstMode[j]; m < p.firstMode[j + 1]; m++) {
                least = Math.min(least, undoing.own(m, factor[j]));
            }
            sum += least;
        }
        for (int j = 0; j < p.jobs; j++) {
            int[] set = undoing.setOf(j);
            if (set.length > 0 && set[0] == j) {
                sum += ofSet(set, factor);
            }
        }
        return sum;
    }

    private long ofSet(int[] set, double[] factor) {
        BitSet[] before = new BitSet[set.length];
        for (int i = 0; i < set.length; i++) {
            before[i] = predecessors(set[i]);
        }
        long sum = 0;
        for (int a = 0; a < set.length; a++) {
            for (int b = 0; b < a; b++) {
                int j = set[a];
                int k = set[b];
                long first = least(j, factor[j], k);
                long second = least(k, factor[k], j);
                boolean certainFirst = startsBefore(k, j, before[a]);
                boolean certainSecond = startsBefore(j, k, before[b]);
                if (certainFirst || certainSecond) {
                    sum += (certainFirst ? first : 0) + (certainSecond ? second : 0);
                } else if (p.shortest(j) > 0 && p.shortest(k) > 0) {
                    sum += Math.min(first, second);
                }
            }
        }
        return sum;
    }

    /** Whether one job starts before another ends in every schedule that keeps the deadlines. */
    private boolean startsBefore(int earlier, int later, BitSet beforeLater) {
        boolean takeTime = p.shortest(earlier) > 0 || p.shortest(later) > 0;
        int latestStart = p.pinned[earlier] >= 0 ? p.pinned[earlier] : p.deadline[earlier] - p.shortest(earlier);
        return (takeTime && beforeLater.get(earlier)) || latestStart < bounds.earliestEnd[later];
    }

    private long least(int failing, double factor, int undone) {
        long least = Long.MAX_VALUE;
        for (int m = p.firstMode[failing]; m < p.firstMode[failing + 1]; m++) {
            for (int k = p.firstMode[undone]; k < p.firstMode[undone + 1]; k++) {
                least = Math.min(least, undoing.other(m, factor, k));
            }
        }
        return least;
    }

    /** All that must have ended before a job starts. */
    private BitSet predecessors(int job) {
        BitSet seen = new BitSet(p.jobs);
        Deque<Integer> open = new ArrayDeque<>();
        open.add(job);
        for (Integer j = open.poll(); j != null; j = open.poll()) {
            for (int a = p.before.first()[j]; a < p.before.first()[j + 1]; a++) {
                int k = p.before.other()[a];
                boolean kept = p.before.lag()[a] >= 0 && p.pinned[j] < 0;
                if (kept && !seen.get(k)) {
                    seen.set(k);
                    open.add(k);
                }
            }
        }
        return seen;
    }
}
