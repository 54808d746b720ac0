package io.dataops.observability.decomposition;

import java.util.Arrays;

/**
 * Decomposes a whole series into trend, seasons and remainder by local regression (Cleveland, Cleveland, McRae and Terpenning,
 * 1990, STL: a seasonal-trend decomposition procedure based on loess); with several seasons, one after the other until they
 * settle (Bandara, Hyndman and Bergmeir, 2021, MSTL).
 *
 * <p>Defaults: seasonal window 7 seasons, plus 4 for each longer season; trend and low-pass windows as in the paper; 2 inner
 * rounds; robust: 5 outer rounds with 2 inner, so that outliers land in the remainder. Every tenth of a window is fitted and
 * the rest joined by lines. Missing values (NaN, infinite) are filled along a line first. Needs two periods of points; at most
 * three periods. Time linear in the points times a tenth of a window.
 *
 * <pre>{@code
 * Decomposition parts = Stl.of(24, 168).robust().decompose(values);
 * Stl.of(1);   // IllegalArgumentException: period (1) must be 2 or more.
 * }</pre>
 */
public final class Stl {
    private final int[] periods;
    private final boolean robust;

    private Stl(int[] periods, boolean robust) {
        this.periods = periods;
        this.robust = robust;
    }

    /**
     * Returns a decomposition by given periods.
     *
     * @param periods one to three, in points, each 2 or more and all different
     * @return the decomposition
     */
    public static Stl of(int... periods) {
        int[] sorted = periods.clone();
        Arrays.sort(sorted);
        if (sorted.length == 0 || sorted.length > 3) {
            throw new IllegalArgumentException("periods " + Arrays.toString(periods) + " must be one to three.");
        }
        for (int i = 0; i < sorted.length; i++) {
            if (sorted[i] < 2) {
                throw new IllegalArgumentException("period (" + sorted[i] + ") must be 2 or more.");
            }
            if (i > 0 && sorted[i] == sorted[i - 1]) {
                throw new IllegalArgumentException("period (" + sorted[i] + ") is given twice.");
            }
        }
        return new Stl(sorted, false);
    }

    /**
     * Returns this decomposition with outliers kept out of trend and seasons.
     *
     * @return the decomposition
     */
    public Stl robust() {
        return new Stl(periods, true);
    }

    /**
     * Decomposes a series.
     *
     * @param values evenly spaced, at least two of the longest period
     * @return its parts
     */
    public Decomposition decompose(double[] values) {
        int longest = periods[periods.length - 1];
        if (values.length < 2L * longest) {
            throw new IllegalArgumentException("values (" + values.length + ") must be at least two periods ("
                    + 2L * longest + "). Maybe leave out the longest period.");
        }
        double[] y = filled(values);
        int n = y.length;
        int m = periods.length;
        double[][] seasons = new double[m][n];
        double[] trend = new double[n];
        double[] rest = y.clone();
        for (int round = 0; round < (m == 1 ? 1 : 2); round++) {
            for (int i = 0; i < m; i++) {
                for (int t = 0; t < n; t++) {
                    rest[t] += seasons[i][t];
                }
                new Pass(rest, periods[i], 7 + 4 * i, robust).run(seasons[i], trend);
                for (int t = 0; t < n; t++) {
                    rest[t] -= seasons[i][t];
                }
            }
        }
        double[] left = new double[n];
        Arrays.setAll(left, t -> rest[t] - trend[t]);
        return new Decomposition(trend, seasons, left, periods.clone());
    }

    private static double[] filled(double[] values) {
        double[] y = values.clone();
        int before = -1;
        for (int t = 0; t < y.length; t++) {
            if (Math.abs(y[t]) <= 1e150) {
                for (int g = before + 1; g < t; g++) {
                    y[g] = before < 0 ? y[t] : y[before] + (y[t] - y[before]) * (g - before) / (t - before);
                }
                before = t;
            }
        }
        if (before < 0) {
            throw new IllegalArgumentException("values (" + values.length + ") must hold a finite one.");
        }
        Arrays.fill(y, before, y.length, y[before]);
        return y;
    }
}
