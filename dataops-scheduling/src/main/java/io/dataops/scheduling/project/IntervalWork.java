package io.dataops.scheduling.project;

import java.util.Arrays;

/**
 * Looks for an interval of time that must hold more work than it can, by the earliest and latest times of all jobs (energetic
 * reasoning).
 */
final class IntervalWork {
    private final Project p;
    private final int n;
    private final int[] length;
    private final int[][] demand;
    private final boolean[] rigid;
    private final int[] earliest;
    private final int[] latestEnd;
    private final Effort effort;

    /** What may still be spent, in looks at one or two numbers. */
    static final class Effort {
        long left;

        Effort(long left) {
            this.left = left;
        }
    }

    /** Reads times from the arrays of the caller, and spends its effort. */
    IntervalWork(
            Project p, int[] length, int[][] demand, boolean[] rigid, int[] earliest, int[] latestEnd, Effort effort) {
        this.p = p;
        this.n = p.jobs;
        this.length = length;
        this.demand = demand;
        this.rigid = rigid;
        this.earliest = earliest;
        this.latestEnd = latestEnd;
        this.effort = effort;
    }

    /** Some interval that must hold whole jobs with more work than it can; looked at before the costlier kinds. */
    boolean crowded(int limit) {
        long[] room = new long[limit + 1];
        long[] byEnd = new long[n];
        for (int j = 0; j < n; j++) {
            byEnd[j] = (long) latestEnd[j] << 32 | j;
        }
        Arrays.sort(byEnd);
        for (int r = 0; r < p.capacity.length; r++) {
            for (int t = 0; t < limit; t++) {
                room[t + 1] = room[t] + p.capacityAt(r, t);
            }
            for (int a = 0; a < n; a++) {
                int from = earliest[a];
                long work = 0;
                for (long key : byEnd) {
                    int j = (int) key;
                    if (earliest[j] >= from && demand[j][r] > 0) {
                        work += (long) length[j] * demand[j][r];
                        if (work > room[latestEnd[j]] - room[from]) {
                            return true;
                        }
                    }
                }
            }
        }
        return false;
    }

    /** Some interval that must hold more work than it can. */
    boolean overloaded(int limit) {
        for (int r = 0; r < p.capacity.length; r++) {
            long[] room = new long[limit + 1];
            for (int t = 0; t < limit; t++) {
                room[t + 1] = room[t] + p.capacityAt(r, t);
            }
            for (int a = 0; a < 2 * n; a++) {
                if (effort.left <= 0) {
                    return false;
                }
                int from = a < n ? earliest[a] : latestEnd[a - n] - length[a - n];
                for (int b = 0; b < 2 * n; b++) {
                    int to = b < n ? latestEnd[b] : earliest[b - n] + length[b - n];
                    if (to > from && effort.left > 0 && work(r, from, to) > room[to] - room[from]) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private long work(int r, int from, int to) {
        effort.left -= 2L * n;
        long work = 0;
        for (int j = 0; j < n; j++) {
            int inside = Math.min(
                    Math.min(length[j], to - from),
                    Math.min(earliest[j] + length[j] - from, to - latestEnd[j] + length[j]));
            if (inside > 0 && rigid[j]) {
                work += (long) inside * demand[j][r];
            }
        }
        return work;
    }
}
