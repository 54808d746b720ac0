package io.dataops.observability.canary;

import io.dataops.api.Measure;
import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.MannWhitneyUTest;

/** Single observations: Mann-Whitney with the Hodges-Lehmann interval, and the share in the worst decile. */
final class SampleComparison {

    private SampleComparison() {}

    static Comparison of(
            Measure.Samples baseline, Measure.Samples canary, boolean higherIsWorse, double margin, double alpha) {
        double[] b = oriented(baseline, higherIsWorse);
        double[] c = oriented(canary, higherIsWorse);
        double middle = Math.abs(quantile(b, 0.5));
        double pairs = (double) b.length * c.length;
        double spread = NormalDistribution.of(0, 1).inverseSurvivalProbability(alpha)
                * Math.sqrt(pairs * (b.length + c.length + 1.0) / 12);
        long rank = (long) Math.floor(pairs / 2 - spread);
        double shift = relative(
                (Shift.ofRank(b, c, (long) ((pairs + 1) / 2)) + Shift.ofRank(b, c, (long) (pairs / 2) + 1)) / 2,
                middle);
        double lower = rank < 1 ? Double.NEGATIVE_INFINITY : relative(Shift.ofRank(b, c, rank), middle);
        double upper =
                rank < 1 ? Double.POSITIVE_INFINITY : relative(Shift.ofRank(b, c, (long) pairs - rank + 1), middle);
        double location = MannWhitneyUTest.withDefaults()
                .with(AlternativeHypothesis.GREATER_THAN)
                .test(c, b)
                .getPValue();
        double tail = worstDecile(b, c, margin * middle);
        double p = Math.min(1, 2 * Math.min(location, tail));
        boolean tailIsWorse = tail < alpha / 2;
        return new Comparison(
                tail < location ? "Fisher exact on the worst decile" : "Mann-Whitney, Hodges-Lehmann interval",
                shift,
                lower,
                tailIsWorse ? Double.POSITIVE_INFINITY : upper,
                p);
    }

    private static double[] oriented(Measure.Samples samples, boolean higherIsWorse) {
        double[] values = samples.values();
        if (!higherIsWorse) {
            for (int i = 0; i < values.length; i++) {
                values[i] = -values[i];
            }
        }
        Arrays.sort(values);
        return values;
    }

    /** A shift relative to the baseline's middle; unbounded where that is zero. */
    private static double relative(double shift, double middle) {
        return shift == 0 ? 0 : shift / middle;
    }

    /**
     * Fisher's test on the observations beyond the 90 % quantile of both sides together, which favours neither. The
     * baseline is made worse by the margin first, so that a harmless shift is no worse tail.
     */
    private static double worstDecile(double[] baseline, double[] c, double allowed) {
        double[] b = Arrays.stream(baseline).map(v -> v + allowed).toArray();
        double[] all = Arrays.copyOf(b, b.length + c.length);
        System.arraycopy(c, 0, all, b.length, c.length);
        Arrays.sort(all);
        double beyond = quantile(all, 0.9);
        return FisherTest.pHigher(above(b, beyond), b.length, above(c, beyond), c.length);
    }

    private static long above(double[] values, double limit) {
        return Arrays.stream(values).filter(v -> v > limit).count();
    }

    private static double quantile(double[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
    }
}
