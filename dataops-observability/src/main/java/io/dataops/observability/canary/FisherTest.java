package io.dataops.observability.canary;

import org.apache.commons.statistics.distribution.HypergeometricDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** Fisher's exact test that the second of two rates is higher (Fisher, 1935, The Design of Experiments). */
final class FisherTest {
    /** Beyond it the hypergeometric distribution of the library does not reach, and the normal limit is exact enough. */
    private static final long EXACT = 1 << 30;

    private FisherTest() {}

    /** One-sided p-value: probability of at least this many events on the second side, given all events. */
    static double pHigher(long firstEvents, long firstTrials, long secondEvents, long secondTrials) {
        double all = (double) firstTrials + secondTrials;
        long events = firstEvents + secondEvents;
        if (all <= EXACT) {
            return HypergeometricDistribution.of((int) all, (int) events, (int) secondTrials)
                    .survivalProbability((int) secondEvents - 1);
        }
        double share = events / all;
        double mean = secondTrials * share;
        double deviation = Math.sqrt(secondTrials * share * (1 - share) * (firstTrials / (all - 1)));
        return deviation == 0
                ? 1
                : NormalDistribution.of(0, 1).survivalProbability((secondEvents - 0.5 - mean) / deviation);
    }
}
