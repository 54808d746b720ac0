package io.dataops.scheduling.deployment;

import java.time.Duration;
import java.util.Optional;

/**
 * A job that must have ended before another starts.
 *
 * <pre>{@code
 * new Predecessor("db", Duration.ofMinutes(15), Optional.of(Duration.ofHours(2)));
 * // starts at least 15 minutes and at most two hours after db has ended
 * }</pre>
 *
 * @param job the job that ends first
 * @param atLeast the least time between its end and the other's start, for example to let it soak; 0 or more
 * @param atMost the most time between them, if it matters
 */
public record Predecessor(String job, Duration atLeast, Optional<Duration> atMost) {

    /** Refuses negative times and a most below the least. */
    public Predecessor {
        Names.notBlank("job", job);
        Names.notNegative("atLeast", atLeast);
        if (atMost.isPresent() && atMost.get().compareTo(atLeast) < 0) {
            throw new IllegalArgumentException(
                    "atMost (" + atMost.get() + ") after " + job + " must be at least atLeast (" + atLeast + ").");
        }
    }
}
