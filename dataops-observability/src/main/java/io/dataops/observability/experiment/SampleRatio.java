package io.dataops.observability.experiment;

import io.dataops.observability.statistics.TestResult;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Whether units were assigned in the planned ratio. If not, something before the measurement lost or added units, and no
 * effect can be trusted (Fabijan et al., 2019, Diagnosing sample ratio mismatch in online controlled experiments).
 *
 * <pre>{@code
 * SampleRatio.test(new long[] {5000, 5010}, new double[] {1, 1}).pValue();   // 0.92
 * SampleRatio.test(new long[] {1}, new double[] {1});   // IllegalArgumentException: an experiment has at least two arms, not 1.
 * }</pre>
 */
public final class SampleRatio {

    private SampleRatio() {}

    /**
     * Tests the assignment by chi-squared. A level of 0.001 is usual, since a mismatch is a fault and not a finding.
     *
     * @param units units seen in each arm {@code [arms]}, each 0 or more
     * @param weights planned weights {@code [arms]}, each more than 0; they need not add up to 1
     * @return the result; p-value 1 without units
     */
    public static TestResult test(long[] units, double[] weights) {
        if (units.length < 2) {
            throw new IllegalArgumentException("an experiment has at least two arms, not " + units.length + ".");
        }
        if (units.length != weights.length) {
            throw new IllegalArgumentException(
                    "weights (" + weights.length + ") must be as many as arms (" + units.length + ").");
        }
        double all = 0;
        double weight = 0;
        for (int i = 0; i < units.length; i++) {
            if (units[i] < 0) {
                throw new IllegalArgumentException("units (" + units[i] + ") must not be negative.");
            }
            if (!(weights[i] > 0) || Double.isInfinite(weights[i])) {
                throw new IllegalArgumentException("weight (" + weights[i] + ") must be finite and more than 0.");
            }
            all += units[i];
            weight += weights[i];
        }
        double statistic = 0;
        for (int i = 0; i < units.length; i++) {
            double expected = all * weights[i] / weight;
            double off = units[i] - expected;
            statistic += expected == 0 ? 0 : off * off / expected;
        }
        return new TestResult(
                "chi-squared of the sample ratio",
                statistic,
                ChiSquaredDistribution.of(units.length - 1).survivalProbability(statistic));
    }
}
