package io.dataops.observability.anomaly;

import io.dataops.api.Anomaly;
import io.dataops.observability.statistics.OnlineFdr;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Watches many series at once and keeps the share of false alarms among all alarms at a level.
 *
 * <p>Each series has its own detector. While all is well, how much rarer an alarm is than its budget allows is uniform between
 * 0 and 1, or more; that share is tested online over all series (ADDIS, {@link OnlineFdr#adaptive}), so that what passes is believed
 * whatever the number of series. An event is tested as long as it lasts, by the rarest of its points: a shift is
 * believed some points after it alarmed. The share is cautious: a tail that may be heavier than it looks counts as heavier. About 20 KB a series. Not safe for use by several threads; split series over threads, an instance each.
 *
 * <pre>{@code
 * ManySeries fleet = ManySeries.of(Detectors.streaming(), 0.1);   // one alarm in ten may be false
 * fleet.accept("orders/rows", time, 1204).ifPresent(a -> System.err.println(a.reason()));
 * ManySeries.of(Detectors.streaming(), 0);   // IllegalArgumentException: level (0.0) must be between 0 and 1, …
 * }</pre>
 */
public final class ManySeries {
    private static final int TOLD_APART = 1_000;
    /** Points after which an event that lasts is the new normal. */
    private static final int LONGEST = 48;
    /** From here on ADDIS does not pay for a test. */
    private static final double CANDIDATE = 0.25;

    private final StreamingDetection detection;
    private final OnlineFdr discoveries;
    private final Map<String, SeriesDetector> detectors = new LinkedHashMap<>();
    private final Map<String, Test> open = new HashMap<>();
    private final Set<String> leftOut = new HashSet<>();
    private int limit = Integer.MAX_VALUE;
    private long alarms;

    /** An event that is being tested. */
    private static final class Test {
        private final Anomaly alarm;
        private OnlineFdr.@Nullable Begun begun;
        private double share = 1;
        private int quiet;
        private int points;
        private boolean believed;

        Test(Anomaly alarm) {
            this.alarm = alarm;
        }
    }

    private ManySeries(StreamingDetection detection, OnlineFdr discoveries) {
        this.detection = detection;
        this.discoveries = discoveries;
    }

    /**
     * Starts without a series; each starts with its first point.
     *
     * @param detection how each is watched
     * @param level the share of false alarms among all that may be, between 0 and 1
     * @return the watch
     */
    public static ManySeries of(StreamingDetection detection, double level) {
        return new ManySeries(detection, OnlineFdr.adaptive(level));
    }

    /**
     * Limits how many series are watched; a series takes about 20 KB. The first ones are kept, the others are left out. Names come from
     * outside where meters are watched, and tags may have any number of values.
     *
     * @param series how many, at least 1
     * @return this
     */
    public ManySeries limit(int series) {
        if (series < 1) {
            throw new IllegalArgumentException("series (" + series + ") must be at least 1.");
        }
        limit = series;
        return this;
    }

    /**
     * Returns how many series were left out for the limit, of which at most a thousand are told apart.
     *
     * @return 0 to 1,000
     */
    public int leftOut() {
        return leftOut.size();
    }

    /**
     * Takes the next point of one series.
     *
     * @param series its name
     * @param time when it was measured
     * @param value what was measured
     * @return the alarm of an event that is believed from this point on; its time is when the event began, up to 48 points before
     */
    public Optional<Anomaly> accept(String series, Instant time, double value) {
        if (detectors.size() >= limit && !detectors.containsKey(series)) {
            if (leftOut.size() < TOLD_APART) {
                leftOut.add(series);
            }
            return Optional.empty();
        }
        SeriesDetector detector = detectors.computeIfAbsent(series, name -> new SeriesDetector(detection, name));
        Judgement judgement = detector.accept(time, value);
        if (judgement.state() == Judgement.State.LEFT_OUT) {
            return Optional.empty();
        }
        Test test = open.get(series);
        if (test == null) {
            if (judgement.anomaly().isEmpty()) {
                return Optional.empty();
            }
            alarms++;
            test = new Test(judgement.anomaly().get());
            open.put(series, test);
        }
        return goOn(series, test, detector);
    }

    /**
     * How rare an event is can only grow while it lasts, so it is believed as soon as it is rare enough. It is tested from when it is a
     * candidate, which costs nothing.
     */
    private Optional<Anomaly> goOn(String series, Test test, SeriesDetector detector) {
        if (detector.isBusy()) {
            test.share = Math.min(test.share, detector.shareOfBudget());
            test.quiet = 0;
        } else {
            test.quiet++;
        }
        test.points++;
        OnlineFdr.Begun begun = test.begun;
        boolean over = test.quiet >= AlarmBudget.QUIET || test.points >= LONGEST;
        if (begun == null && (over || test.share <= CANDIDATE)) {
            begun = discoveries.begin(test.share);
            test.begun = begun;
        }
        boolean now = begun != null && !test.believed && test.share <= begun.level();
        test.believed |= now;
        if (begun != null && (now || (over && !test.believed))) {
            discoveries.end(begun, test.share);
        }
        if (over) {
            open.remove(series);
        }
        return now ? Optional.of(test.alarm) : Optional.empty();
    }

    /**
     * Returns how many series have been seen.
     *
     * @return 0 or more
     */
    public int size() {
        return detectors.size();
    }

    /**
     * Returns how many alarms were tested, believed or not.
     *
     * @return 0 or more
     */
    public long alarms() {
        return alarms;
    }
}
