package io.dataops.scheduling.project;

import io.dataops.api.Budget;
import io.dataops.api.Progress;
import io.dataops.api.ProgressListener;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

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
        ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, threads - 1), HybridSearch::daemon);
        try {
            while (!meter.isSpent() && !all.get(0).reachedGoal()) {
                long before = steps(all);
                long left = budget.maxSteps() - meter.steps();
                long each = Math.max(1, Math.min(TURN, left / islands + 1));
                turn(all, each, meter, pool);
                meter.spend(steps(all) - before);
                exchange(all);
                listener.progressed(progress(meter, all.get(0).best(), goal));
            }
        } finally {
            pool.shutdownNow();
        }
        return all.get(0).best();
    }

    static Progress progress(Budget.Meter meter, Individual best, long[] goal) {
        Progress progress = meter.progress("searching a schedule");
        return best.values[0] == 0 && goal.length > 1
                ? progress.withBest((double) best.values[1]).withBound((double) goal[1])
                : progress;
    }

    /** Lets every island make so many schedules; the calling thread takes its share of them and watches the budget. */
    private void turn(List<Island> all, long each, Budget.Meter meter, ExecutorService pool) {
        if (threads == 1) {
            all.forEach(island -> island.run(each, meter::isSpent));
            return;
        }
        AtomicBoolean stop = new AtomicBoolean();
        List<Future<?>> others = new ArrayList<>();
        for (Island island : all.subList(1, all.size())) {
            others.add(pool.submit(() -> island.run(each, stop::get)));
        }
        all.get(0).run(each, meter::isSpent);
        for (Future<?> other : others) {
            await(other, meter, stop);
        }
    }

    static void await(Future<?> other, Budget.Meter meter, AtomicBoolean stop) {
        while (true) {
            stop.set(stop.get() || meter.isSpent());
            boolean interrupted = Thread.interrupted();
            try {
                other.get(1, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException again) {
                interrupted |= Thread.interrupted();
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException e) {
                throw new IllegalStateException("an island failed", e.getCause());
            } finally {
                if (interrupted) {
                    stop.set(true);
                    Thread.currentThread().interrupt();
                }
            }
        }
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

    static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "dataops-scheduling");
        thread.setDaemon(true);
        return thread;
    }
}
