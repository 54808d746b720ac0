package io.dataops.api;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;

/**
 * Shows progress to a person: one line that is overwritten on a terminal, plain lines elsewhere.
 *
 * <p>A terminal is redrawn at most ten times a second, a log gets at most one line in five seconds, and a new phase is always
 * shown, so that the cost does not depend on how often the work reports. It has no thread of its own: what is shown is the
 * last report that was due. Safe for use by several threads.
 *
 * <pre>{@code
 * ConsoleProgress.on(System.err);   // a terminal if the process has one, lines otherwise
 * ConsoleProgress.lines(log);       // always lines
 * }</pre>
 */
public final class ConsoleProgress implements ProgressListener {
    private static final Duration REDRAW = Duration.ofMillis(100);
    private static final Duration LOG = Duration.ofSeconds(5);
    private static final int WIDTH = 100;

    private final PrintStream out;
    private final boolean overwrites;
    private final long pauseNanos;
    private final Ticker ticker;
    private String phase = "";
    private long shownAt;
    private int shownLength;

    private ConsoleProgress(PrintStream out, boolean overwrites, Duration pause, Ticker ticker) {
        this.out = out;
        this.overwrites = overwrites;
        this.pauseNanos = pause.toNanos();
        this.ticker = ticker;
    }

    /**
     * Shows progress as fits the process: overwriting if it has a terminal, plain lines otherwise.
     *
     * @param out where to write, usually the standard error
     * @return a listener
     */
    public static ConsoleProgress on(PrintStream out) {
        return hasTerminal() ? terminal(out) : lines(out);
    }

    /** From JDK 22 on there is a console without a terminal, and a method that tells, which JDK 17 does not have. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean hasTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    /**
     * Shows progress in one line that is overwritten.
     *
     * @param out a terminal
     * @return a listener
     */
    public static ConsoleProgress terminal(PrintStream out) {
        return new ConsoleProgress(out, true, REDRAW, Ticker.system());
    }

    /**
     * Shows progress in lines of their own.
     *
     * @param out a log
     * @return a listener
     */
    public static ConsoleProgress lines(PrintStream out) {
        return new ConsoleProgress(out, false, LOG, Ticker.system());
    }

    /**
     * Returns this renderer with another source of time, for tests; it starts afresh.
     *
     * @param newTicker what to measure pauses with
     * @return a listener
     */
    public ConsoleProgress withTicker(Ticker newTicker) {
        return new ConsoleProgress(out, overwrites, Duration.ofNanos(pauseNanos), newTicker);
    }

    @Override
    public synchronized void progressed(Progress progress) {
        long now = ticker.nanos();
        boolean newPhase = !progress.phase().equals(phase);
        boolean complete = progress.total().isPresent()
                && progress.done() >= progress.total().getAsLong();
        if (!newPhase && !complete && now - shownAt < pauseNanos) {
            return;
        }
        if (newPhase && overwrites && shownLength > 0) {
            out.println();
            shownLength = 0;
        }
        phase = progress.phase();
        shownAt = now;
        String line = progress.toString();
        if (overwrites) {
            String cut = line.substring(0, Math.min(line.length(), WIDTH));
            out.print('\r' + cut + " ".repeat(Math.max(0, shownLength - cut.length())));
            shownLength = cut.length();
        } else {
            out.println(line);
        }
        out.flush();
    }

    /** Ends the line that is being overwritten, so that what follows starts on one of its own. */
    public synchronized void finish() {
        if (overwrites && shownLength > 0) {
            out.println();
            out.flush();
        }
        shownLength = 0;
        phase = "";
    }
}
