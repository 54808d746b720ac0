package io.dataops.observability.experiment;

import io.dataops.observability.statistics.Alternative;
import io.dataops.observability.statistics.ConfidenceInterval;
import io.dataops.observability.statistics.TestResult;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The difference of two means, as precise as the data allows. Immutable.
 *
 * <p>Welch's interval (1947, The generalization of Student's problem when several different population variances are
 * involved). A covariate measured before the experiment removes the variance that it explains (CUPED: Deng, Xu, Kohavi and
 * Walker, 2013, Improving the sensitivity of online controlled experiments by utilizing pre-experiment data); strata are
 * compared within and weighted by their size.
 *
 * <pre>{@code
 * Experiment.of(control, treatment).difference(0.95);
 * Experiment.of(new double[] {1}, treatment);   // IllegalArgumentException: control has 1 units and needs at least 2.
 * }</pre>
 */
public final class Experiment {
    private final double difference;
    private final double error;
    private final double freedom;
    private final double units;
    private final double rawVariance;
    private final double[] control;
    private final double[] treatment;

    private Experiment(
            double difference,
            double error,
            double freedom,
            double units,
            double rawVariance,
            double[] control,
            double[] treatment) {
        this.difference = difference;
        this.error = error;
        this.freedom = freedom;
        this.units = units;
        this.rawVariance = rawVariance;
        this.control = control;
        this.treatment = treatment;
    }

    /**
     * Takes both arms.
     *
     * @param control the metric of each unit without the change, finite, at least 2
     * @param treatment the metric of each unit with the change, finite, at least 2
     * @return the experiment
     */
    public static Experiment of(double[] control, double[] treatment) {
        return welch(checked("control", control), checked("treatment", treatment), Double.NaN);
    }

    private static double[] checked(String arm, double[] values) {
        if (values.length < 2) {
            throw new IllegalArgumentException(arm + " has " + values.length + " units and needs at least 2.");
        }
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(arm + " has the value " + value + ". Maybe leave the unit out.");
            }
        }
        return values.clone();
    }

    private static Experiment welch(double[] control, double[] treatment, double rawVariance) {
        double vc = variance(control) / control.length;
        double vt = variance(treatment) / treatment.length;
        double total = vc + vt;
        double freedom = total == 0
                ? control.length + treatment.length - 2.0
                : total * total / (vc * vc / (control.length - 1) + vt * vt / (treatment.length - 1));
        return new Experiment(
                mean(treatment) - mean(control),
                Math.sqrt(total),
                freedom,
                (double) control.length + treatment.length,
                Double.isNaN(rawVariance) ? total : rawVariance,
                control,
                treatment);
    }

    /**
     * Returns this experiment with the variance removed that a covariate from before it explains.
     *
     * @param controlBefore the covariate of each control unit, in the order of the units
     * @param treatmentBefore the covariate of each treated unit, in the order of the units
     * @return the experiment
     */
    public Experiment cuped(double[] controlBefore, double[] treatmentBefore) {
        return cuped(columns(controlBefore), columns(treatmentBefore));
    }

    private static double[][] columns(double[] covariate) {
        return Arrays.stream(covariate).mapToObj(v -> new double[] {v}).toArray(double[][]::new);
    }

    /**
     * Returns this experiment with the variance removed that several covariates from before it explain together, by least
     * squares within the arms.
     *
     * @param controlBefore the covariates of each control unit, finite {@code [units][covariates]}
     * @param treatmentBefore the covariates of each treated unit, finite {@code [units][covariates]}
     * @return the experiment
     */
    public Experiment cuped(double[][] controlBefore, double[][] treatmentBefore) {
        if (controlBefore.length != control.length || treatmentBefore.length != treatment.length) {
            throw new IllegalArgumentException("covariates (" + controlBefore.length + ", " + treatmentBefore.length
                    + ") must be as many as units (" + control.length + ", " + treatment.length + ").");
        }
        Covariates covariates = Covariates.of(control, controlBefore, treatment, treatmentBefore);
        return welch(
                covariates.adjusted(control, controlBefore),
                covariates.adjusted(treatment, treatmentBefore),
                rawVariance);
    }

    /** Sum of products of the distances from the means. */
    private static double covariance(double[] a, double[] b) {
        double ma = mean(a);
        double mb = mean(b);
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - ma) * (b[i] - mb);
        }
        return sum;
    }

    private static double mean(double[] values) {
        double mean = 0;
        for (int i = 0; i < values.length; i++) {
            mean += (values[i] - mean) / (i + 1);
        }
        return mean;
    }

    private static double variance(double[] values) {
        return covariance(values, values) / (values.length - 1);
    }

    /**
     * Puts strata together, each weighted by its units.
     *
     * @param strata one experiment a stratum, at least one
     * @return the experiment over all of them
     */
    public static Experiment stratified(List<Experiment> strata) {
        if (strata.isEmpty()) {
            throw new IllegalArgumentException("strata must not be empty.");
        }
        double all = strata.stream().mapToDouble(s -> s.units).sum();
        double difference = 0;
        double variance = 0;
        double raw = 0;
        double satterthwaite = 0;
        for (Experiment s : strata) {
            double weight = s.units / all;
            double part = weight * weight * s.error * s.error;
            difference += weight * s.difference;
            variance += part;
            raw += weight * weight * s.rawVariance;
            satterthwaite += part * part / s.freedom;
        }
        double freedom = satterthwaite == 0 ? all - 2 : variance * variance / satterthwaite;
        return new Experiment(difference, Math.sqrt(variance), freedom, all, raw, new double[0], new double[0]);
    }

    /**
     * Returns the effect.
     *
     * @param level the level of the interval, between 0 and 1
     * @return treatment minus control
     */
    public ConfidenceInterval difference(double level) {
        double half = error == 0 ? 0 : error * TDistribution.of(freedom).inverseSurvivalProbability((1 - level) / 2);
        return new ConfidenceInterval(difference, difference - half, difference + half, level);
    }

    /**
     * Tests the effect.
     *
     * @param alternative what to look for in the treatment
     * @return the result; the statistic is the standardised difference
     */
    public TestResult test(Alternative alternative) {
        double t = error == 0
                ? (difference == 0 ? 0 : Math.copySign(Double.POSITIVE_INFINITY, difference))
                : difference / error;
        TDistribution distribution = TDistribution.of(freedom);
        double greater = distribution.survivalProbability(t);
        double less = distribution.cumulativeProbability(t);
        double p = switch (alternative) {
            case TWO_SIDED -> Math.min(1, 2 * Math.min(greater, less));
            case GREATER -> greater;
            case LESS -> less;
        };
        return new TestResult("Welch", t, p);
    }

    /**
     * Returns how much of the variance of the plain difference the covariate removed.
     *
     * @return 0 without a covariate, up to 1
     */
    public double varianceReduction() {
        return rawVariance == 0 ? 0 : 1 - error * error / rawVariance;
    }
}
