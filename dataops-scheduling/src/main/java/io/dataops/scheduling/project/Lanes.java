package io.dataops.scheduling.project;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Runs tasks side by side; the calling thread runs the first, and alone asks whether to stop. With one thread, one after the other. */
final class Lanes implements AutoCloseable {
    private final int threads;
    private final ExecutorService pool;

    Lanes(int threads) {
        this.threads = threads;
        this.pool = Executors.newFixedThreadPool(Math.max(1, threads - 1), Lanes::daemon);
    }

    /** Runs all tasks to their end; each is given what tells it to stop. */
    void run(List<Consumer<BooleanSupplier>> tasks, BooleanSupplier spent) {
        if (threads == 1) {
            tasks.forEach(task -> task.accept(spent));
            return;
        }
        AtomicBoolean stop = new AtomicBoolean();
        List<Future<?>> others = new ArrayList<>();
        for (Consumer<BooleanSupplier> task : tasks.subList(1, tasks.size())) {
            others.add(pool.submit(() -> task.accept(stop::get)));
        }
        tasks.get(0).accept(spent);
        for (Future<?> other : others) {
            await(other, spent, stop);
        }
    }

    private static void await(Future<?> other, BooleanSupplier spent, AtomicBoolean stop) {
        while (true) {
            stop.set(stop.get() || spent.getAsBoolean());
            boolean interrupted = Thread.interrupted();
            try {
                other.get(1, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException again) {
                interrupted |= Thread.interrupted();
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException e) {
                throw new IllegalStateException("a search failed", e.getCause());
            } finally {
                if (interrupted) {
                    stop.set(true);
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "dataops-scheduling");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
