package io.dataops.scheduling.project;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Turns an order of jobs into a schedule: each job in turn starts as early, or ends as late, as its predecessors, its
 * calendar and the resources allow.
 *
 * <p>Works on flat arrays and allocates nothing after construction; for the use of one thread. A schedule of n jobs takes
 * time linear in the arcs and in the slots that are looked at.
 *
 * <p>Sources: Kelley (1963), The critical-path method: resources planning and scheduling (serial generation); Valls,
 * Ballestin and Quintanilla (2005), Justification and RCPSP: a technique that pays (backward and forward pass).
 */
final class ScheduleGenerator {
    private final Project p;
    private final Profile profile;
    private final int words;
    private final long[] free;
    private final long[] demand;
    private final long guard;
    private final int[] firstBefore;
    private final int[] before;
    private final int[] lagBefore;
    private final int[] firstAfter;
    private final int[] after;
    private final int[] lagAfter;
    private final int[] ends;
    private final int[] buckets;
    private final int[] sorted;
    private final long[] keys;
    private int touched;

    ScheduleGenerator(Project p) {
        this.p = p;
        this.profile = new Profile(p);
        this.words = profile.words;
        this.free = profile.free;
        this.demand = p.packing.demand();
        this.guard = p.packing.guards()[0];
        this.firstBefore = p.before.first();
        this.before = p.before.other();
        this.lagBefore = p.before.lag();
        this.firstAfter = p.after.first();
        this.after = p.after.other();
        this.lagAfter = p.after.lag();
        this.ends = new int[p.jobs];
        this.buckets = new int[Math.min(p.span, 16 * p.jobs + 64) + 2];
        this.sorted = new int[p.jobs];
        this.keys = new long[p.jobs];
    }

    /** The job numbers in the order last computed by {@link #sortByStart} or {@link #sortByEnd}. */
    int[] sorted() {
        return sorted;
    }

    /**
     * Starts each job as early as possible.
     *
     * @param order all jobs, each after its predecessors
     * @param modes the mode of each job
     * @param starts receives the start of each job
     * @return the makespan
     */
    int forward(int[] order, int[] modes, int[] starts) {
        return forward(order, modes, starts, Integer.MAX_VALUE);
    }

    /**
     * Starts each job as early as possible; gives up as soon as what must still follow a job makes it longer than wanted.
     *
     * @param order all jobs, each after its predecessors
     * @param modes the mode of each job
     * @param starts receives the start of each job
     * @param most the longest makespan that is wanted
     * @return the makespan, or more than the longest that is wanted
     */
    int forward(int[] order, int[] modes, int[] starts, int most) {
        profile.clear(touched);
        int makespan = 0;
        for (int j : order) {
            int m = modes[j];
            int d = p.duration[m];
            int s = p.pinned[j];
            if (s < 0) {
                s = p.release[j];
                for (int a = firstBefore[j], last = firstBefore[j + 1]; a < last; a++) {
                    int ready = ends[before[a]] + lagBefore[a];
                    s = Math.max(s, ready);
                }
            }
            if (p.steady[j]) {
                placeSteady(j, s, modes, starts);
            } else {
                starts[j] = p.pinned[j] >= 0
                        ? s
                        : words == 1 ? p.openings[m].take(free, guard, demand[m], s, d) : placeWide(s, m);
                ends[j] = starts[j] + d;
            }
            makespan = Math.max(makespan, ends[j]);
            if (ends[j] > most - p.tail[j]) {
                touched = makespan;
                return Integer.MAX_VALUE;
            }
        }
        touched = makespan;
        return makespan;
    }

    private int placeWide(int from, int m) {
        int s = profile.earliest(from, m);
        profile.take(s, p.end(m, s), m);
        return s;
    }

    /** Places a job that pauses, or with the first of several that start together all of them. */
    private void placeSteady(int j, int from, int[] modes, int[] starts) {
        int[] members = p.group[j];
        if (members.length == 0) {
            starts[j] = p.pinned[j] >= 0 ? from : placeWide(from, modes[j]);
            ends[j] = p.end(modes[j], starts[j]);
            return;
        }
        if (members[0] != j) {
            return;
        }
        int s = p.pinned[j] >= 0 ? from : profile.firstCommon(from, members, modes, p.horizon);
        for (int k : members) {
            starts[k] = p.pinned[k] >= 0 ? p.pinned[k] : placeWide(s, modes[k]);
            ends[k] = p.end(modes[k], starts[k]);
        }
    }

    /**
     * Ends each job as late as possible before a limit. Never fails if the jobs come by decreasing end of a schedule that
     * keeps the limit: each can at least stay where it is.
     *
     * @param order all jobs, each before its predecessors
     * @param modes the mode of each job
     * @param starts the starts so far; receives the later ones
     * @param limit the latest end
     */
    void backward(int[] order, int[] modes, int[] starts, int limit) {
        profile.clear(touched);
        touched = limit;
        for (int j : order) {
            if (p.steady[j] && p.pinned[j] < 0) {
                profile.take(starts[j], p.end(modes[j], starts[j]), modes[j]);
            }
        }
        for (int j : order) {
            if (p.pinned[j] >= 0 || p.steady[j]) {
                continue;
            }
            int m = modes[j];
            int d = p.duration[m];
            int earliest = starts[j];
            int e = p.deadline[j] >= earliest + d ? Math.min(limit, p.deadline[j]) : limit;
            for (int a = firstAfter[j], last = firstAfter[j + 1]; a < last; a++) {
                e = Math.min(e, starts[after[a]] - lagAfter[a]);
            }
            starts[j] = words == 1 ? placeBack(e, m, d, earliest) : placeBackWide(e, m, d, earliest);
        }
    }

    private int placeBack(int until, int m, int d, int earliest) {
        Openings open = p.openings[m];
        boolean always = open.isAlways();
        int e = always ? until : open.lastEnd(until, d);
        long need = demand[m];
        if (need == 0) {
            return Math.max(e - d, earliest);
        }
        long g = guard;
        long[] f = free;
        int seen = e;
        while (e - d > earliest) {
            int t = e - d;
            int ceiling = Math.min(e, seen);
            while (t < ceiling && ((f[t] - need) & g) == g) {
                t++;
            }
            if (t >= ceiling) {
                break;
            }
            seen = e - d;
            e = always ? t : open.lastEnd(t, d);
        }
        int s = Math.max(e - d, earliest);
        for (int t = s, end = s + d; t < end; t++) {
            f[t] -= need;
        }
        return s;
    }

    private int placeBackWide(int until, int m, int d, int earliest) {
        Openings open = p.openings[m];
        int e = open.lastEnd(until, d);
        while (e - d > earliest) {
            int clash = profile.lastClash(e - d, e, m);
            if (clash < 0) {
                break;
            }
            e = open.lastEnd(e - 1, d);
        }
        int s = Math.max(e - d, earliest);
        profile.take(s, s + d, m);
        return s;
    }

    /** Sorts all jobs by start, those that start together in an order that keeps precedence. */
    int[] sortByStart(int[] starts) {
        int latest = 0;
        for (int j = 0; j < p.jobs; j++) {
            latest = Math.max(latest, starts[j]);
        }
        if (latest + 2 > buckets.length) {
            return sortKeys(starts, null);
        }
        Arrays.fill(buckets, 0, latest + 2, 0);
        for (int j = 0; j < p.jobs; j++) {
            buckets[starts[j] + 1]++;
        }
        sumUp(latest);
        for (int j : p.topological) {
            sorted[buckets[starts[j]]++] = j;
        }
        return sorted;
    }

    /** Sorts all jobs by decreasing end, those that end together in an order that reverses precedence. */
    int[] sortByEnd(int[] starts, int[] modes, int makespan) {
        if (makespan + 2 > buckets.length) {
            return sortKeys(starts, modes);
        }
        Arrays.fill(buckets, 0, makespan + 2, 0);
        for (int j = 0; j < p.jobs; j++) {
            buckets[makespan - p.end(modes[j], starts[j]) + 1]++;
        }
        sumUp(makespan);
        for (int i = p.jobs - 1; i >= 0; i--) {
            int j = p.topological[i];
            sorted[buckets[makespan - p.end(modes[j], starts[j])]++] = j;
        }
        return sorted;
    }

    private void sumUp(int last) {
        int sum = 0;
        for (int t = 0; t <= last; t++) {
            sum += buckets[t];
            buckets[t] = sum;
        }
    }

    private int[] sortKeys(int[] starts, int @Nullable [] modes) {
        int n = p.jobs;
        for (int i = 0; i < n; i++) {
            int j = p.topological[i];
            long key = modes == null ? starts[j] : p.end(modes[j], starts[j]);
            keys[i] = key << 32 | i;
        }
        Arrays.sort(keys);
        for (int i = 0; i < n; i++) {
            sorted[modes == null ? i : n - 1 - i] = p.topological[(int) keys[i]];
        }
        return sorted;
    }
}
