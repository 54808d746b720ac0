package io.dataops.testing.mutation;

import java.time.Duration;
import java.util.Set;

/**
 * What a test does on the original.
 *
 * <pre>{@code
 * for (TestRecord test : Mutation.of(shop).tests(tests).run().tests()) {
 *     System.out.println(test.name() + " takes " + test.duration() + " and reaches " + test.reaches());
 * }
 * }</pre>
 *
 * @param name its name
 * @param duration the shortest of its runs
 * @param reaches names of the steps that it computes
 */
public record TestRecord(String name, Duration duration, Set<String> reaches) {
    /** Copies the names. */
    public TestRecord {
        reaches = Set.copyOf(reaches);
    }
}
