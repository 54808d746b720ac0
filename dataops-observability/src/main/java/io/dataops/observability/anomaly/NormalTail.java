package io.dataops.observability.anomaly;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** The upper tail of a normal value: what a tail that is not learnt would be. */
final class NormalTail {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    /** Beyond it probabilities are too small for a double; Mills' ratio is exact enough. */
    private static final double FAR = 30;

    private NormalTail() {}

    static double surprise(double z) {
        return z > FAR ? z * z / 2 + Math.log(z * Math.sqrt(2 * Math.PI)) : -Math.log(NORMAL.survivalProbability(z));
    }

    static double quantile(double surprise) {
        return surprise > 400 ? Math.sqrt(2 * surprise) : NORMAL.inverseSurvivalProbability(Math.exp(-surprise));
    }
}
