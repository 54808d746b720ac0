package io.dataops.observability.statistics;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Corrects p-values for having asked several questions.
 *
 * <p>Holm controls the probability of a single false finding, under any dependence (Holm, 1979, A simple sequentially
 * rejective multiple test procedure). Benjamini-Hochberg controls the share of false findings among the findings, for
 * independent or positively dependent tests (Benjamini and Hochberg, 1995, Controlling the false discovery rate).
 *
 * <pre>{@code
 * Multiplicity.holm(0.01, 0.04, 0.03);                  // 0.03, 0.06, 0.06
 * Multiplicity.benjaminiHochberg(0.01, 0.04, 0.03);     // 0.03, 0.04, 0.04
 * Multiplicity.holm(2);                                 // IllegalArgumentException: p-value (2.0) must be between 0 and 1.
 * }</pre>
 */
public final class Multiplicity {

    private Multiplicity() {}

    /**
     * Adjusts by Holm's step-down procedure.
     *
     * @param pValues p-values {@code [tests]}; NaN for a test that was not possible, which stays NaN and does not count
     * @return adjusted p-values {@code [tests]}; those at or below a level are findings at that level
     */
    public static double[] holm(double... pValues) {
        List<Integer> order = order(pValues);
        double[] adjusted = pValues.clone();
        double running = 0;
        for (int rank = 0; rank < order.size(); rank++) {
            running = Math.max(running, (order.size() - rank) * pValues[order.get(rank)]);
            adjusted[order.get(rank)] = Math.min(1, running);
        }
        return adjusted;
    }

    /**
     * Adjusts by the step-up procedure of Benjamini and Hochberg.
     *
     * @param pValues p-values {@code [tests]}; NaN for a test that was not possible, which stays NaN and does not count
     * @return adjusted p-values {@code [tests]}; those at or below a level have that false-discovery rate
     */
    public static double[] benjaminiHochberg(double... pValues) {
        List<Integer> order = order(pValues);
        double[] adjusted = pValues.clone();
        double running = 1;
        for (int rank = order.size(); rank >= 1; rank--) {
            int test = order.get(rank - 1);
            running = Math.min(running, pValues[test] * order.size() / rank);
            adjusted[test] = running;
        }
        return adjusted;
    }

    private static List<Integer> order(double[] p) {
        for (double value : p) {
            if (value < 0 || value > 1) {
                throw new IllegalArgumentException("p-value (" + value + ") must be between 0 and 1.");
            }
        }
        return IntStream.range(0, p.length)
                .filter(i -> !Double.isNaN(p[i]))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> p[i]))
                .toList();
    }
}
