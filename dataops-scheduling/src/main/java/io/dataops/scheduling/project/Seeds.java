package io.dataops.scheduling.project;

import java.util.SplittableRandom;

/**
 * First orders: regret-biased random sampling by latest finish time.
 *
 * <p>Source: Kolisch and Hartmann (1999), Heuristic algorithms for the resource-constrained project scheduling problem.
 */
final class Seeds {
    private final Project p;
    private final int[] latestFinish;
    private final int[] waiting;
    private final int[] ready;
    private final double[] weight;

    Seeds(Project p) {
        this.p = p;
        this.latestFinish = latestFinish(p);
        this.waiting = new int[p.jobs];
        this.ready = new int[p.jobs];
        this.weight = new double[p.jobs];
    }

    /** Backward pass over shortest modes from the horizon. */
    private static int[] latestFinish(Project p) {
        int[] finish = new int[p.jobs];
        for (int i = p.jobs - 1; i >= 0; i--) {
            int j = p.topological[i];
            finish[j] = p.deadline[j];
            for (int a = p.after.first()[j]; a < p.after.first()[j + 1]; a++) {
                int k = p.after.other()[a];
                int least = Integer.MAX_VALUE;
                for (int m = p.firstMode[k]; m < p.firstMode[k + 1]; m++) {
                    least = Math.min(least, p.duration[m]);
                }
                finish[j] = Math.min(finish[j], finish[k] - least - p.after.lag()[a]);
            }
        }
        return finish;
    }

    /** Writes an order that keeps precedence; strictly by latest finish without randomness. */
    void order(int[] order, SplittableRandom random, boolean strict) {
        int readyCount = 0;
        for (int j = 0; j < p.jobs; j++) {
            waiting[j] = p.before.first()[j + 1] - p.before.first()[j];
            if (waiting[j] == 0) {
                ready[readyCount++] = j;
            }
        }
        for (int i = 0; i < p.jobs; i++) {
            int at = strict ? least(readyCount) : sample(readyCount, random);
            int j = ready[at];
            ready[at] = ready[--readyCount];
            order[i] = j;
            for (int a = p.after.first()[j]; a < p.after.first()[j + 1]; a++) {
                int k = p.after.other()[a];
                if (--waiting[k] == 0) {
                    ready[readyCount++] = k;
                }
            }
        }
    }

    private int least(int count) {
        int best = 0;
        for (int i = 1; i < count; i++) {
            int difference = Integer.compare(latestFinish[ready[i]], latestFinish[ready[best]]);
            if (difference < 0 || (difference == 0 && ready[i] < ready[best])) {
                best = i;
            }
        }
        return best;
    }

    private int sample(int count, SplittableRandom random) {
        int worst = Integer.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            worst = Math.max(worst, latestFinish[ready[i]]);
        }
        double sum = 0;
        for (int i = 0; i < count; i++) {
            weight[i] = worst - latestFinish[ready[i]] + 1.0;
            sum += weight[i];
        }
        double left = random.nextDouble() * sum;
        for (int i = 0; i < count; i++) {
            left -= weight[i];
            if (left < 0) {
                return i;
            }
        }
        return count - 1;
    }
}
