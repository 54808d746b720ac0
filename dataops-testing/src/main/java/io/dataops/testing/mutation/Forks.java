package io.dataops.testing.mutation;

import io.dataops.api.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The processes of forked tests, as many as threads ask at once. Safe for use by several threads. */
final class Forks implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final int SETTLE = 2;

    private final List<String> command;
    private final List<String> names;
    private final int memory;
    private final Duration limit;
    private final Ticker ticker = Ticker.system();
    private final Deque<Fork> idle = new ArrayDeque<>();
    private final Set<Fork> all = new HashSet<>();
    private int closings;

    Forks(List<String> command, List<String> names, int memory, Duration limit) {
        this.command = command;
        this.names = names;
        this.memory = memory;
        this.limit = limit;
    }

    /** Runs a test in a process; what it threw there, or why its process had to end. */
    Optional<Throwable> check(int index, PipelineRun run) throws InterruptedException {
        Fork fork = null;
        boolean healthy = false;
        try {
            fork = take();
            fork.send(ForkedMessage.of(ForkedMessage.Kind.RUN, String.valueOf(index)));
            Optional<Throwable> outcome = converse(fork, names.get(index), run);
            healthy = outcome.isEmpty() || !(outcome.get() instanceof Lost);
            return outcome;
        } catch (IOException e) {
            return Optional.of(
                    fork == null
                            ? new Lost(
                                    "the process of test " + names.get(index) + " cannot be started: " + e.getMessage())
                            : unheard(fork, names.get(index)));
        } finally {
            if (fork != null) {
                release(fork, healthy);
            }
        }
    }

    /** The process did not survive the test. */
    private static final class Lost extends AssertionError {
        private static final long serialVersionUID = 1L;

        Lost(String message) {
            super(message);
        }
    }

    private Optional<Throwable> converse(Fork fork, String test, PipelineRun run)
            throws InterruptedException, IOException {
        long end = ticker.nanos() + limit.toNanos();
        RuntimeException thrownHere = null;
        while (true) {
            ForkedMessage message = fork.said.poll(Math.max(1, end - ticker.nanos()), TimeUnit.NANOSECONDS);
            if (message == null) {
                return Optional.of(
                        new Lost("test " + test + " did not end within " + limit + ", and its process was ended"));
            }
            switch (message.kind()) {
                case ASK, QUERY -> {
                    ForkedMessage answer;
                    try {
                        answer = ForkedMessage.rows(
                                message.kind() == ForkedMessage.Kind.ASK
                                        ? run.result(message.text(), message.relations())
                                        : new DbtFixture(Optional.empty(), message.text(), false).in(run));
                    } catch (RuntimeException e) {
                        thrownHere = e;
                        answer = ForkedMessage.of(ForkedMessage.Kind.REFUSED, String.valueOf(e.getMessage()));
                    }
                    fork.send(answer);
                }
                case PASSED -> {
                    return Optional.empty();
                }
                case FAILED -> {
                    return Optional.of(new AssertionError(message.text()));
                }
                case RETHROWN -> {
                    // What a step threw here is what the test threw there, or its cause.
                    return Optional.of(
                            thrownHere == null || !message.text().isEmpty()
                                    ? new AssertionError(message.text(), thrownHere)
                                    : thrownHere);
                }
                default -> {
                    return Optional.of(over(fork, test, message.text()));
                }
            }
        }
    }

    /** A process that no longer hears may have been cut off for what it said, which is still to be read. */
    private Lost unheard(Fork fork, String test) throws InterruptedException {
        ForkedMessage message;
        do {
            message = fork.said.poll(SETTLE, TimeUnit.SECONDS);
        } while (message != null && message.kind() != ForkedMessage.Kind.END);
        return over(fork, test, message == null ? "" : message.text());
    }

    private Lost over(Fork fork, String test, String why) {
        return why.isEmpty() ? ended(fork, test) : new Lost("test " + test + " sent what cannot be read: " + why);
    }

    private Lost ended(Fork fork, String test) {
        try {
            if (fork.process.waitFor(SETTLE, TimeUnit.SECONDS)) {
                int code = fork.process.exitValue();
                return new Lost(
                        code == ForkedMain.MEMORY
                                ? "test " + test + " filled the " + memory + " MB of its process"
                                : "test " + test + " ended its process with exit code " + code
                                        + ", as System.exit does");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new Lost("test " + test + " cut the connection to its process");
    }

    private Fork take() throws IOException, InterruptedException {
        synchronized (this) {
            @Nullable Fork known = idle.poll();
            if (known != null) {
                return known;
            }
        }
        int born;
        synchronized (this) {
            born = closings;
        }
        Fork fork = Fork.start(command, START);
        synchronized (this) {
            if (born == closings) {
                all.add(fork);
            }
        }
        boolean started = false;
        try {
            ForkedMessage hello = fork.said.poll(START.toNanos(), TimeUnit.NANOSECONDS);
            if (hello != null && hello.kind() == ForkedMessage.Kind.FAILED) {
                throw new IOException(hello.text());
            }
            if (hello == null || hello.kind() != ForkedMessage.Kind.HELLO) {
                throw new IOException("it ended before its suite was made");
            }
            if (!hello.text().equals(String.join("\n", names))) {
                throw new IOException("its suite gives other tests than the one here");
            }
            started = true;
            return fork;
        } finally {
            if (!started) {
                release(fork, false);
            }
        }
    }

    private void release(Fork fork, boolean healthy) {
        synchronized (this) {
            if (healthy && all.contains(fork)) {
                idle.push(fork);
                return;
            }
            all.remove(fork);
        }
        fork.end();
    }

    /** Ends all processes. */
    @Override
    public void close() {
        List<Fork> open;
        synchronized (this) {
            closings++;
            open = new ArrayList<>(all);
            all.clear();
            idle.clear();
        }
        open.forEach(Fork::end);
    }
}
