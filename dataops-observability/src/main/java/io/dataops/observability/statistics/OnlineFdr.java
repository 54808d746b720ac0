package io.dataops.observability.statistics;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides p-values one by one as they come, keeping the share of false findings among all findings at a level.
 *
 * <p>LORD++: each finding earns back part of the error that testing spends (Ramdas, Yang, Wainwright and Jordan, 2017,
 * Online control of the false discovery rate with decaying memory). {@link #adaptive} is ADDIS, which does not pay for p-values that
 * are too large to be findings or small enough to be likely ones, and so finds more where most are larger than uniform ones would be
 * (Tian and Ramdas, 2019, ADDIS: an adaptive discarding algorithm for online FDR control with conservative nulls). Valid for
 * independent p-values. Time O(findings) a test. Not safe for use by several threads.
 *
 * <pre>{@code
 * OnlineFdr lord = new OnlineFdr(0.05);
 * boolean finding = lord.test(0.0001);
 * OnlineFdr addis = OnlineFdr.adaptive(0.05);
 * new OnlineFdr(1);   // IllegalArgumentException: level (1.0) must be between 0 and 1, both excluded.
 * }</pre>
 */
public final class OnlineFdr {
    private static final double SCALE = 0.07720838;
    /** Of ADDIS, as its authors chose them: p-values above the first are discarded, below the second they are candidates. */
    private static final double DISCARDED = 0.5;

    private static final double CANDIDATE = 0.25;

    private final double level;
    private final double wealth;
    private final double discarded;
    private final double candidate;
    private final List<Long> findings = new ArrayList<>();
    private long paid;
    private int open;

    /**
     * Starts without findings.
     *
     * @param level the false-discovery rate to keep, between 0 and 1
     */
    public OnlineFdr(double level) {
        this(level, 1, 0);
    }

    private OnlineFdr(double level, double discarded, double candidate) {
        this.level = Level.check("level", level);
        this.wealth = level / 2;
        this.discarded = discarded;
        this.candidate = candidate;
    }

    /**
     * Starts without findings, by ADDIS.
     *
     * @param level the false-discovery rate to keep, between 0 and 1
     * @return tests that pay only for p-values from 0.25 to 0.5
     */
    public static OnlineFdr adaptive(double level) {
        return new OnlineFdr(level, DISCARDED, CANDIDATE);
    }

    /**
     * Decides the next p-value.
     *
     * @param pValue 0 to 1
     * @return true if it is a finding
     */
    public boolean test(double pValue) {
        if (!(pValue >= 0 && pValue <= 1)) {
            throw new IllegalArgumentException("pValue (" + pValue + ") must be between 0 and 1.");
        }
        return end(begin(1), pValue);
    }

    /**
     * A test whose p-value comes later.
     *
     * <pre>{@code
     * OnlineFdr addis = OnlineFdr.adaptive(0.05);
     * OnlineFdr.Begun event = addis.begin(0.2);
     * boolean finding = addis.end(event, 0.0001);
     * }</pre>
     *
     * @param level its level: a p-value that can only fall may be acted on as soon as it has reached that
     * @param counted whether it counts as paid for until it ends
     */
    public record Begun(double level, boolean counted) {}

    /**
     * Begins a test whose p-value is not known yet, such as that of an event that goes on: tests may overlap (Zrnic, Ramdas and Jordan, 2021,
     * Asynchronous online testing of multiple hypotheses). Until it ends it counts as paid for, unless it is known already that it will not be.
     *
     * @param atMost what the p-value will not exceed, 0 to 1
     * @return the test
     */
    public Begun begin(double atMost) {
        boolean counted = candidate == 0 || atMost > candidate;
        Begun begun = new Begun(nextLevel(), counted);
        open += counted ? 1 : 0;
        return begun;
    }

    /**
     * Ends a test that was begun.
     *
     * @param begun the test, from {@link #begin}
     * @param pValue 0 to 1
     * @return true if it is a finding
     */
    public boolean end(Begun begun, double pValue) {
        if (!(pValue >= 0 && pValue <= 1)) {
            throw new IllegalArgumentException("pValue (" + pValue + ") must be between 0 and 1.");
        }
        if (begun.counted() && open == 0) {
            throw new IllegalStateException("No test was begun. Maybe call begin, or test(" + pValue + ").");
        }
        open -= begun.counted() ? 1 : 0;
        boolean finding = pValue <= begun.level();
        paid += pValue <= discarded && (candidate == 0 || pValue > candidate) ? 1 : 0;
        if (finding) {
            findings.add(paid);
        }
        return finding;
    }

    /**
     * Returns all that these tests know, for {@link #restore}.
     *
     * @return 8 bytes a finding and 44 more
     */
    public byte[] snapshot() {
        ByteBuffer bytes = ByteBuffer.allocate(44 + 8 * findings.size());
        bytes.putDouble(level)
                .putDouble(discarded)
                .putDouble(candidate)
                .putLong(paid)
                .putInt(open);
        bytes.putInt(findings.size()).putInt(findings.hashCode());
        findings.forEach(bytes::putLong);
        return bytes.array();
    }

    /**
     * Goes on from a snapshot.
     *
     * <pre>{@code
     * OnlineFdr same = OnlineFdr.restore(OnlineFdr.adaptive(0.05).snapshot());
     * OnlineFdr.restore(new byte[3]);   // IllegalArgumentException: snapshot (3 bytes) is not one of online tests.
     * }</pre>
     *
     * @param snapshot from {@link #snapshot()}
     * @return tests that go on where those were
     */
    public static OnlineFdr restore(byte[] snapshot) {
        ByteBuffer bytes = ByteBuffer.wrap(snapshot);
        if (snapshot.length >= 44
                && bytes.getInt(36) == (snapshot.length - 44) / 8
                && (snapshot.length - 44) % 8 == 0) {
            double level = bytes.getDouble();
            double discarded = bytes.getDouble();
            double candidate = bytes.getDouble();
            boolean known = (discarded == 1 && candidate == 0) || (discarded == DISCARDED && candidate == CANDIDATE);
            if (level > 0 && level < 1 && known) {
                OnlineFdr tests = new OnlineFdr(level, discarded, candidate);
                tests.paid = bytes.getLong();
                tests.open = bytes.getInt();
                int count = bytes.getInt();
                int sum = bytes.getInt();
                for (int i = 0; i < count; i++) {
                    tests.findings.add(bytes.getLong());
                }
                if (tests.findings.hashCode() == sum && tests.paid >= 0 && tests.open >= 0) {
                    return tests;
                }
            }
        }
        throw new IllegalArgumentException("snapshot (" + snapshot.length + " bytes) is not one of online tests.");
    }

    /**
     * Returns the level of the next test.
     *
     * @return more than 0
     */
    public double nextLevel() {
        long next = paid + open + 1;
        double alpha = gamma(next) * wealth;
        for (int i = 0; i < findings.size(); i++) {
            alpha += gamma(next - findings.get(i)) * (i == 0 ? level - wealth : level);
        }
        return candidate == 0 ? alpha : Math.min(candidate, (discarded - candidate) * alpha);
    }

    /** A sequence that sums to at most 1: 0.0772 log(max(t, 2)) / (t exp(sqrt(log t))). */
    private static double gamma(long t) {
        double at = t;
        return SCALE * Math.log(Math.max(at, 2)) / (at * Math.exp(Math.sqrt(Math.log(at))));
    }
}
