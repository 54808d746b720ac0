package io.dataops.observability.decomposition;

import java.util.Arrays;

/** One STL for one period: inner rounds of season and trend, outer rounds of robustness weights. */
final class Pass {
    private static final int INNER = 2;
    private static final int OUTER = 5;

    private final double[] y;
    private final int n;
    private final int period;
    private final int seasonWindow;
    private final int trendWindow;
    private final int lowWindow;
    private final boolean robust;

    Pass(double[] y, int period, int seasonWindow, boolean robust) {
        this.y = y;
        this.n = y.length;
        this.period = period;
        this.seasonWindow = seasonWindow;
        this.trendWindow = odd(Math.ceil(1.5 * period / (1 - 1.5 / seasonWindow)));
        this.lowWindow = odd(period);
        this.robust = robust;
    }

    private static int odd(double least) {
        int window = Math.max(3, (int) least);
        return window % 2 == 0 ? window + 1 : window;
    }

    void run(double[] season, double[] trend) {
        double[] weights = new double[0];
        for (int outer = 0; outer < (robust ? OUTER : 1); outer++) {
            for (int inner = 0; inner < INNER; inner++) {
                round(weights, season, trend);
            }
            if (robust && outer + 1 < OUTER) {
                weights = weights(season, trend);
            }
        }
    }

    private void round(double[] weights, double[] season, double[] trend) {
        double[] cycle = new double[n + 2 * period];
        subseries(weights, trend, cycle);
        double[] low = average(average(average(cycle, n + 2 * period, period), n + period + 1, period), n + 2, 3);
        double[] smooth = new double[n];
        Loess.smooth(low, n, lowWindow, 1, (lowWindow + 9) / 10, new double[0], smooth);
        double[] rest = new double[n];
        for (int t = 0; t < n; t++) {
            season[t] = cycle[period + t] - smooth[t];
            rest[t] = y[t] - season[t];
        }
        Loess.smooth(rest, n, trendWindow, 1, (trendWindow + 9) / 10, weights, trend);
    }

    /** Smooths the points of each phase over the seasons, one season beyond either end. */
    private void subseries(double[] weights, double[] trend, double[] cycle) {
        for (int phase = 0; phase < period; phase++) {
            int length = (n - phase + period - 1) / period;
            double[] x = new double[length];
            double[] own = new double[weights.length == 0 ? 0 : length];
            for (int i = 0; i < length; i++) {
                x[i] = y[phase + i * period] - trend[phase + i * period];
                if (own.length > 0) {
                    own[i] = weights[phase + i * period];
                }
            }
            double[] out = new double[length];
            Loess.smooth(x, length, seasonWindow, 1, (seasonWindow + 9) / 10, own, out);
            cycle[phase] = Loess.at(x, length, seasonWindow, 1, -1, own);
            for (int i = 0; i < length; i++) {
                cycle[phase + (i + 1) * period] = out[i];
            }
            int end = phase + (length + 1) * period;
            if (end < cycle.length) {
                cycle[end] = Loess.at(x, length, seasonWindow, 1, length, own);
            }
        }
    }

    private static double[] average(double[] x, int length, int window) {
        double[] out = new double[length - window + 1];
        double sum = 0;
        for (int t = 0; t < window; t++) {
            sum += x[t];
        }
        out[0] = sum / window;
        for (int t = 1; t < out.length; t++) {
            sum += x[t + window - 1] - x[t - 1];
            out[t] = sum / window;
        }
        return out;
    }

    /** Bisquare weights of what is left, by six median sizes. */
    private double[] weights(double[] season, double[] trend) {
        double[] size = new double[n];
        Arrays.setAll(size, t -> Math.abs(y[t] - season[t] - trend[t]));
        double[] sorted = size.clone();
        Arrays.sort(sorted);
        double limit = 3 * (sorted[n / 2] + sorted[(n - 1) / 2]);
        double[] weights = new double[n];
        for (int t = 0; t < n; t++) {
            if (size[t] <= 0.001 * limit) {
                weights[t] = 1;
            } else if (size[t] <= 0.999 * limit) {
                double share = size[t] / limit;
                weights[t] = (1 - share * share) * (1 - share * share);
            }
        }
        return weights;
    }
}
