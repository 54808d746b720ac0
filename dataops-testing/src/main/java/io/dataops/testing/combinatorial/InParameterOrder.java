package io.dataops.testing.combinatorial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Builds a covering array column by column: horizontal growth gives every row the value of the new column that covers
 * most, vertical growth adds rows for what is left. What is missing is kept in bit sets, so that a row is scored by words
 * instead of tuples, and a row remembers a valid completion of itself, so that most questions to the constraints are
 * answered by looking.
 *
 * <p>Takes time O(rows x sets / 64) for strength 2 and 3, O(rows x sets) beyond, and memory for the tuples of one column.
 * Deterministic. Source: Lei, Kacker, Kuhn, Okun and Lawrence (2008), "IPOG/IPOG-D: efficient test generation for
 * multi-way combinatorial testing"; Kleine and Simos (2018), "An efficient design and implementation of the
 * In-Parameter-Order algorithm".
 */
final class InParameterOrder {
    private final IntModel model;
    private final Feasibility feasibility;
    private final InfeasiblePairs infeasiblePairs;
    private final List<int[]> rows = new ArrayList<>();
    private final List<int[]> witnesses = new ArrayList<>();
    private final List<long[]> bits = new ArrayList<>();
    private final List<Integer> open = new ArrayList<>();
    private final int[] base;
    private final int[] position;
    private final int[] next;
    private int column;
    private long infeasible;

    private InParameterOrder(IntModel model, int[] base) {
        this.model = model;
        this.feasibility = new Feasibility(model);
        this.infeasiblePairs = new InfeasiblePairs(model, feasibility, base);
        this.base = base;
        this.position = new int[model.columns];
        this.next = new int[model.columns];
    }

    /** What was built: complete valid rows, and how many tuples no valid row has. */
    record Result(List<int[]> rows, long infeasible) {}

    /** About how many words are read at strength 2: every row asks for every value of a column what it would cover. */
    static long work(int[] levels, int rows) {
        int symbols = Arrays.stream(levels).sum();
        return (long) ((double) rows * symbols * Bits.words(symbols));
    }

    /**
     * Builds an array.
     *
     * @param request what to cover
     * @param seeds valid rows to start from, complete
     * @param base any valid row
     */
    static Result build(IntModel model, Request request, List<int[]> seeds, int[] base) {
        InParameterOrder run = new InParameterOrder(model, base);
        int words = Bits.words(model.symbols);
        for (int[] seed : seeds) {
            run.rows.add(seed.clone());
            run.witnesses.add(seed.clone());
            run.bits.add(new long[words]);
        }
        Integer[] order = new Integer[model.columns];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingInt((Integer p) -> -model.levels[p]));
        for (int i = 0; i < order.length; i++) {
            run.position[order[i]] = i;
        }
        List<List<int[]>> ending = request.bySize() ? List.of() : request.ending(run.position);
        long[] earlier = new long[words];
        for (int i = 0; i < order.length; i++) {
            int p = order[i];
            if (request.bySize() ? i + 1 >= request.strength() : !ending.get(i).isEmpty()) {
                Missing missing;
                if (request.bySize() && request.strength() == 2) {
                    missing = new MissingPairs(model, p, earlier);
                } else if (request.bySize() && request.strength() == 3) {
                    missing = new MissingTriples(model, p, earlier);
                } else {
                    missing = new MissingTuples(
                            model, p, request.bySize() ? request.ending(run.position, i) : ending.get(i));
                }
                run.grow(p, missing, seeds.size(), 2 * request.largest());
            }
            for (int v = 0; v < model.levels[p]; v++) {
                Bits.set(earlier, model.offset[p] + v);
            }
            for (int r = 0; r < run.rows.size(); r++) {
                if (run.rows.get(r)[p] >= 0) {
                    Bits.set(run.bits.get(r), model.offset[p] + run.rows.get(r)[p]);
                }
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

    /** The bits of a row hold its cells in columns before the new one alone. */
    private void grow(int newColumn, Missing missing, int fixedRows, int tupleSize) {
        column = newColumn;
        horizontal(missing, fixedRows);
        int[] tuple = new int[tupleSize];
        while (missing.take(tuple)) {
            place(tuple, missing);
        }
    }

    private void horizontal(Missing missing, int fixedRows) {
        int[] gain = new int[model.levels[column]];
        int[] used = new int[gain.length];
        open.clear();
        for (int r = 0; r < rows.size(); r++) {
            int[] row = rows.get(r);
            if (row[column] < 0 && r >= fixedRows) {
                Arrays.fill(gain, 0);
                missing.score(row, bits.get(r), gain);
                choose(row, witnesses.get(r), gain, used);
            }
            if (row[column] >= 0) {
                used[row[column]]++;
                missing.cover(row, bits.get(r));
            }
            if (hasFree(row)) {
                open.add(r);
            }
        }
    }

    private void choose(int[] row, int[] witness, int[] gain, int[] used) {
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
        if (row[column] >= 0 && model.component[column] < 0) {
            witness[column] = row[column];
        }
        if (!feasibility.extend(row, witness, next)) {
            return false;
        }
        System.arraycopy(next, 0, witness, 0, next.length);
        return true;
    }

    private void place(int[] tuple, Missing missing) {
        if (model.constrained() && !feasible(tuple)) {
            infeasible++;
            return;
        }
        for (int i = 0; i < open.size(); i++) {
            int r = open.get(i);
            int[] row = rows.get(r);
            if (fits(row, tuple)) {
                int[] before = row.clone();
                fill(row, tuple);
                if (extendable(row, witnesses.get(r))) {
                    for (int j = 0; j < tuple.length && tuple[j] >= 0; j += 2) {
                        if (tuple[j] != column) {
                            Bits.set(bits.get(r), model.offset[tuple[j]] + tuple[j + 1]);
                        }
                    }
                    missing.cover(row, bits.get(r));
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
        fill(row, tuple);
        int[] witness = base.clone();
        extendable(row, witness);
        long[] own = new long[Bits.words(model.symbols)];
        for (int p = 0; p < row.length; p++) {
            if (row[p] >= 0 && p != column) {
                Bits.set(own, model.offset[p] + row[p]);
            }
        }
        rows.add(row);
        witnesses.add(witness);
        bits.add(own);
        if (hasFree(row)) {
            open.add(rows.size() - 1);
        }
    }

    private boolean feasible(int[] tuple) {
        if (infeasiblePairs.within(tuple)) {
            return false;
        }
        if (!infeasiblePairs.needsSearch(tuple)) {
            return true;
        }
        Arrays.fill(next, -1);
        for (int j = 0; j < tuple.length && tuple[j] >= 0; j += 2) {
            next[tuple[j]] = tuple[j + 1];
        }
        return feasibility.extend(next, base, new int[next.length]);
    }

    private boolean hasFree(int[] row) {
        for (int p = 0; p < row.length; p++) {
            if (row[p] < 0 && position[p] <= position[column]) {
                return true;
            }
        }
        return false;
    }

    private static boolean fits(int[] row, int[] tuple) {
        for (int j = 0; j < tuple.length && tuple[j] >= 0; j += 2) {
            if (row[tuple[j]] >= 0 && row[tuple[j]] != tuple[j + 1]) {
                return false;
            }
        }
        return true;
    }

    private static void fill(int[] row, int[] tuple) {
        for (int j = 0; j < tuple.length && tuple[j] >= 0; j += 2) {
            row[tuple[j]] = tuple[j + 1];
        }
    }
}
