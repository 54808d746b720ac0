package io.dataops.scheduling.project;

import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * One population of the hybrid search, for the use of one thread.
 *
 * <p>Sources: Valls, Ballestin and Quintanilla (2008), A hybrid genetic algorithm for the resource-constrained project
 * scheduling problem (peak crossover, second phase); Debels and Vanhoucke (2007), A decomposition-based genetic algorithm
 * for the resource-constrained project-scheduling problem (keeping a busy stretch of time).
 */
final class Island implements IslandSearch.Member<Island> {
    private static final double NEIGHBOUR_MUTATION = 0.2;
    /** How many times its first size a population may grow. */
    private static final int MOST_GROWTH = 8;
    /** Schedules to choose from before one is polished. */
    private static final int PLACED_SEEDS = 4;
    /** What a project needs: orders to breed, places to choose, or both in turn. */
    private enum Kind {
        BREEDING,
        PLACING,
        BOTH
    }

    private final Project p;
    private final Tuning tuning;
    private final SplittableRandom random;
    private final ScheduleGenerator generator;
    private final Valuation valuation;
    private final Seeds seeds;
    private final Crossover crossover;
    private final Moves moves;
    private final ModeRepair repair;
    private final Population population;
    private final Cooling cooling;
    private final Individual best;
    private Individual child;
    private final Individual polished;
    private final Reinsertion reinsertion;
    private final Kind kind;

    private final long[] goal;
    private long turns;
    private long steps;

    Island(Project p, Tuning tuning, long[] goal, SplittableRandom random) {
        this.p = p;
        this.tuning = tuning;
        this.random = random;
        this.goal = goal;
        this.generator = new ScheduleGenerator(p);
        this.valuation = new Valuation(p);
        this.seeds = new Seeds(p);
        this.crossover = new Crossover(p, tuning);
        this.moves = new Moves(p);
        this.repair = new ModeRepair(p);
        this.best = fresh();
        this.child = fresh();
        this.polished = fresh();
        this.reinsertion = new Reinsertion(p, random);
        boolean onlyMakespan = p.objectives.size() == 1 && p.objectives.get(0) == Objective.MAKESPAN;
        this.kind = p.isTimed(p.objectives.get(0)) ? Kind.PLACING : onlyMakespan ? Kind.BREEDING : Kind.BOTH;
        int size = kind == Kind.PLACING ? PLACED_SEEDS : tuning.population();
        this.population = new Population(size, size * MOST_GROWTH, this::fresh);
        this.cooling = new Cooling(p.jobs);
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
                population.add(child);
            } else if (kind == Kind.PLACING || (kind == Kind.BOTH && turns++ % 4 > 0)) {
                polish();
            } else {
                breed();
            }
        }
    }

    /** Makes a first child. */
    private void seed() {
        boolean first = steps == 0;
        if (population.isNearBest()) {
            child.copyFrom(best);
            moves.mutate(child, NEIGHBOUR_MUTATION, random);
        } else {
            seeds.order(child.order, random, first);
            for (int j = 0; j < p.jobs; j++) {
                child.modes[j] = p.firstMode[j] + (first ? 0 : random.nextInt(p.modesOf(j)));
            }
        }
        decode(child);
    }

    private void breed() {
        int father = population.tournament(random);
        Individual mother = population.get(population.tournament(random));
        crossover.cross(population.get(father), mother, child, random);
        moves.mutate(child, tuning.mutation(), random);
        decode(child);
        child = population.replace(father, child);
        population.aged(tuning.staleGenerations(), tuning.secondPhase());
    }

    private void decode(Individual x) {
        repair.repair(x.modes, random);
        justify(x);
        finish(x);
        if (kind == Kind.PLACING) {
            polished.copyFrom(x);
            reinsertion.construct(polished, p.stock.length == 0, p.horizon);
            steps++;
            finish(polished);
            if (Valuation.better(polished.values, x.values)) {
                x.copyFrom(polished);
            }
        }
        keepIfBest(x);
    }

    private void keepIfBest(Individual x) {
        if (Valuation.better(x.values, best.values)) {
            if (Valuation.betterWithoutTies(x.values, best.values)) {
                population.improved();
            }
            best.copyFrom(x);
            System.arraycopy(generator.sortByStart(best.starts), 0, best.order, 0, p.jobs);
        }
    }

    /** Lets all jobs of a better schedule start as early as they can, where a later start is never better. */
    private void settle(Individual x) {
        if (p.isTimed() || !Valuation.better(x.values, best.values)) {
            keepIfBest(x);
            return;
        }
        polished.copyFrom(x);
        System.arraycopy(generator.sortByStart(x.starts), 0, polished.order, 0, p.jobs);
        polished.makespan = generator.forward(polished.order, polished.modes, polished.starts);
        finish(polished);
        keepIfBest(Valuation.better(x.values, polished.values) ? x : polished);
    }

    /** Takes out and puts back a few jobs of the schedule that is being polished, which is warmed up again and again. */
    private void polish() {
        if (cooling.begin()) {
            if (kind == Kind.PLACING && cooling.cycles() % 4 == 0) {
                seed();
                reinsertion.load(child);
            } else {
                reinsertion.load(best);
            }
        }
        if (reinsertion.step(random, cooling.room(random))) {
            settle(reinsertion.now());
        }
        steps++;
        cooling.cool();
    }

    private void justify(Individual x) {
        x.makespan = generator.forward(x.order, x.modes, x.starts);
        steps++;
        if (tuning.justify()) {
            generator.backward(generator.sortByEnd(x.starts, x.modes, x.makespan), x.modes, x.starts, x.makespan);
            x.makespan = generator.forward(generator.sortByStart(x.starts), x.modes, x.starts);
            steps += 2;
        }
    }

    private void finish(Individual x) {
        System.arraycopy(generator.sortByStart(x.starts), 0, x.order, 0, p.jobs);
        valuation.value(x.starts, x.modes, x.makespan, x.values);
    }

    /** Takes in the best schedule of another island in place of a random one. */
    @Override
    public void welcome(Island other) {
        if (Valuation.better(other.best.values, best.values)) {
            best.copyFrom(other.best);
        }
        if (population.isFull()) {
            child.copyFrom(other.best);
            child = population.replace(random.nextInt(population.size()), child);
        }
    }
}
