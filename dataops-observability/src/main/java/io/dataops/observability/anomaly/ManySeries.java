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
import java.time.Duration;
import java.time.Instant;
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
 * believed some points after it alarmed. The share is cautious: a tail that may be heavier than it looks counts as heavier. About 30 KB a series. Not safe for use by several threads; split series over threads, an instance each.
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
    /** The one that has been silent the longest first. */
    private final Map<String, Watched> watched = new LinkedHashMap<>(16, 0.75f, true);

    private final Set<String> leftOut = new HashSet<>();
    private int limit = Integer.MAX_VALUE;
    private Duration silence = Duration.ofDays(7);
    private long alarms;
    private long forgotten;

    /** One series: its detector, its last time, and the event that is being tested. */
    private static final class Watched {
        private final SeriesDetector detector;
        private Instant last;
        private @Nullable EventTest test;

        Watched(SeriesDetector detector, Instant last) {
            this.detector = detector;
            this.last = last;
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
     * Limits how many series are watched; a series takes about 30 KB. The first ones are kept, the others are left out. Names come from
     * outside where meters are watched, and tags may have any number of values. A series that has been silent for a week is gone: it gives
     * its place to a new one ({@link #forgetAfter}).
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
     * Says after how long without a point a series gives its place to a new one, once there are as many as {@link #limit} allows. Measured
     * by the times of the points.
     *
     * @param silence more than zero; a week if this is not called. Longer where points come rarer than that
     * @return this
     */
    public ManySeries forgetAfter(Duration silence) {
        if (silence.isNegative() || silence.isZero()) {
            throw new IllegalArgumentException("silence (" + silence + ") must be more than zero.");
        }
        this.silence = silence;
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
     * Returns how many series gave their place to new ones.
     *
     * @return 0 or more
     */
    public long forgotten() {
        return forgotten;
    }

    /**
     * Returns whether a point of a series would be watched: it is already, or there is room.
     *
     * @param series its name
     * @param time when the point was measured
     * @return false where it would be left out for the limit
     */
    public boolean takes(String series, Instant time) {
        return watched.containsKey(series) || hasRoom(time);
    }

    private boolean hasRoom(Instant time) {
        return watched.size() < limit
                || Duration.between(eldest().getValue().last, time).compareTo(silence) >= 0;
    }

    private Map.Entry<String, Watched> eldest() {
        return watched.entrySet().iterator().next();
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
        Watched one = watched.get(series);
        boolean isNew = one == null;
        if (one == null) {
            if (!hasRoom(time)) {
                if (leftOut.size() < TOLD_APART) {
                    leftOut.add(series);
                }
                return Optional.empty();
            }
            one = new Watched(new SeriesDetector(detection, series), time);
        }
        Judgement judgement = one.detector.accept(time, value);
        if (judgement.state() == Judgement.State.LEFT_OUT) {
            return Optional.empty();
        }
        if (isNew) {
            if (watched.size() >= limit) {
                forgetEldest();
            }
            watched.put(series, one);
            leftOut.remove(series);
        }
        one.last = time;
        if (one.test == null) {
            if (judgement.anomaly().isEmpty()) {
                return Optional.empty();
            }
            alarms++;
            one.test = new EventTest(judgement.anomaly().get());
        }
        return goOn(one, one.test);
    }

    /** What was being tested of the series that is forgotten ends as it stands. */
    private void forgetEldest() {
        Map.Entry<String, Watched> eldest = eldest();
        EventTest test = eldest.getValue().test;
        if (test != null && test.begun != null && !test.believed) {
            discoveries.end(test.begun, test.share);
        }
        watched.remove(eldest.getKey());
        forgotten++;
    }

    /**
     * How rare an event is can only grow while it lasts, so it is believed as soon as it is rare enough. It is tested from when it is a
     * candidate, which costs nothing.
     */
    private Optional<Anomaly> goOn(Watched one, EventTest test) {
        if (one.detector.isBusy()) {
            test.share = Math.min(test.share, one.detector.shareOfBudget());
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
            one.test = null;
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
     * @param out takes about 30 KB a series, one at a time; is not closed
     * @throws IOException if it cannot be written
     */
    public void write(OutputStream out) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        State head = State.toWrite();
        head.count(watched.size());
        head.count(limit);
        head.whole(silence.getSeconds());
        head.count(silence.getNano());
        head.whole(alarms);
        head.whole(forgotten);
        head.array(discoveries.snapshot());
        head.length(leftOut.size(), 8);
        leftOut.forEach(head::text);
        block(data, head);
        for (Map.Entry<String, Watched> each : watched.entrySet()) {
            State state = State.toWrite();
            state.text(each.getKey());
            Watched one = each.getValue();
            state.array(one.detector.snapshot());
            state.time(one.last);
            EventTest test = one.test;
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
            Duration silence = Duration.ofSeconds(head.whole(0), head.count(0));
            long alarms = head.whole(0);
            long forgotten = head.whole(0);
            OnlineFdr discoveries = OnlineFdr.restore(head.array(new byte[0]));
            ManySeries fleet =
                    new ManySeries(detection, discoveries).limit(limit).forgetAfter(silence);
            fleet.alarms = alarms;
            fleet.forgotten = forgotten;
            for (int left = head.length(0, 8); left > 0; left--) {
                fleet.leftOut.add(head.text(""));
            }
            for (int i = 0; i < count; i++) {
                State state = block(data);
                String name = state.text("");
                SeriesDetector detector = StreamingDetection.restore(state.array(new byte[0]));
                Instant last = state.time(null);
                if (last == null) {
                    throw new BufferUnderflowException();
                }
                Watched one = new Watched(detector, last);
                if (state.flag(false)) {
                    one.test = EventTest.read(state);
                }
                fleet.watched.put(name, one);
            }
            return fleet;
        } catch (BufferUnderflowException
                | DateTimeException
                | EOFException
                | ArithmeticException
                | IndexOutOfBoundsException
                | NegativeArraySizeException e) {
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
     * Returns how many series are watched.
     *
     * @return 0 or more
     */
    public int size() {
        return watched.size();
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
