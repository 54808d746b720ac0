package io.dataops.observability.anomaly;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;

/**
 * Mean and covariance of a vector, with exponential weights and bounded steps. Inverts the shrunk correlations, so that units do
 * not matter.
 */
final class Scatterings {
    private static final double MEMORY = 500;
    private static final double FLOOR = 1e-9;
    /** The 99 % quantile of a standard normal value. */
    private static final double NORMAL_99 = 2.3263478740408408;

    private final int d;
    private final double bound;
    private final double[] mean;
    private final double[][] covariance;
    private double n;
    private double[][] inverse;
    private double[] deviation;

    Scatterings(int dimensions) {
        d = dimensions;
        bound = Math.sqrt(squareAt(NORMAL_99));
        mean = new double[d];
        covariance = new double[d][d];
        inverse = new double[d][d];
        deviation = new double[d];
    }

    /** The square of the distance with a standard normal quantile (Wilson and Hilferty, 1931). */
    private double squareAt(double z) {
        double share = 2 / (9.0 * d);
        double root = Math.max(0, 1 - share + z * Math.sqrt(share));
        return d * root * root * root;
    }

    /** A distance as a standard normal value, 0 below the median. */
    double scaled(double distance) {
        double share = 2 / (9.0 * d);
        return Math.max(0, (Math.cbrt(distance * distance / d) - 1 + share) / Math.sqrt(share));
    }

    /** The distance with this scaled value. */
    double distanceAt(double z) {
        return Math.sqrt(squareAt(z));
    }

    private double[] standard(double[] values) {
        double[] z = new double[d];
        for (int i = 0; i < d; i++) {
            z[i] = (values[i] - mean[i]) / deviation[i];
        }
        return z;
    }

    private double[] times(double[] z) {
        double[] product = new double[d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                product[i] += inverse[i][j] * z[j];
            }
        }
        return product;
    }

    double distance(double[] values) {
        double[] z = standard(values);
        double[] product = times(z);
        double square = 0;
        for (int i = 0; i < d; i++) {
            square += z[i] * product[i];
        }
        return Math.sqrt(Math.max(0, square));
    }

    /** By how much the squared distance falls when one dimension is what the others let expect; as shares of all, sum 1. */
    double[] contributions(double[] values) {
        double[] product = times(standard(values));
        double[] parts = new double[d];
        double sum = 0;
        for (int i = 0; i < d; i++) {
            parts[i] = product[i] * product[i] / inverse[i][i];
            sum += parts[i];
        }
        for (int i = 0; i < d; i++) {
            parts[i] = sum > 0 ? parts[i] / sum : 1.0 / d;
        }
        return parts;
    }

    /** Each dimension as the others let expect it: its conditional mean. */
    double[] expectedByOthers(double[] values) {
        double[] product = times(standard(values));
        double[] expected = new double[d];
        for (int i = 0; i < d; i++) {
            expected[i] = values[i] - deviation[i] * product[i] / inverse[i][i];
        }
        return expected;
    }

    /** Forgets all with the next vector. */
    void restart() {
        n = 0;
    }

    void learn(double[] values, boolean bounded) {
        double near = 1;
        if (bounded) {
            double distance = distance(values);
            near = distance > bound ? bound / distance : 1;
        }
        n = Math.min(MEMORY, n + 1);
        double weight = 1 / n;
        double[] step = new double[d];
        for (int i = 0; i < d; i++) {
            step[i] = near * (values[i] - mean[i]);
            mean[i] += weight * step[i];
        }
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                covariance[i][j] += weight * ((1 - weight) * step[i] * step[j] - covariance[i][j]);
            }
        }
        invert();
    }

    void transfer(State state) {
        state.reals(mean);
        state.reals(deviation);
        for (double[] row : covariance) {
            state.reals(row);
        }
        for (double[] row : inverse) {
            state.reals(row);
        }
        n = state.real(n);
    }

    private void invert() {
        for (int i = 0; i < d; i++) {
            double least = Math.max(FLOOR * Math.abs(mean[i]), 1e-150);
            deviation[i] = Math.max(least, Math.sqrt(covariance[i][i]));
        }
        double kept = n / (n + d + 1);
        double[][] correlation = new double[d][d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < i; j++) {
                double r = kept * covariance[i][j] / deviation[i] / deviation[j];
                correlation[i][j] = r;
                correlation[j][i] = r;
            }
            correlation[i][i] = 1;
        }
        inverse = new CholeskyDecomposition(new Array2DRowRealMatrix(correlation, false), 1e-9, 1e-12)
                .getSolver()
                .getInverse()
                .getData();
    }
}
