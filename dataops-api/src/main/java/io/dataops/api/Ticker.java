package io.dataops.api;

/**
 * A source of elapsed nanoseconds, so that time budgets can be tested without waiting.
 *
 * <pre>{@code
 * long[] nanos = {0};
 * Ticker manual = () -> nanos[0];   // a test turns the clock by hand
 * }</pre>
 */
@FunctionalInterface
public interface Ticker {

    /**
     * Returns a reading that only has a meaning as the difference to another one.
     *
     * @return nanoseconds since a fixed but arbitrary moment
     */
    long nanos();

    /**
     * Returns the ticker of the running machine: the one place where the library reads a clock.
     *
     * @return a ticker over the monotonic clock
     */
    static Ticker system() {
        return System::nanoTime;
    }
}
