package io.dataops.api;

import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * A test that a team has, with what it exercises and how it fared.
 *
 * <pre>{@code
 * TestCase test = TestCase.of("orders not null", Duration.ofSeconds(20), "orders");
 * new TestCase("revenue adds up", Duration.ofMinutes(2), Set.of("orders", "revenue"), 200, 3);   // with history
 * }</pre>
 *
 * @param id the test's name, unique in its suite
 * @param duration how long one run takes, 0 or more
 * @param covers the assets that it exercises
 * @param runs how often it ran in the history that is known, 0 or more
 * @param failures how many of those runs failed, at most {@code runs}
 */
public record TestCase(String id, Duration duration, Set<String> covers, int runs, int failures) {

    /** Copies the assets; refuses a negative duration and more failures than runs. */
    public TestCase {
        Text.name("id", id);
        if (duration.isNegative()) {
            throw new IllegalArgumentException(
                    "duration (" + duration + ") of " + Text.shown(id) + " must not be negative.");
        }
        if (runs < 0 || failures < 0 || failures > runs) {
            throw new IllegalArgumentException(
                    "failures (" + failures + ") of " + Text.shown(id) + " must be between 0 and runs (" + runs + ").");
        }
        covers = Collections.unmodifiableSet(new TreeSet<>(covers));
    }

    /**
     * Returns a test without history.
     *
     * @param id the test's name
     * @param duration how long one run takes
     * @param covers the assets that it exercises
     * @return the test
     */
    public static TestCase of(String id, Duration duration, String... covers) {
        return new TestCase(id, duration, Set.of(covers), 0, 0);
    }
}
