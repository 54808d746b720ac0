package io.dataops.observability.forecast;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * Exponential smoothing with a damped trend, up to two seasons of different length and an autoregressive error (Taylor, 2010,
 * Triple seasonal methods for short-term electricity demand forecasting). The weights minimise the squared errors of one step,
 * by a search along each in turn.
 */
final class Smoothing implements Method {
    private static final int ROUNDS = 2;
    private static final double[][] STEPS = {
        {0.0005, 0.005, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.9},
        {0, 0.01, 0.03, 0.08, 0.15, 0.25, 0.4, 0.6},
        {0, 0.01, 0.03, 0.08, 0.15, 0.25, 0.4, 0.6},
        {0, 0.2, 0.4, 0.6, 0.75, 0.85, 0.93, 0.98},
        {0, 0.005, 0.02, 0.05, 0.1}
    };
    private final int first;
    private final int second;
    private final double damping;

    /** Without a season: {@code first = 1}; with one: {@code second = 1}; damping 0 for no trend, 1 for a trend that lasts. */
    Smoothing(int first, int second, double damping) {
        this.first = first;
        this.second = second;
        this.damping = damping;
    }

    @Override
    public String name() {
        String seasons = first == 1 ? "" : second == 1 ? ", season " + first : ", seasons " + first + " and " + second;
        return "smoothing" + (damping == 0 ? "" : damping == 1 ? ", trend" : ", damped trend") + seasons;
    }

    @Override
    public int needs() {
        return Math.max(8, 2 * Math.max(first, second));
    }

    @Override
    public double[][] forecast(double[] y, int fitted, int[] origins, int horizon) {
        double[] weights = fit(y, fitted);
        double[][] out = new double[origins.length][horizon];
        run(y, origins[origins.length - 1], weights, origins, out);
        return out;
    }

    private double[] fit(double[] y, int n) {
        double[] best = {0.1, first > 1 ? 0.08 : 0, second > 1 ? 0.08 : 0, first > 1 ? 0.4 : 0, 0};
        double least = run(y, n, best, new int[0], new double[0][]);
        for (int round = 0; round < ROUNDS; round++) {
            double before = least;
            for (int p = 0; p < STEPS.length; p++) {
                if ((p == 1 && first == 1) || (p == 2 && second == 1) || (p == 4 && damping == 0)) {
                    continue;
                }
                double[] tried = best.clone();
                for (double step : STEPS[p]) {
                    tried[p] = step;
                    double error = run(y, n, tried, new int[0], new double[0][]);
                    if (error < least) {
                        least = error;
                        best = tried.clone();
                    }
                }
            }
            if (least >= before) {
                break;
            }
        }
        return best;
    }

    /** Smooths the first n points; returns the squared errors after the start-up; writes the forecasts of the origins. */
    private double run(double[] y, int n, double[] weights, int[] origins, double[][] out) {
        double[] day = new double[first];
        double[] week = new double[second];
        double level = start(y, Math.min(n, needs()), day, week);
        double slope = 0;
        double last = 0;
        double errors = 0;
        int next = 0;
        int from = Math.min(n / 2, Math.max(first, second));
        int d = 0;
        int w = 0;
        double alpha = weights[0];
        double delta = weights[1];
        double omega = weights[2];
        double phi = weights[3];
        double beta = weights[4];
        for (int t = 0; t <= n; t++) {
            while (next < origins.length && origins[next] == t) {
                write(out[next++], level, slope, day, d, week, w, phi, last);
            }
            if (t == n) {
                break;
            }
            double base = level + damping * slope;
            double error = y[t] - base - day[d] - week[w] - phi * last;
            level = base + alpha * error;
            slope = damping * slope + beta * error;
            if (first > 1) {
                day[d] += delta * error;
                d = d + 1 == first ? 0 : d + 1;
            }
            if (second > 1) {
                week[w] += omega * error;
                w = w + 1 == second ? 0 : w + 1;
            }
            last = phi * last + error;
            errors += t >= from ? error * error : 0;
        }
        return errors;
    }

    private void write(
            double[] out,
            double level,
            double slope,
            double[] day,
            int d,
            double[] week,
            int w,
            double phi,
            double last) {
        double trend = 0;
        double power = 1;
        double left = last;
        for (int k = 0; k < out.length; k++) {
            power *= damping;
            trend += power * slope;
            left *= phi;
            out[k] = level + trend + day[(d + k) % day.length] + week[(w + k) % week.length] + left;
        }
    }

    private double start(double[] y, int n, double[] day, double[] week) {
        double level = Arrays.stream(y, 0, n).average().orElse(0);
        if (first > 1) {
            means(n, day, t -> y[t] - level);
        }
        if (second > 1) {
            means(n, week, t -> y[t] - level - day[t % first]);
        }
        return level;
    }

    private static void means(int n, double[] season, IntToDoubleFunction value) {
        int[] count = new int[season.length];
        for (int t = 0; t < n; t++) {
            season[t % season.length] += value.applyAsDouble(t);
            count[t % season.length]++;
        }
        for (int s = 0; s < season.length; s++) {
            season[s] /= Math.max(1, count[s]);
        }
    }
}
