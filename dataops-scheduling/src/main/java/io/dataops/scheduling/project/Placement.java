package io.dataops.scheduling.project;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;

/** A schedule in the making, with what is free in every slot; jobs come and go. */
final class Placement {
    private final Project p;
    private final Profile profile;
    private final int[] starts;
    private final int[] modes;
    private final boolean[] placed;
    private final long[] used;
    /** Whether an earlier start of the same mode is never worse. */
    private final boolean regular;

    private final CheapestPlace best;
    private int touched;
    /** No earlier than the end of what is placed; that end itself unless a job that ended then has left. */
    private int last;

    private boolean lastLeft;

    /** Keeps starts and modes in the arrays of the caller. */
    Placement(Project p, int[] starts, int[] modes) {
        this.p = p;
        this.profile = new Profile(p);
        this.starts = starts;
        this.modes = modes;
        this.placed = new boolean[p.jobs];
        this.used = new long[p.stock.length];
        this.regular = !p.isTimed();
        this.best = new CheapestPlace(p, placed, starts, modes);
    }

    /** Takes everything out. */
    void clear() {
        profile.clear(touched);
        Arrays.fill(placed, false);
        Arrays.fill(used, 0);
        touched = 0;
        last = 0;
        lastLeft = false;
        best.cap(0);
    }

    /** Sets what decides which places are overlooked. */
    void blinkBy(SplittableRandom random) {
        best.blinkBy(random);
    }

    /** Takes note that no job is missing but those that now go in, and of when all that is placed ends, so that a place past it counts as a longer makespan. */
    void close() {
        best.choosePace();
        best.cap(makespan());
    }

    boolean isPlaced(int j) {
        return placed[j];
    }

    int end(int j) {
        return p.end(modes[j], starts[j]);
    }

    /** The end of what is placed. */
    int makespan() {
        if (lastLeft) {
            lastLeft = false;
            last = 0;
            for (int j = 0; j < p.jobs; j++) {
                last = placed[j] ? Math.max(last, end(j)) : last;
            }
        }
        return last;
    }

    void put(int j, int start, int mode) {
        starts[j] = start;
        modes[j] = mode;
        placed[j] = true;
        best.cap(Math.max(best.cap(), end(j)));
        touched = Math.max(touched, end(j));
        last = Math.max(last, end(j));
        for (int k = 0; k < used.length; k++) {
            used[k] += p.consumption[mode][k];
        }
        if (p.pinned[j] < 0) {
            profile.take(start, end(j), mode);
        }
    }

    void remove(int j) {
        if (!placed[j]) {
            return;
        }
        placed[j] = false;
        lastLeft |= end(j) >= last;
        for (int k = 0; k < used.length; k++) {
            used[k] -= p.consumption[modes[j]][k];
        }
        if (p.pinned[j] < 0) {
            profile.giveBack(starts[j], end(j), modes[j]);
        }
    }

    /**
     * Puts a job, and those that start with it, where it costs least; past the limit or its deadline only if nothing before
     * them fits. Does nothing if it is there already.
     *
     * @param onlyMode its mode; negative to choose among all
     * @param limit when it and what follows should have ended
     * @param latestEnd when each job must have ended
     * @return false if nothing fits
     */
    boolean cheapest(int j, int onlyMode, int limit, IntUnaryOperator latestEnd) {
        if (placed[j]) {
            return true;
        }
        if (p.group[j].length > 0) {
            return cheapestTogether(p.group[j], limit, latestEnd);
        }
        if (p.pinned[j] >= 0) {
            put(j, p.pinned[j], p.firstMode[j]);
            return true;
        }
        best.clear();
        int from = earliest(j);
        int until = latestEnd.applyAsInt(j);
        look(j, onlyMode, from, Math.min(until, Math.min(p.deadline[j], limit - p.tail[j])));
        if (best.isEmpty()) {
            first(j, onlyMode, from, until);
        }
        if (best.isEmpty()) {
            return false;
        }
        put(j, best.start(), best.mode());
        return true;
    }

    /** Puts jobs that start together past the horizon, each where it fits, for want of a place before. */
    void putPast(int j) {
        for (int k : p.group[j]) {
            put(k, profile.earliest(Math.max(p.horizon, earliest(k)), modes[k]), modes[k]);
        }
    }

    /** The earliest start that release and predecessors allow. */
    private int earliest(int j) {
        int from = p.release[j];
        for (int a = p.before.first()[j], last = p.before.first()[j + 1]; a < last; a++) {
            int k = p.before.other()[a];
            from = placed[k] ? Math.max(from, end(k) + p.before.lag()[a]) : from;
        }
        return from;
    }

    /** The earliest end that leaves what follows close behind where it is. */
    private int earliestEnd(int j) {
        int end = 0;
        for (Project.MaxLag lag : p.maxLagsOf[j]) {
            if (lag.earlier() == j && placed[lag.later()]) {
                end = Math.max(end, starts[lag.later()] - lag.lag());
            }
        }
        return end;
    }

    /** Tries the common starts of a set, each job in the mode that it had. */
    private boolean cheapestTogether(int[] members, int limit, IntUnaryOperator latestEnd) {
        int from = 0;
        int pin = -1;
        for (int k : members) {
            from = Math.max(from, earliest(k));
            pin = p.pinned[k] >= 0 ? p.pinned[k] : pin;
        }
        int best = -1;
        long least = Long.MAX_VALUE;
        int last = pin >= 0 ? pin : p.horizon;
        for (int s = pin >= 0 ? pin : from; s <= last; s++) {
            long sum = jointCost(members, s, limit, latestEnd, least);
            if (sum < least) {
                least = sum;
                best = s;
            }
        }
        if (best < 0 && pin < 0) {
            return false;
        }
        for (int k : members) {
            int s = p.pinned[k] >= 0 ? p.pinned[k] : best >= 0 ? best : profile.earliest(pin, modes[k]);
            put(k, s, modes[k]);
        }
        return true;
    }

    /** The first objective of all that start at a slot; the largest number if it is no better, or they do not fit. */
    private long jointCost(int[] members, int s, int limit, IntUnaryOperator latestEnd, long least) {
        long sum = 0;
        for (int k : members) {
            int m = modes[k];
            int end = p.end(m, s);
            int until = Math.min(latestEnd.applyAsInt(k), Math.min(p.deadline[k], limit - p.tail[k]));
            if (p.pinned[k] < 0 && (p.firstStart(m, s) > s || end > until || !startsSoon(k, s))) {
                return Long.MAX_VALUE;
            }
            sum += best.cost(0, k, s, m);
        }
        if (sum >= least) {
            return Long.MAX_VALUE;
        }
        int taken = 0;
        boolean fit = true;
        while (fit && taken < members.length) {
            int k = members[taken];
            fit = p.pinned[k] >= 0 || profile.lastClash(s, p.end(modes[k], s), modes[k]) < 0;
            if (fit && p.pinned[k] < 0) {
                profile.take(s, p.end(modes[k], s), modes[k]);
            }
            taken += fit ? 1 : 0;
        }
        for (int i = 0; i < taken; i++) {
            int k = members[i];
            if (p.pinned[k] < 0) {
                profile.giveBack(s, p.end(modes[k], s), modes[k]);
            }
        }
        return fit ? sum : Long.MAX_VALUE;
    }

    private boolean fitsStock(int m) {
        for (int k = 0; k < used.length; k++) {
            if (used[k] + p.consumption[m][k] > p.stock[k]) {
                return false;
            }
        }
        return true;
    }

    private void look(int j, int onlyMode, int from, int until) {
        int endNotBefore = earliestEnd(j);
        boolean first = regular && p.maxLagsOf[j].length == 0;
        best.begin(first);
        // a look at the profile costs less than the cost, but where equal places are drawn from, each is drawn before
        boolean costLast = !first && !best.isDrawn();
        for (int m = p.firstMode[j]; m < p.firstMode[j + 1]; m++) {
            if (onlyMode >= 0 ? m != onlyMode : !fitsStock(m)) {
                continue;
            }
            int s = p.firstStart(m, Math.max(from, p.split[m] ? from : endNotBefore - p.duration[m]));
            s = first ? s : best.skipDear(j, m, s, until);
            for (int end = p.end(m, s); end <= until && startsSoon(j, s); end = p.end(m, s)) {
                int clash = costLast ? profile.lastClash(s, end, m) : -1;
                boolean worse = clash < 0 && (end < endNotBefore || best.isWorse(j, m, s));
                clash = worse || costLast ? clash : profile.lastClash(s, end, m);
                if (!worse && clash < 0) {
                    best.offer(j, m, s);
                }
                if (first && clash < 0) {
                    break;
                }
                s = p.firstStart(m, (clash < 0 || p.split[m] ? s : clash) + 1);
                s = first ? s : best.skipDear(j, m, s, until);
            }
        }
    }

    private boolean startsSoon(int j, int s) {
        for (Project.MaxLag lag : p.maxLagsOf[j]) {
            if (lag.later() == j && placed[lag.earlier()] && s > end(lag.earlier()) + lag.lag()) {
                return false;
            }
        }
        return true;
    }

    /** The first end of any mode, whatever its deadline. */
    private void first(int j, int onlyMode, int from, int latestEnd) {
        int first = Integer.MAX_VALUE;
        for (int m = p.firstMode[j]; m < p.firstMode[j + 1]; m++) {
            if (onlyMode >= 0 ? m != onlyMode : !fitsStock(m) && m > p.firstMode[j]) {
                continue;
            }
            int s = profile.earliest(from, m);
            int end = p.end(m, s);
            if (end <= latestEnd && end < first) {
                first = end;
                best.take(m, s);
            }
        }
    }
}
