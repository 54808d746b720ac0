package io.dataops.scheduling.project;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Changes modes until they use up no more of any stock than there is, if that can be had by single changes. */
final class ModeRepair {
    private final Project p;
    private final int[] choices;
    private final long[] used;
    private int count;

    ModeRepair(Project p) {
        this.p = p;
        this.choices = new int[p.jobs];
        this.used = new long[p.stock.length];
        for (int j = 0; j < p.jobs; j++) {
            if (p.modesOf(j) > 1) {
                choices[count++] = j;
            }
        }
    }

    /** Repairs in place. */
    void repair(int[] modes, SplittableRandom random) {
        if (used.length == 0 || count == 0) {
            return;
        }
        count(modes);
        for (int tries = 0; excess() > 0 && tries < 8 * count; tries++) {
            int j = choices[random.nextInt(count)];
            int best = modes[j];
            long least = excess();
            for (int m = p.firstMode[j]; m < p.firstMode[j + 1]; m++) {
                swap(modes, j, m);
                long now = excess();
                if (now < least || (now == least && random.nextInt(3) == 0)) {
                    least = now;
                    best = m;
                }
            }
            swap(modes, j, best);
        }
    }

    /** Whether a job can take a mode without exceeding a stock. */
    boolean fits(int[] modes, int j, int mode) {
        count(modes);
        for (int k = 0; k < used.length; k++) {
            if (used[k] + p.consumption[mode][k] - p.consumption[modes[j]][k] > p.stock[k]) {
                return false;
            }
        }
        return true;
    }

    private void count(int[] modes) {
        Arrays.fill(used, 0);
        for (int m : modes) {
            for (int k = 0; k < used.length; k++) {
                used[k] += p.consumption[m][k];
            }
        }
    }

    private void swap(int[] modes, int j, int mode) {
        for (int k = 0; k < used.length; k++) {
            used[k] += p.consumption[mode][k] - p.consumption[modes[j]][k];
        }
        modes[j] = mode;
    }

    private long excess() {
        long excess = 0;
        for (int k = 0; k < used.length; k++) {
            excess += Math.max(0, used[k] - p.stock[k]);
        }
        return excess;
    }
}
