package io.dataops.observability.anomaly;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * The shapes that stretches of a series usually take: the main directions of its windows less their means, up to 95 % of the
 * variance. What a window has beside them is its distance. Long windows are averaged down to at most 64 steps.
 */
final class Subspace {
    private static final int STEPS = 64;
    private static final double EXPLAINED = 0.95;

    private final int length;
    private final int steps;
    private final double[] mean;
    private final double[][] directions;
    private final double[] variances;

    /** As a snapshot holds it. */
    static Subspace read(State state, int length) {
        double[] mean = new double[Math.min(STEPS, length)];
        state.reals(mean);
        double[][] directions = new double[state.length(0, 8 * mean.length)][mean.length];
        double[] variances = new double[directions.length];
        state.reals(variances);
        for (double[] direction : directions) {
            state.reals(direction);
        }
        return new Subspace(length, mean, directions, variances);
    }

    void write(State state) {
        state.reals(mean);
        state.length(directions.length, 8 * mean.length);
        state.reals(variances);
        for (double[] direction : directions) {
            state.reals(direction);
        }
    }

    private Subspace(int length, double[] mean, double[][] directions, double[] variances) {
        this.variances = variances;
        this.length = length;
        this.steps = mean.length;
        this.mean = mean;
        this.directions = directions;
    }

    static Subspace fit(double[] values, int length) {
        int steps = Math.min(STEPS, length);
        int count = values.length - length + 1;
        double[] mean = new double[steps];
        double[][] covariance = new double[steps][steps];
        double[] window = new double[steps];
        for (int i = 0; i < count; i++) {
            shape(values, i, length, window);
            for (int a = 0; a < steps; a++) {
                mean[a] += window[a] / count;
            }
        }
        for (int i = 0; i < count; i++) {
            shape(values, i, length, window);
            for (int a = 0; a < steps; a++) {
                for (int b = 0; b <= a; b++) {
                    covariance[a][b] += (window[a] - mean[a]) * (window[b] - mean[b]) / count;
                }
            }
        }
        double trace = 0;
        for (int a = 0; a < steps; a++) {
            trace += covariance[a][a];
            for (int b = 0; b < a; b++) {
                covariance[b][a] = covariance[a][b];
            }
        }
        if (!(trace > 0)) {
            return new Subspace(length, mean, new double[0][], new double[0]);
        }
        EigenDecomposition eigen = new EigenDecomposition(new Array2DRowRealMatrix(covariance, false));
        int kept = 0;
        double explained = 0;
        while (kept < steps - 1 && explained < EXPLAINED * trace) {
            explained += eigen.getRealEigenvalue(kept++);
        }
        double[][] directions = new double[kept][];
        Arrays.setAll(directions, k -> eigen.getEigenvector(k).toArray());
        return new Subspace(length, mean, directions, Arrays.copyOf(eigen.getRealEigenvalues(), kept));
    }

    /** The window from a point, averaged to the steps, less its own mean. */
    private static void shape(double[] values, int from, int length, double[] out) {
        int steps = out.length;
        double sum = 0;
        for (int a = 0; a < steps; a++) {
            int start = (int) ((long) a * length / steps);
            int end = (int) ((long) (a + 1) * length / steps);
            double part = 0;
            for (int t = start; t < end; t++) {
                part += values[from + t];
            }
            out[a] = part / (end - start);
            sum += out[a] / steps;
        }
        for (int a = 0; a < steps; a++) {
            out[a] -= sum;
        }
    }

    /** The root mean square of what the window from a point has beside the usual shapes. */
    double distance(double[] values, int from) {
        return measures(values, from)[0];
    }

    /**
     * The distance, and how strongly the usual shapes are there: the sum of squares along them, each by its variance. It is
     * small where the shape is missing.
     */
    double[] measures(double[] values, int from) {
        double[] window = new double[steps];
        shape(values, from, length, window);
        double square = 0;
        for (int a = 0; a < steps; a++) {
            window[a] -= mean[a];
            square += window[a] * window[a];
        }
        double strength = 0;
        for (int k = 0; k < directions.length; k++) {
            double along = 0;
            for (int a = 0; a < steps; a++) {
                along += directions[k][a] * window[a];
            }
            square -= along * along;
            strength += variances[k] > 0 ? along * along / variances[k] : 0;
        }
        return new double[] {Math.sqrt(Math.max(0, square) / steps), Math.sqrt(strength)};
    }
}
