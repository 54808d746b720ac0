package io.dataops.observability.anomaly;

import java.util.Arrays;
import java.util.Set;

/**
 * How often one view goes further than a value: the peaks of its runs above a moving high quantile, with a generalised
 * Pareto tail (Davison and Smith, 1990, Models for exceedances over high thresholds; weighted moments after Hosking and
 * Wallis, 1987). Counting one peak a run makes the rate that of events, so that neighbours in time do not count twice.
 *
 * <p>The shape is drawn towards 0.2 and the mean excess towards three tenths of the threshold, worth 20 and 10 peaks, so that
 * few peaks do not decide. Counts halve when they reach the memory, so that an old scatter is forgotten.
 */
final class PeakTail {
    /** Share of the points above the threshold: enough peaks to fit, few enough to be a tail. */
    private static final double SHARE = 0.06;
    /** Points below the threshold that end a run. */
    private static final int QUIET = 8;

    private static final int KEPT = 64;
    private static final int KEPT_ALARMS = 16;
    private static final int REFIT = 8;
    private static final double MEMORY = 16_384;
    /** Largest number of points that the quantile moves by. */
    private static final double TRACKED = 4_000;

    private static final double DENSITY = 0.08;
    private static final double LEAST_THRESHOLD = 1;
    private static final double MAX_SHAPE = 0.6;
    private static final double MIN_SHAPE = -0.3;
    private static final double PRIOR_SHAPE = 0.2;
    private static final double PRIOR_EXCESS = 0.3;

    /** An event that went at least so far, as share of another, was like it. */
    private static final double ALIKE = 0.7;

    /** The upper quartile of a standard normal value. */
    private static final double QUARTILE = 0.6745;

    private final float[] peaks = new float[KEPT];
    private static final float[] NONE = {};
    private float[] alarmed = NONE;
    private int alarms;
    private int kept;
    private int next;
    private int sinceFit;
    private double threshold = 1.75;
    private double points = 50;
    private double runs = SHARE * 50;
    private double peak;
    private int quiet;
    private double shape = PRIOR_SHAPE;
    private double scale = PRIOR_EXCESS * 1.75 * (1 - PRIOR_SHAPE);
    /** Logarithm of the rate of runs above the threshold at which the tail was fitted. */
    private double fittedAt = 1.75;

    private final Set<Part> parts;

    PeakTail() {
        this(Part.ALL);
    }

    PeakTail(Set<Part> parts) {
        this.parts = parts;
    }

    double threshold() {
        return threshold;
    }

    /** Remembers how far an event went that alarmed. */
    void alarmed(double z) {
        alarmed = alarmed.length == 0 ? new float[KEPT_ALARMS] : alarmed;
        alarmed[alarms % KEPT_ALARMS] = (float) z;
        alarms++;
    }

    /**
     * Minus the logarithm of the rate, in events a point, of runs that reach at least this; 0 below the threshold. What has
     * alarmed more than once is not rarer than it was seen.
     */
    double surprise(double z) {
        double expected = extrapolated(z);
        if (expected > 0 && alarms > 1) {
            double count = -1;
            for (int i = 0; i < Math.min(alarms, alarmed.length); i++) {
                count += alarmed[i] >= ALIKE * z ? 1 : 0;
            }
            if (count > 0) {
                return Math.min(expected, -Math.log(count / points));
            }
        }
        return expected;
    }

    /** The same by the tail alone. */
    double extrapolated(double z) {
        if (z <= threshold) {
            return 0;
        }
        if (!parts.contains(Part.TAIL)) {
            return NormalTail.surprise(z);
        }
        double start = Math.max(threshold, fittedAt);
        double rate = -Math.log(runs / points);
        if (z <= start) {
            return rate;
        }
        double relative = shape * (z - start) / scale;
        if (relative <= -0.999) {
            return rate + 60;
        }
        return rate + (Math.abs(shape) < 1e-6 ? (z - start) / scale : Math.log1p(relative) / shape);
    }

    /**
     * The surprise with a shape that is heavier than three in four estimates of it would be, and at least exponential, as a normal tail
     * is not quite. The shape of a few dozen peaks hardly tells a normal scatter from a heavy one; their mean excess does: that of a normal
     * tail is about the inverse of the threshold (Mills' ratio), that of a Pareto tail grows with it. So the shape is at least by how
     * much the mean excess, with two standard errors and as a share of the threshold, is more than that of a normal tail.
     */
    double cautious(double z) {
        double start = Math.max(threshold, fittedAt);
        if (z <= start) {
            return surprise(z);
        }
        double wide = scale / start * (1 + 2 / Math.sqrt(kept + 10.0)) - 1 / (start * start);
        double upper = Math.max(wide, shape + QUARTILE * (1 + shape) / Math.sqrt(kept + 20.0));
        double far = (z - start) / scale;
        double heavy = -Math.log(runs / points) + (upper < 1e-6 ? far : Math.log1p(upper * far) / upper);
        return Math.min(surprise(z), heavy);
    }

    /** The value with this surprise, at least the threshold. */
    double quantile(double surprise) {
        if (!parts.contains(Part.TAIL)) {
            return Math.max(threshold, NormalTail.quantile(surprise));
        }
        double start = Math.max(threshold, fittedAt);
        double more = surprise + Math.log(runs / points);
        if (more <= 0) {
            return threshold;
        }
        return start + (Math.abs(shape) < 1e-6 ? scale * more : scale * Math.expm1(shape * more) / shape);
    }

    void learn(double z) {
        points++;
        double step = 1 / (DENSITY * Math.min(points, TRACKED));
        if (z > threshold) {
            if (peak == 0) {
                runs++;
            }
            peak = Math.max(peak, z);
            quiet = 0;
            threshold += step * (1 - SHARE);
        } else {
            if (peak > 0 && ++quiet >= QUIET) {
                close();
            }
            threshold = Math.max(LEAST_THRESHOLD, threshold - step * SHARE);
        }
        if (points >= MEMORY && parts.contains(Part.DECAY)) {
            points /= 2;
            runs /= 2;
        }
    }

    private void close() {
        peaks[next] = (float) peak;
        next = (next + 1) % KEPT;
        kept = Math.min(KEPT, kept + 1);
        peak = 0;
        quiet = 0;
        if (++sinceFit >= REFIT || kept <= 2 * REFIT) {
            fit();
        }
    }

    private void fit() {
        sinceFit = 0;
        float[] sorted = Arrays.copyOf(peaks, kept);
        Arrays.sort(sorted);
        int from = 0;
        while (from < kept && sorted[from] <= threshold) {
            from++;
        }
        int n = kept - from;
        double mean = 0;
        double weighted = 0;
        for (int i = 0; i < n; i++) {
            double excess = sorted[from + i] - threshold;
            mean += excess;
            weighted += excess * (n - i - 0.65) / n;
        }
        mean /= Math.max(1, n);
        weighted /= Math.max(1, n);
        double estimate = 2 - mean / (mean - 2 * weighted);
        double found = n >= 5 && Double.isFinite(estimate) ? Math.max(MIN_SHAPE, Math.min(MAX_SHAPE, estimate)) : 0;
        double excess = (n * mean + 10 * PRIOR_EXCESS * threshold) / (n + 10);
        shape = (n * found + 20 * PRIOR_SHAPE) / (n + 20);
        scale = excess * (1 - shape);
        fittedAt = threshold;
    }

    void transfer(State state) {
        state.floats(peaks);
        alarms = state.count(alarms);
        if (alarms > 0) {
            alarmed = alarmed.length == 0 ? new float[KEPT_ALARMS] : alarmed;
            state.floats(alarmed);
        }
        kept = state.count(kept);
        next = state.count(next);
        sinceFit = state.count(sinceFit);
        threshold = state.real(threshold);
        points = state.real(points);
        runs = state.real(runs);
        peak = state.real(peak);
        quiet = state.count(quiet);
        shape = state.real(shape);
        scale = state.real(scale);
        fittedAt = state.real(fittedAt);
    }
}
