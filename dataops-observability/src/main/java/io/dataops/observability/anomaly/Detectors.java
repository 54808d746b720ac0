package io.dataops.observability.anomaly;

import io.dataops.api.TimeSeries;
import java.nio.BufferUnderflowException;
import java.time.Duration;
import java.util.List;

/** Where detections start. */
public final class Detectors {

    private Detectors() {}

    /**
     * Returns a detection that needs to know nothing: it finds out by itself whether a series repeats itself by the day or by
     * the week, and judges it without a season where it does not.
     *
     * <pre>{@code
     * Detectors.streaming().maxFalseAlarms(1, Duration.ofDays(30)).scan(series);
     * }</pre>
     *
     * @return a detection with the defaults that {@link StreamingDetection} lists
     */
    public static StreamingDetection streaming() {
        return StreamingDetection.daysAndWeeks();
    }

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
     * @return a detection with the defaults that {@link StreamingDetection} lists
     */
    public static StreamingDetection seasonal(Duration season) {
        return StreamingDetection.over(season);
    }

    /**
     * Returns a detection of stretches with an unusual shape.
     *
     * @param period after how many points the series repeats itself, 8 to 100,000
     * @return a detection with the defaults that {@link ShapeDetection} lists
     */
    public static ShapeDetection shape(int period) {
        return ShapeDetection.of(period);
    }

    /**
     * Returns a detection of moments at which several series do not fit each other.
     *
     * @param dimensions their names, 2 to 64 that differ
     * @return a detection with the defaults that {@link VectorDetection} lists
     */
    public static VectorDetection vector(String... dimensions) {
        return VectorDetection.of(List.of(dimensions));
    }

    /**
     * Starts the choice of a detector by what is found of events put into a series' own history.
     *
     * <pre>{@code
     * Selection selection = Detectors.selection().of(history);
     * System.out.println(selection.explain());
     * StreamingDetector detector = selection.trained();
     * }</pre>
     *
     * @return the choice with the defaults that {@link DetectorSelection} lists
     */
    public static DetectorSelection selection() {
        return DetectorSelection.standard();
    }

    /**
     * Chooses a detector for a series with all defaults.
     *
     * @param history what was measured so far, of any length
     * @return the choice, with how much each detector finds of events put into this history
     */
    public static Selection select(TimeSeries history) {
        return selection().of(history);
    }

    /**
     * Returns the detector that a snapshot was taken of, whichever detection started it.
     *
     * <pre>{@code
     * StreamingDetector same = Detectors.restore(detector.snapshot());
     * Detectors.restore(new byte[3]);   // IllegalArgumentException: snapshot (3 bytes) is not one of a detector. …
     * }</pre>
     *
     * @param snapshot from {@link StreamingDetector#snapshot()}
     * @return a detector that goes on where that one was
     * @throws IllegalArgumentException if the bytes are of another version, truncated or damaged
     */
    public static StreamingDetector restore(byte[] snapshot) {
        try {
            return kind(snapshot).equals(SelectingDetector.KIND)
                    ? SelectingDetector.restore(snapshot)
                    : restoreChosen(snapshot);
        } catch (IndexOutOfBoundsException | NegativeArraySizeException | BufferUnderflowException e) {
            throw State.noDetector(snapshot, e);
        }
    }

    /** A detector that does not choose. */
    static StreamingDetector restoreChosen(byte[] snapshot) {
        return kind(snapshot).equals(PairDetector.KIND) ? PairDetector.restore(snapshot) : restoreSingle(snapshot);
    }

    private static String kind(byte[] snapshot) {
        try {
            return State.toRead(snapshot).text("");
        } catch (BufferUnderflowException e) {
            throw State.noDetector(snapshot, e);
        }
    }

    /** A detector that is not made of others. */
    static StreamingDetector restoreSingle(byte[] snapshot) {
        return switch (kind(snapshot)) {
            case ForestDetection.KIND -> ForestDetection.restore(snapshot);
            case SpectralDetection.KIND -> SpectralDetection.restore(snapshot);
            case ShapeDetection.KIND -> ShapeDetection.restore(snapshot);
            case VectorDetector.KIND ->
                throw new IllegalArgumentException("snapshot (" + snapshot.length
                        + " bytes) is one of a detector of vectors. Maybe call VectorDetection.restore.");
            default -> StreamingDetection.restore(snapshot);
        };
    }

    /**
     * Starts the settings of a random cut forest: what is unlike all that came before, whatever makes it so.
     *
     * <pre>{@code
     * Detectors.forest().scan(series);
     * }</pre>
     *
     * @return the detection with its defaults
     */
    public static ForestDetection forest() {
        return ForestDetection.standard();
    }

    /**
     * Starts the settings of a spectral residual: what breaks with the rhythm of the last points, whichever that is.
     *
     * <pre>{@code
     * Detectors.spectral().window(512).scan(series);
     * }</pre>
     *
     * @return the detection with its defaults
     */
    public static SpectralDetection spectral() {
        return SpectralDetection.standard();
    }
}
