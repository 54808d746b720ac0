package io.dataops.observability.statistics;

/**
 * The outcome of a significance test.
 *
 * <pre>{@code
 * TestResult slower = MannWhitney.test(canary, baseline, Alternative.GREATER);
 * slower.pValue();
 * }</pre>
 *
 * @param test the test and how its p-value was computed
 * @param statistic the test statistic
 * @param pValue probability of data at least as extreme while the null hypothesis holds, 0 to 1
 */
public record TestResult(String test, double statistic, double pValue) {

    /** Refuses a p-value outside 0 to 1. */
    public TestResult {
        if (!(pValue >= 0 && pValue <= 1)) {
            throw new IllegalArgumentException("pValue (" + pValue + ") of " + test + " must be between 0 and 1.");
        }
    }
}
