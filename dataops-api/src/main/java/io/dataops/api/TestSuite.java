package io.dataops.api;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The tests that a team has.
 *
 * <pre>{@code
 * TestSuite suite = TestSuite.of(
 *         TestCase.of("orders not null", Duration.ofSeconds(20), "orders"),
 *         TestCase.of("revenue end to end", Duration.ofMinutes(8), "orders", "revenue"));
 * }</pre>
 *
 * @param tests the tests, each id once
 */
public record TestSuite(List<TestCase> tests) {

    /** Copies the tests; refuses an id that is there twice. */
    public TestSuite {
        tests = List.copyOf(tests);
        Set<String> ids = new HashSet<>();
        for (TestCase test : tests) {
            if (!ids.add(test.id())) {
                throw new IllegalArgumentException(
                        "test (" + Text.shown(test.id()) + ") is in the suite twice. Maybe rename one.");
            }
        }
    }

    /**
     * Returns a suite of the given tests.
     *
     * @param tests the tests
     * @return the suite
     */
    public static TestSuite of(TestCase... tests) {
        return new TestSuite(List.of(tests));
    }
}
