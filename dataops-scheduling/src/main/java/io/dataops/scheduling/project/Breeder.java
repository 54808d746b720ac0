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
    private final ScheduleGenerator generator;
    private final Seeds seeds;
    private final BusyStretch busy;
    private final int[] key;
    private final int[] place;
    /** The longest path of jobs before each. */
    private final int[] head;

    private int[] count = new int[64];

    Breeder(Project p) {
        this.p = p;
        this.generator = new ScheduleGenerator(p);
        this.seeds = new Seeds(p);
        this.busy = new BusyStretch(p);
        this.key = new int[p.jobs];
        this.place = new int[p.jobs];
        this.head = head(p);
    }

    private static int[] head(Project p) {
        int[] head = new int[p.jobs];
        for (int j : p.topological) {
            for (int a = p.before.first()[j]; a < p.before.first()[j + 1]; a++) {
                int k = p.before.other()[a];
                head[j] = Math.max(
                        head[j], head[k] + p.duration[p.firstMode[k]] + p.before.lag()[a]);
            }
        }
        return head;
    }

    /** A first schedule by latest finish times, and the same after its turn. */
    void seed(Individual early, Individual late, boolean strict, SplittableRandom random) {
        seeds.order(early.order, random, strict);
        System.arraycopy(p.firstMode, 0, early.modes, 0, p.jobs);
        early.makespan = generator.forward(early.order, early.modes, early.starts);
        turn(early, false);
        late.copyFrom(early);
        int room = early.makespan + early.makespan / 4 + 8;
        late.makespan = generator.mirrored(late.order, late.modes, late.starts, room, head, Integer.MAX_VALUE);
        turn(late, true);
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
        order(child.order, forwards);
        System.arraycopy(p.firstMode, 0, child.modes, 0, p.jobs);
        Project.Network earlier = forwards ? p.before : p.after;
        Project.Network later = forwards ? p.after : p.before;
        Moves.shuffle(child.order, place, Math.min(0.5, MOVED / p.jobs), earlier, later, random);
        child.makespan = forwards
                ? generator.forward(child.order, child.modes, child.starts, most)
                : generator.mirrored(child.order, child.modes, child.starts, most + 1, head, most);
        if (child.makespan > most) {
            return false;
        }
        turn(child, !forwards);
        return true;
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
        for (int j = 0; j < p.jobs; j++) {
            int d = p.duration[p.firstMode[j]];
            int s = father.starts[j];
            int t = mother.starts[j];
            if (s < from + length && s + d > from) {
                key[j] = apart + s;
            } else {
                key[j] = 2 * t + d < 2 * from + length ? t : 2 * apart + t;
            }
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
