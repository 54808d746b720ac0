package io.dataops.observability.anomaly;

import io.dataops.api.AnomalyScan;
import io.dataops.api.Provenance;
import io.dataops.api.SeriesReport;
import io.dataops.api.TimeSeries;
import java.nio.BufferUnderflowException;
import java.time.DateTimeException;

/**
 * Finds points at which a series breaks with its own rhythm: those that are salient in the spectral residual of the last points (Ren
 * and others, 2019, Time-series anomaly detection service at Microsoft, KDD). It needs to know no season and follows any that fits
 * several times into its window. How rare a saliency is, is learnt by the tail of its logarithm, as the views of {@link
 * StreamingDetection} do; one event alarms once. It sees beginnings: what lasts longer is salient at its edges alone.
 *
 * <p>Expected is the median of the 21 points before; the band about it holds 95 % of the values in the long run, whatever the series.
 * What alarms is the saliency: a value may lie within the band.
 *
 * <p>Values that are missing (NaN, infinite, beyond 1e150) and times that are not after the last one are left out, and the window goes
 * on across them. After a gap of as many usual steps as the window has points a new one begins: until it is whole nothing is judged
 * ({@code WARMING_UP}) and nothing learnt. The usual step is the median one of the first window.
 *
 * <p>Defaults: a window of 256 points (five of them prolonged beyond the last one, a spectrum smoothed over three, the mean saliency of
 * 21 points before, as in the paper), one false alarm in 500 points. Learns from three windows before it judges. Takes time
 * O(window log window) and about 20 bytes a point of the window. Immutable and safe for use by several threads.
 *
 * <pre>{@code
 * StreamingDetector detector = Detectors.spectral().window(512).start("rows");
 * detector.accept(time, 1_204).anomaly().ifPresent(anomaly -> System.err.println(anomaly.reason()));
 * SpectralDetection.restore(detector.snapshot());   // goes on, to the last bit
 * Detectors.spectral().window(100);                 // IllegalArgumentException: points (100) must be a power of two, 64 to 4096.
 * }</pre>
 */
public final class SpectralDetection implements AnomalyScan {
    /** No name of a series that people give begins so. */
    static final String KIND = "\u0000spectral";

    private static final double USUAL = 1 / 500.0;

    private final int window;
    private final double perPoint;

    private SpectralDetection(int window, double perPoint) {
        this.window = window;
        this.perPoint = perPoint;
    }

    static SpectralDetection standard() {
        return new SpectralDetection(256, USUAL);
    }

    /**
     * Returns this detection over a window of another length, of which three are learnt before the first judgement.
     *
     * @param points a power of two, 64 to 4,096; at least three seasons
     * @return the detection
     */
    public SpectralDetection window(int points) {
        if (points < 64 || points > 4_096 || Integer.bitCount(points) != 1) {
            throw new IllegalArgumentException("points (" + points + ") must be a power of two, 64 to 4096.");
        }
        return new SpectralDetection(points, perPoint);
    }

    /**
     * Returns this detection with another budget of false alarms.
     *
     * @param share false alarms a point that are acceptable, more than 0 and at most 0.05; more than 0.005 may not be used up
     * @return the detection
     */
    public SpectralDetection maxFalseAlarmsPerPoint(double share) {
        if (!(share > 0 && share <= 0.05)) {
            throw new IllegalArgumentException("share (" + share + ") must be more than 0 and at most 0.05.");
        }
        return new SpectralDetection(window, share);
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
        return new SpectralDetector(this, series);
    }

    @Override
    public SeriesReport scan(TimeSeries series) {
        return Tally.scan(start(series.name()), series, Provenance.of(toString()));
    }

    int window() {
        return window;
    }

    double perPoint() {
        return perPoint;
    }

    void write(State state, String series) {
        state.text(KIND);
        state.text(series);
        state.count(window);
        state.real(perPoint);
    }

    /**
     * Makes a detector of what another one wrote.
     *
     * @param snapshot of a detector of this kind
     * @return a detector that goes on where that one was
     * @throws IllegalArgumentException if the bytes are of another version or kind, truncated or damaged
     */
    public static StreamingDetector restore(byte[] snapshot) {
        State state = State.toRead(snapshot);
        try {
            if (state.text("").equals(KIND)) {
                String series = state.text("");
                SpectralDetection settings = standard().window(state.count(0)).maxFalseAlarmsPerPoint(state.real(0));
                SpectralDetector detector = new SpectralDetector(settings, series);
                detector.transfer(state);
                return detector;
            }
        } catch (BufferUnderflowException | DateTimeException | NegativeArraySizeException e) {
            throw State.noDetector(snapshot, e);
        }
        throw new IllegalArgumentException("snapshot (" + snapshot.length
                + " bytes) is not one of a spectral residual. Maybe call Detectors.restore.");
    }

    @Override
    public String toString() {
        return "spectral residual over " + window + " points, at most " + perPoint + " false alarms a point";
    }
}
