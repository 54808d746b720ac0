package io.dataops.testing.combinatorial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Builds a covering array column by column: horizontal growth gives every row the value of the new column that covers
 * most, vertical growth adds rows for what is left. For each combination of earlier columns one word says which values of
 * the new column are still missing, so that a row is scored by visiting missing values alone; a row remembers a valid
 * completion of itself, so that most questions to the constraints are answered by looking.
 *
 * <p>Takes time O(rows x sets) and memory for the tuples of one column. Deterministic. Source: Lei, Kacker, Kuhn, Okun and
 * Lawrence (2008), "IPOG/IPOG-D: efficient test generation for multi-way combinatorial testing"; Kleine and Simos (2018),
 * "An efficient design and implementation of the In-Parameter-Order algorithm".
 */
final class InParameterOrder {
    private final IntModel model;
    private final Feasibility feasibility;
    private final List<int[]> rows = new ArrayList<>();
    private final List<int[]> witnesses = new ArrayList<>();
    private final List<Integer> open = new ArrayList<>();
    private final int[] base;
    private final int[] position;
    private int[][] prefixes = {};
    private int[] starts = {};
    private long[] missing = {};
    private int words = 1;
    private int column;
    private long infeasible;

    private InParameterOrder(IntModel model, int[] base) {
        this.model = model;
        this.feasibility = new Feasibility(model);
        this.base = base;
        this.position = new int[model.columns];
    }

    /** What was built: complete valid rows, and how many tuples no valid row has. */
    record Result(List<int[]> rows, long infeasible) {}

    /**
     * Builds an array.
     *
     * @param sets the column sets to cover, each ascending
     * @param seeds valid rows to start from, complete
     * @param base any valid row
     */
    static Result build(IntModel model, List<int[]> sets, List<int[]> seeds, int[] base) {
        InParameterOrder run = new InParameterOrder(model, base);
        for (int[] seed : seeds) {
            run.rows.add(seed.clone());
            run.witnesses.add(seed.clone());
        }
        Integer[] order = new Integer[model.columns];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingInt((Integer p) -> -model.levels[p]));
        for (int i = 0; i < order.length; i++) {
            run.position[order[i]] = i;
        }
        List<List<int[]>> ending = new ArrayList<>();
        for (int i = 0; i < order.length; i++) {
            ending.add(new ArrayList<>());
        }
        for (int[] set : sets) {
            int last = set[0];
            for (int p : set) {
                last = run.position[p] > run.position[last] ? p : last;
            }
            ending.get(run.position[last]).add(set);
        }
        for (int i = 0; i < order.length; i++) {
            if (!ending.get(i).isEmpty()) {
                run.grow(order[i], ending.get(i), seeds.size());
            }
        }
        for (int r = seeds.size(); r < run.rows.size(); r++) {
            int[] row = run.rows.get(r);
            for (int p = 0; p < row.length; p++) {
                row[p] = row[p] >= 0 ? row[p] : run.witnesses.get(r)[p];
            }
        }
        return new Result(run.rows, run.infeasible);
    }

    private void grow(int newColumn, List<int[]> sets, int fixedRows) {
        column = newColumn;
        words = (model.levels[column] + 63) >> 6;
        prefixes = new int[sets.size()][];
        starts = new int[sets.size()];
        int size = 0;
        for (int s = 0; s < prefixes.length; s++) {
            prefixes[s] = Arrays.stream(sets.get(s)).filter(p -> p != column).toArray();
            starts[s] = size;
            int tuples = words;
            for (int p : prefixes[s]) {
                tuples = Math.multiplyExact(tuples, model.levels[p]);
            }
            size = Math.addExact(size, tuples);
        }
        missing = new long[size];
        for (int w = 0; w < words; w++) {
            int left = model.levels[column] - 64 * w;
            long full = left >= 64 ? -1L : (1L << left) - 1;
            for (int i = w; i < size; i += words) {
                missing[i] = full;
            }
        }
        horizontal(fixedRows);
        vertical();
    }

    private void horizontal(int fixedRows) {
        int levels = model.levels[column];
        int[] gain = new int[levels];
        int[] used = new int[levels];
        open.clear();
        for (int r = 0; r < rows.size(); r++) {
            int[] row = rows.get(r);
            if (row[column] < 0 && r >= fixedRows) {
                Arrays.fill(gain, 0);
                score(row, gain);
                choose(r, row, gain, used);
            }
            if (row[column] >= 0) {
                used[row[column]]++;
                cover(row);
            }
            for (int p = 0; p < row.length; p++) {
                if (row[p] < 0 && position[p] <= position[column]) {
                    open.add(r);
                    break;
                }
            }
        }
    }

    private void choose(int r, int[] row, int[] gain, int[] used) {
        int[] witness = witnesses.get(r);
        while (true) {
            int best = -1;
            for (int v = 0; v < gain.length; v++) {
                if (gain[v] > 0
                        && (best < 0 || gain[v] > gain[best] || (gain[v] == gain[best] && used[v] < used[best]))) {
                    best = v;
                }
            }
            if (best < 0) {
                return;
            }
            row[column] = best;
            if (extendable(row, witness)) {
                return;
            }
            row[column] = -1;
            gain[best] = 0;
        }
    }

    /** Whether a row still has a valid completion; the witness is brought up to date. */
    private boolean extendable(int[] row, int[] witness) {
        if (!model.constrained()) {
            return true;
        }
        int[] next = new int[row.length];
        if (!feasibility.extend(row, witness, next)) {
            return false;
        }
        System.arraycopy(next, 0, witness, 0, next.length);
        return true;
    }

    private void score(int[] row, int[] gain) {
        for (int s = 0; s < prefixes.length; s++) {
            int at = index(s, row);
            if (at >= 0) {
                for (int w = 0; w < words; w++) {
                    for (long m = missing[at + w]; m != 0; m &= m - 1) {
                        gain[64 * w + Long.numberOfTrailingZeros(m)]++;
                    }
                }
            }
        }
    }

    private void cover(int[] row) {
        int word = row[column] >> 6;
        long mask = ~(1L << row[column]);
        for (int s = 0; s < prefixes.length; s++) {
            int at = index(s, row);
            if (at >= 0) {
                missing[at + word] &= mask;
            }
        }
    }

    private int index(int set, int[] row) {
        int code = 0;
        for (int p : prefixes[set]) {
            int v = row[p];
            if (v < 0) {
                return -1;
            }
            code = code * model.levels[p] + v;
        }
        return starts[set] + code * words;
    }

    private void vertical() {
        int[] tuple = new int[model.columns];
        Arrays.fill(tuple, -1);
        int[] solution = new int[model.columns];
        for (int s = 0; s < prefixes.length; s++) {
            int end = s + 1 < starts.length ? starts[s + 1] : missing.length;
            for (int at = starts[s]; at < end; at += words) {
                for (int w = 0; w < words; w++) {
                    while (missing[at + w] != 0) {
                        int v = 64 * w + Long.numberOfTrailingZeros(missing[at + w]);
                        missing[at + w] &= missing[at + w] - 1;
                        decode(s, (at - starts[s]) / words, tuple);
                        tuple[column] = v;
                        place(tuple, s, solution);
                    }
                }
            }
            for (int p : prefixes[s]) {
                tuple[p] = -1;
            }
        }
    }

    private void decode(int set, int code, int[] tuple) {
        int rest = code;
        for (int i = prefixes[set].length - 1; i >= 0; i--) {
            int p = prefixes[set][i];
            tuple[p] = rest % model.levels[p];
            rest /= model.levels[p];
        }
    }

    private void place(int[] tuple, int set, int[] solution) {
        if (model.constrained() && !feasibility.extend(tuple, base, solution)) {
            infeasible++;
            return;
        }
        for (int i = 0; i < open.size(); i++) {
            int r = open.get(i);
            int[] row = rows.get(r);
            if (fits(row, tuple, set)) {
                int[] before = row.clone();
                fill(row, tuple, set);
                if (extendable(row, witnesses.get(r))) {
                    if (row[column] >= 0) {
                        cover(row);
                    }
                    if (!hasFree(row)) {
                        open.remove(i);
                    }
                    return;
                }
                System.arraycopy(before, 0, row, 0, row.length);
            }
        }
        int[] row = new int[model.columns];
        Arrays.fill(row, -1);
        fill(row, tuple, set);
        int[] witness = model.constrained() ? solution.clone() : base.clone();
        rows.add(row);
        witnesses.add(witness);
        if (hasFree(row)) {
            open.add(rows.size() - 1);
        }
    }

    private boolean hasFree(int[] row) {
        for (int p = 0; p < row.length; p++) {
            if (row[p] < 0 && position[p] <= position[column]) {
                return true;
            }
        }
        return false;
    }

    private boolean fits(int[] row, int[] tuple, int set) {
        if (row[column] >= 0 && row[column] != tuple[column]) {
            return false;
        }
        for (int p : prefixes[set]) {
            if (row[p] >= 0 && row[p] != tuple[p]) {
                return false;
            }
        }
        return true;
    }

    private void fill(int[] row, int[] tuple, int set) {
        row[column] = tuple[column];
        for (int p : prefixes[set]) {
            row[p] = tuple[p];
        }
    }
}
