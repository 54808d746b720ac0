package io.dataops.scheduling.project;

import java.util.Arrays;

/**
 * Tries to prove that no schedule ends by a given slot: the earliest and latest times of all jobs are tightened by
 * precedence, compulsory parts, pairs of jobs that cannot overlap and probing, until they contradict each other or the work
 * that must lie in some interval exceeds its capacity.
 *
 * <p>Sources: Klein and Scholl (1999), Computing lower bounds by destructive improvement; Baptiste, Le Pape and Nuijten
 * (1999), Satisfiability tests and time-bound adjustments for cumulative scheduling problems (energetic reasoning).
 */
final class Refutation {
    /** Of more jobs, pairs are not looked at. */
    private static final int MOST_PAIRED = 2_000;

    private final Project p;
    private final int n;
    private final int[] length;
    /** {@code [jobs][resources]}: the least that any mode holds, of a length that any mode has. */
    private final int[][] demand;

    /** Jobs that never pause. */
    private final boolean[] rigid;

    private final int[][] foes;
    private final int[] earliest;
    private final int[] latestEnd;
    private final int[][] profile;
    private final int[] savedEarliest;
    private final int[] savedLatest;
    private int limit;
    private final IntervalWork.Effort effort;
    private final IntervalWork intervals;

    Refutation(Project p, long effort) {
        this.p = p;
        this.n = p.jobs;
        this.effort = new IntervalWork.Effort(effort);
        this.length = new int[n];
        this.demand = new int[n][p.capacity.length];
        for (int j = 0; j < n; j++) {
            length[j] = Integer.MAX_VALUE;
            Arrays.fill(demand[j], Integer.MAX_VALUE);
            for (int m = p.firstMode[j]; m < p.firstMode[j + 1]; m++) {
                length[j] = Math.min(length[j], p.duration[m]);
                for (int r = 0; r < p.capacity.length; r++) {
                    demand[j][r] = p.pinned[j] >= 0 ? 0 : Math.min(demand[j][r], p.demand[m][r]);
                }
            }
        }
        this.rigid = new boolean[n];
        for (int j = 0; j < n; j++) {
            rigid[j] = !p.mayPause(j);
        }
        this.foes = foes();
        this.earliest = new int[n];
        this.latestEnd = new int[n];
        this.savedEarliest = new int[n];
        this.savedLatest = new int[n];
        this.profile = new int[p.capacity.length][];
        this.intervals = new IntervalWork(p, length, demand, rigid, earliest, latestEnd, this.effort);
    }

    /** For each job, those that cannot run at the same time. */
    private int[][] foes() {
        int[][] all = new int[n][];
        if (n > MOST_PAIRED) {
            Arrays.fill(all, new int[0]);
            return all;
        }
        for (int i = 0; i < n; i++) {
            int count = 0;
            int[] found = new int[n];
            for (int j = 0; j < n; j++) {
                boolean clash = false;
                for (int r = 0; r < p.capacity.length && i != j && length[i] > 0 && length[j] > 0; r++) {
                    clash |= rigid[i] && rigid[j] && demand[i][r] + (long) demand[j][r] > p.capacity[r];
                }
                if (clash) {
                    found[count++] = j;
                }
            }
            all[i] = Arrays.copyOf(found, count);
        }
        return all;
    }

    /** The effort that is left. */
    long effort() {
        return effort.left;
    }

    /** True if it is proven that nothing ends by the slot; false if that is not known. */
    boolean refutes(int end) {
        limit = end;
        for (int r = 0; r < profile.length; r++) {
            profile[r] = new int[end + 2];
        }
        for (int j = 0; j < n; j++) {
            earliest[j] = p.pinned[j] >= 0 ? p.pinned[j] : p.release[j];
            latestEnd[j] = p.pinned[j] >= 0 ? p.pinned[j] + length[j] : Math.min(end, Math.max(p.deadline[j], 0));
            if (earliest[j] + length[j] > latestEnd[j]) {
                return true;
            }
        }
        return !propagate()
                || intervals.crowded(limit)
                || !probe()
                || intervals.crowded(limit)
                || intervals.overloaded(limit);
    }

    private boolean propagate() {
        boolean changed = true;
        while (changed && effort.left > 0) {
            effort.left -= 20L * n + 4L * p.before.other().length;
            int before = sum();
            if (!precedence() || !pairs() || !compulsory()) {
                return false;
            }
            changed = sum() != before;
        }
        return true;
    }

    private int sum() {
        int sum = 0;
        for (int j = 0; j < n; j++) {
            sum += earliest[j] - latestEnd[j];
        }
        return sum;
    }

    private boolean precedence() {
        for (int j : p.topological) {
            if (p.pinned[j] >= 0) {
                continue;
            }
            for (int a = p.before.first()[j]; a < p.before.first()[j + 1]; a++) {
                int k = p.before.other()[a];
                earliest[j] =
                        Math.max(earliest[j], earliest[k] + length[k] + p.before.lag()[a]);
            }
            earliest[j] = firstOpen(j, earliest[j]);
            if (earliest[j] + length[j] > latestEnd[j]) {
                return false;
            }
        }
        for (int i = n - 1; i >= 0; i--) {
            int j = p.topological[i];
            if (p.pinned[j] >= 0) {
                continue;
            }
            for (int a = p.after.first()[j]; a < p.after.first()[j + 1]; a++) {
                int k = p.after.other()[a];
                latestEnd[j] = Math.min(
                        latestEnd[j], latestEnd[k] - length[k] - p.after.lag()[a]);
            }
            if (earliest[j] + length[j] > latestEnd[j]) {
                return false;
            }
        }
        return true;
    }

    private int firstOpen(int j, int from) {
        int first = Integer.MAX_VALUE;
        for (int m = p.firstMode[j]; m < p.firstMode[j + 1]; m++) {
            first = Math.min(first, p.firstStart(m, from));
        }
        return first;
    }

    /** Of two jobs that cannot overlap, one must end before the other starts. */
    private boolean pairs() {
        for (int i = 0; i < n; i++) {
            effort.left -= 2 + 3L * foes[i].length;
            for (int j : foes[i]) {
                boolean first = earliest[i] + length[i] <= latestEnd[j] - length[j];
                boolean second = earliest[j] + length[j] <= latestEnd[i] - length[i];
                if (!first && !second) {
                    return false;
                }
                if (!first) {
                    earliest[i] = Math.max(earliest[i], earliest[j] + length[j]);
                    latestEnd[j] = Math.min(latestEnd[j], latestEnd[i] - length[i]);
                }
            }
            if (earliest[i] + length[i] > latestEnd[i]) {
                return false;
            }
        }
        return true;
    }

    /** What every job surely holds between its latest start and earliest end must fit, and keeps others out. */
    private boolean compulsory() {
        for (int r = 0; r < profile.length; r++) {
            Arrays.fill(profile[r], 0, limit + 1, 0);
            for (int j = 0; j < n; j++) {
                for (int t = latestEnd[j] - length[j];
                        rigid[j] && t < earliest[j] + length[j] && demand[j][r] > 0;
                        t++) {
                    profile[r][t] += demand[j][r];
                }
            }
            for (int t = 0; t < limit; t++) {
                if (profile[r][t] > p.capacityAt(r, t)) {
                    return false;
                }
            }
            effort.left -= 2L * limit + 30L * n;
            for (int j = 0; j < n; j++) {
                if (rigid[j] && demand[j][r] > 0 && length[j] > 0 && !push(j, r)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean push(int j, int r) {
        int from = latestEnd[j] - length[j];
        int until = earliest[j] + length[j];
        for (int t = earliest[j]; t < Math.min(from, earliest[j] + length[j]); t++) {
            if (profile[r][t] + demand[j][r] > p.capacityAt(r, t)) {
                earliest[j] = t + 1;
            }
        }
        for (int t = latestEnd[j] - 1; t >= Math.max(until, latestEnd[j] - length[j]); t--) {
            if (profile[r][t] + demand[j][r] > p.capacityAt(r, t)) {
                latestEnd[j] = t;
            }
        }
        return earliest[j] + length[j] <= latestEnd[j];
    }

    /** Assumes that a job lies in the first half of its time; if that is refuted, it must start after it; and back. */
    private boolean probe() {
        boolean changed = true;
        while (changed && effort.left > 0) {
            changed = false;
            for (int j = 0; j < n && effort.left > 0; j++) {
                int slack = latestEnd[j] - length[j] - earliest[j];
                for (int part = slack / 2; slack > 0 && effort.left > 0; part /= 2) {
                    int start = earliest[j] + part;
                    if (refuted(j, earliest[j], start + length[j])) {
                        earliest[j] = start + 1;
                        changed = true;
                        break;
                    }
                    int end = latestEnd[j] - part;
                    if (refuted(j, end - length[j], latestEnd[j])) {
                        latestEnd[j] = end - 1;
                        changed = true;
                        break;
                    }
                    if (part == 0) {
                        break;
                    }
                }
                if (changed && !propagate()) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean refuted(int j, int from, int until) {
        System.arraycopy(earliest, 0, savedEarliest, 0, n);
        System.arraycopy(latestEnd, 0, savedLatest, 0, n);
        earliest[j] = Math.max(from, earliest[j]);
        latestEnd[j] = Math.min(until, latestEnd[j]);
        boolean contradiction = !propagate();
        System.arraycopy(savedEarliest, 0, earliest, 0, n);
        System.arraycopy(savedLatest, 0, latestEnd, 0, n);
        return contradiction;
    }
}
