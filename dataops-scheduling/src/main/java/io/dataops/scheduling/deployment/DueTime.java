package io.dataops.scheduling.deployment;

import java.time.Instant;

/**
 * When a job should have ended; unlike after a deadline, it may end later, at a cost.
 *
 * <pre>{@code
 * DueTime due = new DueTime(sundayMorning, 12.5);   // every minute later costs 12.5
 * new DueTime(sundayMorning, -1);                   // IllegalArgumentException: …
 * }</pre>
 *
 * @param at the instant, on the grid
 * @param costPerMinute what each minute after it costs, finite, 0 or more
 */
public record DueTime(Instant at, double costPerMinute) {

    /** Refuses a cost that is negative or not finite. */
    public DueTime {
        if (!(costPerMinute >= 0) || Double.isInfinite(costPerMinute)) {
            throw new IllegalArgumentException(
                    "cost a minute (" + costPerMinute + ") must be finite and not negative.");
        }
    }
}
