package io.dataops.testing.mutation;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A workspace with a thread of its own, so that work on it can be given up: its query is cancelled, the thread interrupted,
 * and the next work gets a new workspace and a new thread.
 */
final class Guard implements AutoCloseable {
    private final ConnectionSource database;
    private final Catalog catalog;
    private final String prefix;
    private final Duration limit;
    private int renewed;
    private @Nullable Workspace workspace;
    private @Nullable ExecutorService thread;

    Guard(ConnectionSource database, Catalog catalog, String prefix, Duration limit) {
        this.database = database;
        this.catalog = catalog;
        this.prefix = prefix;
        this.limit = limit;
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
            workspace = new Workspace(database, catalog, prefix + "_" + renewed++);
        }
        return workspace;
    }

    /** Does the work in this thread, without a limit. */
    <T> T now(Work<T> work) throws Exception {
        return work.on(open());
    }

    /** Does the work within the limit. */
    <T> T within(Work<T> work) throws Exception {
        Workspace own = open();
        if (thread == null) {
            thread = Executors.newSingleThreadExecutor(r -> {
                Thread t = new Thread(r, prefix);
                t.setDaemon(true);
                return t;
            });
        }
        Future<T> future = thread.submit(() -> work.on(own));
        try {
            return future.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            own.cancel();
            future.cancel(true);
            renew();
            throw new OutOfTime(limit);
        } catch (InterruptedException e) {
            own.cancel();
            future.cancel(true);
            renew();
            throw e;
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof VirtualMachineError) {
                renew();
            }
            if (cause instanceof Exception known) {
                throw known;
            }
            if (cause instanceof Error error) {
                throw error;
            }
            throw e;
        }
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
