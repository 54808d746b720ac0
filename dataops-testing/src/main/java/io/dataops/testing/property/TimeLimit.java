package io.dataops.testing.property;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs a property in a thread of its own, so that one that hangs can be given up. */
final class TimeLimit {
    private TimeLimit() {}

    static void check(DatasetProperty property, Dataset data, Duration limit) throws Throwable {
        FutureTask<Optional<Throwable>> task = new FutureTask<>(() -> {
            try {
                property.check(data);
                return Optional.empty();
            } catch (Throwable e) {
                return Optional.of(e);
            }
        });
        Thread thread = new Thread(task, "dataset-property");
        thread.setDaemon(true);
        thread.start();
        try {
            Optional<Throwable> thrown = task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            if (thrown.isPresent()) {
                throw thrown.get();
            }
        } catch (TimeoutException e) {
            throw new AssertionError("the property did not end within " + limit, e);
        } catch (ExecutionException e) {
            throw e.getCause() == null ? e : e.getCause();
        } finally {
            thread.interrupt();
        }
    }
}
