package io.dataops.testing.combinatorial;

import io.dataops.api.Budget;
import io.dataops.api.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Searches in a fixed number of lanes, each with a thread, a seed and a share of the steps of its own; the fewest rows win,
 * the first lane in a draw. What a lane finds does not depend on the others, so that the answer to a step budget is the same
 * on any number of cores. A lane that cannot win any more is stopped, and no thread outlives the call.
 */
final class Lanes {
    private final Thread[] threads;
    private final AtomicReferenceArray<@Nullable Found> results;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    private Lanes(int count) {
        this.threads = new Thread[count];
        this.results = new AtomicReferenceArray<>(count);
    }

    /** What a lane found. */
    record Found(List<int[]> rows, String algorithm, long steps) {}

    /** A search that ends when its budget is spent or its thread interrupted. */
    @FunctionalInterface
    interface Lane {
        Found search(Budget budget);
    }

    /**
     * Runs the lanes.
     *
     * @param enough a number of rows that cannot be undercut
     */
    static Found best(List<Lane> lanes, Budget budget, int enough) {
        return new Lanes(lanes.size()).run(lanes, budget, enough);
    }

    private Found run(List<Lane> lanes, Budget budget, int enough) {
        boolean timed = budget.maxSteps() == Long.MAX_VALUE;
        Ticker shared = () -> {
            synchronized (this) {
                return budget.ticker().nanos();
            }
        };
        for (int i = 0; i < threads.length; i++) {
            int index = i;
            Budget own = new Budget(
                    timed ? Long.MAX_VALUE : budget.maxSteps() / threads.length,
                    budget.maxTime(),
                    budget.seed() + 0x9E3779B97F4A7C15L * i,
                    shared);
            threads[i] = new Thread(() -> search(lanes.get(index), index, own, timed, enough), "covering-array-" + i);
            threads[i].setDaemon(true);
        }
        for (Thread thread : threads) {
            thread.start();
        }
        join();
        Throwable failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("a search failed: " + failed.getMessage(), failed);
        }
        List<Found> found = new ArrayList<>();
        for (int i = 0; i < threads.length; i++) {
            found.add(Objects.requireNonNull(results.get(i)));
        }
        Found best = found.get(0);
        for (Found other : found) {
            best = other.rows().size() < best.rows().size() ? other : best;
        }
        return new Found(best.rows(), best.algorithm(), best.steps() * threads.length);
    }

    private void search(Lane lane, int index, Budget budget, boolean timed, int enough) {
        try {
            Found found = lane.search(budget);
            results.set(index, found);
            if (found.rows().size() <= enough) {
                for (int j = 0; j < threads.length; j++) {
                    // Under a step budget an earlier lane still wins a draw, so it must go on.
                    if (j > index || (timed && j < index)) {
                        threads[j].interrupt();
                    }
                }
            }
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
            for (Thread other : threads) {
                other.interrupt();
            }
        }
    }

    /** Waits for all threads; an interrupt of the waiting thread ends them early and is passed on. */
    private void join() {
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (true) {
                try {
                    thread.join();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                    for (Thread other : threads) {
                        other.interrupt();
                    }
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
