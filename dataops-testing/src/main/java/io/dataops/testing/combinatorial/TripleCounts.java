package io.dataops.testing.combinatorial;

/**
 * Counts of triples. For symbols p below q, one bit set of uncovered and one of singly covered third symbols above p; so
 * that every triple is in two of them, and each way to look for it finds it once.
 */
final class TripleCounts extends TupleCounts {
    private static final short NEVER = 20_000;
    private static final long LIMIT = 16_000_000;

    private final int symbols;
    private final int[] block;
    private final int[] tail;
    private final short[] counts;
    private final long[] none;
    private final long[] once;

    TripleCounts(IntModel model) {
        super(model, (int) ColumnSets.tuples(model.levels, 3));
        this.symbols = model.symbols;
        this.tail = new int[symbols];
        this.block = new int[symbols * symbols];
        this.none = new long[symbols * symbols * words];
        this.once = new long[none.length];
        this.counts = new short[(int) ColumnSets.tuples(model.levels, 3)];
        int next = 0;
        for (int p = 0; p < symbols; p++) {
            tail[p] = model.offset[model.columnOf[p]] + model.levels[model.columnOf[p]];
        }
        for (int p = 0; p < symbols; p++) {
            for (int q = tail[p]; q < symbols; q++) {
                block[p * symbols + q] = next - tail[q];
                next += symbols - tail[q];
                int at = (p * symbols + q) * words;
                for (int z = tail[p]; z < symbols; z++) {
                    if (model.columnOf[z] != model.columnOf[q]) {
                        none[at + (z >> 6)] |= 1L << z;
                    }
                }
                for (int z = tail[q]; z < symbols; z++) {
                    nowUncovered(block[p * symbols + q] + z);
                }
            }
        }
    }

    static boolean fits(IntModel model) {
        return model.symbols <= 600 && ColumnSets.tuples(model.levels, 3) <= LIMIT;
    }

    @Override
    void settle() {
        for (int p = 0; p < symbols; p++) {
            for (int q = tail[p]; q < symbols; q++) {
                for (int z = tail[q]; z < symbols; z++) {
                    int at = block[p * symbols + q] + z;
                    if (counts[at] == 0) {
                        counts[at] = NEVER;
                        nowCovered(at);
                        flip(none, p, q, z);
                    }
                }
            }
        }
    }

    private void flip(long[] sets, int p, int q, int z) {
        sets[(p * symbols + q) * words + (z >> 6)] ^= 1L << z;
        sets[(p * symbols + z) * words + (q >> 6)] ^= 1L << q;
    }

    @Override
    int gain(int symbol, long[] with) {
        return common(none, symbol, with);
    }

    @Override
    int loss(int symbol, long[] with) {
        return common(once, symbol, with);
    }

    private int common(long[] sets, int symbol, long[] with) {
        int count = 0;
        for (int w = 0; w < words; w++) {
            for (long left = with[w]; left != 0; left &= left - 1) {
                int y = 64 * w + Long.numberOfTrailingZeros(left);
                int at = (symbol < y ? symbol * symbols + y : y * symbols + symbol) * words;
                long above = left & (left - 1);
                count += Long.bitCount(sets[at + w] & above);
                for (int i = w + 1; i < words; i++) {
                    count += Long.bitCount(sets[at + i] & with[i]);
                }
            }
        }
        return count;
    }

    @Override
    void count(int symbol, long[] with, int by) {
        int[] others = new int[model.columns];
        int n = 0;
        for (int s = Bits.first(with); s >= 0; s = Bits.next(with, s + 1)) {
            others[n++] = s;
        }
        for (int i = 0; i < n; i++) {
            int y = others[i];
            for (int j = i + 1; j < n; j++) {
                int z = others[j];
                int p;
                int q;
                int top;
                if (symbol < y) {
                    p = symbol;
                    q = y;
                    top = z;
                } else if (symbol < z) {
                    p = y;
                    q = symbol;
                    top = z;
                } else {
                    p = y;
                    q = z;
                    top = symbol;
                }
                int at = block[p * symbols + q] + top;
                int count = counts[at] + by;
                counts[at] = (short) count;
                if (count <= 2) {
                    change(p, q, top, at, count, by);
                }
            }
        }
    }

    private void change(int p, int q, int z, int at, int count, int by) {
        if (count == 0) {
            flip(once, p, q, z);
            flip(none, p, q, z);
            nowUncovered(at);
        } else if (count == 1) {
            flip(once, p, q, z);
            if (by > 0) {
                flip(none, p, q, z);
                nowCovered(at);
            }
        } else if (by > 0) {
            flip(once, p, q, z);
        }
    }

    @Override
    int[] symbols(int tuple) {
        // The pair blocks follow each other in order, so the last block that starts at or before the tuple has it.
        int low = 0;
        int high = symbols - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (tail[middle] < symbols && start(middle, tail[middle]) <= tuple) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        int p = low;
        int from = tail[p];
        int to = symbols - 1;
        while (from < to) {
            int middle = (from + to + 1) >>> 1;
            if (start(p, middle) <= tuple) {
                from = middle;
            } else {
                to = middle - 1;
            }
        }
        return new int[] {p, from, tuple - block[p * symbols + from]};
    }

    private int start(int p, int q) {
        return block[p * symbols + q] + tail[q];
    }
}
