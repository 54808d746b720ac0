package io.dataops.observability.canary;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Holm's step-down correction for several tests (Holm, 1979, A simple sequentially rejective multiple test procedure). */
final class Holm {

    private Holm() {}

    /** Adjusted p-values {@code [tests]}; NaN stays NaN and does not count as a test. */
    static double[] adjust(double[] p) {
        List<Integer> order = IntStream.range(0, p.length)
                .filter(i -> !Double.isNaN(p[i]))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> p[i]))
                .toList();
        double[] adjusted = p.clone();
        double running = 0;
        for (int rank = 0; rank < order.size(); rank++) {
            running = Math.max(running, (order.size() - rank) * p[order.get(rank)]);
            adjusted[order.get(rank)] = Math.min(1, running);
        }
        return adjusted;
    }
}
