package io.dataops.observability.canary;

import io.dataops.observability.statistics.Autocorrelation;
import java.util.Arrays;

/**
 * Differences canary minus baseline of one metric, pair by pair in the order of time, the same pairs at every look.
 *
 * <p>Where one side has more observations, only every k-th of it is used, so that both members of a pair are drawn alike and
 * their difference is symmetric about zero while nothing changed. Where the baseline is autocorrelated, blocks of
 * observations are paired by their medians. Both are fixed at the first look with enough data.
 */
final class PairedBlocks {
    private static final int ENOUGH = 32;

    private int block;
    private int everyBaseline;
    private int everyCanary;

    /** The differences {@code [pairs]}; empty before there is enough data. */
    double[] differences(double[] baseline, double[] canary) {
        if (block == 0) {
            if (Math.min(baseline.length, canary.length) < ENOUGH) {
                return new double[0];
            }
            block = (int) Math.ceil(2 * (Autocorrelation.inflation(baseline) - 1)) + 1;
            everyBaseline = Math.max(1, baseline.length / canary.length);
            everyCanary = Math.max(1, canary.length / baseline.length);
        }
        int pairs = Math.min(baseline.length / (block * everyBaseline), canary.length / (block * everyCanary));
        double[] differences = new double[pairs];
        for (int i = 0; i < pairs; i++) {
            double c = median(canary, i, everyCanary);
            double b = median(baseline, i, everyBaseline);
            differences[i] = c == b ? 0 : c - b;
        }
        return differences;
    }

    private double median(double[] values, int pair, int every) {
        double[] taken = new double[block];
        for (int j = 0; j < block; j++) {
            taken[j] = values[(pair * block + j) * every];
        }
        Arrays.sort(taken);
        return taken[block / 2];
    }
}
