package io.dataops.testing.combinatorial;

import io.dataops.api.Budget;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How often rows cover each tuple, kept up to date under changes of single cells, with what a change would gain and lose.
 * Tuples that no row has when the start rows are all there are infeasible, since the start is complete: they never count.
 */
abstract class TupleCounts {
    private static final int STEP = 64;

    final IntModel model;
    final int words;
    int[][] rows = new int[STEP][];
    long[][] bits = new long[STEP][];
    int size;
    private int[] list = new int[STEP];
    private final int[] place;
    private int uncovered;

    TupleCounts(IntModel model, int tuples) {
        this.model = model;
        this.words = Bits.words(model.symbols);
        this.place = new int[tuples];
    }

    /** The fastest counts for a request. */
    static TupleCounts of(IntModel model, Request request) {
        if (request.bySize() && request.strength() == 2) {
            return new PairCounts(model);
        }
        if (request.bySize() && request.strength() == 3) {
            return new TripleCounts(model);
        }
        return new SetCounts(model, request.sets());
    }

    /** Whether counting takes a bearable amount of memory. */
    static boolean fits(IntModel model, Request request) {
        if (request.bySize() && request.strength() == 2) {
            return PairCounts.fits(model);
        }
        if (request.bySize() && request.strength() == 3) {
            return TripleCounts.fits(model);
        }
        return SetCounts.fits(model, request);
    }

    /**
     * Loads a complete array.
     *
     * @return false if the budget ended before
     */
    final boolean load(List<int[]> start, Budget.Meter meter) {
        for (int[] row : start) {
            if (meter.isSpent()) {
                return false;
            }
            add(row);
        }
        settle();
        return true;
    }

    /** Takes tuples that are still uncovered out of the count. */
    abstract void settle();

    /** Uncovered tuples that a row with these symbols would cover by also having this one. */
    abstract int gain(int symbol, long[] with);

    /** Tuples with this symbol and these that one row alone covers. */
    abstract int loss(int symbol, long[] with);

    /** Counts the tuples of a symbol with others up or down by one. */
    abstract void count(int symbol, long[] with, int by);

    /** The symbols of a tuple by its index. */
    abstract int[] symbols(int tuple);

    final int uncovered() {
        return uncovered;
    }

    /** The symbols of one that is uncovered. */
    final int[] anyUncovered(RandomGenerator random) {
        return symbols(list[random.nextInt(uncovered)]);
    }

    final void nowUncovered(int tuple) {
        if (uncovered == list.length) {
            list = Arrays.copyOf(list, 2 * uncovered);
        }
        place[tuple] = uncovered;
        list[uncovered++] = tuple;
    }

    final void nowCovered(int tuple) {
        int last = list[--uncovered];
        list[place[tuple]] = last;
        place[last] = place[tuple];
    }

    final void add(int[] row) {
        if (size == rows.length) {
            rows = Arrays.copyOf(rows, 2 * size);
            bits = Arrays.copyOf(bits, 2 * size);
        }
        rows[size] = row.clone();
        long[] own = new long[words];
        for (int c = 0; c < row.length; c++) {
            count(model.offset[c] + row[c], own, 1);
            Bits.set(own, model.offset[c] + row[c]);
        }
        bits[size++] = own;
    }

    /** Takes a row out; the last row moves to its place. */
    final void remove(int r) {
        long[] own = bits[r];
        int[] row = rows[r];
        for (int c = 0; c < row.length; c++) {
            Bits.unset(own, model.offset[c] + row[c]);
            count(model.offset[c] + row[c], own, -1);
        }
        size--;
        rows[r] = rows[size];
        bits[r] = bits[size];
    }

    /** Changes a cell. */
    void set(int r, int column, int value) {
        int old = model.offset[column] + rows[r][column];
        int now = model.offset[column] + value;
        Bits.unset(bits[r], old);
        count(old, bits[r], -1);
        count(now, bits[r], 1);
        Bits.set(bits[r], now);
        rows[r][column] = value;
    }

    /** Tuples that only this row covers. */
    final int unique(int r) {
        long[] own = bits[r].clone();
        int sum = 0;
        for (int c = 0; c < rows[r].length; c++) {
            Bits.unset(own, model.offset[c] + rows[r][c]);
            sum += loss(model.offset[c] + rows[r][c], own);
        }
        return sum;
    }

    /** By how many tuples the coverage grows if one cell changes. */
    int delta(int r, int column, int value) {
        long[] own = bits[r];
        int old = model.offset[column] + rows[r][column];
        Bits.unset(own, old);
        int delta = gain(model.offset[column] + value, own) - loss(old, own);
        Bits.set(own, old);
        return delta;
    }

    /** By how many tuples the coverage grows if two cells change. */
    final int delta(int r, int c1, int v1, int c2, int v2) {
        long[] own = bits[r];
        int old1 = model.offset[c1] + rows[r][c1];
        int old2 = model.offset[c2] + rows[r][c2];
        int new1 = model.offset[c1] + v1;
        Bits.unset(own, old1);
        int delta = -loss(old1, own);
        Bits.unset(own, old2);
        delta += gain(new1, own) - loss(old2, own);
        Bits.set(own, new1);
        delta += gain(model.offset[c2] + v2, own);
        Bits.unset(own, new1);
        Bits.set(own, old1);
        Bits.set(own, old2);
        return delta;
    }
}
