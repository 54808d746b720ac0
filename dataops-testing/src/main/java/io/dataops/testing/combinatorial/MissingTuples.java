package io.dataops.testing.combinatorial;

import java.util.Arrays;
import java.util.List;

/** Missing tuples of any size: for each combination of earlier values, a bit set over the values of the new column. */
final class MissingTuples implements Missing {
    private final IntModel model;
    private final int column;
    private final int[][] prefixes;
    private final int[] starts;
    private final long[] missing;
    private final int words;
    private int set;
    private int cursor;

    MissingTuples(IntModel model, int column, List<int[]> sets) {
        this.model = model;
        this.column = column;
        this.words = Bits.words(model.levels[column]);
        this.prefixes = new int[sets.size()][];
        this.starts = new int[sets.size() + 1];
        for (int s = 0; s < prefixes.length; s++) {
            prefixes[s] = Arrays.stream(sets.get(s)).filter(p -> p != column).toArray();
            int size = words;
            for (int p : prefixes[s]) {
                size = Math.multiplyExact(size, model.levels[p]);
            }
            starts[s + 1] = Math.addExact(starts[s], size);
        }
        this.missing = new long[starts[prefixes.length]];
        for (int w = 0; w < words; w++) {
            int left = model.levels[column] - 64 * w;
            long full = left >= 64 ? -1L : (1L << left) - 1;
            for (int i = w; i < missing.length; i += words) {
                missing[i] = full;
            }
        }
    }

    @Override
    public void score(int[] row, long[] bits, int[] gain) {
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

    @Override
    public void cover(int[] row, long[] bits) {
        int word = row[column] >> 6;
        long mask = ~(1L << row[column]);
        for (int s = 0; s < prefixes.length; s++) {
            int at = index(s, row);
            if (at >= 0) {
                missing[at + word] &= mask;
            }
        }
    }

    private int index(int s, int[] row) {
        int code = 0;
        for (int p : prefixes[s]) {
            int v = row[p];
            if (v < 0) {
                return -1;
            }
            code = code * model.levels[p] + v;
        }
        return starts[s] + code * words;
    }

    @Override
    public boolean take(int[] tuple) {
        for (; cursor < missing.length; cursor++) {
            if (missing[cursor] != 0) {
                while (cursor >= starts[set + 1]) {
                    set++;
                }
                int within = cursor - starts[set];
                int v = 64 * (within % words) + Long.numberOfTrailingZeros(missing[cursor]);
                missing[cursor] &= missing[cursor] - 1;
                int rest = within / words;
                for (int i = prefixes[set].length - 1; i >= 0; i--) {
                    int p = prefixes[set][i];
                    tuple[2 * i] = p;
                    tuple[2 * i + 1] = rest % model.levels[p];
                    rest /= model.levels[p];
                }
                tuple[2 * prefixes[set].length] = column;
                tuple[2 * prefixes[set].length + 1] = v;
                if (2 * prefixes[set].length + 2 < tuple.length) {
                    tuple[2 * prefixes[set].length + 2] = -1;
                }
                return true;
            }
        }
        return false;
    }
}
