package io.dataops.scheduling.project;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Merges two orders: the jobs that the father starts in a stretch of time keep his order, the others follow the mother's. */
final class Crossover {
    private final Project p;
    private final Tuning tuning;
    private final int[] part;
    private final long[] shares;
    private long[] load = new long[64];

    Crossover(Project p, Tuning tuning) {
        this.p = p;
        this.tuning = tuning;
        this.part = new int[p.jobs];
        this.shares = shares(p);
    }

    /** What each mode takes of the resources while it runs, in thousandths, summed. */
    static long[] shares(Project p) {
        long[] shares = new long[p.duration.length];
        for (int m = 0; m < shares.length; m++) {
            for (int r = 0; r < p.capacity.length; r++) {
                shares[m] += p.capacity[r] == 0 ? 0 : 1_000L * p.demand[m][r] / p.capacity[r];
            }
        }
        return shares;
    }

    /** Writes what is used before each slot up to the makespan, summed. */
    static void loads(Project p, Individual x, long[] shares, int makespan, long[] load) {
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

    void cross(Individual father, Individual mother, Individual child, SplittableRandom random) {
        int makespan = Math.max(father.makespan, 1);
        int length = Math.max(1, (int)
                (makespan * (tuning.shortest() + (tuning.longest() - tuning.shortest()) * random.nextDouble())));
        boolean peak = random.nextDouble() < tuning.peakShare();
        int from = peak ? busiest(father, makespan, length, random) : random.nextInt(makespan);
        int to = from + length;
        int before = 0;
        int inside = 0;
        for (int j = 0; j < p.jobs; j++) {
            int s = father.starts[j];
            part[j] = s < from ? 0 : s < to ? 1 : 2;
            before += part[j] == 0 ? 1 : 0;
            inside += part[j] == 1 ? 1 : 0;
        }
        int a = 0;
        int b = before + inside;
        for (int j : mother.order) {
            if (part[j] == 0) {
                child.order[a++] = j;
            } else if (part[j] == 2) {
                child.order[b++] = j;
            }
        }
        int at = before;
        for (int j : father.order) {
            if (part[j] == 1) {
                child.order[at++] = j;
            }
        }
        for (int j = 0; j < p.jobs; j++) {
            child.modes[j] = part[j] == 1 ? father.modes[j] : mother.modes[j];
        }
    }

    /** The busiest of a few random stretches of this length, by the sum over resources of used share. */
    private int busiest(Individual x, int makespan, int length, SplittableRandom random) {
        if (load.length < makespan + 2) {
            load = new long[makespan + makespan / 2 + 2];
        }
        loads(p, x, shares, makespan, load);
        int best = -1;
        long most = Long.MIN_VALUE;
        for (int i = 0; i < 4; i++) {
            int from = random.nextInt(Math.max(1, makespan - length + 1));
            long busy = load[Math.min(makespan, from + length)] - load[from];
            if (busy > most) {
                most = busy;
                best = from;
            }
        }
        return best;
    }
}
