package io.dataops.testing.combinatorial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Arrays of strength 3 for any number v of symbols. Twice as many columns take an array of strength 3 beside itself, which
 * covers what does not tell the two copies of a column apart, and v - 1 times one of strength 2 beside itself with its
 * symbols turned by 1 to v - 1: CAN(3, 2k, v) &lt;= CAN(3, k, v) + (v - 1) CAN(2, k, v). The doubling ends at an
 * orthogonal array. Source: Chateauneuf and Kreher (2002), "On the state of strength-three covering arrays"; Roux (1987) for
 * two symbols.
 */
final class RouxDoubling {
    private RouxDoubling() {}

    /**
     * How to build the array with fewest rows.
     *
     * @param q symbols of the orthogonal array at its end
     * @param doublings how often the columns double
     */
    record Plan(int q, int doublings, long rows) {

        /** The best plan for a number of columns with at most {@code symbols} symbols each. */
        static Plan best(int columns, int symbols) {
            Plan best = new Plan(0, 0, Long.MAX_VALUE);
            for (int q = symbols; q <= GaloisField.LIMIT && (long) q * q * q < best.rows(); q++) {
                if (!GaloisField.isPrimePower(q)) {
                    continue;
                }
                long rows = (long) q * q * q;
                int doublings = 0;
                int k = columns;
                while (k > BushArray.columns(q, 3)) {
                    k = (k + 1) / 2;
                    rows += (symbols - 1L)
                            * PartitionedArray.Power.best(k, symbols).rows();
                    doublings++;
                }
                if (rows < best.rows()) {
                    best = new Plan(q, doublings, rows);
                }
            }
            return best;
        }

        /** The array, its symbols beyond a column's levels used for other ones. */
        List<int[]> array(int[] levels) {
            int symbols = Arrays.stream(levels).max().orElse(q);
            List<Integer> sizes = new ArrayList<>(List.of(levels.length));
            for (int i = 0; i < doublings; i++) {
                sizes.add(0, (sizes.get(0) + 1) / 2);
            }
            List<int[]> rows = BushArray.array(q, 3, uniform(sizes.get(0), symbols));
            for (int i = 0; i < doublings; i++) {
                int half = sizes.get(i);
                List<int[]> two = PartitionedArray.Power.best(half, symbols).array(uniform(half, symbols));
                rows = doubled(rows, two, sizes.get(i + 1), symbols);
            }
            for (int r = 0; r < rows.size(); r++) {
                int[] row = rows.get(r);
                for (int c = 0; c < row.length; c++) {
                    row[c] = row[c] < levels[c] ? row[c] : (row[c] + r) % levels[c];
                }
            }
            return rows;
        }
    }

    private static int[] uniform(int columns, int symbols) {
        int[] out = new int[columns];
        Arrays.fill(out, symbols);
        return out;
    }

    /**
     * An array of up to twice as many columns.
     *
     * @param three an array of strength 3
     * @param two an array of strength 2 over as many columns
     */
    static List<int[]> doubled(List<int[]> three, List<int[]> two, int columns, int symbols) {
        List<int[]> rows = new ArrayList<>();
        for (int[] row : three) {
            rows.add(beside(row, columns, 0, symbols));
        }
        for (int turn = 1; turn < symbols; turn++) {
            for (int[] row : two) {
                rows.add(beside(row, columns, turn, symbols));
            }
        }
        return rows;
    }

    private static int[] beside(int[] row, int columns, int turn, int symbols) {
        int[] out = new int[columns];
        for (int c = 0; c < columns; c++) {
            out[c] = c < row.length ? row[c] : (row[c - row.length] + turn) % symbols;
        }
        return out;
    }
}
