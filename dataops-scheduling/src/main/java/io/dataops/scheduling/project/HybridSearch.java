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
 * Islands that breed apart and exchange their best schedules in turns. What a turn is depends on the number of schedules
 * alone, so the answer is the same for any number of threads.
 */
final class HybridSearch implements Core {
    /** Schedules that an island makes between two exchanges. */
    private static final long TURN = 3_000;

    private final int islands;
    private final int threads;
    private final Tuning tuning;

    HybridSearch(int islands, int threads, Tuning tuning) {
        this.islands = islands;
        this.threads = threads;
        this.tuning = tuning;
    }

    @Override
    public String describe() {
        return "hybrid genetic search with justification, " + islands + (islands == 1 ? " island" : " islands");
    }

    @Override
    public Individual search(
            Project project, long[] goal, Budget budget, Budget.Meter meter, ProgressListener listener) {
        SplittableRandom random = new SplittableRandom(budget.seed());
        List<Island> all = new ArrayList<>();
        for (int i = 0; i < islands; i++) {
            all.add(new Island(project, tuning, goal, random.split()));
        }
        all.get(0).run(1, () -> false);
        meter.spend(all.get(0).steps());
        try (Lanes lanes = new Lanes(threads)) {
            while (!meter.isSpent() && !all.get(0).reachedGoal()) {
                long before = steps(all);
                long left = budget.maxSteps() - meter.steps();
                long each = Math.max(1, Math.min(TURN, left / islands + 1));
                turn(all, each, meter, lanes);
                meter.spend(steps(all) - before);
                exchange(all);
                listener.progressed(progress(meter, all.get(0).best(), goal));
            }
        }
        return all.get(0).best();
    }

    static Progress progress(Budget.Meter meter, Individual best, long[] goal) {
        Progress progress = meter.progress("searching a schedule");
        return best.values[0] == 0 && goal.length > 1
                ? progress.withBest((double) best.values[1]).withBound((double) goal[1])
                : progress;
    }

    /** Lets every island make so many schedules. */
    private static void turn(List<Island> all, long each, Budget.Meter meter, Lanes lanes) {
        lanes.run(
                all.stream()
                        .<Consumer<BooleanSupplier>>map(island -> stop -> island.run(each, stop))
                        .toList(),
                meter::isSpent);
    }

    /** Shows every island the best schedule of the one before it; afterwards the first island knows the best of all. */
    private static void exchange(List<Island> all) {
        Individual best = all.get(0).best();
        for (Island island : all) {
            if (Valuation.better(island.best().values, best.values)) {
                best = island.best();
            }
        }
        for (Island island : all) {
            if (island.best() != best) {
                island.welcome(best);
            }
        }
    }

    private static long steps(List<Island> all) {
        return all.stream().mapToLong(Island::steps).sum();
    }
}
