package io.dataops.api;

import java.time.Duration;

/**
 * Decides which tests are worth running for an impact.
 *
 * <p>Implementations are deterministic and safe for use by several threads. The default comes with
 * {@code io.dataops:dataops-testing}.
 *
 * <pre>{@code
 * TestSelector selector = (impact, suite, limit) -> TestPlan.none();   // a stand-in for a test
 * selector.select(impact, suite, Duration.ofMinutes(10)).selected();
 * }</pre>
 */
@FunctionalInterface
public interface TestSelector {

    /**
     * Selects tests.
     *
     * @param impact what is affected
     * @param suite the tests there are
     * @param limit how long the selected tests may take one after the other, 0 or more
     * @return the plan
     */
    TestPlan select(Impact impact, TestSuite suite, Duration limit);
}
