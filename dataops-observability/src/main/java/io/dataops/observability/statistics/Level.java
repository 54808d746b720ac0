package io.dataops.observability.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** Checks that this package shares, and the normal quantile. */
final class Level {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private Level() {}

    /** Refuses a probability that is not strictly between 0 and 1. */
    static double check(String name, double value) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException(name + " (" + value + ") must be between 0 and 1, both excluded.");
        }
        return value;
    }

    static double[] finite(String name, double[] values, int atLeast) {
        if (values.length < atLeast) {
            throw new IllegalArgumentException(
                    name + " has " + values.length + " values and needs at least " + atLeast + ".");
        }
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(name + " has the value " + value + ". Maybe leave it out.");
            }
        }
        return values;
    }

    /** Refuses NaN; infinite values have a rank like any other. */
    static double[] ranked(String name, double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException(name + " must not be empty.");
        }
        for (double value : values) {
            if (Double.isNaN(value)) {
                throw new IllegalArgumentException(name + " has the value NaN. Maybe leave it out.");
            }
        }
        return values;
    }

    static void counts(String events, long x, String trials, long n) {
        if (x < 0 || n < x) {
            throw new IllegalArgumentException(
                    events + " (" + x + ") must be between 0 and " + trials + " (" + n + ").");
        }
    }

    static double upperQuantile(double tail) {
        return NORMAL.inverseSurvivalProbability(tail);
    }

    static double upperTail(double z) {
        return NORMAL.survivalProbability(z);
    }

    static double density(double z) {
        return NORMAL.density(z);
    }
}
