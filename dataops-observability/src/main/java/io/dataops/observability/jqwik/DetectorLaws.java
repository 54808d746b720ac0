package io.dataops.observability.jqwik;

import io.dataops.observability.anomaly.Detectors;
import io.dataops.observability.anomaly.Judgement;
import io.dataops.observability.anomaly.StreamingDetector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * What every streaming detector should keep, as properties: extend it, say how a detector starts, and jqwik tries to break it
 * with series that have seasons, gaps, outliers, shifts and missing values.
 *
 * <pre>{@code
 * final class MyDetectorLawsTest extends DetectorLaws {
 *     protected StreamingDetector start() {
 *         return new MyDetector();
 *     }
 * }
 * }</pre>
 */
public abstract class DetectorLaws {
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final int POINTS = 500;

    /** Creates the laws; a test class does. */
    protected DetectorLaws() {}

    /**
     * Starts the detector under test, always alike.
     *
     * @return a detector that has seen nothing
     */
    protected abstract StreamingDetector start();

    /**
     * Continues from a snapshot; override it for a detector with bytes of its own.
     *
     * @param snapshot of a detector under test
     * @return the detector
     */
    protected StreamingDetector restore(byte[] snapshot) {
        return Detectors.restore(snapshot);
    }

    /**
     * Alarms do not depend on the unit of the values.
     *
     * @param seed of the series
     */
    @Property(tries = 20)
    public void scaleEquivariance(@ForAll long seed) {
        check(alarms(series(seed, 1024, 0)).equals(alarms(series(seed, 1, 0))), "alarms depend on the unit", seed);
    }

    /**
     * Alarms do not depend on where zero is.
     *
     * @param seed of the series
     */
    @Property(tries = 20)
    public void shiftEquivariance(@ForAll long seed) {
        check(alarms(series(seed, 1, 4096)).equals(alarms(series(seed, 1, 0))), "alarms depend on zero", seed);
    }

    /**
     * What comes later does not change what was said before.
     *
     * @param seed of the series
     * @param cut how many points are seen
     */
    @Property(tries = 20)
    public void noLookAhead(@ForAll long seed, @ForAll @IntRange(max = POINTS - 1) int cut) {
        List<Point> series = series(seed, 1, 0);
        List<Judgement> whole = judgements(start(), series);
        check(
                judgements(start(), series.subList(0, cut)).equals(whole.subList(0, cut)),
                "the first " + cut + " judgements depend on later points",
                seed);
    }

    /**
     * A restart in between changes nothing.
     *
     * @param seed of the series
     * @param cut after how many points
     */
    @Property(tries = 20)
    public void restartEquivalence(@ForAll long seed, @ForAll @IntRange(max = POINTS - 1) int cut) {
        List<Point> series = series(seed, 1, 0);
        StreamingDetector detector = start();
        List<Judgement> parted = new ArrayList<>(judgements(detector, series.subList(0, cut)));
        parted.addAll(judgements(restore(detector.snapshot()), series.subList(cut, POINTS)));
        check(
                parted.equals(judgements(start(), series)),
                "a restart after " + cut + " points changes judgements",
                seed);
    }

    /**
     * Missing values are survived and change no other judgement.
     *
     * @param seed of the series
     */
    @Property(tries = 20)
    public void missingValuesChangeNothing(@ForAll long seed) {
        List<Point> series = series(seed, 1, 0);
        StreamingDetector detector = start();
        List<Judgement> judgements = new ArrayList<>();
        Random random = new Random(seed);
        for (Point point : series) {
            if (random.nextInt(10) == 0) {
                detector.accept(point.time(), random.nextBoolean() ? Double.NaN : Double.POSITIVE_INFINITY);
            }
            judgements.add(detector.accept(point.time(), point.value()));
        }
        check(judgements.equals(judgements(start(), series)), "missing values change judgements", seed);
    }

    private record Point(Instant time, double value) {}

    private static List<Point> series(long seed, double scale, double shift) {
        Random random = new Random(seed);
        List<Point> points = new ArrayList<>();
        Instant time = START;
        double level = 0;
        for (int i = 0; i < POINTS; i++) {
            int kind = random.nextInt(150);
            time = time.plusSeconds(kind == 0 ? 100_000 : 1_800 + random.nextInt(3_600));
            level += kind == 1 ? 30 * random.nextGaussian() : 0;
            double value =
                    40 * Math.sin(time.getEpochSecond() / 86_400.0 * 2 * Math.PI) + level + random.nextGaussian();
            double kept = Math.rint(1024 * (kind == 2 ? 20 * value : value)) / 1024;
            points.add(new Point(time, scale * (kept + shift)));
        }
        return points;
    }

    private static List<Judgement> judgements(StreamingDetector detector, List<Point> series) {
        return series.stream().map(p -> detector.accept(p.time(), p.value())).toList();
    }

    private List<Instant> alarms(List<Point> series) {
        return judgements(start(), series).stream()
                .flatMap(j -> j.anomaly().stream())
                .map(a -> a.time())
                .toList();
    }

    private static void check(boolean holds, String broken, long seed) {
        if (!holds) {
            throw new AssertionError(broken + " (seed " + seed + ")");
        }
    }
}
