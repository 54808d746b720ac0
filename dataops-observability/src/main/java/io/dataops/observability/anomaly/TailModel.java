package io.dataops.observability.anomaly;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How far off a scaled residual usually is: the probability of one at least as far off, and the quantile for a level.
 *
 * <p>A Student distribution until enough exceedances are known, a generalised Pareto tail by probability-weighted moments
 * (Hosking and Wallis, 1987) from then on. Counts decay, so that an old scatter is forgotten.
 */
final class TailModel {
    private static final TDistribution PRIOR = TDistribution.of(4);
    private static final double TAIL = 0.02;
    private static final int ENOUGH = 20;
    private static final int KEPT = 200;
    private static final int REFIT_EVERY = 16;
    private static final double MEMORY = 10_000;

    private final double level;
    private final double[] excesses = new double[KEPT];
    private int kept;
    private int next;
    private double threshold;
    private double seen;
    private double exceeded;
    private int sinceFit;
    private double shape;
    private double scale;
    private boolean fitted;
    private double critical;

    /** A model that has learnt nothing; the threshold is the prior's 98 % quantile. */
    TailModel(double level) {
        this.level = level;
        this.threshold = PRIOR.inverseSurvivalProbability(TAIL / 2);
        this.critical = criticalValue();
    }

    /** Takes the threshold from residuals of the warm-up when there are enough of them to know their 98 % quantile. */
    void learn(double[] residuals) {
        if (residuals.length * TAIL >= 5) {
            double[] sorted = residuals.clone();
            Arrays.sort(sorted);
            threshold = sorted[(int) Math.ceil((1 - TAIL) * sorted.length) - 1];
        }
        for (double residual : residuals) {
            add(residual);
        }
    }

    /** Adds the absolute scaled residual of a point that did not alarm. */
    void add(double residual) {
        seen++;
        if (residual > threshold) {
            exceeded++;
            excesses[next] = residual - threshold;
            next = (next + 1) % KEPT;
            kept = Math.min(KEPT, kept + 1);
            if (kept >= ENOUGH && (!fitted || ++sinceFit >= REFIT_EVERY)) {
                fit();
            }
        }
        if (seen > MEMORY) {
            seen /= 2;
            exceeded /= 2;
        }
    }

    private void fit() {
        sinceFit = 0;
        double[] sorted = Arrays.copyOf(excesses, kept);
        Arrays.sort(sorted);
        double mean = 0;
        double weighted = 0;
        for (int i = 0; i < kept; i++) {
            mean += sorted[i];
            weighted += sorted[i] * (kept - i - 0.65) / kept;
        }
        mean /= kept;
        weighted /= kept;
        double estimate = 2 - mean / (mean - 2 * weighted);
        shape = Double.isFinite(estimate) ? Math.max(-0.2, Math.min(0.5, estimate)) : 0;
        scale = mean * (1 - shape);
        fitted = scale > 0;
        critical = criticalValue();
    }

    /** The absolute scaled residual beyond which a point alarms. */
    double critical() {
        return critical;
    }

    private double criticalValue() {
        if (!fitted) {
            return PRIOR.inverseSurvivalProbability(level / 2);
        }
        double share = level * seen / exceeded;
        if (share >= 1) {
            return threshold;
        }
        return threshold
                + (Math.abs(shape) < 1e-9 ? -scale * Math.log(share) : scale / shape * (Math.pow(share, -shape) - 1));
    }

    /** The probability of an absolute scaled residual at least this large. */
    double pValue(double residual) {
        double prior = 2 * PRIOR.survivalProbability(residual);
        if (!fitted || residual <= threshold) {
            return Math.min(1, prior);
        }
        double excess = residual - threshold;
        double base = 1 + shape * excess / scale;
        double tail = Math.abs(shape) < 1e-9 ? Math.exp(-excess / scale) : base <= 0 ? 0 : Math.pow(base, -1 / shape);
        return Math.min(1, exceeded / seen * tail);
    }
}
