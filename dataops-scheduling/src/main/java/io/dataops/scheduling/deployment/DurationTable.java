package io.dataops.scheduling.deployment;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Worlds: in each, a factor for the duration of every job. Each job has a source of chance of its own, made from the seed and its
 * name, so that the worlds are the same for every plan, and for every problem that has the job (common random numbers).
 */
final class DurationTable {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    /** The factors of a world, one after the other for each job. */
    private final double[][] ofWorld;

    DurationTable(DurationModel model, List<String> jobs, int worlds, long seed) {
        this.ofWorld = new double[worlds][jobs.size()];
        for (int j = 0; j < jobs.size(); j++) {
            SplittableRandom random = new SplittableRandom(seed ^ hash(jobs.get(j)));
            DurationModel own = model.of(jobs.get(j));
            for (double[] world : ofWorld) {
                double factor = own.factor(random);
                if (!(factor >= 0) || Double.isInfinite(factor)) {
                    throw new IllegalArgumentException("factor (" + factor + ") of the durations of "
                            + Names.shown(jobs.get(j)) + " must be finite and not negative.");
                }
                world[j] = factor;
            }
        }
    }

    int worlds() {
        return ofWorld.length;
    }

    /** The factors of all jobs in a world; not to be changed. */
    double[] world(int number) {
        return ofWorld[number];
    }

    /** The hash by Fowler, Noll and Vo: the same on every machine. */
    private static long hash(String name) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }
}
