package io.dataops.observability.junit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The alarms of a replay, with what a test asserts of them. Each method returns this, or throws an AssertionError.
 *
 * <pre>{@code
 * Fired fired = replay.of(recorded).through(Detectors.streaming());
 * fired.firedWithin(outage, Duration.ofMinutes(30)).firedAtMost(2);
 * fired.times();
 * }</pre>
 */
public final class Fired {
    private final String what;
    private final List<Instant> times;
    private final List<String> reasons;

    Fired(String what, List<Instant> times, List<String> reasons) {
        this.what = what;
        this.times = List.copyOf(times);
        this.reasons = List.copyOf(reasons);
    }

    /**
     * Returns when alarms fired.
     *
     * @return the times, in order
     */
    public List<Instant> times() {
        return times;
    }

    /**
     * Asserts how often it fired.
     *
     * @param count 0 or more
     * @return this
     */
    public Fired fired(int count) {
        return check(times.size() == count, "should fire " + count + " times");
    }

    /**
     * Asserts that it fired at most so often.
     *
     * @param count 0 or more
     * @return this
     */
    public Fired firedAtMost(int count) {
        return check(times.size() <= count, "should fire at most " + count + " times");
    }

    /**
     * Asserts that it did not fire.
     *
     * @return this
     */
    public Fired neverFired() {
        return fired(0);
    }

    /**
     * Asserts that it fired soon after something happened.
     *
     * @param since when it happened
     * @param delay how much later the alarm may come, its end included
     * @return this
     */
    public Fired firedWithin(Instant since, Duration delay) {
        Instant until = since.plus(delay);
        boolean found = times.stream().anyMatch(t -> !t.isBefore(since) && !t.isAfter(until));
        return check(found, "should fire between " + since + " and " + until);
    }

    /**
     * Asserts that it was quiet for a while.
     *
     * @param from the first instant
     * @param until the first instant after
     * @return this
     */
    public Fired quietBetween(Instant from, Instant until) {
        boolean found = times.stream().anyMatch(t -> !t.isBefore(from) && t.isBefore(until));
        return check(!found, "should be quiet from " + from + " until " + until);
    }

    private Fired check(boolean holds, String expected) {
        if (!holds) {
            StringBuilder message = new StringBuilder(what + " " + expected + ", but fired " + times.size() + " times");
            for (int i = 0; i < Math.min(10, times.size()); i++) {
                message.append("\n  ").append(times.get(i)).append(' ').append(reasons.get(i));
            }
            throw new AssertionError(message.toString());
        }
        return this;
    }
}
