package io.dataops.scheduling.project;

import java.util.SplittableRandom;

/** Merges two orders: the jobs that the father starts in a stretch of time keep his order, the others follow the mother's. */
final class Crossover {
    private final Project p;
    private final Tuning tuning;
    private final int[] part;
    private final BusyStretch busy;

    Crossover(Project p, Tuning tuning) {
        this.p = p;
        this.tuning = tuning;
        this.part = new int[p.jobs];
        this.busy = new BusyStretch(p);
    }

    void cross(Individual father, Individual mother, Individual child, SplittableRandom random) {
        int makespan = Math.max(father.makespan, 1);
        int length = Math.max(1, (int)
                (makespan * (tuning.shortest() + (tuning.longest() - tuning.shortest()) * random.nextDouble())));
        boolean peak = random.nextDouble() < tuning.peakShare();
        int from = peak ? busy.start(father, length, random) : random.nextInt(makespan);
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
}
