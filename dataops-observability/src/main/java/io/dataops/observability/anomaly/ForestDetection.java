package io.dataops.observability.anomaly;

import io.dataops.api.AnomalyScan;
import io.dataops.api.Provenance;
import io.dataops.api.SeriesReport;
import io.dataops.api.TimeSeries;
import java.nio.BufferUnderflowException;
import java.time.DateTimeException;
import java.util.Optional;

/**
 * Finds stretches of points that are unlike all those before, whatever it is that makes them so: the last few points together are one
 * point of a {@link RandomCutForest}. How rare a score is, is learnt by the tail of its logarithm, as the views of {@link
 * StreamingDetection} do; one event alarms once. It knows no clock and no season.
 *
 * <p>Expected is the median over trees of how stretches that began like this one ended; the band about it holds 95 % of the values in
 * the long run, whatever the series, since either end moves whenever it holds too many or too few (Gibbs and Candes, 2021, Adaptive
 * conformal inference under distribution shift). What alarms is the stretch: its last value may lie within the band.
 *
 * <p>Values that are missing (NaN, infinite, beyond 1e150) and times that are not after the last one are left out, and the stretch goes
 * on across them. After a gap of as many usual steps as a stretch has points a new one begins: until it is whole nothing is judged
 * ({@code WARMING_UP}) and nothing learnt. The usual step is the median one of the first sample.
 *
 * <p>Defaults: stretches of 8 points, 30 trees of 256 points, one false alarm in 500 points, seed 0. Learns from three samples before it
 * judges. Takes about 500 KB and a hundred times the time of {@link StreamingDetection}. Immutable and safe for use by several threads.
 *
 * <pre>{@code
 * StreamingDetector detector = Detectors.forest().shingle(4).start("rows");
 * detector.accept(time, 1_204).anomaly().ifPresent(anomaly -> System.err.println(anomaly.reason()));
 * ForestDetection.restore(detector.snapshot());   // goes on, to the last bit
 * Detectors.forest().shingle(0);                  // IllegalArgumentException: points (0) must be 1 to 100.
 * }</pre>
 */
public final class ForestDetection implements AnomalyScan {
    /** No name of a series that people give begins so. */
    static final String KIND = "\u0000forest";

    private static final int TREES = 30;
    private static final double USUAL = 1 / 500.0;

    private final int shingle;
    private final int samples;
    private final double perPoint;
    private final long seed;

    private ForestDetection(int shingle, int samples, double perPoint, long seed) {
        this.shingle = shingle;
        this.samples = samples;
        this.perPoint = perPoint;
        this.seed = seed;
    }

    static ForestDetection standard() {
        return new ForestDetection(8, 256, USUAL, 0);
    }

    /**
     * Returns this detection over stretches of another length.
     *
     * @param points how many points are seen together, 1 to 100
     * @return the detection
     */
    public ForestDetection shingle(int points) {
        if (points < 1 || points > 100) {
            throw new IllegalArgumentException("points (" + points + ") must be 1 to 100.");
        }
        return new ForestDetection(points, samples, perPoint, seed);
    }

    /**
     * Returns this detection with another number of points in a tree, of which three times as many are learnt before the first judgement.
     *
     * @param points 32 to 4,096
     * @return the detection
     */
    public ForestDetection samples(int points) {
        if (points < 32 || points > 4_096) {
            throw new IllegalArgumentException("points (" + points + ") must be 32 to 4096.");
        }
        return new ForestDetection(shingle, points, perPoint, seed);
    }

    /**
     * Returns this detection with another budget of false alarms.
     *
     * @param share false alarms a point that are acceptable, more than 0 and at most 0.05; more than 0.005 may not be used up
     * @return the detection
     */
    public ForestDetection maxFalseAlarmsPerPoint(double share) {
        if (!(share > 0 && share <= 0.05)) {
            throw new IllegalArgumentException("share (" + share + ") must be more than 0 and at most 0.05.");
        }
        return new ForestDetection(shingle, samples, share, seed);
    }

    /**
     * Returns this detection with another seed of its trees.
     *
     * @param newSeed any number
     * @return the detection
     */
    public ForestDetection seed(long newSeed) {
        return new ForestDetection(shingle, samples, perPoint, newSeed);
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
        return new ForestDetector(this, series);
    }

    @Override
    public SeriesReport scan(TimeSeries series) {
        return Tally.scan(start(series.name()), series, new Provenance(toString(), seed, 0, Optional.empty()));
    }

    RandomCutForest plant() {
        return RandomCutForest.builder(shingle)
                .trees(TREES)
                .samples(samples)
                .seed(seed)
                .build();
    }

    int shingle() {
        return shingle;
    }

    int samples() {
        return samples;
    }

    double perPoint() {
        return perPoint;
    }

    void write(State state, String series) {
        state.text(KIND);
        state.text(series);
        state.count(shingle);
        state.count(samples);
        state.real(perPoint);
        state.whole(seed);
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
                ForestDetection settings = standard().shingle(state.count(0)).samples(state.count(0));
                settings = settings.maxFalseAlarmsPerPoint(state.real(0)).seed(state.whole(0));
                ForestDetector detector = new ForestDetector(settings, series);
                detector.transfer(state);
                return detector;
            }
        } catch (BufferUnderflowException | DateTimeException | NegativeArraySizeException e) {
            throw State.noDetector(snapshot, e);
        }
        throw new IllegalArgumentException(
                "snapshot (" + snapshot.length + " bytes) is not one of a forest. Maybe call Detectors.restore.");
    }

    @Override
    public String toString() {
        return "random cut forest over stretches of " + shingle + " points, " + TREES + " trees of " + samples
                + ", at most " + perPoint + " false alarms a point";
    }
}
