package io.dataops.scheduling.project;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Looks for busy stretches of time, by the sum over resources of used share. For the use of one thread. */
final class BusyStretch {
    /** Random stretches of which the busiest is taken. */
    private static final int TRIES = 4;

    private final Project p;
    /** What each mode takes of the resources while it runs, in thousandths, summed. */
    private final long[] shares;

    private long[] load = new long[64];

    BusyStretch(Project p) {
        this.p = p;
        this.shares = new long[p.duration.length];
        for (int m = 0; m < shares.length; m++) {
            for (int r = 0; r < p.capacity.length; r++) {
                shares[m] += p.capacity[r] == 0 ? 0 : 1_000L * p.demand[m][r] / p.capacity[r];
            }
        }
    }

    /** The first slot of the busiest of a few random stretches of this length. */
    int start(Individual x, int length, SplittableRandom random) {
        int makespan = Math.max(1, x.makespan);
        sum(x, makespan);
        int best = 0;
        long most = Long.MIN_VALUE;
        for (int i = 0; i < TRIES; i++) {
            int from = random.nextInt(Math.max(1, makespan - length + 1));
            long busy = load[Math.min(makespan, from + length)] - load[from];
            if (busy > most) {
                most = busy;
                best = from;
            }
        }
        return best;
    }

    /** Sums what is used before each slot up to the makespan. */
    private void sum(Individual x, int makespan) {
        if (load.length < makespan + 2) {
            load = new long[2 * makespan + 2];
        }
        Arrays.fill(load, 0, makespan + 2, 0);
        for (int j = 0; j < p.jobs; j++) {
            int m = x.modes[j];
            load[x.starts[j]] += shares[m];
            load[x.starts[j] + p.duration[m]] -= shares[m];
        }
        long level = 0;
        long sum = 0;
        for (int t = 0; t <= makespan; t++) {
            level += load[t];
            load[t] = sum;
            sum += level;
        }
    }
}
