package io.dataops.api;

import java.time.Instant;

/**
 * A point at which a series did not behave.
 *
 * <pre>{@code
 * for (Anomaly anomaly : watch.anomalies()) {
 *     System.err.println(anomaly.time() + " " + anomaly.reason());
 * }
 * }</pre>
 *
 * @param series the series
 * @param time when
 * @param value what was measured
 * @param expected what was expected
 * @param lower the lower end of what would have been normal
 * @param upper the upper end of what would have been normal
 * @param pValue probability of a value at least as far off while all is well, 0 to 1
 * @param reason one sentence in the units of the series
 */
public record Anomaly(
        String series,
        Instant time,
        double value,
        double expected,
        double lower,
        double upper,
        double pValue,
        String reason) {

    /** Refuses a band out of order and a p-value outside 0 to 1. */
    public Anomaly {
        Text.name("series", series);
        Text.probability("pValue", pValue);
        if (!(lower <= upper)) {
            throw new IllegalArgumentException("band [" + lower + ", " + upper + "] must not be empty.");
        }
    }
}
