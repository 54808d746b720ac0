/**
 * Streaming anomaly detection that needs no tuning and says why.
 *
 * <p>Entry type: {@link io.dataops.observability.anomaly.Detectors}.
 *
 * <pre>{@code
 * StreamingDetection detection = Detectors.seasonal(Duration.ofDays(1)).maxFalseAlarms(1, Duration.ofDays(30));
 *
 * SeriesReport report = detection.scan(series);             // a whole series
 *
 * StreamingDetector detector = detection.start("rows");     // or point by point, with the same result
 * Judgement judgement = detector.accept(time, 1_204);
 * judgement.anomaly().ifPresent(a -> System.err.println(a.reason()));
 * }</pre>
 */
package io.dataops.observability.anomaly;
