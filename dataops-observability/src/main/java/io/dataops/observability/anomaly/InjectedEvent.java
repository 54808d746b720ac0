package io.dataops.observability.anomaly;

/**
 * What a {@link DetectorSelection} puts into a history to see which detectors find it. Sizes are in units of the scatter that the season
 * does not explain.
 *
 * <pre>{@code
 * Detectors.selection().events(InjectedEvent.SPIKE, InjectedEvent.SHIFT);   // all else does not matter here
 * }</pre>
 */
public enum InjectedEvent {
    /** One point 4 to 12 off. */
    SPIKE(4, 12),
    /** All points of a stretch 2 to 6 off. */
    SHIFT(2, 6),
    /** A period without its season; the noise goes on. */
    MISSING_BEAT(1, 1),
    /** A period backwards. */
    CHANGED_SHAPE(1, 1),
    /** A period of one value. */
    FLAT_LINE(1, 1),
    /** A period at twice the pace. */
    FREQUENCY_CHANGE(1, 1),
    /** A stretch with noise of 2 to 4 more. */
    NOISE_BURST(2, 4);

    final double least;
    final double most;

    InjectedEvent(double least, double most) {
        this.least = least;
        this.most = most;
    }

    /** Whether it breaks a season, and so needs one. */
    boolean breaksSeason() {
        return this == MISSING_BEAT || this == CHANGED_SHAPE || this == FREQUENCY_CHANGE;
    }
}
