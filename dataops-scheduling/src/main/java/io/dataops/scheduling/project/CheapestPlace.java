package io.dataops.scheduling.project;

import java.util.SplittableRandom;

/**
 * The best of the places that were looked at for a job, by what each costs of the objectives, the most important first. For the use of
 * one thread.
 */
final class CheapestPlace {
    /** One in so many better places is overlooked, so that the same jobs come back in different ways. */
    private static final int BLINK = 20;

    private static final int BLINK_OFTEN = 2;
    /** One in so many times any of equally cheap places is taken, not the first. */
    private static final int ANYWHERE = 8;

    private final Project p;
    private final Valuation valuation;
    private final boolean[] placed;
    private final int[] starts;
    private final int[] modes;
    private final int levels;
    private final long[] least;
    private final long[] undoWeight;
    /** What each mode costs of the first objective at any time, and what an impact of one counts in it. */
    private final long[] always;

    private final long impactFactor;

    private SplittableRandom blinks = new SplittableRandom(0);
    /** Of equally cheap places, any is taken instead of the first: for jobs that follow close behind. */
    private boolean anywhere;

    private int ties;
    private int blink = BLINK;
    private int cap;
    private int mode;
    private int start;

    /** Reads what is placed from the arrays of the caller. */
    CheapestPlace(Project p, boolean[] placed, int[] starts, int[] modes) {
        this.p = p;
        this.valuation = new Valuation(p);
        this.placed = placed;
        this.starts = starts;
        this.modes = modes;
        this.levels = p.objectives.size();
        this.least = new long[levels];
        this.undoWeight = p.objectives.stream().mapToLong(o -> undoWeight(p, o)).toArray();
        Objective first = p.objectives.get(0);
        this.impactFactor = factor(first, Objective.IMPACT);
        this.always = new long[p.duration.length];
        for (int m = 0; m < always.length; m++) {
            always[m] = factor(first, Objective.MODE_RISK) * p.modeRisk[m]
                    + (p.undoing.varies() ? 0 : factor(first, Objective.MODE_COST) * p.modeCost[m]);
        }
    }

    private long factor(Objective first, Objective part) {
        return first == part ? 1 : first == Objective.WEIGHTED_SUM ? p.weights.getOrDefault(part, 0L) : 0;
    }

    /** What undoing others counts for in an objective. */
    private static long undoWeight(Project p, Objective what) {
        if (!p.undoing.hasSets()) {
            return 0;
        }
        return what == Objective.MODE_COST
                ? 1
                : what == Objective.WEIGHTED_SUM ? p.weights.getOrDefault(Objective.MODE_COST, 0L) : 0;
    }

    /** Sets what decides which places are overlooked. */
    void blinkBy(SplittableRandom random) {
        blinks = random;
    }

    /** Chooses for some jobs how often a better place is overlooked. */
    void choosePace() {
        blink = blinks.nextInt(8) == 0 ? BLINK_OFTEN : BLINK;
    }

    /** Sets when all that is placed ends: a place past it counts as a longer makespan. */
    void cap(int makespan) {
        cap = makespan;
    }

    int cap() {
        return cap;
    }

    /** Forgets the places of another job. */
    void clear() {
        start = -1;
    }

    /**
     * Begins to look at places of a job.
     *
     * @param firstIsBest whether the first place of each mode is its best
     */
    void begin(boolean firstIsBest) {
        anywhere = !firstIsBest && blinks.nextInt(ANYWHERE) == 0;
        ties = 1;
    }

    /** Whether one of equally cheap places is drawn at random. */
    boolean isDrawn() {
        return anywhere;
    }

    boolean isEmpty() {
        return start < 0;
    }

    int mode() {
        return mode;
    }

    int start() {
        return start;
    }

    /** Whether a place is worse than the best so far. */
    boolean isWorse(int j, int m, int s) {
        return start >= 0 && !isCheaper(j, m, s);
    }

    private boolean isCheaper(int j, int m, int s) {
        for (int i = 0; i < levels; i++) {
            long c = cost(i, j, s, m);
            if (c != least[i]) {
                return c < least[i];
            }
        }
        int end = p.end(m, s);
        int bestEnd = p.end(mode, start);
        return anywhere ? blinks.nextInt(++ties) == 0 : end < bestEnd;
    }

    /** Takes a place that is not worse and free, unless it is overlooked. */
    void offer(int j, int m, int s) {
        if (start >= 0 && blinks.nextInt(blink) == 0) {
            return;
        }
        for (int i = 0; i < levels; i++) {
            least[i] = cost(i, j, s, m);
        }
        take(m, s);
    }

    /** Takes a place whatever it costs. */
    void take(int m, int s) {
        mode = m;
        start = s;
    }

    /** What a place costs of an objective, by what is placed so far. */
    long cost(int level, int j, int s, int m) {
        long own = valuation.cost(p.objectives.get(level), j, s, m, cap);
        long weight = undoWeight[level];
        return weight == 0 ? own : own + weight * p.undoing.marginal(p, j, s, m, placed, starts, modes);
    }

    /**
     * Passes over starts that mode and impact alone make dearer than the best place so far, a stretch of open slots at a time.
     *
     * @param from a start that the calendar of the mode allows
     * @param until when the job must have ended
     * @return the first start from there on that may be no dearer, or one from which it ends too late
     */
    int skipDear(int j, int m, int from, int until) {
        long weight = impactFactor * p.impactWeight[j];
        long[] impact = p.impactUpTo(m);
        if (start < 0 || p.split[m] || weight == 0 || impact.length == 0) {
            return from;
        }
        Openings open = p.openings[m];
        int d = p.duration[m];
        long room = least[0] - always[m];
        int s = from;
        while (s + d <= until) {
            int last = Math.min(open.lastStart(s, d), until - d);
            for (; s <= last; s++) {
                if (weight * (impact[s + d] - impact[s]) <= room) {
                    return s;
                }
            }
            s = open.firstStart(s, d);
        }
        return s;
    }
}
