package io.dataops.graph.history;

import java.util.Arrays;
import java.util.List;

/**
 * Logistic regression with a normal prior on standardised weights, by Newton's method (Hosmer and Lemeshow, 2000, Applied logistic
 * regression). The prior has mean 0 and standard deviation 1: a change of one standard deviation seldom multiplies the odds by more than
 * e^2. It also keeps weights finite where outcomes can be told apart perfectly. The intercept is free.
 *
 * <p>Time O(cases × features²) a step; the objective is convex and steps are halved until it falls, so it ends at the optimum.
 */
final class LogisticRegression {
    private static final int STEPS = 100;

    private final double[] mean;
    private final double[] scale;
    private final double[] weights;
    private final double[][] factor;

    private LogisticRegression(double[] mean, double[] scale, double[] weights, double[][] factor) {
        this.mean = mean;
        this.scale = scale;
        this.weights = weights;
        this.factor = factor;
    }

    static LogisticRegression fit(List<double[]> rows, List<Boolean> outcomes) {
        int d = rows.get(0).length;
        double[] mean = new double[d];
        double[] scale = new double[d];
        rows.forEach(row -> Arrays.setAll(mean, i -> mean[i] + row[i] / rows.size()));
        rows.forEach(row ->
                Arrays.setAll(scale, i -> scale[i] + (row[i] - mean[i]) * (row[i] - mean[i]) / rows.size()));
        Arrays.setAll(scale, i -> scale[i] < 1e-18 ? 0 : 1 / Math.sqrt(scale[i]));
        double[][] x = rows.stream().map(row -> standardised(row, mean, scale)).toArray(double[][]::new);
        double[] y = outcomes.stream().mapToDouble(o -> o ? 1 : 0).toArray();
        double[] weights = new double[d + 1];
        double[][] factor = new double[0][];
        double loss = loss(x, y, weights);
        for (int step = 0; step < STEPS; step++) {
            double[] gradient = gradient(x, y, weights);
            factor = cholesky(hessian(x, weights));
            double[] move = solve(factor, gradient);
            double length = 1;
            double[] next = weights;
            double fallen = Double.POSITIVE_INFINITY;
            for (int half = 0; half < 40 && !(fallen <= loss); half++, length /= 2) {
                double by = length;
                double[] from = weights;
                double[] tried = new double[d + 1];
                Arrays.setAll(tried, i -> from[i] - by * move[i]);
                next = tried;
                fallen = loss(x, y, tried);
            }
            boolean settled = !(fallen < loss - 1e-12 * Math.max(1, Math.abs(loss)));
            if (fallen <= loss) {
                weights = next;
                loss = fallen;
            }
            if (settled) {
                break;
            }
        }
        return new LogisticRegression(mean, scale, weights, cholesky(hessian(x, weights)));
    }

    private static double[] standardised(double[] row, double[] mean, double[] scale) {
        double[] x = new double[row.length + 1];
        x[0] = 1;
        for (int i = 0; i < row.length; i++) {
            x[i + 1] = (row[i] - mean[i]) * scale[i];
        }
        return x;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double loss(double[][] x, double[] y, double[] w) {
        double loss = (dot(w, w) - w[0] * w[0]) / 2;
        for (int r = 0; r < x.length; r++) {
            double z = dot(x[r], w);
            loss += Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - y[r] * z;
        }
        return loss;
    }

    private static double[] gradient(double[][] x, double[] y, double[] w) {
        double[] gradient = w.clone();
        gradient[0] = 0;
        for (int r = 0; r < x.length; r++) {
            double off = logistic(dot(x[r], w)) - y[r];
            for (int i = 0; i < w.length; i++) {
                gradient[i] += off * x[r][i];
            }
        }
        return gradient;
    }

    private static double[][] hessian(double[][] x, double[] w) {
        int d = w.length;
        double[][] h = new double[d][d];
        for (int i = 0; i < d; i++) {
            h[i][i] = i == 0 ? 1e-9 : 1;
        }
        for (double[] row : x) {
            double p = logistic(dot(row, w));
            double weight = p * (1 - p);
            for (int i = 0; i < d; i++) {
                for (int j = 0; j <= i; j++) {
                    h[i][j] += weight * row[i] * row[j];
                }
            }
        }
        return h;
    }

    /** The lower triangular factor of a positive definite matrix given by its lower half. */
    private static double[][] cholesky(double[][] a) {
        int d = a.length;
        double[][] l = new double[d][d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = a[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= l[i][k] * l[j][k];
                }
                l[i][j] = i == j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / l[j][j];
            }
        }
        return l;
    }

    private static double[] solve(double[][] l, double[] b) {
        double[] x = forward(l, b);
        for (int i = x.length - 1; i >= 0; i--) {
            for (int k = i + 1; k < x.length; k++) {
                x[i] -= l[k][i] * x[k];
            }
            x[i] /= l[i][i];
        }
        return x;
    }

    private static double[] forward(double[][] l, double[] b) {
        double[] x = b.clone();
        for (int i = 0; i < x.length; i++) {
            for (int k = 0; k < i; k++) {
                x[i] -= l[i][k] * x[k];
            }
            x[i] /= l[i][i];
        }
        return x;
    }

    static double logistic(double z) {
        return z >= 0 ? 1 / (1 + Math.exp(-z)) : 1 - 1 / (1 + Math.exp(z));
    }

    /** The logarithm of the odds. */
    double score(double[] row) {
        return dot(standardised(row, mean, scale), weights);
    }

    /** The standard error of the score, from the curvature at the optimum (Laplace's approximation). */
    double error(double[] row) {
        double[] half = forward(factor, standardised(row, mean, scale));
        return Math.sqrt(dot(half, half));
    }

    /** What one feature adds to the score, against its mean. */
    double part(double[] row, int feature) {
        return standardised(row, mean, scale)[feature + 1] * weights[feature + 1];
    }

    /** The largest slope of the objective at the weights: 0 at the optimum. */
    double slope(List<double[]> rows, List<Boolean> outcomes) {
        double[][] x = rows.stream().map(row -> standardised(row, mean, scale)).toArray(double[][]::new);
        double[] y = outcomes.stream().mapToDouble(o -> o ? 1 : 0).toArray();
        return Arrays.stream(gradient(x, y, weights)).map(Math::abs).max().orElse(0);
    }
}
