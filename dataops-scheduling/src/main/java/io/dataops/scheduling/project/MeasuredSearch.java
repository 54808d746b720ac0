package io.dataops.scheduling.project;

import io.dataops.api.Budget;
import io.dataops.api.Progress;
import io.dataops.api.ProgressListener;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Simulated annealing over orders and modes by a measure, where each schedule costs so much to measure that few can be. Two
 * chains exchange their best after every turn, so the answer is the same for any number of threads.
 *
 * <p>A chain goes through cycles that cool down, each twice as long as the one before, up to a limit; three of four start from the best
 * that is known, one from a random order. One chain goes by the guide of the measure, the other by it and by the measure itself in turn;
 * whatever they go by, the best by the measure is kept.
 */
final class MeasuredSearch {
    private static final int CHAINS = 2;
    private static final int TURN = 50;
    private static final int FIRST_CYCLE = 50;
    private static final int LONGEST_CYCLE = 1_600;
    /** What is accepted at the start and at the end of a cycle, as a share of the value. */
    private static final double WARM = 0.02;

    private static final double COLD = 0.000_2;
    /** The same at the start of a cycle that goes by the guide, which changes in smaller steps. */
    private static final double GUIDED_WARM = 0.002;
    /** How many jobs move at a time, on average. */
    private static final double MOVED = 2;

    private final Project p;
    private final int threads;

    MeasuredSearch(Project p, int threads) {
        this.p = p;
        this.threads = threads;
    }

    /** The best found, not worse than the first; a step is a schedule that is measured. */
    Individual search(
            Individual first,
            Supplier<ScheduleMeasure> measures,
            Budget budget,
            Budget.Meter meter,
            ProgressListener listener) {
        SplittableRandom random = new SplittableRandom(budget.seed());
        List<Chain> chains = new ArrayList<>();
        for (int i = 0; i < CHAINS; i++) {
            chains.add(new Chain(first, measures.get(), /* alwaysGuided= */ i == 0, random.split()));
        }
        try (Lanes lanes = new Lanes(threads)) {
            while (!meter.isSpent()) {
                long each = Math.max(1, Math.min(TURN, (budget.maxSteps() - meter.steps()) / CHAINS));
                long before = chains.stream().mapToLong(c -> c.steps).sum();
                List<Consumer<BooleanSupplier>> tasks = new ArrayList<>();
                chains.forEach(c -> tasks.add(stop -> c.run(each, stop)));
                lanes.run(tasks, meter::isSpent);
                meter.spend(Math.max(1, chains.stream().mapToLong(c -> c.steps).sum() - before));
                exchange(chains);
                Progress progress = meter.progress("searching by the measure");
                listener.progressed(progress);
            }
        }
        return chains.get(0).best;
    }

    private static void exchange(List<Chain> chains) {
        Chain winner = chains.get(0);
        for (Chain c : chains) {
            winner = better(c.bestValue, c.best, winner.bestValue, winner.best) ? c : winner;
        }
        for (Chain c : chains) {
            if (c != winner) {
                c.bestValue = winner.bestValue;
                c.best.copyFrom(winner.best);
            }
        }
    }

    /** By violation, then by measure, then by the objectives of the project. */
    private static boolean better(long value, Individual x, long than, Individual y) {
        if (x.values[0] != y.values[0]) {
            return x.values[0] < y.values[0];
        }
        return value != than ? value < than : Valuation.better(x.values, y.values);
    }

    private final class Chain {
        private final ScheduleMeasure measure;
        private final SplittableRandom random;
        private final ScheduleGenerator generator = new ScheduleGenerator(p);
        private final Valuation valuation = new Valuation(p);
        private final Moves moves = new Moves(p);
        private final Seeds seeds = new Seeds(p);
        private final ModeRepair repair = new ModeRepair(p);
        private final Individual best = new Individual(p.jobs, valuation.length());
        private final Individual now = new Individual(p.jobs, valuation.length());
        private final Individual next = new Individual(p.jobs, valuation.length());
        private final int[] numbers = new int[p.jobs];
        private final double mutation = Math.min(0.5, MOVED / Math.max(1, p.jobs));
        private final boolean alwaysGuided;
        private long bestValue;
        /** What it goes by: the guide of where it is, or the measure. */
        private long figure;

        private boolean guided;
        private long steps;
        private long cycle = FIRST_CYCLE;
        private long inCycle;
        private int cycles;

        Chain(Individual first, ScheduleMeasure measure, boolean alwaysGuided, SplittableRandom random) {
            this.measure = measure;
            this.alwaysGuided = alwaysGuided;
            this.random = random;
            best.copyFrom(first);
            bestValue = measured(best, Long.MAX_VALUE);
            restart();
        }

        private long measured(Individual x, long limit) {
            number(x);
            return measure.of(x.starts, numbers, limit);
        }

        private long guide(Individual x, long limit) {
            number(x);
            return measure.guide(x.starts, numbers, limit);
        }

        private void number(Individual x) {
            for (int j = 0; j < p.jobs; j++) {
                numbers[j] = p.modeNumber[x.modes[j]];
            }
        }

        private void restart() {
            now.copyFrom(best);
            guided = alwaysGuided || cycles % 2 == 1;
            figure = guided ? guide(best, Long.MAX_VALUE) : bestValue;
            System.arraycopy(generator.sortByStart(now.starts), 0, now.order, 0, p.jobs);
        }

        void run(long count, BooleanSupplier stop) {
            for (long i = 0; i < count && !stop.getAsBoolean(); i++) {
                step();
            }
        }

        private void step() {
            double warm = guided ? GUIDED_WARM : WARM;
            double warmth = warm * Math.pow(COLD / warm, (double) inCycle / cycle);
            next.copyFrom(now);
            boolean anew = inCycle == 0 && cycles % 4 == 3;
            if (anew) {
                seeds.order(next.order, random, false);
            } else {
                moves.mutate(next, mutation, random);
            }
            repair.repair(next.modes, random);
            next.makespan = generator.forward(next.order, next.modes, next.starts);
            valuation.value(next.starts, next.modes, next.makespan, next.values);
            steps++;
            double room = -warmth * Math.max(1, Math.abs(figure)) * Math.log(1 - random.nextDouble());
            long limit = anew ? Long.MAX_VALUE : (long) Math.min(figure + room, Long.MAX_VALUE / 2.0);
            if (next.values[0] <= now.values[0] && !next.sameSchedule(now)) {
                take(guided ? guide(next, limit) : measured(next, limit), limit);
            }
            if (++inCycle >= cycle) {
                inCycle = 0;
                cycles++;
                cycle = Math.min(2 * cycle, LONGEST_CYCLE);
                restart();
            }
        }

        private void take(long reached, long limit) {
            if (reached > limit) {
                return;
            }
            now.copyFrom(next);
            figure = reached;
            long value = guided ? measured(next, bestValue) : reached;
            if (better(value, next, bestValue, best)) {
                best.copyFrom(next);
                bestValue = value;
            }
        }
    }
}
