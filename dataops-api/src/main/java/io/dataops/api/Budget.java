package io.dataops.api;

import java.time.Duration;
import java.util.Optional;

/**
 * How long anything may search: a number of steps or a time, with the seed of its random choices.
 *
 * <p>The same seed with a step budget gives the same answer on any machine and any number of threads. A time budget gives
 * the best answer found so far and reports its steps, so that the run can be replayed as a step budget. What one step is,
 * is said by whatever takes the budget (a schedule, a simulated world, a local-search move). An answer is owed even for a
 * budget of zero.
 *
 * <pre>{@code
 * Budget.steps(50_000).withSeed(42);
 * Budget.time(Duration.ofSeconds(2));
 * Budget.steps(-1);   // IllegalArgumentException: steps (-1) must not be negative.
 * }</pre>
 *
 * @param maxSteps the limit in steps; {@link Long#MAX_VALUE} for none
 * @param maxTime the limit in time, if there is one
 * @param seed the seed of all random choices; 0 unless set
 * @param ticker what time is measured with
 */
public record Budget(long maxSteps, Optional<Duration> maxTime, long seed, Ticker ticker) {

    /** Refuses negative limits and a budget without any limit. */
    public Budget {
        if (maxSteps < 0) {
            throw new IllegalArgumentException("steps (" + maxSteps + ") must not be negative.");
        }
        if (maxTime.isPresent() && maxTime.get().isNegative()) {
            throw new IllegalArgumentException("time (" + maxTime.get() + ") must not be negative.");
        }
        if (maxSteps == Long.MAX_VALUE && maxTime.isEmpty()) {
            throw new IllegalArgumentException("a budget needs a limit. Maybe use Budget.time(Duration).");
        }
    }

    /**
     * Returns a budget of steps: reproducible.
     *
     * @param steps the number of steps, 0 or more
     * @return the budget, with seed 0
     */
    public static Budget steps(long steps) {
        return new Budget(steps, Optional.empty(), 0, Ticker.system());
    }

    /**
     * Returns a budget of time: the best answer within it.
     *
     * @param time the time, 0 or more
     * @return the budget, with seed 0
     */
    public static Budget time(Duration time) {
        return new Budget(Long.MAX_VALUE, Optional.of(time), 0, Ticker.system());
    }

    /**
     * Returns this budget with another seed.
     *
     * @param newSeed any number
     * @return the budget
     */
    public Budget withSeed(long newSeed) {
        return new Budget(maxSteps, maxTime, newSeed, ticker);
    }

    /**
     * Returns this budget with another source of time, for tests.
     *
     * @param newTicker what to measure time with
     * @return the budget
     */
    public Budget withTicker(Ticker newTicker) {
        return new Budget(maxSteps, maxTime, seed, newTicker);
    }

    /**
     * Starts to spend this budget.
     *
     * @return a meter for the use of one thread
     */
    public Meter start() {
        return new Meter(this);
    }

    /** What is left of a budget that is being spent. Not safe for use by several threads. */
    public static final class Meter {
        private final Budget budget;
        private final long startNanos;
        private final long limitNanos;
        private long steps;

        private Meter(Budget budget) {
            this.budget = budget;
            boolean timed = budget.maxTime.isPresent();
            this.startNanos = timed ? budget.ticker.nanos() : 0;
            this.limitNanos = budget.maxTime.map(Meter::saturatedNanos).orElse(Long.MAX_VALUE);
        }

        private static long saturatedNanos(Duration time) {
            return time.compareTo(Duration.ofNanos(Long.MAX_VALUE)) >= 0 ? Long.MAX_VALUE : time.toNanos();
        }

        /**
         * Counts steps as done.
         *
         * @param count how many, 0 or more
         */
        public void spend(long count) {
            steps += count;
        }

        /**
         * Says whether to stop: a limit is reached, or the thread is interrupted (its flag is left set).
         *
         * @return true if no further step should be taken
         */
        public boolean isSpent() {
            return steps >= budget.maxSteps
                    || Thread.currentThread().isInterrupted()
                    || (budget.maxTime.isPresent() && budget.ticker.nanos() - startNanos >= limitNanos);
        }

        /**
         * Returns the steps that were counted.
         *
         * @return 0 or more
         */
        public long steps() {
            return steps;
        }

        /**
         * Returns what is left of the time.
         *
         * @return 0 once it is over, at most 292 years; empty if time is not limited
         */
        public Optional<Duration> timeLeft() {
            return budget.maxTime.map(
                    ignored -> Duration.ofNanos(Math.max(0, limitNanos - (budget.ticker.nanos() - startNanos))));
        }

        /**
         * Returns how far this search has come: its steps, of their limit if there is one, and its time if time is limited.
         *
         * @param phase what is being done
         * @return the progress, without best value and bound
         */
        public Progress progress(String phase) {
            Progress progress = Progress.of(phase, steps);
            if (budget.maxSteps < Long.MAX_VALUE) {
                progress = progress.outOf(budget.maxSteps);
            }
            return budget.maxTime.isPresent()
                    ? progress.after(Duration.ofNanos(budget.ticker.nanos() - startNanos))
                    : progress;
        }

        /**
         * Returns the record of this search.
         *
         * @param algorithm what searched
         * @return the provenance: seed, steps and, for a time budget, the time elapsed
         */
        public Provenance provenance(String algorithm) {
            Optional<Duration> elapsed =
                    budget.maxTime.map(ignored -> Duration.ofNanos(budget.ticker.nanos() - startNanos));
            return new Provenance(algorithm, budget.seed, steps, elapsed);
        }
    }
}
