package io.dataops.observability.statistics;

import org.apache.commons.statistics.distribution.HypergeometricDistribution;

/**
 * Whether one rate is greater than another, exactly.
 *
 * <p>Conditions on all events (Fisher, 1935, The Design of Experiments). The two-sided p-value is twice the smaller
 * one-sided one, at most 1. Beyond 2^30 trials together the normal limit is used.
 *
 * <pre>{@code
 * FisherExact.test(7, 10, 0, 10, Alternative.GREATER).pValue();   // 0.0015
 * FisherExact.test(11, 10, 0, 10, Alternative.LESS);   // IllegalArgumentException: events1 (11) must be between 0 and trials1 (10).
 * }</pre>
 */
public final class FisherExact {
    private static final long EXACT = 1 << 30;

    private FisherExact() {}

    /**
     * Tests two rates.
     *
     * @param events1 events of the first side, 0 to {@code trials1}
     * @param trials1 trials of the first side
     * @param events2 events of the second side, 0 to {@code trials2}
     * @param trials2 trials of the second side
     * @param alternative what to look for in the first rate
     * @return the result; the statistic is the difference of the rates, 0 without trials
     */
    public static TestResult test(long events1, long trials1, long events2, long trials2, Alternative alternative) {
        Level.counts("events1", events1, "trials1", trials1);
        Level.counts("events2", events2, "trials2", trials2);
        double greater = greater(events1, trials1, events2, trials2);
        double less = greater(events2, trials2, events1, trials1);
        double difference = trials1 == 0 || trials2 == 0 ? 0 : (double) events1 / trials1 - (double) events2 / trials2;
        return new TestResult("Fisher exact", difference, alternative.of(greater, less));
    }

    private static double greater(long events1, long trials1, long events2, long trials2) {
        if (trials1 == 0 || trials2 == 0) {
            return 1;
        }
        double all = (double) trials1 + trials2;
        double events = (double) events1 + events2;
        if (all <= EXACT) {
            return HypergeometricDistribution.of((int) all, (int) events, (int) trials1)
                    .survivalProbability((int) events1 - 1);
        }
        double share = events / all;
        double deviation = Math.sqrt(trials1 * share * (1 - share) * (trials2 / (all - 1)));
        return deviation == 0 ? 1 : Level.upperTail((events1 - 0.5 - trials1 * share) / deviation);
    }
}
