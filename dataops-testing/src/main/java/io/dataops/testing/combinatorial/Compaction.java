package io.dataops.testing.combinatorial;

import io.dataops.api.Budget;
import io.dataops.api.Progress;
import io.dataops.api.ProgressListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Takes rows away by tabu search: drops the row that covers least alone, then repairs one uncovered tuple after the other
 * with the change of one or two cells that leaves most covered, until all are and the next row can go. A step of the budget
 * is one repair. Source: Lin, Luo, Cai, Su, Hao and Zhang (2015), "TCA: an efficient two-mode meta-heuristic algorithm for
 * combinatorial test generation".
 */
final class Compaction {
    private static final int CHECKED = 16;
    private static final int SAMPLED = 100;

    private final IntModel model;
    private final Feasibility feasibility;
    private final TupleCounts counts;
    private final int fixed;
    private final SplittableRandom random;
    private long[][] changed;
    private long step;

    private int[] tuple = {};
    private int bestRow;
    private int bestDelta;
    private int bestTies;

    private Compaction(IntModel model, TupleCounts counts, int fixed, long seed) {
        this.model = model;
        this.feasibility = new Feasibility(model);
        this.counts = counts;
        this.fixed = fixed;
        this.random = new SplittableRandom(seed);
        this.changed = new long[counts.rows.length][model.columns];
    }

    /**
     * Looks for fewer rows.
     *
     * @param rows a complete array; the first {@code fixed} rows stay as they are
     * @param enough the number of rows at which nothing is left to win
     * @return a complete array, the first rows as they were
     */
    static List<int[]> compact(
            IntModel model,
            Request request,
            List<int[]> rows,
            int fixed,
            int enough,
            long seed,
            Budget.Meter meter,
            ProgressListener listener) {
        if (meter.isSpent() || rows.size() <= Math.max(enough, fixed) || !TupleCounts.fits(model, request)) {
            return rows;
        }
        TupleCounts counts = TupleCounts.of(model, request);
        if (!counts.load(rows, meter)) {
            return rows;
        }
        return new Compaction(model, counts, fixed, seed).run(rows, enough, meter, listener);
    }

    private List<int[]> run(List<int[]> rows, int enough, Budget.Meter meter, ProgressListener listener) {
        List<int[]> best = rows;
        while (counts.size > Math.max(enough, fixed) && !meter.isSpent()) {
            counts.remove(leastNeeded());
            for (long[] row : changed) {
                Arrays.fill(row, 0);
            }
            step = model.columns;
            while (counts.uncovered() > 0) {
                if (counts.size == fixed || ((step & (CHECKED - 1)) == 0 && meter.isSpent())) {
                    return best;
                }
                repair();
                step++;
                meter.spend(1);
            }
            best = new ArrayList<>();
            for (int r = 0; r < counts.size; r++) {
                best.add(counts.rows[r].clone());
            }
            listener.progressed(Progress.of("compacting", meter.steps()).withBest(best.size()));
        }
        return best;
    }

    private int leastNeeded() {
        int least = -1;
        int fewest = Integer.MAX_VALUE;
        boolean sample = counts.size - fixed > SAMPLED;
        for (int i = 0; i < Math.min(SAMPLED, counts.size - fixed); i++) {
            int r = sample ? fixed + random.nextInt(counts.size - fixed) : fixed + i;
            int unique = counts.unique(r);
            if (unique < fewest) {
                fewest = unique;
                least = r;
            }
        }
        return least;
    }

    private void repair() {
        tuple = counts.anyUncovered(random);
        bestRow = -1;
        bestDelta = Integer.MIN_VALUE;
        bestTies = 0;
        for (int r = fixed; r < counts.size; r++) {
            consider(r);
        }
        if (bestRow < 0 || (random.nextInt() & 0x3FF) == 0) {
            force(fixed + random.nextInt(counts.size - fixed));
            return;
        }
        for (int symbol : tuple) {
            int column = model.columnOf[symbol];
            int value = symbol - model.offset[column];
            if (counts.rows[bestRow][column] != value) {
                apply(bestRow, column, value);
            }
        }
    }

    private void apply(int r, int column, int value) {
        counts.set(r, column, value);
        changed[r][column] = step + 3 + random.nextInt(4);
    }

    private void consider(int r) {
        int[] row = counts.rows[r];
        int first = -1;
        int second = -1;
        for (int symbol : tuple) {
            int column = model.columnOf[symbol];
            if (row[column] != symbol - model.offset[column]) {
                if (changed[r][column] > step) {
                    return;
                }
                if (first < 0) {
                    first = symbol;
                } else if (second < 0) {
                    second = symbol;
                } else {
                    return;
                }
            }
        }
        if (second >= 0) {
            return;
        }
        int column = model.columnOf[first];
        int value = first - model.offset[column];
        if (!model.staysValid(row, column, value)) {
            return;
        }
        int delta = counts.delta(r, column, value);
        if (delta > bestDelta) {
            bestDelta = delta;
            bestRow = r;
            bestTies = 1;
        } else if (delta == bestDelta && random.nextInt(++bestTies) == 0) {
            bestRow = r;
        }
    }

    /** Puts the tuple into a row, whatever it costs; the constraints may change further cells. */
    private void force(int r) {
        int[] partial = new int[model.columns];
        Arrays.fill(partial, -1);
        for (int symbol : tuple) {
            partial[model.columnOf[symbol]] = symbol - model.offset[model.columnOf[symbol]];
        }
        int[] next = new int[model.columns];
        if (feasibility.extend(partial, counts.rows[r], next)) {
            for (int c = 0; c < next.length; c++) {
                if (counts.rows[r][c] != next[c]) {
                    apply(r, c, next[c]);
                }
            }
        }
    }
}
