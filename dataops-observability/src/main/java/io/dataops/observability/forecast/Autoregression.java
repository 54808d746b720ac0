package io.dataops.observability.forecast;

/**
 * A linear regression on the last values and those around one season ago, by least squares with a little shrinkage, iterated
 * over the horizon.
 */
final class Autoregression implements Method {
    private static final double RIDGE = 1e-3;

    private final int[] lags;
    private final int longest;

    Autoregression(int... lags) {
        this.lags = lags.clone();
        int most = 1;
        for (int lag : lags) {
            most = Math.max(most, lag);
        }
        this.longest = most;
    }

    @Override
    public String name() {
        return "autoregression on " + lags.length + " lags up to " + longest;
    }

    @Override
    public int needs() {
        return longest + 6 * lags.length + 8;
    }

    @Override
    public double[][] forecast(double[] y, int fitted, int[] origins, int horizon) {
        double mean = 0;
        for (int t = 0; t < fitted; t++) {
            mean += y[t] / fitted;
        }
        double[] weights = fit(y, fitted, mean);
        double[][] out = new double[origins.length][horizon];
        for (int o = 0; o < origins.length; o++) {
            for (int k = 0; k < horizon; k++) {
                int t = origins[o] + k;
                double sum = weights[lags.length];
                for (int i = 0; i < lags.length; i++) {
                    int at = t - lags[i];
                    sum += weights[i] * ((at < origins[o] ? y[at] : out[o][at - origins[o]]) - mean);
                }
                out[o][k] = sum + mean;
            }
        }
        return out;
    }

    private double[] fit(double[] y, int n, double mean) {
        int p = lags.length + 1;
        double[][] a = new double[p][p + 1];
        double[] row = new double[p];
        for (int t = longest; t < n; t++) {
            for (int i = 0; i < lags.length; i++) {
                row[i] = y[t - lags[i]] - mean;
            }
            row[p - 1] = 1;
            for (int i = 0; i < p; i++) {
                for (int j = 0; j <= i; j++) {
                    a[i][j] += row[i] * row[j];
                }
                a[i][p] += row[i] * (y[t] - mean);
            }
        }
        double trace = 0;
        for (int i = 0; i < p - 1; i++) {
            trace += a[i][i] / (p - 1);
        }
        for (int i = 0; i < p; i++) {
            a[i][i] += RIDGE * (i < p - 1 ? trace : 1) + Double.MIN_NORMAL;
            for (int j = i + 1; j < p; j++) {
                a[i][j] = a[j][i];
            }
        }
        return solve(a, p);
    }

    /** Gauss elimination of a positive definite system, {@code [p][p + 1]}. */
    private static double[] solve(double[][] a, int p) {
        for (int i = 0; i < p; i++) {
            for (int r = i + 1; r < p; r++) {
                double factor = a[r][i] / a[i][i];
                for (int c = i; c <= p; c++) {
                    a[r][c] -= factor * a[i][c];
                }
            }
        }
        double[] x = new double[p];
        for (int i = p - 1; i >= 0; i--) {
            double sum = a[i][p];
            for (int c = i + 1; c < p; c++) {
                sum -= a[i][c] * x[c];
            }
            x[i] = sum / a[i][i];
        }
        return x;
    }
}
