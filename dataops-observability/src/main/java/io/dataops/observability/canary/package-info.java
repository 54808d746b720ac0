/**
 * Canary verdicts: PASS only when the canary is shown not to be worse by more than a margin.
 *
 * <p>Entry type: {@link io.dataops.observability.canary.Canary}.
 *
 * <pre>{@code
 * Verdict verdict = Canary.comparing(
 *                 MetricComparison.higherIsWorse("errors", Measure.rate(12, 90_000), Measure.rate(11, 10_000)),
 *                 MetricComparison.higherIsWorse("latency ms", baseline, canary).withMargin(0.1))
 *         .judge();
 * verdict.decision();   // FAIL
 * verdict.explain();    // one line a metric: effect, interval, p-value
 * }</pre>
 */
package io.dataops.observability.canary;
