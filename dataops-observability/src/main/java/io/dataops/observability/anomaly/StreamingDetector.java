package io.dataops.observability.anomaly;

import java.time.Instant;

/**
 * Judges a series point by point. Takes constant time and memory a point. Not safe for use by several threads.
 *
 * <pre>{@code
 * StreamingDetector rows = Detectors.streaming().start("rows");
 * rows.accept(time, 1_204).anomaly().ifPresent(anomaly -> System.err.println(anomaly.reason()));
 * StreamingDetector same = Detectors.restore(rows.snapshot());   // goes on, to the last bit
 * }</pre>
 */
public interface StreamingDetector {

    /**
     * Judges the next point by the points before it.
     *
     * @param time when it was measured; a time that is not after the last one is left out
     * @param value what was measured; NaN and infinite values are left out
     * @return the judgement
     */
    Judgement accept(Instant time, double value);

    /**
     * Returns all that this detector knows, its settings included. {@link Detectors#restore(byte[])} goes on from it and
     * judges every further point as this detector would, to the last bit.
     *
     * @return versioned bytes with a check sum; at most 32 KB from {@link StreamingDetection}; the same state gives the same bytes
     */
    byte[] snapshot();
}
