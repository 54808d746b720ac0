package io.dataops.scheduling.project;

import java.util.SplittableRandom;

/** Cycles of polishing: each begins warm, ends cold, and is twice as long as the one before. For the use of one thread. */
final class Cooling {
    /** By how much the average share of a job may grow at the start and at the end of a cycle. */
    private static final double WARM = 0.1;

    private static final double COLD = 0.002;
    /** Steps of the first cycle and of the longest, in units of the jobs. */
    private static final int FIRST_CYCLE = 5;

    private static final int LONGEST_CYCLE = 160;

    private final int jobs;
    private long cycles;
    private long cycle;
    private long step;
    private double warmth;

    Cooling(int jobs) {
        this.jobs = jobs;
        this.cycle = Math.max(1, (long) FIRST_CYCLE * jobs / 2);
    }

    /** Begins a cycle if the last one is over; returns whether it did. */
    boolean begin() {
        if (step > 0) {
            return false;
        }
        cycles++;
        cycle = Math.min(2 * cycle, (long) LONGEST_CYCLE * jobs);
        warmth = WARM;
        return true;
    }

    /** The cycles that have begun. */
    long cycles() {
        return cycles;
    }

    /** By how much the next step may make it worse, in average shares of a job. */
    double room(SplittableRandom random) {
        return -warmth * Math.log(1 - random.nextDouble());
    }

    /** Ends a step. */
    void cool() {
        warmth *= Math.pow(COLD / WARM, 1.0 / cycle);
        step = step + 1 < cycle ? step + 1 : 0;
    }
}
