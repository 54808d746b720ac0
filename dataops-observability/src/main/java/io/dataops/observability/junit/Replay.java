package io.dataops.observability.junit;

import io.dataops.api.Anomaly;
import io.dataops.api.AnomalyScan;
import io.dataops.api.TimeSeries;
import io.dataops.observability.anomaly.StreamingDetection;
import io.dataops.observability.anomaly.StreamingDetector;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Replays recorded series through detectors and rules with a virtual clock, so that a unit test can assert what fired, when and
 * how often. The clock shows the time of the point that is being replayed. Not safe for use by several threads.
 *
 * <pre>{@code
 * replay.of(recorded).through(Detectors.streaming()).firedWithin(outage, Duration.ofMinutes(30)).fired(1);
 * replay.of(recorded).through(Detectors.shape(24)).firedAtMost(2);
 * replay.of(recorded).through("too slow", (clock, value) -> value > 500).neverFired();
 * }</pre>
 */
public final class Replay {
    private Instant now = Instant.EPOCH;

    /** Creates a replay whose clock stands at 1970 until something is replayed. */
    public Replay() {}

    /** Says of a point whether it raises an alarm; may read the virtual clock. */
    @FunctionalInterface
    public interface Rule {

        /**
         * Judges one point.
         *
         * @param clock shows the time of the point
         * @param value what was measured
         * @return true if it raises an alarm
         */
        boolean fires(InstantSource clock, double value);
    }

    /**
     * Returns the virtual clock, to be given to what is under test.
     *
     * @return a clock that shows the time of the last point that was replayed
     */
    public InstantSource clock() {
        return () -> now;
    }

    /**
     * Chooses what is replayed.
     *
     * @param series the recording
     * @return what can be done with it
     */
    public Recording of(TimeSeries series) {
        return new Recording(Objects.requireNonNull(series, "series"));
    }

    /** A recorded series, ready to be replayed. */
    public final class Recording {
        private final TimeSeries series;

        private Recording(TimeSeries series) {
            this.series = series;
        }

        /**
         * Replays it through a new detector.
         *
         * @param detection how it is watched
         * @return what fired
         */
        public Fired through(StreamingDetection detection) {
            return through(detection.start(series.name()));
        }

        /**
         * Replays it through a detector that may have seen something before.
         *
         * @param detector the detector
         * @return what fired
         */
        public Fired through(StreamingDetector detector) {
            List<Instant> times = new ArrayList<>();
            List<String> reasons = new ArrayList<>();
            for (int i = 0; i < series.size(); i++) {
                now = series.time(i);
                detector.accept(now, series.value(i)).anomaly().ifPresent(a -> note(a, times, reasons));
            }
            return new Fired(series.name(), times, reasons);
        }

        /**
         * Shows all of it to a scan: shapes, a forest, a choice of detectors, a scan of one's own. The clock shows the last point.
         *
         * @param scan what judges it
         * @return what fired
         */
        public Fired through(AnomalyScan scan) {
            List<Instant> times = new ArrayList<>();
            List<String> reasons = new ArrayList<>();
            now = series.size() == 0 ? now : series.time(series.size() - 1);
            scan.scan(series).anomalies().forEach(a -> note(a, times, reasons));
            return new Fired(series.name(), times, reasons);
        }

        private static void note(Anomaly anomaly, List<Instant> times, List<String> reasons) {
            times.add(anomaly.time());
            reasons.add(anomaly.reason());
        }

        /**
         * Replays it through a rule.
         *
         * @param name of the rule, for the messages
         * @param rule the rule
         * @return what fired; a rule that fires at several points in a row fires once
         */
        public Fired through(String name, Rule rule) {
            List<Instant> times = new ArrayList<>();
            List<String> reasons = new ArrayList<>();
            boolean before = false;
            for (int i = 0; i < series.size(); i++) {
                now = series.time(i);
                boolean fires = rule.fires(clock(), series.value(i));
                if (fires && !before) {
                    times.add(now);
                    reasons.add(name + " at " + series.value(i));
                }
                before = fires;
            }
            return new Fired(name, times, reasons);
        }
    }
}
