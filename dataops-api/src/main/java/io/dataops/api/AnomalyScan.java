package io.dataops.api;

/**
 * Decides at which points a series did not behave.
 *
 * <p>Implementations are deterministic and safe for use by several threads; point i is judged by points 0 to i alone.
 *
 * <pre>{@code
 * AnomalyScan limit = series -> Detectors.seasonal(Duration.ofDays(1)).scan(series);
 * limit.scan(series).anomalies();
 * }</pre>
 */
@FunctionalInterface
public interface AnomalyScan {

    /**
     * Scans a series from its beginning.
     *
     * @param series the series, of any length and content
     * @return the report; a series too short to judge is reported as such
     */
    SeriesReport scan(TimeSeries series);
}
