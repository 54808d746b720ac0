package io.dataops.observability.forecast;

import java.util.Arrays;

/**
 * The theta method on the series without its seasons (Assimakopoulos and Nikolopoulos, 2000, The theta model): half a straight
 * line through all points, half simple exponential smoothing of the doubled curvature. Seasons are means by position, from the
 * longest to the shortest, of the points before the origin.
 */
final class Theta implements Method {
    private static final double[] WEIGHTS = {0.02, 0.05, 0.1, 0.2, 0.3, 0.45, 0.6, 0.8, 1};

    private final int[] seasons;

    Theta(int... seasons) {
        this.seasons = seasons.clone();
    }

    @Override
    public String name() {
        return "theta";
    }

    @Override
    public int needs() {
        int longest = 4;
        for (int season : seasons) {
            longest = Math.max(longest, 2 * season);
        }
        return longest;
    }

    @Override
    public double[][] forecast(double[] y, int fitted, int[] origins, int horizon) {
        double alpha = Double.NaN;
        double[][] out = new double[origins.length][];
        for (int o = 0; o < origins.length; o++) {
            double[] x = Arrays.copyOf(y, origins[o]);
            double[][] shapes = new double[seasons.length][];
            for (int s = 0; s < seasons.length; s++) {
                shapes[s] = remove(x, seasons[s]);
            }
            if (Double.isNaN(alpha)) {
                alpha = best(x);
            }
            out[o] = line(x, alpha, horizon);
            for (int k = 0; k < horizon; k++) {
                for (int s = 0; s < seasons.length; s++) {
                    out[o][k] += shapes[s][(origins[o] + k) % seasons[s]];
                }
            }
        }
        return out;
    }

    private static double[] remove(double[] x, int season) {
        double[] shape = new double[season];
        int[] count = new int[season];
        double mean = 0;
        for (int t = 0; t < x.length; t++) {
            shape[t % season] += x[t];
            count[t % season]++;
            mean += x[t] / x.length;
        }
        for (int s = 0; s < season; s++) {
            shape[s] = count[s] == 0 ? 0 : shape[s] / count[s] - mean;
        }
        for (int t = 0; t < x.length; t++) {
            x[t] -= shape[t % season];
        }
        return shape;
    }

    private static double best(double[] x) {
        double least = Double.POSITIVE_INFINITY;
        double best = 0.3;
        for (double alpha : WEIGHTS) {
            double level = x[0];
            double errors = 0;
            for (double v : x) {
                double error = v - level;
                errors += error * error;
                level += alpha * error;
            }
            if (errors < least) {
                least = errors;
                best = alpha;
            }
        }
        return best;
    }

    private static double[] line(double[] x, double alpha, int horizon) {
        int n = x.length;
        double centre = (n - 1) / 2.0;
        double mean = 0;
        for (double v : x) {
            mean += v / n;
        }
        double along = 0;
        for (int t = 0; t < n; t++) {
            along += (x[t] - mean) * (t - centre);
        }
        double slope = n > 1 ? along / (n * ((double) n * n - 1) / 12) : 0;
        double level = 2 * x[0] - (mean - slope * centre);
        for (int t = 0; t < n; t++) {
            double curved = 2 * x[t] - (mean + slope * (t - centre));
            level += alpha * (curved - level);
        }
        double[] out = new double[horizon];
        for (int k = 0; k < horizon; k++) {
            out[k] = (level + mean + slope * (n + k - centre)) / 2;
        }
        return out;
    }
}
