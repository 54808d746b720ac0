package io.dataops.api;

/**
 * What is known of one metric of a canary.
 *
 * <pre>{@code
 * for (MetricVerdict metric : watch.canary().metrics()) {
 *     System.out.printf("%s: %s, effect %.3f [%.3f, %.3f]%n",
 *             metric.metric(), metric.decision(), metric.effect(), metric.lower(), metric.upper());
 * }
 * }</pre>
 *
 * @param metric the metric
 * @param decision the decision on this metric alone
 * @param test the statistical test that was used
 * @param effect the canary relative to the baseline: ratio minus 1, or NaN where none can be given
 * @param lower the lower end of the effect's confidence interval, or NaN
 * @param upper the upper end of the effect's confidence interval, or NaN
 * @param confidence the confidence level of that interval, 0 to 1
 * @param pValue probability of a difference at least as bad without any change, after correction for the number of
 *     metrics; NaN where no test was possible
 * @param reason one sentence
 */
public record MetricVerdict(
        String metric,
        Decision decision,
        String test,
        double effect,
        double lower,
        double upper,
        double confidence,
        double pValue,
        String reason) {

    /** Refuses a confidence outside 0 to 1. */
    public MetricVerdict {
        Text.name("metric", metric);
        Text.probability("confidence", confidence);
    }
}
