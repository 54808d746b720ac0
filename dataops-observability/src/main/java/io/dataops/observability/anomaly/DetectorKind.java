package io.dataops.observability.anomaly;

/**
 * The detectors among which a {@link DetectorSelection} decides, the simplest first.
 *
 * <pre>{@code
 * boolean byShape = Detectors.selection().of(history).chosen() == DetectorKind.SHAPE;
 * }</pre>
 */
public enum DetectorKind {
    /** {@link Detectors#streaming()}: point by point, with the day and the week. */
    POINT,
    /** {@link Detectors#seasonal} over the period that was found. */
    SEASONAL_POINT,
    /** {@link Detectors#shape}: sub-sequence PCA over the period that was found. */
    SHAPE,
    /** {@link Detectors#spectral()}: the spectral residual. */
    SPECTRAL,
    /** {@link Detectors#forest()}: a random cut forest over the last points. */
    FOREST,
    /** {@link #POINT} and {@link #SHAPE} side by side, half of the budget each. */
    POINT_AND_SHAPE,
    /** {@link #SEASONAL_POINT} and {@link #SHAPE} side by side, half of the budget each. */
    SEASONAL_POINT_AND_SHAPE;
}
