package io.dataops.scheduling.project;

import java.util.Arrays;
import java.util.SplittableRandom;

/** A schedule in the making, with what is free in every slot; jobs come and go. */
final class Placement {
    private final Project p;
    private final Valuation valuation;
    private final int words;
    private final long[] base;
    private final long[] free;
    private final long[] demand;
    private final long[] guards;
    private final int[] starts;
    private final int[] modes;
    private final boolean[] placed;
    private final long[] used;
    private final long[] least;
    /** Whether an earlier start of the same mode is never worse. */
    private final boolean regular;

    private final int levels;
    /** One in so many better places is overlooked, so that the same jobs come back in different ways. */
    private static final int BLINK = 20;

    private static final int BLINK_OFTEN = 2;

    /** One in so many times any of equally cheap places is taken, not the first. */
    private static final int ANYWHERE = 8;

    private SplittableRandom blinks = new SplittableRandom(0);
    /** Of equally cheap places, any is taken instead of the first: for jobs that follow close behind. */
    private boolean anywhere;

    private int ties;

    private int blink = BLINK;
    private int touched;
    private int cap;
    private int bestMode;
    private int bestStart;

    /** Keeps starts and modes in the arrays of the caller. */
    Placement(Project p, int[] starts, int[] modes) {
        this.p = p;
        this.valuation = new Valuation(p);
        this.words = p.packing.words();
        this.base = p.packing.base();
        this.free = base.clone();
        this.demand = p.packing.demand();
        this.guards = p.packing.guards();
        this.starts = starts;
        this.modes = modes;
        this.placed = new boolean[p.jobs];
        this.used = new long[p.stock.length];
        this.levels = p.objectives.size();
        this.least = new long[levels];
        this.regular = !p.isTimed();
    }

    /** Takes everything out. */
    void clear() {
        System.arraycopy(base, 0, free, 0, touched * words);
        Arrays.fill(placed, false);
        Arrays.fill(used, 0);
        touched = 0;
        cap = 0;
    }

    /** Sets what decides which places are overlooked. */
    void blinkBy(SplittableRandom random) {
        blinks = random;
    }

    /** Takes note that no job is missing but those that now go in, and of when all that is placed ends, so that a place past it counts as a longer makespan. */
    void close() {
        blink = blinks.nextInt(8) == 0 ? BLINK_OFTEN : BLINK;
        cap = makespan();
    }

    boolean isPlaced(int j) {
        return placed[j];
    }

    int end(int j) {
        return starts[j] + p.duration[modes[j]];
    }

    /** The end of what is placed. */
    int makespan() {
        int last = 0;
        for (int j = 0; j < p.jobs; j++) {
            last = placed[j] ? Math.max(last, end(j)) : last;
        }
        return last;
    }

    void put(int j, int start, int mode) {
        starts[j] = start;
        modes[j] = mode;
        placed[j] = true;
        cap = Math.max(cap, end(j));
        touched = Math.max(touched, end(j));
        for (int k = 0; k < used.length; k++) {
            used[k] += p.consumption[mode][k];
        }
        if (p.pinned[j] < 0) {
            change(start, end(j), mode, -1);
        }
    }

    void remove(int j) {
        if (!placed[j]) {
            return;
        }
        placed[j] = false;
        for (int k = 0; k < used.length; k++) {
            used[k] -= p.consumption[modes[j]][k];
        }
        if (p.pinned[j] < 0) {
            change(starts[j], end(j), modes[j], 1);
        }
    }

    private void change(int from, int to, int m, int sign) {
        for (int w = 0; w < words; w++) {
            long units = sign * demand[m * words + w];
            for (int t = from; units != 0 && t < to; t++) {
                free[t * words + w] += units;
            }
        }
    }

    /**
     * Puts a job where it costs least; past the limit or its deadline only if nothing before them fits.
     *
     * @param onlyMode its mode; negative to choose among all
     * @param limit when it and what follows should have ended
     * @param latestEnd when it must have ended
     * @return false if nothing fits
     */
    boolean cheapest(int j, int onlyMode, int limit, int latestEnd) {
        if (p.pinned[j] >= 0) {
            put(j, p.pinned[j], p.firstMode[j]);
            return true;
        }
        int from = p.release[j];
        for (int a = p.before.first()[j], last = p.before.first()[j + 1]; a < last; a++) {
            int k = p.before.other()[a];
            from = placed[k] ? Math.max(from, end(k) + p.before.lag()[a]) : from;
        }
        int soon = latestEnd;
        int notBefore = 0;
        for (Project.MaxLag lag : p.maxLagsOf[j]) {
            if (lag.later() == j && placed[lag.earlier()]) {
                soon = Math.min(soon, end(lag.earlier()) + lag.lag() + p.longest(j));
            } else if (lag.earlier() == j && placed[lag.later()]) {
                notBefore = Math.max(notBefore, starts[lag.later()] - lag.lag());
            }
        }
        bestStart = -1;
        int wanted = Math.min(soon, Math.min(p.deadline[j], limit - p.tail[j]));
        look(j, onlyMode, from, notBefore, wanted);
        if (bestStart < 0) {
            earliest(j, onlyMode, from, latestEnd);
        }
        if (bestStart < 0) {
            return false;
        }
        put(j, bestStart, bestMode);
        return true;
    }

    private boolean fitsStock(int m) {
        for (int k = 0; k < used.length; k++) {
            if (used[k] + p.consumption[m][k] > p.stock[k]) {
                return false;
            }
        }
        return true;
    }

    private void look(int j, int onlyMode, int from, int endNotBefore, int until) {
        boolean first = regular && p.maxLagsOf[j].length == 0;
        anywhere = !first && blinks.nextInt(ANYWHERE) == 0;
        ties = 1;
        for (int m = p.firstMode[j]; m < p.firstMode[j + 1]; m++) {
            if (onlyMode >= 0 ? m != onlyMode : !fitsStock(m)) {
                continue;
            }
            int d = p.duration[m];
            Openings open = p.openings[m];
            int s = open.firstStart(Math.max(from, endNotBefore - d), d);
            while (s + d <= until && startsSoon(j, s)) {
                if (bestStart >= 0 && !isCheaper(j, m, s)) {
                    if (first) {
                        break;
                    }
                    s = open.firstStart(s + 1, d);
                    continue;
                }
                int clash = lastClash(s, s + d, m);
                if (clash < 0) {
                    if (bestStart < 0 || blinks.nextInt(blink) > 0) {
                        record(j, m, s);
                    }
                    if (first) {
                        break;
                    }
                    s = open.firstStart(s + 1, d);
                } else {
                    s = open.firstStart(clash + 1, d);
                }
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

    private void earliest(int j, int onlyMode, int from, int latestEnd) {
        int first = Integer.MAX_VALUE;
        for (int m = p.firstMode[j]; m < p.firstMode[j + 1]; m++) {
            if (onlyMode >= 0 ? m != onlyMode : !fitsStock(m) && m > p.firstMode[j]) {
                continue;
            }
            int d = p.duration[m];
            int s = p.openings[m].firstStart(from, d);
            for (int clash = lastClash(s, s + d, m); clash >= 0 && s + d <= latestEnd; ) {
                s = p.openings[m].firstStart(clash + 1, d);
                clash = s + d <= latestEnd ? lastClash(s, s + d, m) : -1;
            }
            if (s + d <= latestEnd && s + d < first) {
                first = s + d;
                bestMode = m;
                bestStart = s;
            }
        }
    }

    private int lastClash(int from, int to, int m) {
        for (int t = to - 1; t >= from; t--) {
            for (int w = 0; w < words; w++) {
                if (((free[t * words + w] - demand[m * words + w]) & guards[w]) != guards[w]) {
                    return t;
                }
            }
        }
        return -1;
    }

    private boolean isCheaper(int j, int m, int s) {
        for (int i = 0; i < levels; i++) {
            long c = valuation.cost(p.objectives.get(i), j, s, m, cap);
            if (c != least[i]) {
                return c < least[i];
            }
        }
        int end = s + p.duration[m];
        int bestEnd = bestStart + p.duration[bestMode];
        return anywhere ? blinks.nextInt(++ties) == 0 : end < bestEnd;
    }

    private void record(int j, int m, int s) {
        for (int i = 0; i < levels; i++) {
            least[i] = valuation.cost(p.objectives.get(i), j, s, m, cap);
        }
        bestMode = m;
        bestStart = s;
    }
}
