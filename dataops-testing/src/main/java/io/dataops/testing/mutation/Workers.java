package io.dataops.testing.mutation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Does numbered tasks in a few threads, each with a guard of its own; no thread outlives the call. */
final class Workers {
    private Workers() {}

    /** A task on a guard. */
    @FunctionalInterface
    interface Task {
        void run(Guard guard, int index) throws Exception;
    }

    /** The first thread works on a guard that is the caller's, and stays open. */
    static void run(int threads, int tasks, Guard first, IntFunction<Guard> guards, Task task) {
        AtomicInteger next = new AtomicInteger();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < Math.min(threads, tasks); i++) {
            int own = i;
            Thread thread = new Thread(
                    () -> {
                        Guard guard = own == 0 ? first : guards.apply(own);
                        try {
                            for (int t = next.getAndIncrement(); t < tasks; t = next.getAndIncrement()) {
                                if (failure.get() != null
                                        || Thread.currentThread().isInterrupted()) {
                                    return;
                                }
                                task.run(guard, t);
                            }
                        } catch (Throwable e) {
                            failure.compareAndSet(null, e);
                        } finally {
                            if (own != 0) {
                                guard.close();
                            }
                        }
                    },
                    "mutation-" + i);
            thread.setDaemon(true);
            thread.start();
            all.add(thread);
        }
        boolean interrupted = false;
        for (Thread thread : all) {
            while (true) {
                try {
                    thread.join();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                    all.forEach(Thread::interrupt);
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the run was interrupted; with a journal it can be resumed.");
        }
        Throwable failed = failure.get();
        if (failed instanceof RuntimeException known) {
            throw known;
        }
        if (failed != null) {
            throw new IllegalStateException("the run failed: " + failed.getMessage(), failed);
        }
    }
}
