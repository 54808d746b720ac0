package io.dataops.observability.anomaly;

import io.dataops.api.AnomalyScan;
import io.dataops.api.Provenance;
import io.dataops.api.SeriesReport;
import io.dataops.api.TimeSeries;
import java.nio.BufferUnderflowException;
import java.time.DateTimeException;

/**
 * Finds stretches whose shape is unlike the usual one though each point may be: a missing beat, a changed shape, a flat line,
 * another frequency. Sub-sequence PCA: the main directions of the windows of one period are learnt from the first part; what a
 * window has beside them, and how strongly it has them, are judged like views of {@link StreamingDetection}, by their own
 * tails.
 *
 * <p>Learns from the first ten periods, judges from the next two on after watching how far windows usually are. Defaults: one
 * false alarm in twenty periods. Immutable and safe for use by several threads. Time O(points times directions times steps), both at
 * most 64; memory 16 bytes a point of ten periods while learning, 8 bytes a point of one period and 32 KB after.
 *
 * <p>Expected is the value a period before; the band about it holds 95 % of the values in the long run, whatever the series. What alarms
 * is the shape: the last value may lie within the band; the reason says what was measured.
 *
 * <p>Values that are missing (NaN, infinite, beyond 1e150) and times that are not after the last one are left out. Missing steps, by the
 * median step of the part that was learnt, count as the value a period before, up to a quarter of a period; after a longer gap than any in
 * that part nothing is judged until a period is whole again ({@code WARMING_UP}).
 *
 * <p>Source: Paparrizos and others, 2022, TSB-UAD, where it leads among plain methods.
 *
 * <pre>{@code
 * StreamingDetector detector = Detectors.shape(100).start("pressure");
 * detector.accept(time, 1_204).anomaly().ifPresent(anomaly -> System.err.println(anomaly.reason()));
 * Detectors.restore(detector.snapshot());   // goes on, to the last bit
 * Detectors.shape(3);                       // IllegalArgumentException: period (3) must be between 8 and 100000.
 * }</pre>
 */
public final class ShapeDetection implements AnomalyScan {
    /** No name of a series that people give begins so. */
    static final String KIND = "\u0000shape";

    private static final int LEARNT_PERIODS = 10;
    private static final int WATCHED_PERIODS = 2;

    private final int period;
    private final double alarmsPerPeriod;
    private final boolean nearest;

    private ShapeDetection(int period, double alarmsPerPeriod, boolean nearest) {
        this.period = period;
        this.alarmsPerPeriod = alarmsPerPeriod;
        this.nearest = nearest;
    }

    static ShapeDetection of(int period) {
        if (period < 8 || period > 100_000) {
            throw new IllegalArgumentException("period (" + period + ") must be between 8 and 100000.");
        }
        return new ShapeDetection(period, 0.05, false);
    }

    /**
     * Returns this detection with another budget of false alarms.
     *
     * @param count how many are acceptable in one period, more than 0 and at most 1
     * @return the detection
     */
    public ShapeDetection maxFalseAlarmsPerPeriod(double count) {
        if (!(count > 0 && count <= 1)) {
            throw new IllegalArgumentException("count (" + count + ") must be more than 0 and at most 1.");
        }
        return new ShapeDetection(period, count, nearest);
    }

    /**
     * Returns this detection by matrix profile: a stretch is as odd as it is unlike the one most like it among those of the ten periods
     * before, wherever they begin, by shape alone (mean and deviation are taken off). For series that repeat shapes at times of their
     * own, or many different ones; a change of level or size is not seen.
     *
     * <p>The left matrix profile, exactly, over periods of less than 128 points; longer ones are averaged down to 64 to 127 steps first. Time
     * O(1,280) a step at most, memory 100 KB at most. What was off is no example for later stretches until it lasted for two periods, so that
     * the same event alarms again.
     *
     * @return the detection
     */
    public ShapeDetection matrixProfile() {
        return new ShapeDetection(period, alarmsPerPeriod, true);
    }

    /**
     * Starts to watch a series.
     *
     * @param series its name, for the alarms; not blank
     * @return a detector that has seen nothing yet
     */
    public StreamingDetector start(String series) {
        if (series.isBlank()) {
            throw new IllegalArgumentException("series (" + series + ") must not be blank.");
        }
        return new ShapeDetector(this, series);
    }

    @Override
    public SeriesReport scan(TimeSeries series) {
        return Tally.scan(start(series.name()), series, Provenance.of(toString()));
    }

    int period() {
        return period;
    }

    double perPeriod() {
        return alarmsPerPeriod;
    }

    int tails() {
        return nearest ? 1 : 3;
    }

    AlarmBudget budget(double perStride) {
        return nearest ? AlarmBudget.ofOneView(perStride) : AlarmBudget.ofViews(perStride, Part.ALL);
    }

    ShapeModel model(double[] learnt) {
        return nearest ? ShapeNeighbours.of(learnt, period) : UsualShapes.of(learnt, period);
    }

    ShapeModel read(State state) {
        return nearest ? ShapeNeighbours.read(state, period) : UsualShapes.read(state, period);
    }

    int learntPoints() {
        return LEARNT_PERIODS * period;
    }

    int watchedPoints() {
        return WATCHED_PERIODS * period;
    }

    void write(State state, String series) {
        state.text(KIND);
        state.text(series);
        state.count(period);
        state.real(alarmsPerPeriod);
        state.flag(nearest);
    }

    /** Makes a detector of what another one wrote. */
    static StreamingDetector restore(byte[] snapshot) {
        State state = State.toRead(snapshot);
        try {
            state.text("");
            String series = state.text("");
            ShapeDetection settings = of(state.count(0)).maxFalseAlarmsPerPeriod(state.real(0));
            settings = state.flag(false) ? settings.matrixProfile() : settings;
            ShapeDetector detector = new ShapeDetector(settings, series);
            detector.transfer(state);
            return detector;
        } catch (BufferUnderflowException | DateTimeException | NegativeArraySizeException e) {
            throw State.noDetector(snapshot, e);
        }
    }

    @Override
    public String toString() {
        return (nearest ? "matrix profile" : "shape detection") + " over " + period + " points, at most "
                + alarmsPerPeriod + " false alarms a period";
    }
}
