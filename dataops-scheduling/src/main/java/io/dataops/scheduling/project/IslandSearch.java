package io.dataops.scheduling.project;

import io.dataops.api.Budget;
import io.dataops.api.Progress;
import io.dataops.api.ProgressListener;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Islands that search apart and exchange their best schedules in turns. What a turn is depends on the number of schedules alone, so the
 * answer is the same for any number of threads.
 *
 * @param <I> the kind of islands
 */
abstract class IslandSearch<I extends IslandSearch.Member<I>> implements Core {
    private final int islands;
    private final int threads;
    private final long turn;

    /** @param turn schedules that an island makes between two exchanges */
    IslandSearch(int islands, int threads, long turn) {
        this.islands = islands;
        this.threads = threads;
        this.turn = turn;
    }

    /** An island, for the use of one thread at a time. */
    interface Member<I> {
        Individual best();

        /** The schedules that it has made. */
        long steps();

        boolean reachedGoal();

        /** Makes schedules until the count is used up or the goal is reached. */
        void run(long count, BooleanSupplier stop);

        /** Takes in the best schedule of another island. */
        void welcome(I other);
    }

    abstract I island(Project project, long[] goal, SplittableRandom random);

    @Override
    public Individual search(
            Project project, long[] goal, Budget budget, Budget.Meter meter, ProgressListener listener) {
        SplittableRandom random = new SplittableRandom(budget.seed());
        List<I> all = new ArrayList<>();
        for (int i = 0; i < islands; i++) {
            all.add(island(project, goal, random.split()));
        }
        I first = all.get(0);
        first.run(1, () -> false);
        meter.spend(first.steps());
        try (Lanes lanes = new Lanes(threads)) {
            while (!meter.isSpent() && !first.reachedGoal()) {
                long before = steps(all);
                long left = budget.maxSteps() - meter.steps();
                long each = Math.max(1, Math.min(turn, left / islands + 1));
                lanes.run(
                        all.stream()
                                .<Consumer<BooleanSupplier>>map(island -> stop -> island.run(each, stop))
                                .toList(),
                        meter::isSpent);
                meter.spend(steps(all) - before);
                exchange(all);
                listener.progressed(progress(meter, first.best(), goal));
            }
        }
        return first.best();
    }

    static Progress progress(Budget.Meter meter, Individual best, long[] goal) {
        Progress progress = meter.progress("searching a schedule");
        return best.values[0] == 0 && goal.length > 1
                ? progress.withBest((double) best.values[1]).withBound((double) goal[1])
                : progress;
    }

    /** Shows the best schedule to every other island; afterwards the first one knows the best of all. */
    private void exchange(List<I> all) {
        I best = all.get(0);
        for (I island : all) {
            if (Valuation.better(island.best().values, best.best().values)) {
                best = island;
            }
        }
        for (I island : all) {
            if (island != best) {
                island.welcome(best);
            }
        }
    }

    private long steps(List<I> all) {
        return all.stream().mapToLong(Member::steps).sum();
    }
}
