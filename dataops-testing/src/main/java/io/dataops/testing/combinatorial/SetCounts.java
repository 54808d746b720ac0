package io.dataops.testing.combinatorial;

import java.util.Arrays;
import java.util.List;

/** Counts of tuples over any column sets, looked up one by one. */
final class SetCounts extends TupleCounts {
    private static final short NEVER = 20_000;
    private static final long LIMIT = 8_000_000;

    private final int[][] sets;
    private final int[] starts;
    private final int[][] setsOf;
    private final int[][] strideOf;
    private final short[] counts;
    private final int[] cells;

    SetCounts(IntModel model, List<int[]> sets) {
        super(model, size(model, sets));
        this.sets = sets.toArray(int[][]::new);
        this.starts = new int[this.sets.length + 1];
        this.setsOf = new int[model.columns][];
        this.strideOf = new int[model.columns][];
        int[] many = new int[model.columns];
        for (int s = 0; s < this.sets.length; s++) {
            int size = 1;
            for (int p : this.sets[s]) {
                size *= model.levels[p];
                many[p]++;
            }
            starts[s + 1] = starts[s] + size;
        }
        for (int p = 0; p < model.columns; p++) {
            setsOf[p] = new int[many[p]];
            strideOf[p] = new int[many[p]];
        }
        for (int s = this.sets.length - 1; s >= 0; s--) {
            int stride = 1;
            for (int i = this.sets[s].length - 1; i >= 0; i--) {
                int p = this.sets[s][i];
                setsOf[p][--many[p]] = s;
                strideOf[p][many[p]] = stride;
                stride *= model.levels[p];
            }
        }
        this.counts = new short[starts[this.sets.length]];
        this.cells = new int[model.columns];
        for (int tuple = 0; tuple < counts.length; tuple++) {
            nowUncovered(tuple);
        }
    }

    private static int size(IntModel model, List<int[]> sets) {
        long sum = 0;
        for (int[] set : sets) {
            long size = 1;
            for (int p : set) {
                size *= model.levels[p];
            }
            sum += size;
        }
        return Math.toIntExact(sum);
    }

    static boolean fits(IntModel model, Request request) {
        long tuples = ColumnSets.tuples(model.levels, request.strength());
        for (ColumnSets.Group group : request.groups()) {
            int[] levels =
                    Arrays.stream(group.columns()).map(p -> model.levels[p]).toArray();
            tuples += ColumnSets.tuples(levels, group.strength());
        }
        return tuples >= 0 && tuples <= LIMIT;
    }

    @Override
    void settle() {
        for (int tuple = 0; tuple < counts.length; tuple++) {
            if (counts[tuple] == 0) {
                counts[tuple] = NEVER;
                nowCovered(tuple);
            }
        }
    }

    /** Reads the cells out of the bits, and puts the symbol in. */
    private int cells(int symbol, long[] with) {
        Arrays.fill(cells, -1);
        for (int w = 0; w < with.length; w++) {
            for (long left = with[w]; left != 0; left &= left - 1) {
                int s = 64 * w + Long.numberOfTrailingZeros(left);
                cells[model.columnOf[s]] = s - model.offset[model.columnOf[s]];
            }
        }
        int column = model.columnOf[symbol];
        cells[column] = symbol - model.offset[column];
        return column;
    }

    private int index(int set) {
        int code = 0;
        for (int p : sets[set]) {
            int v = cells[p];
            if (v < 0) {
                return -1;
            }
            code = code * model.levels[p] + v;
        }
        return starts[set] + code;
    }

    private int having(int symbol, long[] with, int wanted) {
        int column = cells(symbol, with);
        int found = 0;
        for (int set : setsOf[column]) {
            int at = index(set);
            found += at >= 0 && counts[at] == wanted ? 1 : 0;
        }
        return found;
    }

    @Override
    int gain(int symbol, long[] with) {
        return having(symbol, with, 0);
    }

    @Override
    int loss(int symbol, long[] with) {
        return having(symbol, with, 1);
    }

    @Override
    void count(int symbol, long[] with, int by) {
        int column = cells(symbol, with);
        for (int set : setsOf[column]) {
            int at = index(set);
            if (at >= 0) {
                change(at, by);
            }
        }
    }

    /** The tuple of a complete row in a set. */
    private int index(int set, int[] row) {
        int code = 0;
        for (int p : sets[set]) {
            code = code * model.levels[p] + row[p];
        }
        return starts[set] + code;
    }

    @Override
    int delta(int r, int column, int value) {
        int[] row = rows[r];
        int delta = 0;
        int[] own = setsOf[column];
        for (int i = 0; i < own.length; i++) {
            int at = index(own[i], row);
            delta -= counts[at] == 1 ? 1 : 0;
            delta += counts[at + (value - row[column]) * strideOf[column][i]] == 0 ? 1 : 0;
        }
        return delta;
    }

    @Override
    void set(int r, int column, int value) {
        int[] row = rows[r];
        int[] own = setsOf[column];
        for (int i = 0; i < own.length; i++) {
            int at = index(own[i], row);
            change(at, -1);
            change(at + (value - row[column]) * strideOf[column][i], 1);
        }
        Bits.unset(bits[r], model.offset[column] + row[column]);
        Bits.set(bits[r], model.offset[column] + value);
        row[column] = value;
    }

    private void change(int at, int by) {
        int count = counts[at] + by;
        counts[at] = (short) count;
        if (count == 0) {
            nowUncovered(at);
        } else if (count == 1 && by > 0) {
            nowCovered(at);
        }
    }

    @Override
    int[] symbols(int tuple) {
        int set = Arrays.binarySearch(starts, tuple);
        set = set >= 0 ? set : -set - 2;
        int rest = tuple - starts[set];
        int[] out = new int[sets[set].length];
        for (int i = out.length - 1; i >= 0; i--) {
            int p = sets[set][i];
            out[i] = model.offset[p] + rest % model.levels[p];
            rest /= model.levels[p];
        }
        return out;
    }
}
