package io.dataops.observability.anomaly;

import io.dataops.api.Anomaly;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Judges a vector of series moment by moment; see {@link VectorDetection}. Not safe for use by several threads.
 *
 * <pre>{@code
 * VectorDetector api = Detectors.vector("cpu", "requests").start("api");
 * api.accept(time, 0.7, 120).anomaly().ifPresent(anomaly -> System.err.println(anomaly.reason()));
 * api.accept(time, 0.7);   // IllegalArgumentException: …
 * }</pre>
 */
public final class VectorDetector {
    private static final double USABLE = 1e150;
    private static final int NAMED = 3;
    private static final int NEW_NORMAL = 24;

    /** No name of a series that people give begins so. */
    static final String KIND = "\u0000vector";

    private final String name;
    private final List<String> dimensions;
    private final Scatterings usual;
    private final PeakTail tail = new PeakTail();
    private final AlarmBudget alarms;
    private final Episode episode = new Episode();
    private final VectorDetection settings;
    private final @Nullable VectorSeason season;
    private final int warmUp;
    private @Nullable Instant last;
    private int points;
    private int toRelearn;

    VectorDetector(String name, VectorDetection settings) {
        this.name = name;
        this.settings = settings;
        this.dimensions = settings.dimensions();
        this.usual = new Scatterings(dimensions.size());
        this.alarms = AlarmBudget.ofOneView(settings.perPoint());
        SeasonClock clock = settings.clock();
        this.season = clock == null ? null : new VectorSeason(clock, dimensions.size());
        this.warmUp = Math.max(200, 20 * dimensions.size());
    }

    /**
     * Judges the next vector by those before it. Value, expectation and band of the judgement are the distance, in units in
     * which a usual vector has about the square root of the number of dimensions.
     *
     * @param time when it was measured; a time that is not after the last one is left out
     * @param values one for each dimension, in their order; a vector with one that is not finite is left out
     * @return the judgement
     */
    public Judgement accept(Instant time, double... values) {
        if (values.length != dimensions.size()) {
            throw new IllegalArgumentException("values (" + values.length + ") must be " + dimensions.size()
                    + ", one for each of " + dimensions + ".");
        }
        Instant before = last;
        for (double v : values) {
            if (!(Math.abs(v) <= USABLE)) {
                return Judgement.leftOut();
            }
        }
        if (before != null && !time.isAfter(before)) {
            return Judgement.leftOut();
        }
        last = time;
        VectorSeason clock = season;
        double[] left = clock == null ? values : clock.left(time, values);
        return left.length == 0 ? Judgement.warmingUp() : accept(time, values, left);
    }

    /** The values, and what is left of them without level and season. */
    private Judgement accept(Instant time, double[] shown, double[] values) {
        points++;
        if (points <= warmUp / 2) {
            usual.learn(values, points > warmUp / 4);
            return Judgement.warmingUp();
        }
        if (toRelearn > 0) {
            toRelearn--;
            usual.learn(values, toRelearn < warmUp / 4);
            return Judgement.warmingUp();
        }
        double[] parts = usual.contributions(values);
        double distance = usual.distance(values);
        double z = usual.scaled(distance);
        double surprise = tail.surprise(z);
        double critical = alarms.critical();
        boolean off = surprise > critical;
        Judgement judgement = Judgement.warmingUp();
        if (points > warmUp) {
            judgement = judge(time, shown, values, parts, distance, surprise, critical);
        }
        episode.next();
        tail.learn(off ? Math.min(z, tail.quantile(critical + 2)) : z);
        alarms.learn(surprise);
        usual.learn(values, true);
        if (episode.length() > NEW_NORMAL) {
            episode.close();
            usual.restart();
            toRelearn = warmUp / 2;
        }
        return judgement;
    }

    /**
     * Writes what this detector has learnt.
     *
     * @return bytes from which {@link VectorDetection#restore} makes a detector that goes on to the last bit
     */
    public byte[] snapshot() {
        State state = State.toWrite();
        settings.write(state, name);
        transfer(state);
        return state.written();
    }

    void transfer(State state) {
        VectorSeason clock = season;
        if (clock != null) {
            clock.transfer(state);
        }
        usual.transfer(state);
        tail.transfer(state);
        alarms.transfer(state);
        episode.transfer(state);
        last = state.time(last);
        points = state.count(points);
        toRelearn = state.count(toRelearn);
    }

    private Judgement judge(
            Instant time,
            double[] shown,
            double[] values,
            double[] parts,
            double distance,
            double surprise,
            double critical) {
        boolean off = surprise > critical;
        double upper = Math.min(usual.distanceAt(tail.quantile(critical)), off ? distance : Double.MAX_VALUE);
        double expected = Math.min(upper, Math.sqrt(dimensions.size()));
        double p = surprise > 0 ? Math.min(1, alarms.rate(surprise)) : 1;
        Optional<Anomaly> alarm = Optional.empty();
        if (off && episode.alarms(surprise, critical)) {
            String reason = reason(shown, values, parts, distance, upper);
            alarm = Optional.of(new Anomaly(name, time, distance, expected, 0, upper, p, reason));
        } else if (!off) {
            episode.goesOn(surprise < AlarmBudget.MARK);
        }
        Judgement.State state = off ? Judgement.State.ANOMALOUS : Judgement.State.NORMAL;
        return new Judgement(state, expected, 0, upper, p, off ? Optional.of(View.SPIKE) : Optional.empty(), alarm);
    }

    private String reason(double[] shown, double[] values, double[] parts, double distance, double upper) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT, "%s do not fit each other: distance %.4g (normal up to %.4g)", name, distance, upper));
        double[] expected = usual.expectedByOthers(values);
        IntStream.range(0, parts.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer d) -> -parts[d]))
                .limit(NAMED)
                .forEach(d -> text.append(String.format(
                        Locale.ROOT,
                        "; %s is %.6g, by the others %.6g (%.0f %%)",
                        dimensions.get(d),
                        shown[d],
                        shown[d] - values[d] + expected[d],
                        100 * parts[d])));
        return text.toString();
    }
}
