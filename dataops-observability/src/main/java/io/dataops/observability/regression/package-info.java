/**
 * Whether a program has become slower: two sets of runs, or a history.
 *
 * <p>Entry type: {@link io.dataops.observability.regression.Performance}.
 *
 * <pre>{@code
 * PerformanceVerdict verdict = Performance.comparing(before, after).margin(0.05).judge();
 * verdict.decision();   // FAIL only if the interval of the ratio lies beyond the margin
 *
 * List<Performance.Step> steps = Performance.steps(nightlyMedians);   // where a slow drift happened after all
 * Map<String, double[]> runs = JmhResults.read(Path.of("jmh-result.json"));
 * }</pre>
 */
package io.dataops.observability.regression;
