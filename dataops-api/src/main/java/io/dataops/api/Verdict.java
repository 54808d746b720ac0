package io.dataops.api;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Whether a canary may go on.
 *
 * <p>The certificate: for every metric the effect with its confidence interval and the p-value.
 *
 * <pre>{@code
 * Verdict verdict = watch.canary();
 * verdict.decision();   // FAIL
 * verdict.explain();    // one line a metric: effect, interval, p-value
 * }</pre>
 *
 * @param decision the decision over all metrics
 * @param metrics what is known of each, in the order asked
 * @param provenance how the answer was computed
 */
public record Verdict(Decision decision, List<MetricVerdict> metrics, Provenance provenance) implements Explained {

    private static final Verdict NONE = new Verdict(Decision.NO_DATA, List.of(), Provenance.of("no canary"));

    /** Copies the metrics; refuses to pass while a metric does not. */
    public Verdict {
        metrics = List.copyOf(metrics);
        if (decision == Decision.PASS && metrics.stream().anyMatch(m -> m.decision() == Decision.FAIL)) {
            throw new IllegalArgumentException("a verdict must not be PASS while a metric is FAIL.");
        }
    }

    /**
     * Returns the verdict of a loop without a canary.
     *
     * @return no data
     */
    public static Verdict none() {
        return NONE;
    }

    @Override
    public String explain() {
        return decision
                + metrics.stream()
                        .map(m -> "\n" + m.metric() + ": "
                                + m.decision().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ", " + m.reason())
                        .collect(Collectors.joining());
    }
}
