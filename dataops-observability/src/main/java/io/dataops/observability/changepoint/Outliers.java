package io.dataops.observability.changepoint;

import java.util.Arrays;

/**
 * Moves what sticks out for less than a segment to where it would hardly stand out: each point to at most three robust deviations from
 * the median of the points about it (Hampel, 1974, The influence curve and its role in robust estimation). Of normal noise one point in
 * 370 is touched; a step, a slope and a level of at least a segment stay as they are.
 */
final class Outliers {
    private static final double DEVIATIONS = 3;
    private static final double NORMAL = 1.4826;

    private Outliers() {}

    /** The values, limited; as they are where segments may be of one point or most points equal the median about them. */
    static double[] limited(double[] x, int shortest) {
        int half = shortest - 1;
        if (half < 1 || x.length <= 2 * half + 1) {
            return x;
        }
        double[] low = new double[x.length];
        double[] high = new double[x.length];
        double[] off = new double[x.length];
        for (int t = 0; t < x.length; t++) {
            // a window that is cut off at an end stays whole, so that its median is no less steady there
            int from = Math.max(0, Math.min(x.length - 2 * half - 1, t - half));
            double[] window = Arrays.copyOfRange(x, from, from + 2 * half + 1);
            double onward = (t - from - half) * slope(window, half);
            double centre = median(window);
            off[t] = Math.abs(x[t] - centre);
            low[t] = centre + Math.min(0, onward);
            high[t] = centre + Math.max(0, onward);
        }
        double limit = DEVIATIONS * NORMAL * median(off);
        if (!(limit > 0)) {
            return x;
        }
        double[] limited = new double[x.length];
        Arrays.setAll(limited, t -> Math.max(low[t] - limit, Math.min(high[t] + limit, x[t])));
        return limited;
    }

    /** Of points half a window apart, the median one: where a line goes on beyond the middle of the window. */
    private static double slope(double[] window, int half) {
        double[] slopes = new double[half + 1];
        Arrays.setAll(slopes, i -> (window[i + half] - window[i]) / half);
        return median(slopes);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
