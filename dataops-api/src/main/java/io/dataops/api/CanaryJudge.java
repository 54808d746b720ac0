package io.dataops.api;

import java.util.List;

/**
 * Decides whether a canary is worse than its baseline.
 *
 * <p>Implementations are deterministic and safe for use by several threads, and never pass a canary merely because no
 * difference was found. The default comes with {@code io.dataops:dataops-observability}.
 *
 * <pre>{@code
 * CanaryJudge never = metrics -> Verdict.none();   // stands in for the statistics in a test
 * never.judge(List.of()).decision();               // NO_DATA
 * }</pre>
 */
@FunctionalInterface
public interface CanaryJudge {

    /**
     * Judges a canary by its metrics.
     *
     * @param metrics the metrics, of any kind; none gives {@link Decision#NO_DATA}
     * @return the verdict
     */
    Verdict judge(List<MetricComparison> metrics);
}
