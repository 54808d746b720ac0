package io.dataops.observability.forecast;

import java.util.Arrays;

/** Fills what is missing: from the season before, else along a line, else with the nearest value. */
final class Gaps {

    private Gaps() {}

    static double[] filled(double[] values, int season) {
        double[] y = values.clone();
        int known = 0;
        for (double v : y) {
            known += usable(v) ? 1 : 0;
        }
        if (known < 3) {
            throw new IllegalArgumentException(
                    "values (" + known + " of " + values.length + " finite) must hold at least 3 finite ones.");
        }
        int before = -1;
        for (int t = 0; t < y.length; t++) {
            if (usable(y[t])) {
                if (before < 0) {
                    Arrays.fill(y, 0, t, y[t]);
                }
                before = t;
            } else if (before >= 0) {
                int after = t;
                while (after < y.length && !usable(y[after])) {
                    after++;
                }
                boolean longGap = season > 1 && after - before > 4 && t >= season;
                if (longGap) {
                    y[t] = y[t - season];
                } else if (after < y.length) {
                    y[t] = y[t - 1] + (y[after] - y[t - 1]) / (after - t + 1);
                } else {
                    y[t] = y[t - 1];
                }
                before = longGap ? before : t;
            }
        }
        return y;
    }

    private static boolean usable(double value) {
        return Math.abs(value) <= 1e150;
    }
}
