package io.dataops.scheduling.project;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Turns orders of jobs into the schedules of {@link ScheduleGenerator#forward}, each anew only from the first place that has changed
 * until all jobs placed since start as they did before.
 *
 * <p>An order is told apart from the last one and from the one that that was made from, whichever differs less: so the changes that a
 * local search tries and takes back cost no more than themselves. What was free before every few places of an order is kept, within a
 * bounded memory. For the use of one thread.
 */
final class Replay {
    /** Places between two profiles that are kept; more where they would take more than so many words. */
    private static final int APART = 8;

    private static final int MOST_KEPT = 1 << 20;

    private final Project p;
    private final boolean turned;
    private final Project.Network before;
    private final Valuation valuation;
    private final boolean sums;
    private final Profile profile;
    private final boolean simple;
    private final long[] free;
    private final long[] whole;
    private final long[] demand;
    private final long guard;
    private final int apart;
    private final List<long[]> kept = new ArrayList<>();
    /** So many of those that are kept, less one, are of the base. */
    private int valid = 1;

    private ReplayPlan trial;
    private ReplayPlan base;
    /** The trial has the jobs and modes of the base before this place. */
    private int from;
    /** The place at which the last replay could stop. */
    private int stopped;
    /** Slots from this one on are free of jobs. */
    private int touched;

    private long searched;

    /**
     * Starts with no order.
     *
     * @param turned whether time runs backwards, for projects that look the same that way but for precedence; such schedules are not
     *     valued
     */
    Replay(Project p, Valuation valuation, boolean turned) {
        this.p = p;
        this.turned = turned;
        this.before = turned ? p.after : p.before;
        this.valuation = valuation;
        this.sums = valuation.isSum();
        this.profile = new Profile(p);
        this.simple = profile.words == 1 && IntStream.range(0, p.jobs).allMatch(j -> !p.steady[j] && p.pinned[j] < 0);
        this.free = profile.free;
        this.whole = p.packing.base();
        this.demand = p.packing.demand();
        this.guard = p.packing.guards()[0];
        this.apart = (int) Math.max(APART, (long) p.jobs * whole.length / MOST_KEPT);
        this.base = new ReplayPlan(p.jobs, valuation.length());
        this.trial = new ReplayPlan(p.jobs, valuation.length());
    }

    /** The last order and its schedule. */
    ReplayPlan last() {
        return trial;
    }

    /** For how many jobs a place was looked for so far. */
    long searched() {
        return searched;
    }

    /**
     * Makes the schedule of an order.
     *
     * @param order all jobs, each after its predecessors, or before them if time runs backwards
     * @return whether the schedule is another than that of the last order and of the one that it was made from; otherwise the last plan
     *     has its values and its score
     */
    boolean decode(int[] order, int[] modes) {
        int first = trial.firstChange(order, modes);
        if (first == p.jobs) {
            return false;
        }
        int end = trial.endOfChange(first, order, modes);
        int baseFirst = base.firstChange(order, modes);
        int baseEnd = base.endOfChange(baseFirst, order, modes);
        if (end - first < baseEnd - baseFirst) {
            ReplayPlan newBase = trial;
            trial = base;
            base = newBase;
            valid = Math.min(valid, from / apart + 1);
        } else {
            first = baseFirst;
            end = baseEnd;
        }
        trial.copyFrom(base);
        from = first;
        for (int i = first; i < end; i++) {
            int j = order[i];
            trial.order[i] = j;
            trial.modes[j] = modes[j];
        }
        if (replay(first, end) == 0) {
            return false;
        }
        trial.makespan = 0;
        for (int e : trial.ends) {
            trial.makespan = Math.max(trial.makespan, e);
        }
        if (!turned) {
            value(first);
        }
        return true;
    }

    /** Places jobs from a place on; those from the end on are in the places that they have in the base. */
    private int replay(int first, int end) {
        load(first);
        if (simple) {
            return replaySimply(first, end);
        }
        int moved = 0;
        int at = first;
        while (at < end || (moved > 0 && at < p.jobs)) {
            moved += place(trial.order[at++]);
        }
        stopped = at;
        return moved;
    }

    /** The same in one loop, where one word holds all resources and no job pauses, is fixed or starts together with others. */
    private int replaySimply(int first, int end) {
        int[] order = trial.order;
        int[] modes = trial.modes;
        int[] starts = trial.starts;
        int[] ends = trial.ends;
        int[] firstBefore = before.first();
        int[] earlier = before.other();
        int[] lag = before.lag();
        int n = order.length;
        int moved = 0;
        int reach = touched;
        int at = first;
        while (at < end || (moved > 0 && at < n)) {
            int j = order[at++];
            int m = modes[j];
            int s = turned ? 0 : p.release[j];
            for (int a = firstBefore[j], last = firstBefore[j + 1]; a < last; a++) {
                s = Math.max(s, ends[earlier[a]] + lag[a]);
            }
            int d = p.duration[m];
            s = p.openings[m].take(free, guard, demand[m], s, d);
            moved += s == starts[j] && m == base.modes[j] ? 0 : 1;
            starts[j] = s;
            ends[j] = s + d;
            reach = Math.max(reach, s + d);
        }
        searched += at - first;
        touched = reach;
        stopped = at;
        return moved;
    }

    private void value(int first) {
        long[] values = trial.values;
        if (!sums || base.order[0] < 0) {
            valuation.value(trial.starts, trial.modes, trial.makespan, values);
            return;
        }
        for (int i = first; i < stopped; i++) {
            int j = trial.order[i];
            if (!trial.startsAs(base, j)) {
                valuation.add(-1, j, base.starts[j], base.modes[j], values);
                valuation.add(1, j, trial.starts[j], trial.modes[j], values);
            }
        }
        valuation.lengthen((long) trial.makespan - base.makespan, values);
    }

    /** Makes the profile that of the first jobs of the base. */
    private void load(int count) {
        int k = Math.min(count / apart, valid - 1);
        long[] saved = k > 0 ? kept.get(k - 1) : new long[0];
        System.arraycopy(saved, 0, free, 0, saved.length);
        int dirty = touched * profile.words - saved.length;
        if (dirty > 0) {
            System.arraycopy(whole, saved.length, free, saved.length, dirty);
        }
        touched = saved.length / profile.words;
        for (int at = k * apart; at < count; at++) {
            keep(at);
            take(base, base.order[at]);
        }
        keep(count);
    }

    /** Keeps the profile before a place, if it is one of those that are kept. */
    private void keep(int at) {
        int k = at / apart;
        if (at % apart != 0 || k < valid || k == 0) {
            return;
        }
        long[] saved = Arrays.copyOf(free, touched * profile.words);
        if (k > kept.size()) {
            kept.add(saved);
        } else {
            kept.set(k - 1, saved);
        }
        valid = k + 1;
    }

    /** Takes what a job, or those that it leads, holds in a schedule. */
    private void take(ReplayPlan of, int j) {
        int[] members = p.group[j];
        if (members.length == 0) {
            takeOne(of, j);
        } else if (members[0] == j) {
            for (int k : members) {
                takeOne(of, k);
            }
        }
    }

    private void takeOne(ReplayPlan of, int j) {
        if (simple) {
            long need = demand[of.modes[j]];
            for (int t = of.starts[j], end = of.ends[j]; t < end; t++) {
                free[t] -= need;
            }
            touched = Math.max(touched, of.ends[j]);
        } else if (p.pinned[j] < 0) {
            profile.take(of.starts[j], of.ends[j], of.modes[j]);
            touched = Math.max(touched, of.ends[j]);
        }
    }

    /** Places a job as early as possible, with it those that start when it does; how many are now where they were not. */
    private int place(int j) {
        int[] members = p.group[j];
        if (members.length > 0) {
            return members[0] == j ? placeAll(members) : 0;
        }
        int m = trial.modes[j];
        int s = p.pinned[j];
        if (s < 0) {
            searched++;
            s = profile.earliest(ready(j), m);
        }
        trial.starts[j] = s;
        trial.ends[j] = p.end(m, s);
        takeOne(trial, j);
        return trial.startsAs(base, j) ? 0 : 1;
    }

    private int placeAll(int[] members) {
        int leader = members[0];
        int s = p.pinned[leader];
        if (s < 0) {
            s = profile.firstCommon(ready(leader), members, trial.modes, p.horizon);
        }
        searched += members.length;
        int moved = 0;
        for (int k : members) {
            int m = trial.modes[k];
            trial.starts[k] = p.pinned[k] >= 0 ? p.pinned[k] : profile.earliest(s, m);
            trial.ends[k] = p.end(m, trial.starts[k]);
            takeOne(trial, k);
            moved += trial.startsAs(base, k) ? 0 : 1;
        }
        return moved;
    }

    private int ready(int j) {
        int s = turned ? 0 : p.release[j];
        int[] earlier = before.other();
        int[] lag = before.lag();
        for (int a = before.first()[j], last = before.first()[j + 1]; a < last; a++) {
            s = Math.max(s, trial.ends[earlier[a]] + lag[a]);
        }
        return s;
    }
}
