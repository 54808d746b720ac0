package io.dataops.observability.canary;

import io.dataops.api.Measure;
import io.dataops.observability.statistics.Alternative;
import io.dataops.observability.statistics.Autocorrelation;
import io.dataops.observability.statistics.ConfidenceInterval;
import io.dataops.observability.statistics.FisherExact;
import io.dataops.observability.statistics.MannWhitney;
import java.util.Arrays;

/** Single observations: Mann-Whitney with the Hodges-Lehmann interval, and the share in the worst decile. */
final class SampleComparison {

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
        return new Comparison(
                (tail < location ? "Fisher exact on the worst decile" : "Mann-Whitney, Hodges-Lehmann interval")
                        + (inflation > 1 ? ", for autocorrelated samples" : ""),
                relative(shift.estimate(), middle),
                relative(shift.lower(), middle),
                tail < alpha / 2 ? Double.POSITIVE_INFINITY : relative(shift.upper(), middle),
                Math.min(1, 2 * Math.min(location, tail)));
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
        double[] all = Arrays.copyOf(b, b.length + c.length);
        System.arraycopy(c, 0, all, b.length, c.length);
        double beyond = quantile(all, 0.9);
        return FisherExact.test(
                        (long) (above(c, beyond) / inflation),
                        (long) Math.ceil(c.length / inflation),
                        (long) Math.ceil(above(b, beyond) / inflation),
                        (long) Math.ceil(b.length / inflation),
                        Alternative.GREATER)
                .pValue();
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
