package io.dataops.observability.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Chooses methods by their errors from past origins, all before the end of the series, and combines the best few by inverse
 * squared error. Keeps the errors of the combination, by horizon, for its intervals.
 */
final class Combination {
    private static final int ORIGINS = 24;
    private static final int BEST = 4;

    final List<String> names = new ArrayList<>();
    final double[] weights;
    final double[] path;
    /** Errors of the combination from past origins, {@code [origins][at most a quarter of the series]}. */
    final double[][] errors;

    Combination(double[] y, List<Method> methods, int season, int asked) {
        int horizon = Math.max(1, Math.min(asked, y.length / 4));
        int[] origins = origins(y.length, season, horizon);
        List<Method> able = new ArrayList<>();
        for (Method method : methods) {
            if (method.needs() <= (origins.length == 0 ? y.length : origins[0])) {
                able.add(method);
            }
        }
        int m = able.size();
        double[][][] past = new double[m][][];
        double[] score = new double[m];
        for (int i = 0; i < m && origins.length > 0; i++) {
            past[i] = able.get(i).forecast(y, origins[0], origins, horizon);
            score[i] = error(y, past[i], origins);
        }
        Integer[] order = new Integer[m];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(score[a], score[b]));
        int kept = Math.min(origins.length == 0 ? 1 : BEST, m);
        weights = new double[kept];
        double sum = 0;
        for (int i = 0; i < kept; i++) {
            double relative = origins.length == 0 ? 1 : (score[order[i]] + 1e-300) / (score[order[0]] + 1e-300);
            weights[i] = 1 / (relative * relative);
            sum += weights[i];
        }
        path = new double[asked];
        errors = new double[origins.length][horizon];
        for (int i = 0; i < kept; i++) {
            weights[i] /= sum;
            Method method = able.get(order[i]);
            names.add(method.name());
            double[] own = method.forecast(y, y.length, new int[] {y.length}, asked)[0];
            for (int k = 0; k < asked; k++) {
                path[k] += weights[i] * own[k];
            }
            for (int k = 0; k < horizon; k++) {
                for (int o = 0; o < origins.length; o++) {
                    errors[o][k] += weights[i] * (y[origins[o] + k] - past[order[i]][o][k]);
                }
            }
        }
    }

    /** Evenly spaced, at most two horizons and ten seasons back; the first leaves more than half of the series to fit on. */
    private static int[] origins(int n, int season, int horizon) {
        int last = n - horizon;
        int first = Math.max(n * 3 / 5, last - 10 * season);
        if (last < first || last < 4) {
            return new int[0];
        }
        int step = Math.max(1, (last - first) / (ORIGINS - 1));
        int count = (last - first) / step + 1;
        int[] origins = new int[count];
        for (int i = 0; i < count; i++) {
            origins[i] = last - (count - 1 - i) * step;
        }
        return origins;
    }

    private static double error(double[] y, double[][] paths, int[] origins) {
        double sum = 0;
        for (int o = 0; o < origins.length; o++) {
            for (int k = 0; k < paths[o].length; k++) {
                double off = Math.abs(y[origins[o] + k] - paths[o][k]);
                sum += Double.isNaN(off) ? Double.POSITIVE_INFINITY : off;
            }
        }
        return sum;
    }
}
