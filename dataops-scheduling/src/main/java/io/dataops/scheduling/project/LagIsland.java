package io.dataops.scheduling.project;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One population of the search for projects with maximum lags, for the use of one thread. Children are crossed as those of other
 * projects, but become schedules by a generator that keeps the lags, forwards and, where time can be turned round, backwards
 * from the horizon and forwards again. For each child the best schedule is polished in a few steps: jobs, or all that are
 * bound to each other, are taken out and put back within their lags.
 */
final class LagIsland implements IslandSearch.Member<LagIsland> {
    private static final int SIZE = 40;
    /** Schedules to choose from before one is polished, where places matter. */
    private static final int TIMED_SIZE = 4;

    private static final int MOST_SIZE = 320;
    private static final int STALE_GENERATIONS = 60;
    private static final double NEIGHBOUR_MUTATION = 0.2;
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
    private final Population population;
    private final Cooling cooling;
    private final Individual best;
    private Individual child;
    /** By job, what it takes of the resources, in thousandths of a slot of each. */
    private final double[] work;

    private final @Nullable LagGenerator back;
    private final Individual turned;

    /** Whether the first objective may want later starts, so that places matter more than orders. */
    private final boolean timed;

    private long turns;
    private long steps;
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
        this.population = new Population(timed ? TIMED_SIZE : SIZE, MOST_SIZE, this::fresh);
        this.cooling = new Cooling(p.jobs);
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
    }

    private Individual fresh() {
        return new Individual(p.jobs, valuation.length());
    }

    @Override
    public Individual best() {
        return best;
    }

    @Override
    public long steps() {
        return steps;
    }

    @Override
    public boolean reachedGoal() {
        return !Valuation.better(goal, best.values);
    }

    @Override
    public void run(long count, BooleanSupplier stop) {
        long until = steps + count;
        while (steps < until && !reachedGoal() && !stop.getAsBoolean()) {
            if (!population.isFull()) {
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
        if (population.isNearBest()) {
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
        population.add(child);
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
        int father = population.tournament(random);
        Individual mother = population.get(population.tournament(random));
        crossover.cross(population.get(father), mother, child, random);
        moves.mutate(child, Tuning.STANDARD.mutation(), random);
        decode();
        child = population.replace(father, child);
        population.aged(STALE_GENERATIONS, true);
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
            if (Valuation.betterWithoutTies(x.values, best.values)) {
                population.improved();
            }
            best.copyFrom(x);
            bestIsWhole = whole;
        }
    }

    /** Takes out and puts back a few jobs of the best schedule, which is warmed up again and again. */
    private void polish() {
        if (cooling.begin()) {
            inBlocks = (best.values[0] > 0 || cooling.cycles() % (timed ? 3 : 2) == 0) && blocks.apply();
            if (inBlocks) {
                blocks.load(best);
            } else {
                reinsertion.load(best);
            }
        }
        double room = cooling.room(random);
        if (inBlocks) {
            keepIfBest(blocks.step(random, room) ? settled(blocks.now()) : best, bestIsWhole);
        } else if (reinsertion.step(random, room)) {
            keepIfBest(settled(reinsertion.now()), true);
        }
        steps++;
        cooling.cool();
    }

    /** With its order. */
    private Individual settled(Individual x) {
        if (Valuation.better(x.values, best.values)) {
            System.arraycopy(sorter.sortByStart(x.starts), 0, x.order, 0, p.jobs);
        }
        return x;
    }

    @Override
    public void welcome(LagIsland other) {
        keepIfBest(other.best, other.bestIsWhole);
    }
}
