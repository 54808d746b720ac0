package io.dataops.scheduling.deployment;

import io.dataops.api.Strategy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Plays a plan in one world after the other, from event to event, in the buffers of the first; for the use of one thread. Takes
 * time in the order of n log n for n jobs, as long as few of them wait for resources at a time.
 */
final class PlanPlay {
    private final PlayNetwork net;
    private final int n;
    private final int[][] before;
    private final long[][] lag;
    private final int[][] unit;
    private final PlayedCapacity[] capacity;
    private final boolean[] pinned;
    private final long[] planned;
    private final PlayedJob[] now;
    private final int[] rank;
    private final int[] missing;
    private final long[] ready;
    private final long[] start;
    private final long[] end;
    private final int[] cause;
    /** Units that are held of each resource; not kept where they are packed. */
    private final long[] used;
    /** Whether {@link #free} and {@link #need} tell what fits: one subtraction for all resources. */
    private final boolean packed;

    private final long guards;
    private final long[] need;
    private long free;
    private final boolean[] started;
    private final PlayEvents events = new PlayEvents();
    private final boolean traced;
    /** The jobs that wait for resources or for others that they must not overlap, by rank. */
    private final int[] waiting;

    private int waits;
    private final List<Integer> endedNow = new ArrayList<>();
    private double[] factors = {};

    /**
     * Prepares to play plans of jobs.
     *
     * @param compiled the problem
     * @param jobs the jobs of the plan
     * @param strategies for each job, those that it may have
     * @param traced whether it is noted what each job waited for
     */
    PlanPlay(Compiled compiled, List<DeploymentJob> jobs, List<List<Strategy>> strategies, boolean traced) {
        this.traced = traced;
        this.net = new PlayNetwork(compiled, jobs, strategies);
        this.n = net.n;
        this.before = net.before;
        this.lag = net.lag;
        this.unit = net.unit;
        this.capacity = net.capacity;
        this.pinned = net.pinned;
        this.packed = net.isPacked && !traced;
        this.guards = net.guards;
        this.need = new long[n];
        this.planned = new long[n];
        this.now = new PlayedJob[n];
        this.rank = new int[n];
        this.missing = new int[n];
        this.ready = new long[n];
        this.start = new long[n];
        this.end = new long[n];
        this.cause = new int[n];
        this.started = new boolean[n];
        this.used = new long[capacity.length];
        this.waiting = new int[n];
    }

    /** Takes a plan, to be played next. */
    void plan(long[] starts, int[] modes) {
        for (int i = 0; i < n; i++) {
            planned[i] = starts[i];
            now[i] = net.ways[i][modes[i]];
            need[i] = net.need[i][modes[i]];
        }
        Integer[] order = net.byName.clone();
        Arrays.sort(order, Comparator.comparingLong(i -> planned[i]));
        for (int k = 0; k < n; k++) {
            rank[order[k]] = k;
        }
    }

    /**
     * Plays the plan.
     *
     * @param ofJobs for each job, the factor on its length
     * @return when the last job has ended; 0 if there is none
     */
    long play(double[] ofJobs) {
        factors = ofJobs;
        events.clear();
        waits = 0;
        Arrays.fill(used, 0);
        free = net.all;
        Arrays.fill(started, false);
        for (int i = 0; i < n; i++) {
            prepare(i);
        }
        int left = n;
        long last = 0;
        long time = Long.MIN_VALUE;
        while (left > 0) {
            time = next(time);
            endedNow.clear();
            boolean more = true;
            while (more) {
                happen(time);
                int begun = begin(time);
                left -= begun;
                more = begun > 0 && !events.isEmpty() && events.time() == time;
            }
            if (left > 0 && events.isEmpty() && capacityChange(time) == Long.MAX_VALUE) {
                int first = waiting[0];
                System.arraycopy(waiting, 1, waiting, 0, --waits);
                left -= start(first, time);
            }
        }
        for (long e : end) {
            last = Math.max(last, e);
        }
        return last;
    }

    /** When jobs ended on average in the world played last. */
    long meanEnd() {
        long sum = 0;
        for (long e : end) {
            sum += e;
        }
        return sum / Math.max(1, n);
    }

    private void prepare(int i) {
        cause[i] = -1;
        if (unit[i].length == 0) {
            return;
        }
        missing[i] = 0;
        ready[i] = planned[i];
        for (int k : unit[i]) {
            ready[i] = Math.max(ready[i], planned[k]);
        }
        for (int k = 0; k < before[i].length; k++) {
            missing[i] += counts(i, k) ? 1 : 0;
        }
        if (missing[i] == 0) {
            events.add(ready[i], PlayEvents.READY, i);
        }
    }

    /** A pinned job does not wait for what it does not wait for in the plan. */
    private boolean counts(int i, int k) {
        int b = before[i][k];
        return !pinned[i] || now[b].end(planned[b], 1) + lag[i][k] <= planned[i];
    }

    private long next(long time) {
        long next = events.isEmpty() ? Long.MAX_VALUE : events.time();
        return waits == 0 ? next : Math.min(next, capacityChange(time));
    }

    private long capacityChange(long time) {
        long next = Long.MAX_VALUE;
        for (PlayedCapacity c : capacity) {
            next = Math.min(next, c.nextChange(time));
        }
        return next;
    }

    private void happen(long time) {
        while (!events.isEmpty() && events.time() == time) {
            int i = events.job();
            int kind = events.kind();
            events.remove();
            switch (kind) {
                case PlayEvents.END -> finish(i, time);
                case PlayEvents.PAUSE -> {
                    hold(i, -1);
                    turn(i, time, PlayEvents.RESUME);
                }
                case PlayEvents.RESUME -> {
                    hold(i, 1);
                    turn(i, time, PlayEvents.PAUSE);
                }
                default -> queue(i);
            }
        }
    }

    private void finish(int i, long time) {
        if (time > start[i]) {
            hold(i, -1);
        }
        if (traced) {
            endedNow.add(i);
        }
        int[] after = net.after[i];
        for (int x = 0; x < after.length; x++) {
            int a = after[x];
            int k = net.place[i][x];
            if (counts(a, k)) {
                ready[a] = Math.max(ready[a], time + lag[a][k]);
                missing[a]--;
                if (missing[a] == 0) {
                    events.add(ready[a], PlayEvents.READY, a);
                }
            }
        }
    }

    /** Starts what can start, what was planned first at first, until one ends at once; how many jobs did. */
    private int begin(long time) {
        int begun = 0;
        int kept = 0;
        int w = 0;
        for (boolean again = false; w < waits && !again; w++) {
            int i = waiting[w];
            if (!fits(i, time)) {
                waiting[kept++] = i;
                continue;
            }
            long may = mayStart(i, time);
            if (may > time) {
                events.add(may, PlayEvents.READY, i);
            } else {
                begun += start(i, time);
                again = events.time() == time;
            }
        }
        System.arraycopy(waiting, w, waiting, kept, waits - w);
        waits += kept - w;
        return begun;
    }

    private void queue(int i) {
        int at = waits++;
        while (at > 0 && rank[waiting[at - 1]] > rank[i]) {
            waiting[at] = waiting[at - 1];
            at--;
        }
        waiting[at] = i;
    }

    private long mayStart(int i, long time) {
        long may = time;
        for (int k : unit[i]) {
            may = Math.max(may, now[k].mayStart(may, planned[k]));
        }
        return may;
    }

    private boolean fits(int i, long time) {
        if (pinned[i]) {
            return true;
        }
        if (unit[i].length == 1) {
            return fitsAlone(i, time);
        }
        boolean fits = true;
        int held = 0;
        for (int k : unit[i]) {
            fits &= fitsAlone(k, time);
            if (!fits) {
                break;
            }
            hold(k, 1);
            held++;
        }
        for (int h = 0; h < held; h++) {
            hold(unit[i][h], -1);
        }
        return fits;
    }

    private boolean fitsAlone(int k, long time) {
        PlayedJob job = now[k];
        for (int foe : net.foes[k]) {
            boolean inside = job.length > 0 ? start[foe] <= time : start[foe] < time;
            if (started[foe] && inside && end[foe] > time) {
                return false;
            }
        }
        if (packed) {
            return ((free - need[k]) & guards) == guards;
        }
        for (int r = 0; r < job.resources.length && job.length > 0; r++) {
            PlayedCapacity units = capacity[job.resources[r]];
            long until = job.pauses || time == planned[k] ? time + 1 : time + job.length;
            if (used[job.resources[r]] + job.units[r] > units.at(time) || !units.isThere(job.units[r], time, until)) {
                return false;
            }
        }
        return true;
    }

    private int start(int i, long time) {
        int why = traced ? cause(i, time) : -1;
        for (int k : unit[i]) {
            started[k] = true;
            cause[k] = why;
            start[k] = time;
            end[k] = now[k].end(time, factors[k]);
            events.add(end[k], PlayEvents.END, k);
            if (end[k] > time) {
                hold(k, 1);
                turn(k, time, PlayEvents.PAUSE);
            }
        }
        return unit[i].length;
    }

    /** Notes the next pause, or its end, of a job that gives back what it holds meanwhile. */
    private void turn(int k, long time, int kind) {
        if (now[k].releases) {
            long turn = now[k].nextTurn(time, kind == PlayEvents.PAUSE);
            if (turn < end[k]) {
                events.add(turn, kind, k);
            }
        }
    }

    private void hold(int k, int sign) {
        if (packed) {
            free -= sign * need[k];
            return;
        }
        PlayedJob job = now[k];
        for (int r = 0; r < job.resources.length && job.length > 0; r++) {
            used[job.resources[r]] += (long) sign * job.units[r];
        }
    }

    /** The job without whose end it would not have started now; -1 if there is none. */
    private int cause(int i, long time) {
        for (int k = 0; k < before[i].length; k++) {
            int b = before[i][k];
            if (started[b] && counts(i, k) && end[b] + lag[i][k] == time) {
                return b;
            }
        }
        for (int b : endedNow) {
            if (end[b] > start[b] && stoodInTheWay(b, i, time)) {
                return b;
            }
        }
        return -1;
    }

    private boolean stoodInTheWay(int b, int i, long time) {
        hold(b, 1);
        boolean full = false;
        for (int k : unit[i]) {
            for (int foe : net.foes[k]) {
                full |= foe == b;
            }
            for (int r = 0; r < now[k].resources.length && now[k].length > 0 && !pinned[k]; r++) {
                int resource = now[k].resources[r];
                boolean shares = Arrays.stream(now[b].resources).anyMatch(other -> other == resource);
                full |= shares && used[resource] + now[k].units[r] > capacity[resource].at(time);
            }
        }
        hold(b, -1);
        return full;
    }

    /** Whether no job overran a window in the world played last. */
    boolean staysInWindows() {
        for (int i = 0; i < n; i++) {
            if (!now[i].isInside(start[i], end[i])) {
                return false;
            }
        }
        return true;
    }

    /** Counts those without which the end would have come earlier in the world played last. */
    void markCritical(int[] critical) {
        int last = 0;
        for (int i = 1; i < n; i++) {
            last = end[i] > end[last] ? i : last;
        }
        boolean[] seen = new boolean[n];
        for (int i = last; i >= 0 && i < n && !seen[i]; i = cause[i]) {
            seen[i] = true;
            critical[i]++;
        }
    }
}
