package io.dataops.scheduling.project;

import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;

/**
 * Takes a few jobs out of a schedule and puts each back, in the mode and at the start that cost least; what lies around them
 * stays. Good where a later start can be the better one, and where modes differ in cost. For the use of one thread.
 *
 * <p>A step takes time linear in the jobs and in the slots between the predecessors and successors of what is taken out.
 *
 * <p>Source of the idea: Shaw (1998), Using constraint programming and local search methods to solve vehicle routing
 * problems (large neighbourhoods); Ruiz and Stuetzle (2007), A simple and effective iterated greedy algorithm.
 */
final class Reinsertion {
    /** The most jobs taken out at once; more rarely come back better, and cost more. */
    private static final int MOST = 8;
    /** One in so many jobs comes back in a random mode. */
    private static final int RANDOM_MODE = 8;

    private final Project p;
    private final Valuation valuation;
    private final Placement placement;
    private final Removal removal;
    private final Individual now;
    private final long[] before;
    /** Whether values can be adjusted instead of added up anew. */
    private final boolean isSum;

    private final IntUnaryOperator latestEnd;
    private final int[] out;
    private final int[] oldStarts;
    private final int[] oldModes;

    Reinsertion(Project p, SplittableRandom random) {
        this.p = p;
        this.valuation = new Valuation(p);
        this.isSum = valuation.isSum();
        this.now = new Individual(p.jobs, valuation.length());
        this.before = new long[valuation.length()];
        this.placement = new Placement(p, now.starts, now.modes);
        placement.blinkBy(random);
        this.removal = new Removal(p, now, MOST);
        this.latestEnd = j -> removal.latestEnd(j, placement);
        this.out = new int[removal.most()];
        this.oldStarts = new int[out.length];
        this.oldModes = new int[out.length];
    }

    /** The schedule that is being changed; its order is that in which it was given. */
    Individual now() {
        return now;
    }

    /** Continues with another schedule. */
    void load(Individual x) {
        now.copyFrom(x);
        placement.clear();
        for (int j : x.order) {
            placement.put(j, x.starts[j], x.modes[j]);
        }
    }

    /**
     * Makes a schedule: each job in turn goes where it costs least, the earliest of several such places.
     *
     * @param x its order, all jobs, each after its predecessors; and its modes
     * @param chooseModes whether modes are chosen with the places
     * @param limit when everything should have ended
     */
    void construct(Individual x, boolean chooseModes, int limit) {
        placement.clear();
        System.arraycopy(x.modes, 0, now.modes, 0, p.jobs);
        System.arraycopy(x.order, 0, now.order, 0, p.jobs);
        for (int j : x.order) {
            int mode = chooseModes ? -1 : x.modes[j];
            if (!placement.cheapest(j, mode, Math.min(limit, p.horizon), k -> Integer.MAX_VALUE)) {
                placement.putPast(j);
            }
        }
        revalue();
        x.copyFrom(now);
    }

    /**
     * Takes some jobs out and puts them back.
     *
     * @param warmth by how much the first value that differs may grow, in average shares of a job
     * @return false if the schedule is as it was, since no better one came of it
     */
    boolean step(SplittableRandom random, double warmth) {
        int count = removal.choose(out, random);
        for (int i = 0; i < count; i++) {
            oldStarts[i] = now.starts[out[i]];
            oldModes[i] = now.modes[out[i]];
            placement.remove(out[i]);
        }
        placement.close();
        renewModes(count, random);
        boolean back = true;
        int inserted = 0;
        for (; inserted < count && back; inserted++) {
            back = placement.cheapest(out[inserted], anyMode(out[inserted], random), p.horizon, latestEnd);
        }
        if (back) {
            System.arraycopy(now.values, 0, before, 0, before.length);
            int makespan = now.makespan;
            if (isSum) {
                adjust(count);
            } else {
                revalue();
            }
            if (isAccepted(p, before, now.values, warmth)) {
                return true;
            }
            System.arraycopy(before, 0, now.values, 0, before.length);
            now.makespan = makespan;
        }
        for (int i = 0; i < count; i++) {
            placement.remove(out[i]);
        }
        for (int i = 0; i < count; i++) {
            placement.put(out[i], oldStarts[i], oldModes[i]);
        }
        return false;
    }

    /** Values by what those that were out count more or less than before. */
    private void adjust(int count) {
        for (int i = 0; i < count; i++) {
            int j = out[i];
            valuation.add(-1, j, oldStarts[i], oldModes[i], now.values);
            valuation.add(1, j, now.starts[j], now.modes[j], now.values);
        }
        int old = now.makespan;
        now.makespan = placement.makespan();
        valuation.lengthen(now.makespan - (long) old, now.values);
    }

    /** Those that start with others keep their modes while they are placed, so those change before. */
    private void renewModes(int count, SplittableRandom random) {
        for (int i = 0; i < count; i++) {
            int j = out[i];
            if (p.group[j].length > 0 && random.nextInt(RANDOM_MODE) == 0) {
                now.modes[j] = p.firstMode[j] + random.nextInt(p.modesOf(j));
            }
        }
    }

    /** Mostly no mode in particular; else a random one. */
    private int anyMode(int j, SplittableRandom random) {
        return p.modesOf(j) == 1 || random.nextInt(RANDOM_MODE) > 0
                ? -1
                : p.firstMode[j] + random.nextInt(p.modesOf(j));
    }

    /** Whether the first value that differs is better, or is worse by no more than so many average shares of a job. */
    static boolean isAccepted(Project p, long[] before, long[] after, double warmth) {
        for (int i = 0; i < before.length; i++) {
            long more = after[i] - before[i];
            if (more != 0) {
                return more < 0
                        || ((i > 0 || before[0] > 0) && more <= warmth * Math.max(1, before[i] / Math.max(1, p.jobs)));
            }
        }
        return true;
    }

    private void revalue() {
        now.makespan = placement.makespan();
        valuation.value(now.starts, now.modes, now.makespan, now.values);
    }
}
