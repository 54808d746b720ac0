package io.dataops.observability.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/** Two tables of counts: chi-squared with rare categories pooled, total variation, new and vanished categories. */
final class CategoryComparison {
    private static final int NAMED = 20;
    private static final double FEW = 5;

    private CategoryComparison() {}

    static Compared of(Map<String, Long> reference, Map<String, Long> current) {
        double n = total(reference);
        double m = total(current);
        if (n == 0 || m == 0) {
            return Compared.nothing();
        }
        List<String> all = new ArrayList<>(new TreeSet<>(reference.keySet()));
        current.keySet().stream()
                .filter(c -> !reference.containsKey(c))
                .sorted()
                .forEach(all::add);
        long[] before = new long[all.size()];
        long[] now = new long[all.size()];
        double variation = 0;
        for (int i = 0; i < before.length; i++) {
            before[i] = reference.getOrDefault(all.get(i), 0L);
            now[i] = current.getOrDefault(all.get(i), 0L);
            variation += Math.abs(before[i] / n - now[i] / m) / 2;
        }
        Stability stability = Stability.of(before, now);
        return new Compared(
                chiSquared(before, now, n, m),
                variation,
                Double.NaN,
                stability.index(),
                stability.pValue(),
                current.keySet().stream()
                        .filter(c -> !reference.containsKey(c))
                        .limit(NAMED)
                        .toList(),
                reference.keySet().stream()
                        .filter(c -> !current.containsKey(c))
                        .limit(NAMED)
                        .toList());
    }

    private static double total(Map<String, Long> counts) {
        return counts.values().stream().mapToDouble(Long::doubleValue).sum();
    }

    /** Categories of which fewer than five are expected on a side are pooled (Cochran, 1954). */
    private static double chiSquared(long[] before, long[] now, double n, double m) {
        double statistic = 0;
        double pooledBefore = 0;
        double pooledNow = 0;
        int cells = 0;
        double least = Math.min(n, m) / (n + m);
        for (int i = 0; i < before.length; i++) {
            double both = (double) before[i] + now[i];
            if (both * least < FEW) {
                pooledBefore += before[i];
                pooledNow += now[i];
            } else {
                cells++;
                statistic += term((double) before[i], (double) now[i], n, m);
            }
        }
        if ((pooledBefore + pooledNow) * least >= FEW) {
            cells++;
            statistic += term(pooledBefore, pooledNow, n, m);
        }
        return cells < 2 ? 1 : ChiSquaredDistribution.of(cells - 1).survivalProbability(statistic);
    }

    private static double term(double before, double now, double n, double m) {
        double share = (before + now) / (n + m);
        double a = before - share * n;
        double b = now - share * m;
        return a * a / (share * n) + b * b / (share * m);
    }
}
