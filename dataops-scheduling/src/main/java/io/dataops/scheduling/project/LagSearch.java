package io.dataops.scheduling.project;

import io.dataops.api.Budget;
import io.dataops.api.ProgressListener;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The search for projects with maximum lags: two islands that exchange their best schedule in turns. What a turn is depends on
 * the number of schedules alone, so the answer is the same for any number of threads.
 */
final class LagSearch implements Core {
    private static final int ISLANDS = 2;
    /** Schedules that an island makes between two exchanges. */
    private static final long TURN = 1_000;

    private final int threads;

    LagSearch(int threads) {
        this.threads = threads;
    }

    static boolean applies(Project p) {
        return p.maxLags.length > 0;
    }

    @Override
    public String describe() {
        return "hybrid genetic search that keeps maximum lags, " + ISLANDS + " islands";
    }

    @Override
    public Individual search(
            Project project, long[] goal, Budget budget, Budget.Meter meter, ProgressListener listener) {
        SplittableRandom random = new SplittableRandom(budget.seed());
        List<LagIsland> all = new ArrayList<>();
        for (int i = 0; i < ISLANDS; i++) {
            all.add(new LagIsland(project, goal, random.split()));
        }
        LagIsland first = all.get(0);
        first.run(1, () -> false);
        meter.spend(first.steps());
        try (Lanes lanes = new Lanes(threads)) {
            while (!meter.isSpent() && !first.reachedGoal()) {
                long before = steps(all);
                long left = budget.maxSteps() - meter.steps();
                long each = Math.max(1, Math.min(TURN, left / ISLANDS + 1));
                lanes.run(
                        all.stream()
                                .<Consumer<BooleanSupplier>>map(island -> stop -> island.run(each, stop))
                                .toList(),
                        meter::isSpent);
                meter.spend(steps(all) - before);
                all.forEach(first::welcome);
                all.forEach(island -> island.welcome(first));
                listener.progressed(HybridSearch.progress(meter, first.best(), goal));
            }
        }
        return first.best();
    }

    private static long steps(List<LagIsland> all) {
        return all.stream().mapToLong(LagIsland::steps).sum();
    }
}
