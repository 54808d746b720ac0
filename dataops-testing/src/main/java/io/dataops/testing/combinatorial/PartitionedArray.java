package io.dataops.testing.combinatorial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Arrays of strength 2 that multiply well. The first columns have one constant row for every symbol, the other columns have
 * 0 in all of those rows. The product of two has k1 l1 columns of the first kind and k1 l2 + k2 l1 of the other, and only
 * the rows that are not constant add up: N + M - v rows. Orthogonal arrays over a field with q elements have q columns of
 * the first kind and one of the other, so that their m-th power has q^m + m q^(m-1) columns and q + m (q^2 - q) rows. Source:
 * Stevens and Mendelsohn (1999), "New recursive methods for transversal covers"; Colbourn, Martirosyan, Mullen, Shasha,
 * Sherwood and Yucas (2006), "Products of mixed covering arrays of strength two".
 *
 * @param symbols number of symbols v, at least 2
 * @param first columns with constant rows
 * @param second columns with 0 in those rows
 * @param rest the rows that are not constant, the first columns first
 */
record PartitionedArray(int symbols, int first, int second, List<int[]> rest) {
    /** An orthogonal array over a field. */
    static PartitionedArray orthogonal(int q) {
        return orthogonal(q, q + 1);
    }

    /** At most some of its columns. */
    private static PartitionedArray orthogonal(int q, int columns) {
        GaloisField field = GaloisField.of(q);
        int first = Math.min(q, columns);
        int second = columns > q ? 1 : 0;
        List<int[]> rest = new ArrayList<>();
        for (int slope = 1; slope < q; slope++) {
            for (int constant = 0; constant < q; constant++) {
                int[] row = new int[first + second];
                for (int x = 0; x < first; x++) {
                    row[x] = field.add(field.multiply(slope, x), constant);
                }
                if (second == 1) {
                    row[q] = slope;
                }
                rest.add(row);
            }
        }
        return new PartitionedArray(q, first, second, rest);
    }

    /** An array of strength 2 that may have constant rows or not; those that it has are not counted twice in a product. */
    static PartitionedArray of(int symbols, List<int[]> rows) {
        List<int[]> rest = new ArrayList<>();
        for (int[] row : rows) {
            if (Arrays.stream(row).anyMatch(s -> s != row[0])) {
                rest.add(row);
            }
        }
        return new PartitionedArray(symbols, rows.get(0).length, 0, rest);
    }

    int columns() {
        return first + second;
    }

    PartitionedArray times(PartitionedArray other) {
        List<int[]> out = new ArrayList<>();
        for (int[] row : rest) {
            out.add(spread(row, other, true));
        }
        for (int[] row : other.rest) {
            out.add(spread(row, other, false));
        }
        return new PartitionedArray(symbols, first * other.first, first * other.second + second * other.first, out);
    }

    /** Some of the first columns alone. */
    private PartitionedArray narrowed(int columns) {
        return new PartitionedArray(
                symbols,
                columns,
                0,
                rest.stream().map(row -> Arrays.copyOf(row, columns)).toList());
    }

    private int[] spread(int[] row, PartitionedArray other, boolean mine) {
        int[] out = new int[first * other.first + first * other.second + second * other.first];
        int at = 0;
        for (int i = 0; i < first; i++) {
            for (int j = 0; j < other.first; j++) {
                out[at++] = row[mine ? i : j];
            }
        }
        for (int i = 0; i < first; i++) {
            for (int j = 0; j < other.second; j++) {
                out[at++] = row[mine ? i : other.first + j];
            }
        }
        for (int i = 0; i < second; i++) {
            for (int j = 0; j < other.first; j++) {
                out[at++] = row[mine ? first + i : j];
            }
        }
        return out;
    }

    /** All rows, of at most as many columns as there are. */
    List<int[]> rows(int columns) {
        List<int[]> out = new ArrayList<>();
        for (int s = 0; s < symbols; s++) {
            int[] row = new int[columns];
            Arrays.fill(row, 0, Math.min(columns, first), s);
            out.add(row);
        }
        rest.forEach(row -> out.add(Arrays.copyOf(row, columns)));
        return out;
    }

    /**
     * The power of an orthogonal array that has fewest rows for a model.
     *
     * @param power 1 for the orthogonal array itself
     */
    record Power(int q, int power, int rows) {

        /** The best for a number of columns with at most {@code symbols} symbols each. */
        static Power best(int columns, int symbols) {
            Power best = new Power(0, 0, Integer.MAX_VALUE);
            for (int q = symbols; q <= GaloisField.LIMIT && (long) q * q - 2L * (q - symbols) < best.rows(); q++) {
                if (!GaloisField.isPrimePower(q)) {
                    continue;
                }
                int power = 1;
                long wide = q + 1L;
                long first = q;
                while (wide < columns) {
                    power++;
                    wide = first * q + power * first;
                    first *= q;
                }
                // A symbol too many takes two rows of an orthogonal array with it, and at least one of a power.
                long rows = q + (long) power * (q * q - q) - (power == 1 ? 2L : 1L) * (q - symbols);
                if (rows < best.rows()) {
                    best = new Power(q, power, (int) rows);
                }
            }
            return best;
        }

        /** The array, its symbols beyond a column's levels used for other ones. */
        List<int[]> array(int[] levels) {
            PartitionedArray base = orthogonal(q, power == 1 ? levels.length : q + 1);
            PartitionedArray array = base;
            for (int i = 1; i < power; i++) {
                int enough = (levels.length + array.columns() - 1) / array.columns();
                array = array.times(i == power - 1 && enough <= q ? base.narrowed(enough) : base);
            }
            return array.fused(levels);
        }
    }

    /**
     * Leaves out the constant rows of symbols that no column has, and one further row for each: the symbol then stands for
     * what that row has in every column. Source: Colbourn, Keri, Rivas Soriano and Schlage-Puchta (2010), "Covering and
     * radius-covering arrays: constructions and classification".
     */
    private List<int[]> fused(int[] levels) {
        int largest = Arrays.stream(levels).max().orElse(symbols);
        List<int[]> out = rows(levels.length);
        out.subList(largest, symbols).clear();
        for (int symbol = symbols - 1; symbol >= largest; symbol--) {
            int gone = replaceable(out, largest, levels.length);
            if (gone >= 0) {
                int[] row = out.remove(gone);
                for (int[] other : out) {
                    for (int c = 0; c < other.length; c++) {
                        other[c] = other[c] == symbol ? row[c] : other[c];
                    }
                }
            }
        }
        for (int r = 0; r < out.size(); r++) {
            int[] row = out.get(r);
            for (int c = 0; c < row.length; c++) {
                row[c] = row[c] < levels[c] ? row[c] : (row[c] + r) % levels[c];
            }
        }
        return out;
    }

    /** A row that is not constant and has no 0 in the second columns, since those pairs are in the rows that have gone. */
    private int replaceable(List<int[]> rows, int constant, int columns) {
        for (int r = constant; r < rows.size(); r++) {
            int[] row = rows.get(r);
            boolean fits = true;
            for (int c = first; c < columns && fits; c++) {
                fits = row[c] != 0;
            }
            if (fits) {
                return r;
            }
        }
        return -1;
    }
}
