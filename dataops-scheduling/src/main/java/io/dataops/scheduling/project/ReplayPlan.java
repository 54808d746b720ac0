package io.dataops.scheduling.project;

import java.util.Arrays;

/** An order of jobs with their modes, and its schedule; jobs and starts of -1 if there is none yet. */
final class ReplayPlan {
    final int[] order;
    final int[] modes;
    final int[] starts;
    final int[] ends;
    final long[] values;
    /** Whatever is found out about the schedule. */
    final long[] score;

    int makespan;

    ReplayPlan(int jobs, int length) {
        order = new int[jobs];
        modes = new int[jobs];
        starts = new int[jobs];
        ends = new int[jobs];
        values = new long[length];
        score = new long[length];
        Arrays.fill(order, -1);
        Arrays.fill(starts, -1);
    }

    void copyFrom(ReplayPlan other) {
        System.arraycopy(other.order, 0, order, 0, order.length);
        System.arraycopy(other.modes, 0, modes, 0, modes.length);
        System.arraycopy(other.starts, 0, starts, 0, starts.length);
        System.arraycopy(other.ends, 0, ends, 0, ends.length);
        System.arraycopy(other.values, 0, values, 0, values.length);
        System.arraycopy(other.score, 0, score, 0, score.length);
        makespan = other.makespan;
    }

    private boolean has(int at, int[] wanted, int[] wantedModes) {
        int j = wanted[at];
        return order[at] == j && modes[j] == wantedModes[j];
    }

    /** The first place at which another order differs from this one; the number of jobs if there is none. */
    int firstChange(int[] wanted, int[] wantedModes) {
        int at = 0;
        while (at < order.length && has(at, wanted, wantedModes)) {
            at++;
        }
        return at;
    }

    /** The place after the last one at which another order differs. */
    int endOfChange(int first, int[] wanted, int[] wantedModes) {
        int at = order.length;
        while (at > first && has(at - 1, wanted, wantedModes)) {
            at--;
        }
        return at;
    }

    /** Whether a job has the mode and the start that it has in another one. */
    boolean startsAs(ReplayPlan other, int j) {
        return starts[j] == other.starts[j] && modes[j] == other.modes[j];
    }
}
