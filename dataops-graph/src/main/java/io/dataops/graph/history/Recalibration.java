package io.dataops.graph.history;

import java.util.Arrays;

/**
 * Corrects probabilities by what came of earlier ones, without changing their order.
 *
 * <p>Probabilities are counted in 41 bins of 0.4 on the scale of log odds, from -8 to 8. Each bin starts with the weight of ten cases that
 * fit; neighbours out of order are pooled (Ayer and others, 1955, An empirical distribution function for sampling with incomplete
 * information), and between the bins' centres a line is drawn. Ten cases: the spread of a share of ten is about that of a bin.
 */
final class Recalibration {
    private static final int BINS = 41;
    private static final double WIDTH = 0.4;
    private static final double PRIOR = 10;

    private final double[] count = new double[BINS];
    private final double[] came = new double[BINS];
    private double[] corrected = new double[0];

    private static double place(double logOdds) {
        return Math.min(BINS - 1, Math.max(0, logOdds / WIDTH + (BINS - 1) / 2.0));
    }

    void observe(double logOdds, boolean outcome) {
        int bin = (int) Math.rint(place(logOdds));
        count[bin]++;
        came[bin] += outcome ? 1 : 0;
        corrected = new double[0];
    }

    double probability(double logOdds) {
        if (corrected.length == 0) {
            corrected = pooled();
        }
        double at = place(logOdds);
        int below = (int) Math.min(BINS - 2, Math.floor(at));
        return corrected[below] + (at - below) * (corrected[below + 1] - corrected[below]);
    }

    private double[] pooled() {
        double[] mean = new double[BINS];
        double[] weight = new double[BINS];
        int[] size = new int[BINS];
        int blocks = 0;
        for (int b = 0; b < BINS; b++) {
            double raw = LogisticRegression.logistic((b - (BINS - 1) / 2.0) * WIDTH);
            weight[blocks] = count[b] + PRIOR;
            mean[blocks] = (came[b] + PRIOR * raw) / weight[blocks];
            size[blocks++] = 1;
            while (blocks > 1 && mean[blocks - 2] >= mean[blocks - 1]) {
                double w = weight[blocks - 2] + weight[blocks - 1];
                mean[blocks - 2] = (mean[blocks - 2] * weight[blocks - 2] + mean[blocks - 1] * weight[blocks - 1]) / w;
                weight[blocks - 2] = w;
                size[blocks - 2] += size[blocks - 1];
                blocks--;
            }
        }
        double[] all = new double[BINS];
        int at = 0;
        for (int block = 0; block < blocks; block++) {
            Arrays.fill(all, at, at + size[block], mean[block]);
            at += size[block];
        }
        return all;
    }
}
