package io.dataops.scheduling.project;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One population of the search for projects with maximum lags, for the use of one thread. Children are crossed as those of other
 * projects, but become schedules by a generator that keeps the lags, forwards and, where time can be turned round, backwards
 * from the horizon and forwards again. For each child the best schedule is polished in a few steps: jobs, or all that are
 * bound to each other, are taken out and put back within their lags.
 */
final class LagIsland {
    private static final int SIZE = 40;
    /** Schedules to choose from before one is polished, where places matter. */
    private static final int TIMED_SIZE = 4;

    private static final int MOST_SIZE = 320;
    private static final int STALE_GENERATIONS = 60;
    private static final double NEIGHBOUR_MUTATION = 0.2;
    /** Polishing as in {@link Island}. */
    private static final double WARM = 0.1;

    private static final double COLD = 0.002;
    private static final int FIRST_CYCLE = 5;
    private static final int LONGEST_CYCLE = 160;
    /** Steps of polishing for every child. */
    private static final int POLISHING = 3;

    private final Project p;
    private final long[] goal;
    private final SplittableRandom random;
    private final LagGenerator generator;
    private final ScheduleGenerator sorter;
    private final Valuation valuation;
    private final Seeds seeds;
    private final Crossover crossover;
    private final Moves moves;
    private final ModeRepair repair;
    private final Reinsertion reinsertion;
    private final List<Individual> population = new ArrayList<>();
    private final Individual best;
    private Individual child;
    /** By job, what it takes of the resources, in thousandths of a slot of each. */
    private final double[] work;

    private final @Nullable LagGenerator back;
    private final Individual turned;

    /** Whether the first objective may want later starts, so that places matter more than orders. */
    private final boolean timed;

    private long cycles;
    private int size;
    private int filled;
    private int stale;
    private boolean nearBest;
    private long turns;
    private long steps;
    private long polishing;
    private long cycle;
    private double warmth;
    private boolean bestIsWhole;
    private boolean inBlocks;
    private final BlockMoves blocks;

    LagIsland(Project p, long[] goal, SplittableRandom random) {
        this.p = p;
        this.goal = goal;
        this.random = random;
        this.generator = new LagGenerator(p);
        this.sorter = new ScheduleGenerator(p);
        this.valuation = new Valuation(p);
        this.seeds = new Seeds(p);
        this.crossover = new Crossover(p, Tuning.STANDARD);
        this.moves = new Moves(p);
        this.repair = new ModeRepair(p);
        this.reinsertion = new Reinsertion(p, random);
        this.timed = p.isTimed(p.objectives.get(0));
        this.size = timed ? TIMED_SIZE : SIZE;
        this.work = new double[p.jobs];
        Project mirror = Mirror.exists(p) ? Mirror.of(p) : p;
        this.back = mirror != p && Mirror.isTrue(p, mirror) ? new LagGenerator(mirror) : null;
        this.turned = fresh();
        this.blocks = new BlockMoves(p);
        this.best = fresh();
        this.child = fresh();
        for (int j = 0; j < p.jobs; j++) {
            int m = p.firstMode[j];
            for (int r = 0; r < p.capacity.length; r++) {
                work[j] += p.capacity[r] == 0 ? 0 : 1_000.0 * p.duration[m] * p.demand[m][r] / p.capacity[r];
            }
        }
        this.cycle = Math.max(1, (long) FIRST_CYCLE * p.jobs / 2);
    }

    private Individual fresh() {
        return new Individual(p.jobs, valuation.length());
    }

    Individual best() {
        return best;
    }

    long steps() {
        return steps;
    }

    boolean reachedGoal() {
        return !Valuation.better(goal, best.values);
    }

    /** Makes schedules until the count is used up or the goal is reached. */
    void run(long count, BooleanSupplier stop) {
        long until = steps + count;
        while (steps < until && !reachedGoal() && !stop.getAsBoolean()) {
            if (filled < size) {
                seed();
            } else if (bestIsWhole && (placing() || turns++ % (POLISHING + 1) > 0)) {
                polish();
            } else {
                breed();
            }
        }
    }

    private boolean placing() {
        return timed && best.values[0] == 0;
    }

    private void seed() {
        boolean first = steps == 0;
        if (nearBest) {
            child.copyFrom(best);
            moves.mutate(child, NEIGHBOUR_MUTATION, random);
        } else {
            if (first || random.nextBoolean()) {
                seeds.order(child.order, random, first);
            } else {
                largestFirst();
            }
            for (int j = 0; j < p.jobs; j++) {
                child.modes[j] = p.firstMode[j] + (first ? 0 : random.nextInt(p.modesOf(j)));
            }
        }
        decode();
        if (population.size() == filled) {
            population.add(fresh());
        }
        population.get(filled++).copyFrom(child);
    }

    /** Jobs that are bound to many others by lags first, since these find a place together only while there is room. */
    private void largestFirst() {
        int[][] blocks = generator.blocks();
        long[] keys = new long[blocks.length];
        for (int b = 0; b < keys.length; b++) {
            double size = 0;
            for (int v : blocks[b]) {
                size += work[v];
            }
            keys[b] = (long) (-size * (0.5 + random.nextDouble())) << 32 | b;
        }
        Arrays.sort(keys);
        int at = 0;
        for (long key : keys) {
            for (int v : blocks[(int) key]) {
                for (int j : generator.jobsOf(v)) {
                    child.order[at++] = j;
                }
            }
        }
    }

    private void breed() {
        int father = tournament();
        crossover.cross(population.get(father), population.get(tournament()), child, random);
        moves.mutate(child, Tuning.STANDARD.mutation(), random);
        decode();
        replace(father);
        if (++stale > STALE_GENERATIONS * size) {
            stale = 0;
            filled = 0;
            size = nearBest ? Math.min(2 * size, MOST_SIZE) : size;
            nearBest = !nearBest;
        }
    }

    private int tournament() {
        int a = random.nextInt(size);
        int b = random.nextInt(size);
        return Valuation.better(population.get(b).values, population.get(a).values) ? b : a;
    }

    private void decode() {
        repair.repair(child.modes, random);
        place(child);
        finish(child);
        boolean whole = generator.isWhole();
        if (back != null) {
            justify(back);
            place(turned);
            finish(turned);
            if (!Valuation.better(child.values, turned.values)) {
                child.copyFrom(turned);
                whole = generator.isWhole();
            }
        }
        keepIfBest(child, whole);
    }

    /** The order in which jobs start if each ends as late as it can before the horizon, or as near to that as there is room. */
    private void justify(LagGenerator backwards) {
        turned.copyFrom(child);
        backwards.forward(
                sorter.sortByEnd(turned.starts, turned.modes, turned.makespan), turned.modes, true, turned.starts);
        steps++;
        for (int j = 0; j < p.jobs; j++) {
            turned.starts[j] = p.span - turned.starts[j] - p.duration[turned.modes[j]];
        }
        System.arraycopy(sorter.sortByStart(turned.starts), 0, turned.order, 0, p.jobs);
    }

    private void place(Individual x) {
        x.makespan = generator.forward(x.order, x.modes, random.nextInt(4) > 0, x.starts);
        steps++;
    }

    private void finish(Individual x) {
        System.arraycopy(sorter.sortByStart(x.starts), 0, x.order, 0, p.jobs);
        valuation.value(x.starts, x.modes, x.makespan, x.values);
    }

    private void keepIfBest(Individual x, boolean whole) {
        if (Valuation.better(x.values, best.values)) {
            stale = Valuation.betterWithoutTies(x.values, best.values) ? 0 : stale;
            best.copyFrom(x);
            bestIsWhole = whole;
        }
    }

    /** Takes out and puts back a few jobs of the best schedule, which is warmed up again and again. */
    private void polish() {
        if (polishing == 0) {
            cycle = Math.min(2 * cycle, (long) LONGEST_CYCLE * p.jobs);
            warmth = WARM;
            cycles++;
            inBlocks = (best.values[0] > 0 || cycles % (timed ? 3 : 2) == 0) && blocks.apply();
            if (inBlocks) {
                blocks.load(best);
            } else {
                reinsertion.load(best);
            }
        }
        double room = -warmth * Math.log(1 - random.nextDouble());
        if (inBlocks) {
            keepIfBest(blocks.step(random, room) ? settled(blocks.now()) : best, bestIsWhole);
        } else if (reinsertion.step(random, room)) {
            keepIfBest(settled(reinsertion.now()), true);
        }
        steps++;
        warmth *= Math.pow(COLD / WARM, 1.0 / cycle);
        polishing = polishing + 1 < cycle ? polishing + 1 : 0;
    }

    /** With its order. */
    private Individual settled(Individual x) {
        if (Valuation.better(x.values, best.values)) {
            System.arraycopy(sorter.sortByStart(x.starts), 0, x.order, 0, p.jobs);
        }
        return x;
    }

    /** Puts the child in the place of its father, unless it is worse or already there. */
    private void replace(int father) {
        for (int i = 0; i < size; i++) {
            if (population.get(i).sameSchedule(child)) {
                return;
            }
        }
        if (!Valuation.better(population.get(father).values, child.values)) {
            Individual out = population.get(father);
            population.set(father, child);
            child = out;
        }
    }

    /** Takes in the best schedule of another island. */
    void welcome(LagIsland other) {
        keepIfBest(other.best, other.bestIsWhole);
    }
}
