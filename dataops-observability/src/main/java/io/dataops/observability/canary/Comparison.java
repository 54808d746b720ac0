package io.dataops.observability.canary;

/**
 * What a test found, oriented so that more than 0 is worse.
 *
 * @param test the tests that were used
 * @param effect the canary relative to the baseline, as ratio minus 1 (its negative where lower is worse), or NaN
 * @param lower the lower one-sided confidence limit of the effect
 * @param upper the upper one-sided confidence limit of the effect
 * @param pWorse probability of data at least as bad while nothing is worse
 */
record Comparison(String test, double effect, double lower, double upper, double pWorse) {}
