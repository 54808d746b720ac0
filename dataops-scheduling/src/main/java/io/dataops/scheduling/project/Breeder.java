package io.dataops.scheduling.project;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Makes schedules for the search of two populations: each child is one schedule, built forwards from two parents that end as
 * late as they can, or backwards from two that start as early as they can. So children are justified by their parents' turn
 * and not by two schedules more. Starts are kept as the next turn counts them: those that it reads backwards count from the
 * end. For the use of one thread.
 *
 * <p>Source: Debels and Vanhoucke (2005), A bi-population based genetic algorithm for the resource-constrained project
 * scheduling problem; Valls, Ballestin and Quintanilla (2008), A hybrid genetic algorithm for the resource-constrained
 * project scheduling problem (peaks).
 */
final class Breeder {
    private static final double SHORTEST = 0.05;
    private static final double LONGEST = 0.5;
    /** The share of jobs that move within their precedence. */
    private static final double MUTATION = 0.02;

    private final Project p;
    private final ScheduleGenerator generator;
    private final Seeds seeds;
    private final BusyStretch busy;
    private final int[] key;
    private final int[] place;
    private int[] count = new int[64];

    Breeder(Project p) {
        this.p = p;
        this.generator = new ScheduleGenerator(p);
        this.seeds = new Seeds(p);
        this.busy = new BusyStretch(p);
        this.key = new int[p.jobs];
        this.place = new int[p.jobs];
    }

    /** A first schedule by latest finish times, and the same after its turn. */
    void seed(Individual early, Individual late, boolean strict, SplittableRandom random) {
        seeds.order(early.order, random, strict);
        System.arraycopy(p.firstMode, 0, early.modes, 0, p.jobs);
        decode(early, true);
        turn(early, false);
        late.copyFrom(early);
        decode(late, false);
        turn(late, true);
    }

    /**
     * Makes a child.
     *
     * @param forwards whether the parents are read from their start
     * @param child receives the schedule, as the next turn counts it
     */
    void breed(Individual father, Individual mother, boolean forwards, Individual child, SplittableRandom random) {
        keys(father, mother, random);
        order(child.order, forwards);
        System.arraycopy(p.firstMode, 0, child.modes, 0, p.jobs);
        Moves.shuffle(
                child.order, place, MUTATION, forwards ? p.before : p.after, forwards ? p.after : p.before, random);
        decode(child, forwards);
        turn(child, !forwards);
    }

    /** Turns a schedule that is read backwards into one with starts from 0, as early as its order allows. */
    void settle(Individual x, boolean forwards) {
        if (!forwards) {
            mirror(x);
        }
        System.arraycopy(generator.sortByStart(x.starts), 0, x.order, 0, p.jobs);
        x.makespan = generator.forward(x.order, x.modes, x.starts);
        System.arraycopy(generator.sortByStart(x.starts), 0, x.order, 0, p.jobs);
    }

    private void decode(Individual x, boolean forwards) {
        int room = x.makespan + x.makespan / 4 + 8;
        x.makespan = forwards
                ? generator.forward(x.order, x.modes, x.starts)
                : generator.mirrored(x.order, x.modes, x.starts, room);
    }

    /** Lets the next turn read a schedule. */
    private void turn(Individual x, boolean forwards) {
        int[] sorted = forwards ? generator.sortByStart(x.starts) : generator.sortByEnd(x.starts, x.modes, x.makespan);
        System.arraycopy(sorted, 0, x.order, 0, p.jobs);
        if (!forwards) {
            mirror(x);
        }
        Arrays.fill(x.values, 0);
        x.values[1] = x.makespan;
    }

    private void mirror(Individual x) {
        for (int j = 0; j < p.jobs; j++) {
            x.starts[j] = x.makespan - x.starts[j] - p.duration[x.modes[j]];
        }
    }

    /** When each job is to start: those that the father runs in a busy stretch as he has it, the others as the mother has it. */
    private void keys(Individual father, Individual mother, SplittableRandom random) {
        int makespan = Math.max(1, father.makespan);
        double share = SHORTEST + (LONGEST - SHORTEST) * random.nextDouble();
        int length = Math.max(1, (int) (makespan * share));
        int from = busy.start(father, length, random);
        for (int j = 0; j < p.jobs; j++) {
            int s = father.starts[j];
            boolean kept = s < from + length && s + p.duration[p.firstMode[j]] > from;
            key[j] = kept ? 2 * s : 2 * mother.starts[j] + 1;
        }
    }

    /** Sorts all jobs by key, each after those that come before it in this direction. */
    private void order(int[] order, boolean forwards) {
        Project.Network earlier = forwards ? p.before : p.after;
        int most = 0;
        for (int i = 0; i < p.jobs; i++) {
            int j = topological(i, forwards);
            int k = key[j];
            for (int a = earlier.first()[j]; a < earlier.first()[j + 1]; a++) {
                k = Math.max(k, key[earlier.other()[a]]);
            }
            key[j] = k;
            most = Math.max(most, k);
        }
        if (count.length < most + 2) {
            count = new int[2 * most + 2];
        }
        Arrays.fill(count, 0, most + 2, 0);
        for (int k : key) {
            count[k + 1]++;
        }
        for (int k = 1; k <= most; k++) {
            count[k] += count[k - 1];
        }
        for (int i = 0; i < p.jobs; i++) {
            int j = topological(i, forwards);
            order[count[key[j]]++] = j;
        }
    }

    private int topological(int i, boolean forwards) {
        return p.topological[forwards ? i : p.jobs - 1 - i];
    }
}
