package io.dataops.benchmarks.observability;

/**
 * The baseline of the M4 competition: the last value of the series without its multiplicative season, if a test of its
 * autocorrelation at the 90 % level finds one (Makridakis, Spiliotis and Assimakopoulos, 2020, The M4 competition).
 */
final class Naive2 {

    private Naive2() {}

    static double[] forecast(double[] y, int season, int horizon) {
        double[] indices = seasonal(y, season) ? indices(y, season) : null;
        double last = y[y.length - 1] / (indices == null ? 1 : indices[(y.length - 1) % season]);
        double[] path = new double[horizon];
        for (int k = 0; k < horizon; k++) {
            path[k] = last * (indices == null ? 1 : indices[(y.length + k) % season]);
        }
        return path;
    }

    private static boolean seasonal(double[] y, int season) {
        if (y.length < 3 * season) {
            return false;
        }
        double squares = 0;
        for (int lag = 1; lag < season; lag++) {
            squares += Math.pow(autocorrelation(y, lag), 2);
        }
        double limit = 1.645 * Math.sqrt((1 + 2 * squares) / y.length);
        return Math.abs(autocorrelation(y, season)) > limit;
    }

    private static double autocorrelation(double[] y, int lag) {
        double mean = 0;
        for (double v : y) {
            mean += v / y.length;
        }
        double product = 0;
        double square = 0;
        for (int t = 0; t < y.length; t++) {
            square += (y[t] - mean) * (y[t] - mean);
            product += t >= lag ? (y[t] - mean) * (y[t - lag] - mean) : 0;
        }
        return product / square;
    }

    /** Classical multiplicative decomposition: means of the ratios to a centred moving average, scaled to mean one. */
    private static double[] indices(double[] y, int season) {
        double[] sum = new double[season];
        int[] count = new int[season];
        int half = season / 2;
        for (int t = half; t < y.length - half; t++) {
            double average = 0;
            for (int j = -half; j <= half; j++) {
                boolean edge = season % 2 == 0 && Math.abs(j) == half;
                average += (edge ? 0.5 : 1) * y[t + j] / season;
            }
            sum[t % season] += y[t] / average;
            count[t % season]++;
        }
        double mean = 0;
        for (int s = 0; s < season; s++) {
            sum[s] /= count[s];
            mean += sum[s] / season;
        }
        for (int s = 0; s < season; s++) {
            sum[s] /= mean;
        }
        return sum;
    }
}
