package io.dataops.testing.mutation;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A workspace with a thread of its own, so that work on it can be given up: its query is cancelled, the thread interrupted,
 * and the next work gets a new workspace and a new thread.
 */
final class Guard implements AutoCloseable {
    private static final int LOOKS = 8;

    private final ConnectionSource database;
    private final Catalog catalog;
    private final String prefix;
    private final Duration limit;
    private final boolean isPrivate;
    private int renewed;
    private @Nullable Workspace workspace;
    private @Nullable ExecutorService thread;

    /** With a database that is private, nothing is dropped before its connection is closed. */
    Guard(ConnectionSource database, Catalog catalog, String prefix, Duration limit, boolean isPrivate) {
        this.database = database;
        this.catalog = catalog;
        this.prefix = prefix;
        this.limit = limit;
        this.isPrivate = isPrivate;
    }

    /** Work on a workspace. */
    @FunctionalInterface
    interface Work<T> {
        T on(Workspace workspace) throws Exception;
    }

    /** The work did not end within its limit. */
    static final class OutOfTime extends Exception {
        private static final long serialVersionUID = 1L;

        OutOfTime(Duration limit) {
            super("did not end within " + limit);
        }
    }

    private Workspace open() throws SQLException {
        if (workspace == null) {
            workspace = new Workspace(database, catalog, prefix + "_" + renewed++, isPrivate);
        }
        return workspace;
    }

    /** Does the work in this thread, without a limit. */
    <T> T now(Work<T> work) throws Exception {
        return work.on(open());
    }

    /** A part of a longer work, which returns what to record once it has ended in time. */
    @FunctionalInterface
    interface Part {
        Runnable on(Workspace workspace, int index) throws Exception;
    }

    /**
     * Where a work stopped.
     *
     * @param at the part that did not end as it should, or the end
     * @param cause why; null at the end
     */
    record Stopped(int at, @Nullable Throwable cause) {}

    /**
     * Does parts one after the other in the thread that can be given up, each within the limit or a little more. One hand-over
     * for many parts costs less than one for each.
     */
    Stopped parts(int from, int to, Part part) throws InterruptedException, SQLException {
        Workspace own = open();
        if (thread == null) {
            thread = Executors.newSingleThreadExecutor(r -> {
                Thread t = new Thread(r, prefix);
                t.setDaemon(true);
                return t;
            });
        }
        AtomicInteger next = new AtomicInteger(from);
        AtomicBoolean live = new AtomicBoolean(true);
        Future<?> future = thread.submit(() -> {
            for (int i = from; i < to; i++) {
                Runnable record = part.on(own, i);
                synchronized (live) {
                    if (!live.get()) {
                        return null;
                    }
                    record.run();
                    next.set(i + 1);
                }
            }
            return null;
        });
        int seen = from;
        int idle = 0;
        while (true) {
            try {
                future.get(Math.max(1, limit.toNanos() / LOOKS), TimeUnit.NANOSECONDS);
                return new Stopped(to, null);
            } catch (TimeoutException e) {
                idle = next.get() == seen ? idle + 1 : 0;
                seen = next.get();
                if (idle >= LOOKS) {
                    return new Stopped(giveUp(own, future, live, next), new OutOfTime(limit));
                }
            } catch (InterruptedException e) {
                giveUp(own, future, live, next);
                throw e;
            } catch (ExecutionException e) {
                if (e.getCause() instanceof VirtualMachineError) {
                    renew();
                }
                return new Stopped(next.get(), e.getCause());
            }
        }
    }

    private int giveUp(Workspace own, Future<?> future, AtomicBoolean live, AtomicInteger next) {
        synchronized (live) {
            live.set(false);
        }
        own.cancel();
        future.cancel(true);
        renew();
        return next.get();
    }

    /** Gives the workspace up; the thread that hangs on it may still hold its connection, which is closed by another one. */
    private void renew() {
        ExecutorService old = thread;
        Workspace left = workspace;
        thread = null;
        workspace = null;
        if (old != null) {
            old.shutdownNow();
        }
        if (left != null) {
            Thread closing = new Thread(left::close, prefix + "-closing");
            closing.setDaemon(true);
            closing.start();
        }
    }

    /** Forgets a connection that was lost, so that the next work opens another one. */
    void forget() {
        renew();
    }

    @Override
    public void close() {
        if (thread != null) {
            thread.shutdownNow();
        }
        if (workspace != null) {
            workspace.close();
        }
    }
}
