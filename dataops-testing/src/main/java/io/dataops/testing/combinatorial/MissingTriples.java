package io.dataops.testing.combinatorial;

/**
 * Missing triples: for each value of the new column and each symbol of an earlier one, a bit set over the symbols of the
 * earlier columns, both ways round.
 */
final class MissingTriples implements Missing {
    private final IntModel model;
    private final int column;
    private final int words;
    private final long[] missing;
    private int cursor;

    MissingTriples(IntModel model, int column, long[] earlier) {
        this.model = model;
        this.column = column;
        this.words = earlier.length;
        this.missing = new long[Math.multiplyExact(Math.multiplyExact(model.levels[column], model.symbols), words)];
        for (int v = 0; v < model.levels[column]; v++) {
            for (int s = Bits.next(earlier, 0); s >= 0; s = Bits.next(earlier, s + 1)) {
                int at = at(v, s);
                System.arraycopy(earlier, 0, missing, at, words);
                int p = model.columnOf[s];
                for (int own = model.offset[p]; own < model.offset[p] + model.levels[p]; own++) {
                    missing[at + (own >> 6)] &= ~(1L << own);
                }
            }
        }
    }

    private int at(int value, int symbol) {
        return (value * model.symbols + symbol) * words;
    }

    @Override
    public void score(int[] row, long[] bits, int[] gain) {
        for (int v = 0; v < gain.length; v++) {
            int twice = 0;
            for (int w = 0; w < words; w++) {
                for (long left = bits[w]; left != 0; left &= left - 1) {
                    int at = at(v, 64 * w + Long.numberOfTrailingZeros(left));
                    for (int i = w; i < words; i++) {
                        twice += Long.bitCount(missing[at + i] & (i == w ? bits[i] & above(left) : bits[i]));
                    }
                }
            }
            gain[v] += twice;
        }
    }

    /** The bits above the lowest one that is set. */
    private static long above(long left) {
        return -(Long.lowestOneBit(left) << 1);
    }

    @Override
    public void cover(int[] row, long[] bits) {
        int v = row[column];
        for (int w = 0; w < words; w++) {
            for (long left = bits[w]; left != 0; left &= left - 1) {
                int at = at(v, 64 * w + Long.numberOfTrailingZeros(left));
                for (int i = 0; i < words; i++) {
                    missing[at + i] &= ~bits[i];
                }
            }
        }
    }

    @Override
    public boolean take(int[] tuple) {
        for (; cursor < missing.length; cursor++) {
            if (missing[cursor] != 0) {
                int block = cursor / words;
                int first = block % model.symbols;
                int second = 64 * (cursor % words) + Long.numberOfTrailingZeros(missing[cursor]);
                int v = block / model.symbols;
                missing[cursor] &= missing[cursor] - 1;
                missing[at(v, second) + (first >> 6)] &= ~(1L << first);
                tuple[0] = model.columnOf[first];
                tuple[1] = first - model.offset[tuple[0]];
                tuple[2] = model.columnOf[second];
                tuple[3] = second - model.offset[tuple[2]];
                tuple[4] = column;
                tuple[5] = v;
                return true;
            }
        }
        return false;
    }
}
