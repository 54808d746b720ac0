package io.dataops.testing.combinatorial;

import io.dataops.api.Budget;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives cells that nothing depends on to the values that are wanted most: a cell may change if its row stays valid and every
 * tuple stays covered, and takes the value that is furthest below its share by weight. One pass over the cells.
 */
final class Preferences {
    private Preferences() {}

    /** The rows with their free cells changed; the first {@code fixed} stay as they are. */
    static List<int[]> apply(CoveringModel model, IntModel integers, Request request, List<int[]> rows, int fixed) {
        boolean any = false;
        for (int c = 0; c < integers.columns; c++) {
            any |= model.weights(c) != null;
        }
        if (!any || !TupleCounts.fits(integers, request)) {
            return rows;
        }
        TupleCounts counts = TupleCounts.of(integers, request);
        counts.load(rows, Budget.steps(Long.MAX_VALUE - 1).start());
        for (int c = 0; c < integers.columns; c++) {
            int @Nullable [] weights = model.weights(c);
            if (weights != null) {
                column(integers, counts, c, weights, fixed);
            }
        }
        List<int[]> out = new ArrayList<>();
        for (int r = 0; r < counts.size; r++) {
            out.add(counts.rows[r].clone());
        }
        return out;
    }

    private static void column(IntModel model, TupleCounts counts, int c, int[] weights, int fixed) {
        int[] used = new int[weights.length];
        for (int r = 0; r < counts.size; r++) {
            used[counts.rows[r][c]]++;
        }
        for (int r = fixed; r < counts.size; r++) {
            int now = counts.rows[r][c];
            int best = now;
            for (int v = 0; v < weights.length; v++) {
                boolean lacks =
                        (long) (used[v] + 1) * weights[best] < (long) (used[best] + (best == now ? 0 : 1)) * weights[v];
                if (v != now && lacks && model.staysValid(counts.rows[r], c, v) && counts.delta(r, c, v) == 0) {
                    best = v;
                }
            }
            if (best != now) {
                counts.set(r, c, best);
                used[now]--;
                used[best]++;
            }
        }
    }
}
