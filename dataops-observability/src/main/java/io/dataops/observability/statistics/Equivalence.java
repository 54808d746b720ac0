package io.dataops.observability.statistics;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Whether two means differ by less than a margin: two one-sided tests (Schuirmann, 1987, A comparison of the two one-sided
 * tests procedure and the power approach), with Welch's degrees of freedom.
 *
 * <pre>{@code
 * Equivalence.ofMeans(first, second, 2.0).pValue();   // small: shown to differ by less than 2
 * Equivalence.ofMeans(first, second, 0);   // IllegalArgumentException: margin (0.0) must be finite and more than 0.
 * }</pre>
 */
public final class Equivalence {

    private Equivalence() {}

    /**
     * Tests for equivalence.
     *
     * @param first finite observations {@code [m]}, m at least 2
     * @param second finite observations {@code [n]}, n at least 2
     * @param margin the difference that still counts as equal, more than 0
     * @return the result: a small p-value shows that the means differ by less than the margin; the statistic is their
     *     difference
     */
    public static TestResult ofMeans(double[] first, double[] second, double margin) {
        if (!(margin > 0) || Double.isInfinite(margin)) {
            throw new IllegalArgumentException("margin (" + margin + ") must be finite and more than 0.");
        }
        Moments a = Moments.of(Level.finite("first", first, 2));
        Moments b = Moments.of(Level.finite("second", second, 2));
        double difference = a.mean() - b.mean();
        double va = a.variance() / a.n();
        double vb = b.variance() / b.n();
        double error = Math.sqrt(va + vb);
        if (error == 0) {
            return new TestResult("two one-sided tests, no scatter", difference, Math.abs(difference) < margin ? 0 : 1);
        }
        double freedom = (va + vb) * (va + vb) / (va * va / (a.n() - 1) + vb * vb / (b.n() - 1));
        TDistribution t = TDistribution.of(freedom);
        double p = Math.max(
                t.survivalProbability((difference + margin) / error),
                t.cumulativeProbability((difference - margin) / error));
        return new TestResult("two one-sided Welch tests", difference, p);
    }
}
