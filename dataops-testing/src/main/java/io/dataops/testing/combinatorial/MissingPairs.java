package io.dataops.testing.combinatorial;

/** Missing pairs: for each value of the new column, a bit set over the symbols of the earlier columns. */
final class MissingPairs implements Missing {
    private final IntModel model;
    private final int column;
    private final long[][] missing;
    private int value;

    MissingPairs(IntModel model, int column, long[] earlier) {
        this.model = model;
        this.column = column;
        this.missing = new long[model.levels[column]][];
        for (int v = 0; v < missing.length; v++) {
            missing[v] = earlier.clone();
        }
    }

    @Override
    public void score(int[] row, long[] bits, int[] gain) {
        for (int v = 0; v < missing.length; v++) {
            gain[v] += Bits.common(missing[v], bits);
        }
    }

    @Override
    public void cover(int[] row, long[] bits) {
        Bits.clear(missing[row[column]], bits);
    }

    @Override
    public boolean take(int[] tuple) {
        for (; value < missing.length; value++) {
            int symbol = Bits.first(missing[value]);
            if (symbol >= 0) {
                missing[value][symbol >> 6] &= ~(1L << symbol);
                tuple[0] = model.columnOf[symbol];
                tuple[1] = symbol - model.offset[tuple[0]];
                tuple[2] = column;
                tuple[3] = value;
                return true;
            }
        }
        return false;
    }
}
