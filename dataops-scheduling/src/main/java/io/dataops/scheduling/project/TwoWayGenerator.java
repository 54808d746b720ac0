package io.dataops.scheduling.project;

import java.util.Arrays;

/**
 * Turns orders into schedules where time runs the same both ways: forwards each job starts as early as it can, backwards it ends
 * as late as it can, which is the same of the project that is read from its end. For projects of one mode a job without calendars,
 * releases, deadlines, fixed starts and changes of capacity; for the use of one thread.
 *
 * <p>Gives the schedules of {@link ScheduleGenerator} in less time: what is known of a job lies side by side, and most jobs have no
 * more predecessors than are looked at without a loop. Allocates nothing after construction.
 */
final class TwoWayGenerator {
    /** Predecessors that lie beside a job's own figures; those of jobs that have more are looked at one by one. */
    private static final int NEAR = 3;

    private static final int LENGTH = 0;
    private static final int REST = 1;
    private static final int FIRST = 2;
    private static final int LAG = FIRST + NEAR;
    private static final int STRIDE = LAG + NEAR;
    /** Slots that are taken in one step. */
    private static final int AT_ONCE = 4;

    private final Way forwards;
    private final Way backwards;
    /** For projects whose resources need several words a slot; else {@link #free} alone counts. */
    private final Profile profile;

    private final int words;
    private final long[] base;
    /** With room for one step of {@link #take} past the end. */
    private final long[] free;

    private final long[] demand;
    private final long guard;
    private final int[] ends;
    private int touched;

    /**
     * A direction of time.
     *
     * @param earlier those that come before each job
     * @param far whether a job has more of them than lie beside its figures
     * @param figures {@code [jobs][STRIDE]}, flattened: length, the longest path of what follows, then those that come before, with
     *     the number of jobs where there is none, and their lags
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Way(Project.Network earlier, boolean[] far, int[] figures) {
        static Way of(Project p, Project.Network earlier, int[] rest) {
            boolean[] far = new boolean[p.jobs];
            int[] figures = new int[p.jobs * STRIDE];
            for (int j = 0; j < p.jobs; j++) {
                int at = j * STRIDE;
                int first = earlier.first()[j];
                int count = earlier.first()[j + 1] - first;
                far[j] = count > NEAR;
                figures[at + LENGTH] = p.duration[p.firstMode[j]];
                figures[at + REST] = rest[j];
                for (int k = 0; k < NEAR; k++) {
                    figures[at + FIRST + k] = k < count ? earlier.other()[first + k] : p.jobs;
                    figures[at + LAG + k] = k < count ? earlier.lag()[first + k] : 0;
                }
            }
            return new Way(earlier, far, figures);
        }
    }

    TwoWayGenerator(Project p) {
        this.forwards = Way.of(p, p.before, p.tail);
        this.backwards = Way.of(p, p.after, head(p));
        this.profile = new Profile(p);
        this.words = profile.words;
        this.base = p.packing.base();
        this.free = Arrays.copyOf(base, words == 1 ? base.length + AT_ONCE : 0);
        this.demand = p.packing.demand();
        this.guard = p.packing.guards()[0];
        this.ends = new int[p.jobs + 1];
    }

    /** The longest path of jobs before each. */
    private static int[] head(Project p) {
        int[] head = new int[p.jobs];
        for (int j : p.topological) {
            for (int a = p.before.first()[j]; a < p.before.first()[j + 1]; a++) {
                int k = p.before.other()[a];
                head[j] = Math.max(
                        head[j], head[k] + p.duration[p.firstMode[k]] + p.before.lag()[a]);
            }
        }
        return head;
    }

    /**
     * Places each job in turn as near as it can to the end of time that is read first; gives up as soon as what must still follow a job
     * makes the schedule longer than wanted.
     *
     * @param order all jobs, each after those that come before it in this direction
     * @param forward the direction
     * @param starts receives, as this direction counts time, the start of each job
     * @param most the longest makespan that is wanted
     * @return the makespan, or more than the longest that is wanted
     */
    int generate(int[] order, boolean forward, int[] starts, int most) {
        clear();
        Way way = forward ? forwards : backwards;
        int[] figures = way.figures;
        boolean[] far = way.far;
        int[] e = ends;
        int makespan = 0;
        for (int j : order) {
            int at = j * STRIDE;
            int s = Math.max(
                    Math.max(
                            e[figures[at + FIRST]] + figures[at + LAG],
                            e[figures[at + FIRST + 1]] + figures[at + LAG + 1]),
                    e[figures[at + FIRST + 2]] + figures[at + LAG + 2]);
            if (far[j]) {
                s = Math.max(s, ready(way.earlier, j));
            }
            int d = figures[at + LENGTH];
            s = words == 1 ? place(s, demand[j], d) : placeWide(s, j, d);
            starts[j] = s;
            int end = s + d;
            e[j] = end;
            makespan = Math.max(makespan, end);
            if (end > most - figures[at + REST]) {
                touched = makespan;
                return Integer.MAX_VALUE;
            }
        }
        touched = makespan;
        return makespan;
    }

    /** Raises the keys of jobs to those of the jobs before them, and returns the largest. */
    int raise(int[] keys, int[] sequence, boolean forward) {
        Way way = forward ? forwards : backwards;
        int[] figures = way.figures;
        int most = 0;
        for (int j : sequence) {
            int at = j * STRIDE + FIRST;
            int k = Math.max(
                    Math.max(keys[figures[at]], keys[figures[at + 1]]), Math.max(keys[figures[at + 2]], keys[j]));
            if (way.far[j]) {
                for (int a = way.earlier.first()[j] + NEAR, last = way.earlier.first()[j + 1]; a < last; a++) {
                    k = Math.max(k, keys[way.earlier.other()[a]]);
                }
            }
            keys[j] = k;
            most = Math.max(most, k);
        }
        return most;
    }

    private void clear() {
        if (words == 1) {
            System.arraycopy(base, 0, free, 0, touched);
        } else {
            profile.clear(touched);
        }
    }

    private int ready(Project.Network earlier, int j) {
        int s = 0;
        for (int a = earlier.first()[j] + NEAR, last = earlier.first()[j + 1]; a < last; a++) {
            s = Math.max(s, ends[earlier.other()[a]] + earlier.lag()[a]);
        }
        return s;
    }

    /** Looks at a stretch from its end, so that a busy slot skips all starts up to it; no slot is looked at twice. */
    private int place(int from, long need, int d) {
        if (need == 0) {
            return from;
        }
        long g = guard;
        long[] f = free;
        int s = from;
        int seen = s;
        while (true) {
            int end = s + d;
            int t = end - 1;
            int floor = Math.max(s, seen);
            while (t >= floor && ((f[t] - need) & g) == g) {
                t--;
            }
            if (t < floor) {
                break;
            }
            seen = end;
            s = t + 1;
        }
        take(s, s + d, need);
        return s;
    }

    /** Four slots a step, past the end nothing of them: lengths vary so that a branch for each slot would often be foretold wrong. */
    private void take(int from, int end, long need) {
        long[] f = free;
        for (int t = from; t < end; t += AT_ONCE) {
            f[t] -= need;
            f[t + 1] -= need & ((long) (t + 1 - end) >> 63);
            f[t + 2] -= need & ((long) (t + 2 - end) >> 63);
            f[t + 3] -= need & ((long) (t + 3 - end) >> 63);
        }
    }

    private int placeWide(int from, int j, int d) {
        int s = profile.earliest(from, j);
        profile.take(s, s + d, j);
        return s;
    }
}
