package io.dataops.scheduling.project;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * One population of the hybrid search, for the use of one thread.
 *
 * <p>Sources: Valls, Ballestin and Quintanilla (2008), A hybrid genetic algorithm for the resource-constrained project
 * scheduling problem (peak crossover, second phase); Debels and Vanhoucke (2007), A decomposition-based genetic algorithm
 * for the resource-constrained project-scheduling problem (keeping a busy stretch of time).
 */
final class Island {
    private static final double NEIGHBOUR_MUTATION = 0.2;
    /** How many times its first size a population may grow. */
    private static final int MOST_GROWTH = 8;
    /** Schedules to choose from before one is polished. */
    private static final int PLACED_SEEDS = 4;
    /** By how much the average share of a job may grow at the start and at the end of a cycle of polishing. */
    private static final double WARM = 0.1;

    private static final double COLD = 0.002;
    /** Steps of the first cycle and of the longest, in units of the jobs; each is twice as long as the one before. */
    private static final int FIRST_CYCLE = 5;

    private static final int LONGEST_CYCLE = 160;

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
    private final List<Individual> population = new ArrayList<>();
    private final int mostSize;
    private final Individual best;
    private Individual child;
    private final Individual polished;
    private final Reinsertion reinsertion;
    private final Kind kind;

    private final long[] goal;
    private int size;
    private int filled;
    private long turns;
    private long polishing;
    private long cycles;
    private long cycle;
    private double warmth;
    private int stale;
    private boolean nearBest;
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
        this.size = kind == Kind.PLACING ? PLACED_SEEDS : tuning.population();
        this.mostSize = size * MOST_GROWTH;
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
            } else if (kind == Kind.PLACING || (kind == Kind.BOTH && turns++ % 4 > 0)) {
                polish();
            } else {
                breed();
            }
        }
    }

    private void seed() {
        boolean first = steps == 0;
        if (nearBest) {
            child.copyFrom(best);
            moves.mutate(child, NEIGHBOUR_MUTATION, random);
        } else {
            seeds.order(child.order, random, first);
            for (int j = 0; j < p.jobs; j++) {
                child.modes[j] = p.firstMode[j] + (first ? 0 : random.nextInt(p.modesOf(j)));
            }
        }
        decode(child);
        if (population.size() == filled) {
            population.add(fresh());
        }
        population.get(filled++).copyFrom(child);
    }

    private void breed() {
        int father = tournament();
        Individual mother = population.get(tournament());
        crossover.cross(population.get(father), mother, child, random);
        moves.mutate(child, tuning.mutation(), random);
        decode(child);
        replace(father);
        if (++stale > tuning.staleGenerations() * size) {
            stale = 0;
            filled = 0;
            size = nearBest ? Math.min(2 * size, mostSize) : size;
            nearBest = tuning.secondPhase() && !nearBest;
        }
    }

    private int tournament() {
        int a = random.nextInt(size);
        int b = random.nextInt(size);
        return Valuation.better(population.get(b).values, population.get(a).values) ? b : a;
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
            stale = Valuation.betterWithoutTies(x.values, best.values) ? 0 : stale;
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
        if (polishing == 0) {
            cycles++;
            cycle = Math.min(2 * cycle, (long) LONGEST_CYCLE * p.jobs);
            warmth = WARM;
            if (kind == Kind.PLACING && cycles % 4 == 0) {
                filled = 0;
                seed();
                filled = size;
                reinsertion.load(population.get(0));
            } else {
                reinsertion.load(best);
            }
        }
        if (reinsertion.step(random, -warmth * Math.log(1 - random.nextDouble()))) {
            settle(reinsertion.now());
        }
        steps++;
        warmth *= Math.pow(COLD / WARM, 1.0 / cycle);
        polishing = polishing + 1 < cycle ? polishing + 1 : 0;
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

    /** Takes in the best schedule of another island in place of a random one. */
    void welcome(Individual guest) {
        if (Valuation.better(guest.values, best.values)) {
            best.copyFrom(guest);
        }
        if (filled == size) {
            child.copyFrom(guest);
            replace(random.nextInt(size));
        }
    }
}
