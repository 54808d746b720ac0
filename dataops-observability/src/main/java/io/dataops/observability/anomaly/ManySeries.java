package io.dataops.observability.anomaly;

import io.dataops.api.Anomaly;
import io.dataops.observability.statistics.OnlineFdr;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.BufferUnderflowException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
    private static final int LARGEST_BLOCK = 1 << 26;
    /** Points after which an event that lasts is the new normal. */
    private static final int LONGEST = 48;
    /** From here on ADDIS does not pay for a test. */
    private static final double CANDIDATE = 0.25;

    private final StreamingDetection detection;
    private final OnlineFdr discoveries;
    private final Map<String, SeriesDetector> detectors = new LinkedHashMap<>();
    private final Map<String, EventTest> open = new HashMap<>();
    private final Set<String> leftOut = new HashSet<>();
    private int limit = Integer.MAX_VALUE;
    private long alarms;

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
        EventTest test = open.get(series);
        if (test == null) {
            if (judgement.anomaly().isEmpty()) {
                return Optional.empty();
            }
            alarms++;
            test = new EventTest(judgement.anomaly().get());
            open.put(series, test);
        }
        return goOn(series, test, detector);
    }

    /**
     * How rare an event is can only grow while it lasts, so it is believed as soon as it is rare enough. It is tested from when it is a
     * candidate, which costs nothing.
     */
    private Optional<Anomaly> goOn(String series, EventTest test, SeriesDetector detector) {
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
     * Writes all that is known of all series, so that a process that starts anew goes on.
     *
     * <pre>{@code
     * ManySeries fleet = ManySeries.of(Detectors.streaming(), 0.1);
     * try (OutputStream out = Files.newOutputStream(Path.of("fleet.state"))) {
     *     fleet.write(out);
     * }
     * try (InputStream in = Files.newInputStream(Path.of("fleet.state"))) {
     *     ManySeries same = ManySeries.read(in, Detectors.streaming());   // goes on, to the last bit
     * }
     * }</pre>
     *
     * @param out takes about 20 KB a series, one at a time; is not closed
     * @throws IOException if it cannot be written
     */
    public void write(OutputStream out) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        State head = State.toWrite();
        head.count(detectors.size());
        head.count(limit);
        head.whole(alarms);
        head.array(discoveries.snapshot());
        head.length(leftOut.size(), 8);
        leftOut.forEach(head::text);
        block(data, head);
        for (Map.Entry<String, SeriesDetector> each : detectors.entrySet()) {
            State state = State.toWrite();
            state.text(each.getKey());
            state.array(each.getValue().snapshot());
            EventTest test = open.get(each.getKey());
            if (state.flag(test != null) && test != null) {
                test.write(state);
            }
            block(data, state);
        }
        data.flush();
    }

    private static void block(DataOutputStream data, State state) throws IOException {
        byte[] bytes = state.written();
        data.writeInt(bytes.length);
        data.write(bytes);
    }

    /**
     * Reads what was written.
     *
     * @param in from {@link #write}; is not closed
     * @param detection how series that are new from now on are watched
     * @return a watch that goes on where that one was
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if it is of another version, truncated or damaged
     */
    public static ManySeries read(InputStream in, StreamingDetection detection) throws IOException {
        DataInputStream data = new DataInputStream(in);
        try {
            State head = block(data);
            int count = head.count(0);
            int limit = head.count(0);
            long alarms = head.whole(0);
            OnlineFdr discoveries = OnlineFdr.restore(head.array(new byte[0]));
            ManySeries fleet = new ManySeries(detection, discoveries).limit(limit);
            fleet.alarms = alarms;
            for (int left = head.length(0, 8); left > 0; left--) {
                fleet.leftOut.add(head.text(""));
            }
            for (int i = 0; i < count; i++) {
                State state = block(data);
                String name = state.text("");
                fleet.detectors.put(name, StreamingDetection.restore(state.array(new byte[0])));
                if (state.flag(false)) {
                    fleet.open.put(name, EventTest.read(state));
                }
            }
            return fleet;
        } catch (BufferUnderflowException | DateTimeException | EOFException e) {
            throw new IllegalArgumentException(
                    "what was written of many series is truncated or damaged. Maybe start a new watch.", e);
        }
    }

    private static State block(DataInputStream data) throws IOException {
        int length = data.readInt();
        byte[] bytes = length > 0 && length <= LARGEST_BLOCK ? data.readNBytes(length) : new byte[0];
        if (length <= 0 || bytes.length < length) {
            throw new EOFException();
        }
        return State.toRead(bytes);
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
