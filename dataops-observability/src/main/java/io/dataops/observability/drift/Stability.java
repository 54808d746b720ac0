package io.dataops.observability.drift;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * The population stability index with the p-value that the sizes of the samples give it: without drift the index divided by 1/n
 * + 1/m is chi-squared with one degree of freedom less than there are bins (Yurdakul and Naranjo, 2020, Statistical properties
 * of the population stability index). Fixed limits such as 0.1 and 0.2 know no sizes.
 *
 * @param index 0 or more
 * @param pValue 0 to 1
 */
record Stability(double index, double pValue) {

    /** From counts by bin; bins that are empty on both sides do not count, half an observation is added to each other bin. */
    static Stability of(long[] before, long[] now) {
        double n = 0;
        double m = 0;
        int bins = 0;
        for (int i = 0; i < before.length; i++) {
            if (before[i] + now[i] > 0) {
                bins++;
                n += before[i] + 0.5;
                m += now[i] + 0.5;
            }
        }
        if (bins < 2) {
            return new Stability(0, 1);
        }
        double index = 0;
        for (int i = 0; i < before.length; i++) {
            if (before[i] + now[i] > 0) {
                double p = (before[i] + 0.5) / n;
                double q = (now[i] + 0.5) / m;
                index += (q - p) * Math.log(q / p);
            }
        }
        double p = ChiSquaredDistribution.of(bins - 1).survivalProbability(index / (1 / n + 1 / m));
        return new Stability(index, p);
    }
}
