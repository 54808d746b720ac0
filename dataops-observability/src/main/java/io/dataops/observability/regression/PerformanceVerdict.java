package io.dataops.observability.regression;

import io.dataops.api.Decision;
import io.dataops.api.Explained;
import io.dataops.observability.statistics.ConfidenceInterval;
import java.util.Locale;

/**
 * Whether the candidate is slower.
 *
 * <pre>{@code
 * PerformanceVerdict verdict = Performance.comparing(before, after).judge();
 * verdict.ratio();     // of the medians, with its interval
 * verdict.decision();  // FAIL only if the interval lies beyond the margin
 * }</pre>
 *
 * @param decision FAIL if shown slower than the margin allows, PASS if shown not to be, INCONCLUSIVE otherwise
 * @param ratio the candidate's time over the baseline's, with its interval
 * @param margin the slowdown that is allowed, relative
 */
public record PerformanceVerdict(Decision decision, ConfidenceInterval ratio, double margin) implements Explained {

    @Override
    public String explain() {
        return String.format(
                Locale.ROOT,
                "%s: %.3f times the baseline [%.3f, %.3f], allowed %.3f",
                decision,
                ratio.estimate(),
                ratio.lower(),
                ratio.upper(),
                1 + margin);
    }
}
