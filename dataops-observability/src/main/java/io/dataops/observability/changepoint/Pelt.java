package io.dataops.observability.changepoint;

import io.dataops.api.Budget;
import java.util.Arrays;

/**
 * The segmentation of least penalised cost, exactly: dynamic programming over the last change, in which a start is dropped for
 * good once it can never again be best (Killick, Fearnhead and Eckley, 2012, Optimal detection of changepoints with a linear
 * computational cost). Linear time when changes come regularly, quadratic at worst.
 */
final class Pelt {

    private Pelt() {}

    /** The starts of the segments but the first, ascending. */
    static int[] changes(SegmentCost cost, int n, double penalty, int shortest, Budget.Meter meter) {
        double[] best = new double[n + 1];
        int[] before = new int[n + 1];
        Arrays.fill(best, Double.POSITIVE_INFINITY);
        best[0] = -penalty;
        int[] starts = new int[n + 1];
        int[] until = new int[n + 1];
        double[] value = new double[n + 1];
        int count = 0;
        for (int end = shortest; end <= n; end++) {
            int fresh = end - shortest;
            if (best[fresh] < Double.POSITIVE_INFINITY) {
                starts[count] = fresh;
                until[count++] = Integer.MAX_VALUE;
            }
            double least = Double.POSITIVE_INFINITY;
            int from = 0;
            for (int i = 0; i < count; i++) {
                value[i] = best[starts[i]] + cost.of(starts[i], end);
                if (value[i] < least) {
                    least = value[i];
                    from = starts[i];
                }
            }
            best[end] = least + penalty;
            before[end] = from;
            meter.spend(count);
            int kept = 0;
            for (int i = 0; i < count; i++) {
                if (value[i] > best[end] && until[i] == Integer.MAX_VALUE) {
                    until[i] = end + shortest - 1;
                }
                if (until[i] > end) {
                    starts[kept] = starts[i];
                    until[kept++] = until[i];
                }
            }
            count = kept;
        }
        return backwards(before, n);
    }

    static int[] backwards(int[] before, int n) {
        int count = 0;
        for (int at = n; at > 0; at = before[at]) {
            count++;
        }
        int[] changes = new int[Math.max(0, count - 1)];
        for (int at = before[n]; at > 0; at = before[at]) {
            changes[--count - 1] = at;
        }
        return changes;
    }
}
