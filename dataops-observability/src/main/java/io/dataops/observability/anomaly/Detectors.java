package io.dataops.observability.anomaly;

import java.time.Duration;

/** Where detections start. */
public final class Detectors {

    private Detectors() {}

    /**
     * Returns a detection for a series that repeats itself by the clock.
     *
     * <p>A season of whole days is read by the wall clock of the zone, so that a day with a change of clocks keeps its
     * shape; another length is counted in elapsed time.
     *
     * <pre>{@code
     * Detectors.seasonal(Duration.ofDays(1));   // the shape of a day
     * Detectors.seasonal(Duration.ofDays(7));   // the shape of a week
     * Detectors.seasonal(Duration.ZERO);        // IllegalArgumentException: season (PT0S) must be more than zero.
     * }</pre>
     *
     * @param season its length, more than zero
     * @return a detection with the defaults that {@link SeasonalDetection} lists
     */
    public static SeasonalDetection seasonal(Duration season) {
        return SeasonalDetection.over(season);
    }
}
