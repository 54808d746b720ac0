package io.dataops.observability.canary;

import io.dataops.api.Measure;
import io.dataops.observability.statistics.Alternative;
import io.dataops.observability.statistics.Autocorrelation;
import io.dataops.observability.statistics.BrownForsythe;
import io.dataops.observability.statistics.ConfidenceInterval;
import io.dataops.observability.statistics.ExactBinomial;
import io.dataops.observability.statistics.FisherExact;
import io.dataops.observability.statistics.MannWhitney;
import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/** Single observations: location by Mann-Whitney, the worst decile by Fisher, spread by Brown and Forsythe. */
final class SampleComparison {
    /** The location has most of the error level, since most harm is a shift; tail and spread have a tenth each. */
    static final double LOCATION = 0.8;

    private static final double SHAPE = 0.1;
    private static final double MOST_IN_TAIL = 0.25;

    private SampleComparison() {}

    static Comparison of(
            Measure.Samples baseline, Measure.Samples canary, boolean higherIsWorse, double margin, double alpha) {
        double[] b = oriented(baseline, higherIsWorse);
        double[] c = oriented(canary, higherIsWorse);
        double inflation = Autocorrelation.inflation(b);
        double middle = Math.abs(quantile(b, 0.5));
        ConfidenceInterval shift = MannWhitney.shift(c, b, 1 - 2 * alpha, inflation);
        double location = MannWhitney.test(c, b, Alternative.GREATER, inflation).pValue();
        double tail = worstDecile(b, c, margin * middle, inflation);
        double spread = wider(b, c, 1 + margin, inflation);
        double shape = Math.min(tail, spread);
        String test = location / LOCATION <= shape / SHAPE
                ? "Mann-Whitney, Hodges-Lehmann interval"
                : tail <= spread ? "Fisher exact on the worst decile" : "Brown-Forsythe on the spread";
        return new Comparison(
                test + (inflation > 1 ? ", for autocorrelated samples" : ""),
                relative(shift.estimate(), middle),
                relative(shift.lower(), middle),
                shape < alpha * SHAPE || !tailIsShownLight(b, c, margin * middle, inflation, alpha)
                        ? Double.POSITIVE_INFINITY
                        : relative(shift.upper(), middle),
                Math.min(1, Math.min(location / LOCATION, shape / SHAPE)));
    }

    private static double[] oriented(Measure.Samples samples, boolean higherIsWorse) {
        double[] values = samples.values();
        if (!higherIsWorse) {
            for (int i = 0; i < values.length; i++) {
                values[i] = -values[i];
            }
        }
        return values;
    }

    /** A shift relative to the baseline's middle; unbounded where that is zero. */
    private static double relative(double shift, double middle) {
        return shift == 0 ? 0 : shift / middle;
    }

    /**
     * Fisher's test on the observations beyond the 90 % quantile of both sides together, which favours neither. The
     * baseline is made worse by the margin first, so that a harmless shift is no worse tail. Observations that follow each
     * other count as fewer.
     */
    private static double worstDecile(double[] baseline, double[] c, double allowed, double inflation) {
        double[] b = Arrays.stream(baseline).map(v -> v + allowed).toArray();
        double beyond = worstTenth(baseline, c, allowed);
        return FisherExact.test(
                        (long) (above(c, beyond) / inflation),
                        (long) Math.ceil(c.length / inflation),
                        (long) Math.ceil(above(b, beyond) / inflation),
                        (long) Math.ceil(b.length / inflation),
                        Alternative.GREATER)
                .pValue();
    }

    /**
     * Whether less than a quarter of the canary's observations are shown to lie in the worst tenth of both sides: a handful of
     * observations can show a good middle, and nothing of the tail.
     */
    private static boolean tailIsShownLight(
            double[] baseline, double[] c, double allowed, double inflation, double alpha) {
        double beyond = worstTenth(baseline, c, allowed);
        long seen = (long) Math.ceil(c.length / inflation);
        long worst = Math.min(seen, (long) Math.ceil(above(c, beyond) / inflation));
        return ExactBinomial.interval(worst, seen, 1 - 2 * alpha).upper() < MOST_IN_TAIL;
    }

    private static double worstTenth(double[] baseline, double[] c, double allowed) {
        double[] all = Arrays.copyOf(c, c.length + baseline.length);
        for (int i = 0; i < baseline.length; i++) {
            all[c.length + i] = baseline[i] + allowed;
        }
        return quantile(all, 0.9);
    }

    /** Whether the canary scatters more than the baseline made wider by the allowance; 1 where that cannot be tested. */
    private static double wider(double[] b, double[] c, double allowance, double inflation) {
        double[] usual = Arrays.stream(b)
                .map(v -> v * allowance)
                .filter(Double::isFinite)
                .toArray();
        double[] now = Arrays.stream(c).filter(Double::isFinite).toArray();
        if (usual.length < 2 || now.length < 2) {
            return 1;
        }
        double z = BrownForsythe.test(now, usual, Alternative.GREATER).statistic() / Math.sqrt(inflation);
        double freedom = Math.max(1, Math.min(usual.length, now.length) / inflation - 1);
        return Double.isFinite(z) ? TDistribution.of(freedom).survivalProbability(z) : z > 0 ? 0 : 1;
    }

    private static long above(double[] values, double limit) {
        return Arrays.stream(values).filter(v -> v > limit).count();
    }

    private static double quantile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
    }
}
