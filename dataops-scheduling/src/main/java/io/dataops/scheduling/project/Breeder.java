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
    private static final double LONGEST = 0.4;
    /** Jobs of a child that move within their precedence, on average. */
    private static final double MOVED = 1;

    private final Project p;
    private final TwoWayGenerator generator;
    private final ScheduleGenerator settler;
    private final Seeds seeds;
    private final BusyStretch busy;
    /** One more than there are jobs: 0, for those that none comes before. */
    private final int[] key;

    private final int[] place;
    private final int[] order;
    /** The jobs in an order that keeps precedence backwards. */
    private final int[] backwards;

    private int[] count = new int[64];

    Breeder(Project p) {
        this.p = p;
        this.generator = new TwoWayGenerator(p);
        this.settler = new ScheduleGenerator(p);
        this.seeds = new Seeds(p);
        this.busy = new BusyStretch(p);
        this.key = new int[p.jobs + 1];
        this.place = new int[p.jobs];
        this.order = new int[p.jobs];
        this.backwards = new int[p.jobs];
        for (int i = 0; i < p.jobs; i++) {
            backwards[i] = p.topological[p.jobs - 1 - i];
        }
    }

    /** A first schedule by latest finish times, and the same after its turn. */
    void seed(Individual early, Individual late, boolean strict, SplittableRandom random) {
        seeds.order(order, random, strict);
        make(early, true, Integer.MAX_VALUE);
        System.arraycopy(early.starts, 0, key, 0, p.jobs);
        order(false);
        make(late, false, Integer.MAX_VALUE);
    }

    /**
     * Makes a child, unless it would be longer than wanted.
     *
     * @param forwards whether the parents are read from their start
     * @param most the longest makespan that is wanted
     * @param child receives the schedule, as the next turn counts it
     * @return whether there is a child
     */
    boolean breed(
            Individual father,
            Individual mother,
            boolean forwards,
            int most,
            Individual child,
            SplittableRandom random) {
        keys(father, mother, random);
        order(forwards);
        Project.Network earlier = forwards ? p.before : p.after;
        Project.Network later = forwards ? p.after : p.before;
        Moves.shuffle(order, place, Math.min(0.5, MOVED / p.jobs), earlier, later, random);
        return make(child, forwards, most);
    }

    /** Makes the schedule of the order, and lets the next turn read it; returns false if it would be longer than wanted. */
    private boolean make(Individual x, boolean forwards, int most) {
        x.makespan = generator.generate(order, forwards, x.starts, most);
        if (x.makespan > most) {
            return false;
        }
        System.arraycopy(p.firstMode, 0, x.modes, 0, p.jobs);
        turn(x);
        Arrays.fill(x.values, 0);
        x.values[1] = x.makespan;
        return true;
    }

    /** Turns a schedule that is read backwards into one with starts from 0, as early as its order allows. */
    void settle(Individual x, boolean forwards) {
        if (!forwards) {
            turn(x);
        }
        System.arraycopy(settler.sortByStart(x.starts), 0, x.order, 0, p.jobs);
        x.makespan = settler.forward(x.order, x.modes, x.starts);
        System.arraycopy(settler.sortByStart(x.starts), 0, x.order, 0, p.jobs);
    }

    /** Counts starts from the other end. */
    private void turn(Individual x) {
        for (int j = 0; j < p.jobs; j++) {
            x.starts[j] = x.makespan - x.starts[j] - p.duration[j];
        }
    }

    /**
     * When each job is to start: those that the father runs in a busy stretch as he has it; before them those whose middle the
     * mother has before the middle of the stretch, and after them the others, each as she has it.
     */
    private void keys(Individual father, Individual mother, SplittableRandom random) {
        int makespan = Math.max(1, father.makespan);
        double share = SHORTEST + (LONGEST - SHORTEST) * random.nextDouble();
        int length = Math.max(1, (int) (makespan * share));
        int from = busy.start(father, length, random);
        int apart = Math.max(makespan, mother.makespan) + 1;
        int to = from + length;
        int[] duration = p.duration;
        for (int j = 0; j < p.jobs; j++) {
            int d = duration[j];
            int s = father.starts[j];
            int t = mother.starts[j];
            // all ones or none instead of branches that nothing could foretell
            int inside = ((s - to) & (from - s - d)) >> 31;
            int after = ~((2 * t + d - from - to) >> 31);
            key[j] = ((apart + s) & inside) | ((t + (2 * apart & after)) & ~inside);
        }
    }

    /** Sorts all jobs by key, each after those that come before it in this direction. */
    private void order(boolean forwards) {
        int[] sequence = forwards ? p.topological : backwards;
        int most = generator.raise(key, sequence, forwards);
        if (count.length < most + 2) {
            count = new int[2 * most + 2];
        }
        int[] c = count;
        int[] keys = key;
        Arrays.fill(c, 0, most + 2, 0);
        for (int i = 0; i < p.jobs; i++) {
            c[keys[i] + 1]++;
        }
        int sum = 0;
        for (int k = 0; k <= most; k++) {
            sum += c[k];
            c[k] = sum;
        }
        for (int j : sequence) {
            order[c[keys[j]]++] = j;
        }
    }
}
