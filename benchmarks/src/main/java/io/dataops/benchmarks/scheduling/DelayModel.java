package io.dataops.benchmarks.scheduling;

import java.util.List;

/**
 * The structure of the project-job-scheduling example of OptaPlanner and Timefold: each job has a delay of 0 to 500 after its
 * predecessors, and capacity is a hard constraint.
 */
final class DelayModel {
    static final int MOST = 500;

    private DelayModel() {}

    /** Starts of jobs that wait so long after their predecessors. */
    static int[] starts(Instance instance, int[] delays) {
        int n = instance.jobs();
        int[] starts = new int[n];
        int[] ready = new int[n];
        int[] waiting = new int[n];
        for (List<Integer> after : instance.successors()) {
            after.forEach(k -> waiting[k]++);
        }
        int[] queue = new int[n];
        int tail = 0;
        for (int j = 0; j < n; j++) {
            if (waiting[j] == 0) {
                queue[tail++] = j;
            }
        }
        for (int head = 0; head < tail; head++) {
            int j = queue[head];
            starts[j] = ready[j] + delays[j];
            int end = starts[j] + instance.modes().get(j).get(0).duration();
            for (int k : instance.successors().get(j)) {
                ready[k] = Math.max(ready[k], end);
                if (--waiting[k] == 0) {
                    queue[tail++] = k;
                }
            }
        }
        return starts;
    }

    /** Units beyond capacity, summed over time, and the makespan. */
    static long[] score(Instance x, int[] starts) {
        int makespan = 0;
        for (int j = 0; j < x.jobs(); j++) {
            makespan = Math.max(makespan, starts[j] + x.modes().get(j).get(0).duration());
        }
        long over = 0;
        for (int r = 0; r < x.capacity().length; r++) {
            int[] held = new int[makespan + 1];
            for (int j = 0; j < x.jobs(); j++) {
                Instance.Mode m = x.modes().get(j).get(0);
                for (int t = starts[j]; t < starts[j] + m.duration(); t++) {
                    held[t] += m.demand()[r];
                }
            }
            for (int units : held) {
                over += Math.max(0, units - x.capacity()[r]);
            }
        }
        return new long[] {over, makespan};
    }
}
