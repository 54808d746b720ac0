package io.dataops.observability.statistics;

import java.util.ArrayList;
import java.util.List;

/**
 * Decides p-values one by one as they come, keeping the share of false findings among all findings at a level.
 *
 * <p>LORD++: each finding earns back part of the error that testing spends (Ramdas, Yang, Wainwright and Jordan, 2017,
 * Online control of the false discovery rate with decaying memory). Valid for independent p-values. Time O(findings) a test.
 * Not safe for use by several threads.
 *
 * <pre>{@code
 * OnlineFdr lord = new OnlineFdr(0.05);
 * boolean finding = lord.test(0.0001);
 * new OnlineFdr(1);   // IllegalArgumentException: level (1.0) must be between 0 and 1, both excluded.
 * }</pre>
 */
public final class OnlineFdr {
    private static final double SCALE = 0.07720838;

    private final double level;
    private final double wealth;
    private final List<Long> findings = new ArrayList<>();
    private long tests;

    /**
     * Starts without findings.
     *
     * @param level the false-discovery rate to keep, between 0 and 1
     */
    public OnlineFdr(double level) {
        this.level = Level.check("level", level);
        this.wealth = level / 2;
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
        boolean finding = pValue <= nextLevel();
        tests++;
        if (finding) {
            findings.add(tests);
        }
        return finding;
    }

    /**
     * Returns the level of the next test.
     *
     * @return more than 0
     */
    public double nextLevel() {
        long t = tests + 1;
        double alpha = gamma(t) * wealth;
        for (int i = 0; i < findings.size(); i++) {
            alpha += gamma(t - findings.get(i)) * (i == 0 ? level - wealth : level);
        }
        return alpha;
    }

    /** A sequence that sums to at most 1: 0.0772 log(max(t, 2)) / (t exp(sqrt(log t))). */
    private static double gamma(long t) {
        double at = t;
        return SCALE * Math.log(Math.max(at, 2)) / (at * Math.exp(Math.sqrt(Math.log(at))));
    }
}
