package io.dataops.benchmarks.observability;

import java.util.Arrays;

/** Optimal partitioning without pruning (Jackson and others, 2005), for a change of the mean: the plain quadratic oracle. */
final class OptimalPartitioning {

    private OptimalPartitioning() {}

    /** The starts of the segments but the first; scatter by differences, as the search under test takes it. */
    static int[] changes(double[] x, double penalty) {
        int n = x.length;
        double variance = variance(x);
        double[] sums = new double[n + 1];
        double[] squares = new double[n + 1];
        for (int i = 0; i < n; i++) {
            sums[i + 1] = sums[i] + x[i];
            squares[i + 1] = squares[i] + x[i] * x[i];
        }
        double[] best = new double[n + 1];
        int[] before = new int[n + 1];
        best[0] = -penalty * variance;
        for (int end = 1; end <= n; end++) {
            double least = Double.POSITIVE_INFINITY;
            int from = 0;
            for (int start = 0; start < end; start++) {
                double sum = sums[end] - sums[start];
                double value = best[start] - squares[start] - sum * sum / (end - start);
                if (value < least) {
                    least = value;
                    from = start;
                }
            }
            best[end] = least + squares[end] + penalty * variance;
            before[end] = from;
        }
        int count = 0;
        for (int at = before[n]; at > 0; at = before[at]) {
            count++;
        }
        int[] changes = new int[count];
        for (int at = before[n]; at > 0; at = before[at]) {
            changes[--count] = at;
        }
        return changes;
    }

    private static double variance(double[] x) {
        double one = deviation(x, 1);
        double two = deviation(x, 2);
        double rho = Math.max(0, Math.min(0.95, two * two / (one * one) - 1));
        return one * one / (2 * (1 - rho));
    }

    private static double deviation(double[] x, int lag) {
        double[] d = new double[x.length - lag];
        for (int i = 0; i < d.length; i++) {
            d[i] = Math.abs(x[i + lag] - x[i]);
        }
        Arrays.sort(d);
        return 1.4826 * d[d.length / 2];
    }
}
