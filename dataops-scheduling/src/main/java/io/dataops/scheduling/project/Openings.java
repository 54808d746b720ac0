package io.dataops.scheduling.project;

import java.util.Arrays;
import java.util.BitSet;

/** When a job may run: runs of open slots. Slots from the horizon on count as open, so that a search never dead-ends. */
final class Openings {
    private final int horizon;
    /** For each slot, the end of the open run that it lies in; the slot itself if it is closed. */
    private final int[] runEnd;
    /** For each slot, the first slot of its open run; the slot after it if it is closed. */
    private final int[] runStart;
    /** For each slot, the first open slot at or after it. */
    private final int[] nextOpen;
    /** For each slot, the end of the last open run that ends at or before it; -1 if there is none. */
    private final int[] lastEnd;
    /** For each slot, how many open ones lie before it. */
    private final int[] openBefore;
    /** The open slots. */
    private final int[] openSlot;

    Openings(BitSet open, int horizon) {
        this.horizon = horizon;
        this.runEnd = new int[horizon];
        this.runStart = new int[horizon];
        this.nextOpen = new int[horizon + 1];
        this.lastEnd = new int[horizon + 1];
        nextOpen[horizon] = horizon;
        for (int t = horizon - 1; t >= 0; t--) {
            boolean isOpen = open.get(t);
            nextOpen[t] = isOpen ? t : nextOpen[t + 1];
            runEnd[t] = !isOpen ? t : t + 1 < horizon && open.get(t + 1) ? runEnd[t + 1] : t + 1;
        }
        this.openBefore = new int[horizon + 1];
        for (int t = 0; t < horizon; t++) {
            openBefore[t + 1] = openBefore[t] + (open.get(t) ? 1 : 0);
        }
        this.openSlot = open.get(0, horizon).stream().toArray();
        Arrays.fill(lastEnd, -1);
        for (int t = 0; t < horizon; t++) {
            boolean isOpen = open.get(t);
            runStart[t] = !isOpen ? t + 1 : t > 0 && open.get(t - 1) ? runStart[t - 1] : t;
            lastEnd[t + 1] = isOpen ? t + 1 : lastEnd[t];
        }
    }

    /** Whether every slot is open: there is no horizon at all. */
    boolean isAlways() {
        return horizon == 0;
    }

    /** The first start at or after {@code from} at which a job of this length fits one open run. */
    int firstStart(int from, int length) {
        int t = from;
        if (length == 0) {
            return t >= horizon || isEdgeOrOpen(t) ? t : nextOpen[t];
        }
        while (t < horizon) {
            t = nextOpen[t];
            if (t >= horizon) {
                return t;
            }
            int end = runEnd[t];
            if (end - t >= length) {
                return t;
            }
            t = end;
        }
        return t;
    }

    /** From an allowed start on, the last one before which all are allowed. */
    int lastStart(int start, int length) {
        return start >= horizon ? Integer.MAX_VALUE : length == 0 ? start : runEnd[start] - length;
    }

    /** The first open slot at or after one. */
    int firstOpen(int from) {
        return from >= horizon ? from : nextOpen[from];
    }

    /** When a job that starts so has run in so many open slots. */
    int endOf(int start, int length) {
        if (start >= horizon || length == 0) {
            return start + length;
        }
        int done = openBefore[start] + length;
        return done <= openSlot.length ? openSlot[done - 1] + 1 : horizon + done - openSlot.length;
    }

    /** The last end at or before {@code until} at which a job of this length fits one open run; negative if none. */
    int lastEnd(int until, int length) {
        int t = until;
        if (t > horizon) {
            return t - length >= horizon ? t : lastEnd(horizon, length);
        }
        if (length == 0) {
            return t == horizon || isEdgeOrOpen(t) ? t : lastEnd[t];
        }
        while (t > 0) {
            t = lastEnd[t];
            if (t <= 0) {
                return -1;
            }
            int begin = runStart[t - 1];
            if (t - begin >= length) {
                return t;
            }
            t = begin;
        }
        return -1;
    }

    private boolean isEdgeOrOpen(int t) {
        return runEnd[t] > t || (t > 0 && runEnd[t - 1] == t);
    }

    boolean isOpen(int t) {
        return t >= horizon || runEnd[t] > t;
    }

    /**
     * Takes what is needed of packed capacities from the earliest start on at which it is free all the while, and returns that start. Looks at
     * a stretch from its end, so that a busy slot skips all starts up to it; no slot is looked at twice.
     */
    int take(long[] free, long guard, long need, int from, int length) {
        boolean always = isAlways();
        int start = always ? from : firstStart(from, length);
        if (need == 0) {
            return start;
        }
        int seen = start;
        while (true) {
            int end = start + length;
            int t = end - 1;
            int floor = Math.max(start, seen);
            while (t >= floor && ((free[t] - need) & guard) == guard) {
                t--;
            }
            if (t < floor) {
                break;
            }
            seen = end;
            start = always ? t + 1 : firstStart(t + 1, length);
        }
        for (int t = start, end = start + length; t < end; t++) {
            free[t] -= need;
        }
        return start;
    }
}
