package io.dataops.observability.experiment;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/** What covariates from before an experiment explain of its metric: one weight each, by least squares within the arms. */
final class Covariates {
    private final double[] weights;
    private final double[] centre;

    private Covariates(double[] weights, double[] centre) {
        this.weights = weights;
        this.centre = centre;
    }

    static Covariates of(double[] control, double[][] controlBefore, double[] treatment, double[][] treatmentBefore) {
        int width = controlBefore[0].length;
        check(controlBefore, width);
        check(treatmentBefore, width);
        int m = control.length;
        int n = treatment.length;
        double[][] x = new double[m + n][];
        double[] y = new double[m + n];
        double[] controlCentre = centred(control, controlBefore, x, y, 0);
        double[] treatmentCentre = centred(treatment, treatmentBefore, x, y, m);
        double[] centre = new double[width];
        for (int c = 0; c < width; c++) {
            centre[c] = (m * controlCentre[c] + n * treatmentCentre[c]) / (m + n);
        }
        // Singular values, so that covariates that repeat each other share a weight instead of failing.
        double[] weights = new SingularValueDecomposition(new Array2DRowRealMatrix(x, false))
                .getSolver()
                .solve(new ArrayRealVector(y, false))
                .toArray();
        return new Covariates(weights, centre);
    }

    private static void check(double[][] before, int width) {
        for (double[] unit : before) {
            if (unit.length != width || width == 0) {
                throw new IllegalArgumentException("covariates of a unit (" + unit.length
                        + ") must be as many as of the first one (" + width + "), at least 1.");
            }
            for (double value : unit) {
                if (!Double.isFinite(value)) {
                    throw new IllegalArgumentException(
                            "covariate (" + value + ") must be finite. Maybe leave the unit out.");
                }
            }
        }
    }

    /** Writes the distances of one arm from its means into the rows from the given one on; returns the means. */
    private static double[] centred(double[] values, double[][] before, double[][] x, double[] y, int from) {
        int width = before[0].length;
        double[] means = new double[width];
        double mean = 0;
        for (int i = 0; i < values.length; i++) {
            mean += values[i] / values.length;
            for (int c = 0; c < width; c++) {
                means[c] += before[i][c] / values.length;
            }
        }
        for (int i = 0; i < values.length; i++) {
            y[from + i] = values[i] - mean;
            x[from + i] = new double[width];
            for (int c = 0; c < width; c++) {
                x[from + i][c] = before[i][c] - means[c];
            }
        }
        return means;
    }

    /** The metric of each unit less what its covariates explain. */
    double[] adjusted(double[] values, double[][] before) {
        double[] adjusted = values.clone();
        for (int i = 0; i < adjusted.length; i++) {
            for (int c = 0; c < weights.length; c++) {
                adjusted[i] -= weights[c] * (before[i][c] - centre[c]);
            }
        }
        return adjusted;
    }
}
