package io.dataops.testing.property;

import java.util.Arrays;

/**
 * Ranks with probability in proportion to rank^-s. The first 4,096 are exact; the sum over the others is taken as an integral
 * (midpoint rule), whose relative error is below 1e-8 there.
 */
final class Zipf {
    private static final int EXACT = 4_096;

    private final long ranks;
    private final double exponent;
    private final double[] cumulated;
    private final double all;

    Zipf(long ranks, double exponent) {
        this.ranks = ranks;
        this.exponent = exponent;
        this.cumulated = new double[(int) Math.min(EXACT, ranks)];
        double sum = 0;
        for (int i = 0; i < cumulated.length; i++) {
            sum += Math.pow(i + 1, -exponent);
            cumulated[i] = sum;
        }
        this.all = sum + (ranks > EXACT ? integral(ranks + 0.5) - integral(EXACT + 0.5) : 0);
    }

    private double integral(double x) {
        return Math.abs(exponent - 1) < 1e-9 ? Math.log(x) : Math.pow(x, 1 - exponent) / (1 - exponent);
    }

    private double inverse(double y) {
        return Math.abs(exponent - 1) < 1e-9 ? Math.exp(y) : Math.pow(y * (1 - exponent), 1 / (1 - exponent));
    }

    /** The rank at a quantile, from 0. */
    long rank(double u) {
        double mass = u * all;
        double known = cumulated[cumulated.length - 1];
        if (mass < known || ranks <= EXACT) {
            int at = Arrays.binarySearch(cumulated, mass);
            return Math.min(cumulated.length - 1, at >= 0 ? at + 1 : -at - 1);
        }
        double x = inverse(integral(EXACT + 0.5) + (mass - known));
        return Math.max(EXACT, Math.min(ranks - 1, (long) (x - 0.5)));
    }

    Quantiles over(ColumnType type) {
        return u -> type.valueAt(rank(u));
    }
}
