package io.dataops.observability.anomaly;

import io.dataops.api.Provenance;
import io.dataops.api.SeriesReport;
import io.dataops.api.TimeSeries;
import java.nio.BufferUnderflowException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds moments at which several series do not fit each other, though each may look usual by itself: load up while requests
 * are not. The Mahalanobis distance from a streaming mean and covariance of the vector; how rare a distance is, is learnt from
 * the peaks of its runs by a generalised Pareto tail and calibrated by the budget of false alarms, as in
 * {@link StreamingDetection}. The reason names the dimensions that contribute most, each with what the others let expect.
 *
 * <p>Mean and covariance are exponential, with a memory of 500 points; a vector further off than the 99 % quantile of a normal
 * one is drawn in to it before it is learnt, so that an anomaly moves them by a bounded amount. The correlations are shrunk
 * towards none by (dimensions + 1) / (dimensions + 1 + points in memory), so that the covariance can always be inverted.
 *
 * <p>For levels that stay; where they move or repeat themselves say {@link #seasonal}. A vector with a value that is NaN, infinite or beyond 1e150, or a
 * time that is not after the last one, is left out. An event of more than 24 vectors is the new normal: all but the tail is
 * learnt anew, in half a warm-up. Warm-up: 20 vectors a dimension, at least 200. Defaults: one false alarm in
 * 500 points. Immutable and safe for use by several threads. A point takes O(dimensions cubed).
 *
 * <p>Sources: Campbell, 1980, Robust procedures in multivariate analysis I (bounded weights); Ledoit and Wolf, 2004 (shrinkage).
 *
 * <pre>{@code
 * VectorDetector detector = Detectors.vector("cpu", "requests").start("api");
 * detector.accept(time, 0.7, 120).anomaly().ifPresent(a -> System.err.println(a.reason()));
 * Detectors.vector("cpu");   // IllegalArgumentException: dimensions ([cpu]) must be 2 to 64 names that differ.
 * }</pre>
 */
public final class VectorDetection {
    private static final double USUAL = 1 / 500.0;
    private static final double MOST_OFTEN = 0.05;

    private final List<String> dimensions;
    private final double perPoint;
    /** Zero for none. */
    private final Duration season;

    private final ZoneId zone;

    private VectorDetection(List<String> dimensions, double perPoint, Duration season, ZoneId zone) {
        this.dimensions = dimensions;
        this.perPoint = perPoint;
        this.season = season;
        this.zone = zone;
    }

    static VectorDetection of(List<String> dimensions) {
        boolean blank = dimensions.stream().anyMatch(String::isBlank);
        if (dimensions.size() < 2
                || dimensions.size() > 64
                || blank
                || new TreeSet<>(dimensions).size() < dimensions.size()) {
            throw new IllegalArgumentException("dimensions (" + dimensions + ") must be 2 to 64 names that differ.");
        }
        return new VectorDetection(List.copyOf(dimensions), USUAL, Duration.ZERO, ZoneOffset.UTC);
    }

    /**
     * Returns this detection with another budget of false alarms.
     *
     * @param share false alarms a point that are acceptable, more than 0 and at most 0.05
     * @return the detection
     */
    public VectorDetection maxFalseAlarmsPerPoint(double share) {
        if (!(share > 0 && share <= MOST_OFTEN)) {
            throw new IllegalArgumentException("share (" + share + ") must be more than 0 and at most 0.05.");
        }
        return new VectorDetection(dimensions, share, season, zone);
    }

    /**
     * Returns this detection of what is left of each dimension without its level and its season by the clock, learnt as {@link
     * Detectors#seasonal} does: for dimensions that repeat themselves by the day or the week, or whose levels move. Nothing is judged until
     * two seasons were seen and as many vectors again as without.
     *
     * <pre>{@code
     * Detectors.vector("cpu", "requests").seasonal(Duration.ofDays(1)).start("api");
     * Detectors.vector("cpu", "requests").seasonal(Duration.ZERO);   // IllegalArgumentException: length (PT0S) must be more than zero.
     * }</pre>
     *
     * @param length of a season, more than zero; whole days are read by the wall clock of the zone
     * @return the detection
     */
    public VectorDetection seasonal(Duration length) {
        if (length.isNegative() || length.isZero()) {
            throw new IllegalArgumentException("length (" + length + ") must be more than zero.");
        }
        return new VectorDetection(dimensions, perPoint, length, zone);
    }

    /**
     * Returns this detection reading seasons of whole days by the wall clock of a zone.
     *
     * @param newZone the zone; UTC unless set
     * @return the detection
     */
    public VectorDetection zone(ZoneId newZone) {
        return new VectorDetection(dimensions, perPoint, season, newZone);
    }

    List<String> dimensions() {
        return dimensions;
    }

    double perPoint() {
        return perPoint;
    }

    @Nullable
    SeasonClock clock() {
        return season.isZero() ? null : new SeasonClock(season, zone, Set.of());
    }

    void write(State state, String name) {
        state.text(VectorDetector.KIND);
        state.text(name);
        state.count(dimensions.size());
        dimensions.forEach(state::text);
        state.real(perPoint);
        state.text(season.toString());
        state.text(zone.getId());
    }

    /**
     * Starts to watch one vector of series.
     *
     * @param name of all of it, for the alarms; not blank
     * @return a detector that has seen nothing yet
     */
    public VectorDetector start(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name (" + name + ") must not be blank.");
        }
        return new VectorDetector(name, this);
    }

    /**
     * Makes a detector of what another one wrote.
     *
     * @param snapshot from {@link VectorDetector#snapshot()}
     * @return a detector that goes on where that one was
     * @throws IllegalArgumentException if the bytes are of another version or kind, truncated or damaged
     */
    public static VectorDetector restore(byte[] snapshot) {
        State state = State.toRead(snapshot);
        try {
            if (state.text("").equals(VectorDetector.KIND)) {
                String name = state.text("");
                List<String> dimensions = new ArrayList<>();
                for (int left = state.count(0); left > 0; left--) {
                    dimensions.add(state.text(""));
                }
                VectorDetection settings = of(dimensions).maxFalseAlarmsPerPoint(state.real(0));
                Duration season = Duration.parse(state.text(""));
                settings = (season.isZero() ? settings : settings.seasonal(season)).zone(ZoneId.of(state.text("")));
                VectorDetector detector = settings.start(name);
                detector.transfer(state);
                return detector;
            }
        } catch (BufferUnderflowException | DateTimeException | NegativeArraySizeException e) {
            throw State.noDetector(snapshot, e);
        }
        throw new IllegalArgumentException("snapshot (" + snapshot.length
                + " bytes) is not one of a detector of vectors. Maybe call Detectors.restore.");
    }

    /**
     * Judges a whole vector of series, as a detector would point by point.
     *
     * @param name of all of it, for the alarms; not blank
     * @param series one for each dimension, in their order, all with the same times
     * @return the report
     */
    public SeriesReport scan(String name, List<TimeSeries> series) {
        VectorDetector detector = start(name);
        if (series.size() != dimensions.size()) {
            throw new IllegalArgumentException(
                    "series (" + series.size() + ") must be one for each of " + dimensions + ".");
        }
        int n = series.get(0).size();
        for (TimeSeries one : series) {
            if (one.size() != n) {
                throw new IllegalArgumentException("series (" + one + ") must have the times of " + series.get(0)
                        + ". Maybe resample both (io.dataops.observability.series.Resampling).");
            }
        }
        Tally tally = new Tally();
        for (int i = 0; i < n; i++) {
            Instant time = series.get(0).time(i);
            double[] values = new double[dimensions.size()];
            for (int k = 0; k < values.length; k++) {
                if (!series.get(k).time(i).equals(time)) {
                    throw new IllegalArgumentException("series (" + series.get(k) + ") must have the times of "
                            + series.get(0) + ", not " + series.get(k).time(i) + " beside " + time
                            + ". Maybe resample both (io.dataops.observability.series.Resampling).");
                }
                values[k] = series.get(k).value(i);
            }
            tally.add(detector.accept(time, values));
        }
        return tally.report(name, name, Provenance.of(toString()));
    }

    @Override
    public String toString() {
        return "vector detection over " + dimensions + (season.isZero() ? "" : " with a season of " + season)
                + ", at most " + perPoint + " false alarms a point";
    }
}
