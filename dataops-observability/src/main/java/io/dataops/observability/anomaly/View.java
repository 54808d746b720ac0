package io.dataops.observability.anomaly;

/**
 * In which respect a point is judged.
 *
 * <pre>{@code
 * boolean drifts = detector.accept(time, 1_204).view().filter(view -> view == View.RAMP).isPresent();
 * }</pre>
 */
public enum View {
    /** The point against the best short forecast of it. */
    SPIKE(0),
    /** The point against the level and the season. */
    SEASON(1),
    /** The mean of the last points against the level. */
    LEVEL(2),
    /** The mean of more of the last points against the level: a slow move. */
    RAMP(3),
    /** The scatter of the last points against the usual scatter: wild, or flat. */
    SCATTER(4),
    /** The last points against all stretches that were seen before: a height or a shape that never was. */
    NOVELTY(5);

    final int index;

    View(int index) {
        this.index = index;
    }
}
