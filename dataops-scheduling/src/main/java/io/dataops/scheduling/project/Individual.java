package io.dataops.scheduling.project;

import java.util.Arrays;

/** A point of the search: order, modes, starts and values; buffers that are overwritten, never reallocated. */
final class Individual {
    final int[] order;
    final int[] modes;
    final int[] starts;
    final long[] values;
    int makespan;

    Individual(int jobs, int values) {
        order = new int[jobs];
        modes = new int[jobs];
        starts = new int[jobs];
        this.values = new long[values];
        Arrays.fill(this.values, Long.MAX_VALUE);
    }

    void copyFrom(Individual other) {
        System.arraycopy(other.order, 0, order, 0, order.length);
        System.arraycopy(other.modes, 0, modes, 0, modes.length);
        System.arraycopy(other.starts, 0, starts, 0, starts.length);
        System.arraycopy(other.values, 0, values, 0, values.length);
        makespan = other.makespan;
    }

    boolean sameSchedule(Individual other) {
        return makespan == other.makespan && Arrays.equals(starts, other.starts) && Arrays.equals(modes, other.modes);
    }
}
