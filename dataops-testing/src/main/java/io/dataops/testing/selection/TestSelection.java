package io.dataops.testing.selection;

import io.dataops.api.Impact;
import io.dataops.api.TestPlan;
import io.dataops.api.TestSelector;
import io.dataops.api.TestSuite;
import java.time.Duration;

/**
 * Selects the tests that are worth running for an impact: most expected noticed assets within a limit of time.
 *
 * <p>The value of a selection is the expected number of affected assets that it notices:
 *
 * <pre>
 *   sum over assets a of  P(a is affected) * (1 - product over selected tests t that cover a of (1 - d(t)))
 *   d(t) = (failures + 1) / (runs + 2)
 * </pre>
 *
 * <p>d is the probability that the test notices an affected asset, read from its history as the mean of a Beta(1, 1) prior
 * after its runs: a test without history has 1/2, one that never failed in 98 runs 1/100, one that always fails nearly 1.
 *
 * <p>Maximising such a sum within a limit is a submodular knapsack problem. Up to 20 useful tests are solved exactly by
 * branch and bound, unless that takes more than 200,000 nodes; beyond that the best is taken of a greedy by gain per time,
 * a greedy by gain, the best single test and, for up to 60 tests, greedy completions of every pair, which reaches at least
 * 0.316 of the best for any instance and usually more than 0.95. The certificate {@link TestPlan#upperBound()} holds for
 * every selection: for any set S already chosen, no selection exceeds value(S) plus the fractional knapsack of the gains
 * that remain; the least over the greedy's prefixes is taken. Tests that take no time are always worth running.
 *
 * <p>Takes time O(n log n) for the greedy and memory O(sum of coverage). Deterministic: ties go to the shorter, then to the
 * smaller id. Safe for use by several threads. Source: Leskovec et al. (2007), "Cost-effective outbreak detection in
 * networks" (lazy evaluation, bound); Khuller, Moss and Naor (1999), "The budgeted maximum coverage problem".
 *
 * <pre>{@code
 * TestPlan plan = TestSelection.within(Duration.ofMinutes(10)).select(impact, suite);
 * TestSelection.within(Duration.ofMinutes(-1)); // IllegalArgumentException: limit (PT-1M) must not be negative.
 * }</pre>
 */
public final class TestSelection implements TestSelector {

    /** Creates the selector; this is the one that {@code DataOps} finds. */
    public TestSelection() {}

    /**
     * Starts with the limit.
     *
     * @param limit how long the selected tests may take one after the other, 0 or more
     * @return a selection that is safe for use by several threads
     */
    public static Within within(Duration limit) {
        return new Within(limit);
    }

    @Override
    public TestPlan select(Impact impact, TestSuite suite, Duration limit) {
        return within(limit).select(impact, suite);
    }

    /**
     * A selection with its limit.
     *
     * @param limit how long the selected tests may take one after the other, 0 or more
     */
    public record Within(Duration limit) {

        /** Refuses a negative limit. */
        public Within {
            if (limit.isNegative()) {
                throw new IllegalArgumentException("limit (" + limit + ") must not be negative.");
            }
        }

        /**
         * Selects tests.
         *
         * @param impact what is affected
         * @param suite the tests there are
         * @return the plan; without tests if nothing is affected or nothing fits
         */
        public TestPlan select(Impact impact, TestSuite suite) {
            return Selecting.plan(impact, suite, limit);
        }
    }
}
