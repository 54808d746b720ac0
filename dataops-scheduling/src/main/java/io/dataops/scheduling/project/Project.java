package io.dataops.scheduling.project;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Jobs with modes, precedence with lags, renewable and consumable resources, and calendars, in whole slots of time.
 *
 * <p>Immutable and safe for use by several threads. Jobs are numbered in the order in which they were added. A schedule
 * that keeps the precedences always exists past the horizon; ending there, or past a deadline, counts as a violation that
 * every search removes first.
 *
 * <p>Source of the model: Brucker, Drexl, Moehring, Neumann and Pesch (1999), Resource-constrained project scheduling:
 * notation, classification, models, and methods.
 *
 * <pre>{@code
 * Project project = Project.builder(100).build();   // a horizon of 100 slots, and no job yet
 * project.jobs();   // 0
 * }</pre>
 */
public final class Project {
    private static final MaxLag[] NO_LAGS = {};

    final int jobs;
    final int horizon;
    /** The slots that any schedule may touch: the horizon and the longest way to run everything after it. */
    final int span;

    final int[] capacity;
    final int[][] capacityAt;
    final int[] stock;

    /** Modes of job j are firstMode[j] to firstMode[j + 1], excluded. */
    final int[] firstMode;

    /** For each mode, its number as it was added to its job. */
    final int[] modeNumber;

    final int[] duration;
    final int[][] demand;
    final int[][] consumption;
    final long[] modeCost;
    final long[] modeRisk;
    /** For each mode, its calendar; null where always open. */
    final Openings[] openings;
    /** For each mode, whether it pauses where it is closed. */
    final boolean[] split;
    /** For each mode, whether it keeps what it holds while it pauses. */
    private final boolean[] holds;
    /** Resources from this one on keep jobs apart: they are held through pauses. */
    private final int shared;
    /** For each job, those that start when it does, the leader first, itself among them; empty if there are none. */
    final int[][] group;
    /** Whether a job stays while others are put later: those that pause, or start together with others. */
    final boolean[] steady;
    /** For each mode, the impact of the slots before each one in which it would run; empty where there is none. */
    private final long[][] impactUpTo;

    final Network before;
    final Network after;
    /** Jobs in an order that keeps precedence; the earliest added first. */
    final int[] topological;

    final int[] release;
    /** Explicit latest ends, made consistent with those of successors. */
    final int[] deadline;
    /** Fixed starts; -1 where free. */
    final int[] pinned;
    /** The longest way from a job's end to the end of everything after it. */
    final int[] tail;

    final MaxLag[] maxLags;
    /** For each job, the maximum lags that it is part of. */
    final MaxLag[][] maxLagsOf;

    final List<Objective> objectives;
    /** The factors in the weighted sum, none of them 0. */
    final Map<Objective, Long> weights;

    final long[] impactBefore;
    final long[] impactWeight;
    final int[] due;
    final long[] lateWeight;
    final int[] published;
    final Undoing undoing;
    final Packing packing;

    /** The later job starts at most so many slots after the earlier one ends. */
    record MaxLag(int earlier, int later, int lag) {}

    /** Arcs by job: other[first[j]] to other[first[j + 1]], excluded, with the least lag between end and start. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never leaves the package
    record Network(int[] first, int[] other, int[] lag) {}

    Project(ProjectCompiler c) {
        this.jobs = c.jobs;
        this.horizon = c.horizon;
        this.span = c.span;
        this.capacity = c.capacity;
        this.capacityAt = c.capacityAt;
        this.stock = c.stock;
        this.firstMode = c.firstMode;
        this.modeNumber = c.modeNumber;
        this.duration = c.duration;
        this.demand = c.demand;
        this.consumption = c.consumption;
        this.modeCost = c.modeCost;
        this.modeRisk = c.modeRisk;
        this.openings = c.openings;
        this.split = c.split;
        this.holds = c.holds;
        this.shared = c.shared;
        this.group = c.group;
        this.steady = new boolean[jobs];
        for (int j = 0; j < jobs; j++) {
            steady[j] = group[j].length > 0 || mayPause(j);
        }
        this.before = c.before;
        this.after = c.after;
        this.topological = c.topological;
        this.release = c.release;
        this.deadline = c.deadline;
        this.pinned = c.pinned;
        this.tail = c.tail;
        this.maxLags = c.maxLags;
        this.maxLagsOf = new MaxLag[jobs][];
        for (int j = 0; j < jobs; j++) {
            maxLagsOf[j] = NO_LAGS;
        }
        for (MaxLag lag : maxLags) {
            maxLagsOf[lag.earlier()] = with(maxLagsOf[lag.earlier()], lag);
            maxLagsOf[lag.later()] = with(maxLagsOf[lag.later()], lag);
        }
        this.objectives = c.objectives;
        this.weights = c.weights;
        this.impactBefore = c.impactBefore;
        this.impactWeight = c.impactWeight;
        this.due = c.due;
        this.lateWeight = c.lateWeight;
        this.published = c.published;
        this.undoing = c.undoing;
        this.impactUpTo = new long[duration.length][];
        Map<Openings, long[]> masked = new LinkedHashMap<>();
        for (int m = 0; m < duration.length; m++) {
            impactUpTo[m] = split[m] ? masked.computeIfAbsent(openings[m], this::whileOpen) : impactBefore;
        }
        this.packing = Packing.of(this);
    }

    /**
     * Starts a project.
     *
     * @param horizon the number of slots in which everything should end, 0 or more
     * @return a builder
     */
    public static ProjectBuilder builder(int horizon) {
        return new ProjectBuilder(horizon);
    }

    /**
     * Returns the number of jobs.
     *
     * @return 0 or more
     */
    public int jobs() {
        return jobs;
    }

    /**
     * Returns the number of slots in which everything should end.
     *
     * @return 0 or more
     */
    public int horizon() {
        return horizon;
    }

    /**
     * Returns what is kept small, the most important first.
     *
     * @return at least one objective
     */
    public List<Objective> objectives() {
        return objectives;
    }

    int modesOf(int job) {
        return firstMode[job + 1] - firstMode[job];
    }

    boolean isMultiMode() {
        return firstMode[jobs] > jobs;
    }

    private long[] whileOpen(Openings open) {
        long[] sum = new long[impactBefore.length];
        for (int t = 0; t + 1 < sum.length; t++) {
            sum[t + 1] = sum[t] + (open.isOpen(t) ? impactBefore[t + 1] - impactBefore[t] : 0);
        }
        return sum;
    }

    /** Whether a job has a mode that pauses. */
    boolean mayPause(int job) {
        for (int m = firstMode[job]; m < firstMode[job + 1]; m++) {
            if (split[m]) {
                return true;
            }
        }
        return false;
    }

    /** When a mode that starts so ends. */
    int end(int mode, int start) {
        return split[mode] ? openings[mode].endOf(start, duration[mode]) : start + duration[mode];
    }

    /** The first start from a slot on that the calendar of a mode allows. */
    int firstStart(int mode, int from) {
        return split[mode] ? openings[mode].firstOpen(from) : openings[mode].firstStart(from, duration[mode]);
    }

    /** The impact of the slots in which a mode runs, for a weight of one. */
    long impact(int mode, int start, int end) {
        long[] sum = impactUpTo[mode];
        return sum.length == 0 ? 0 : sum[end] - sum[start];
    }

    /** The impact of the slots before each one in which a mode would run, for a weight of one; empty where there is none. */
    long[] impactUpTo(int mode) {
        return impactUpTo[mode];
    }

    boolean isPaused(int mode, int slot) {
        return split[mode] && !openings[mode].isOpen(slot);
    }

    /** Units of a resource that a mode holds while it pauses. */
    int whilePaused(int mode, int resource) {
        return holds[mode] || resource >= shared ? demand[mode][resource] : 0;
    }

    private static MaxLag[] with(MaxLag[] lags, MaxLag lag) {
        MaxLag[] more = Arrays.copyOf(lags, lags.length + 1);
        more[lags.length] = lag;
        return more;
    }

    /** Whether a later start can be better than an earlier one. */
    boolean isTimed() {
        return objectives.stream().anyMatch(this::isTimed);
    }

    boolean isTimed(Objective objective) {
        return switch (objective) {
            case IMPACT, CHANGES, SHIFT -> true;
            case MODE_COST -> undoing.varies();
            case MAKESPAN, MODE_RISK, LATENESS -> false;
            case WEIGHTED_SUM -> weights.keySet().stream().anyMatch(this::isTimed);
        };
    }

    /** The duration of the shortest mode of a job. */
    int shortest(int job) {
        int least = Integer.MAX_VALUE;
        for (int m = firstMode[job]; m < firstMode[job + 1]; m++) {
            least = Math.min(least, duration[m]);
        }
        return least;
    }

    /** The duration of the longest mode of a job. */
    int longest(int job) {
        int most = 0;
        for (int m = firstMode[job]; m < firstMode[job + 1]; m++) {
            most = Math.max(most, duration[m]);
        }
        return most;
    }

    /** Whether the first objective is a weighted sum in which another counts. */
    boolean weighs(Objective part) {
        return objectives.get(0) == Objective.WEIGHTED_SUM && weights.containsKey(part);
    }

    /** Capacity of a resource in a slot; nominal past the horizon. */
    int capacityAt(int resource, int slot) {
        int[] varying = capacityAt[resource];
        return varying.length == 0 || slot >= horizon ? capacity[resource] : varying[slot];
    }
}
