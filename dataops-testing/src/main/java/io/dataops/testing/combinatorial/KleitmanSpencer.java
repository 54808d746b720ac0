package io.dataops.testing.combinatorial;

import java.util.ArrayList;
import java.util.List;

/**
 * The smallest arrays of strength 2 over binary parameters. The first row is all 0, and the columns are subsets of ceil(N/2)
 * of the other N - 1 rows: any two meet, since together they are too large not to, and differ both ways. Source: Kleitman
 * and Spencer (1973), "Families of k-independent sets"; Katona (1973), "Two applications of Sperner type theorems".
 */
final class KleitmanSpencer {
    private KleitmanSpencer() {}

    /** The least number of rows for a number of binary columns, at least 2. */
    static int rows(int columns) {
        int n = 4;
        while (ColumnSets.choose(n - 1, (n + 1) / 2) < columns) {
            n++;
        }
        return n;
    }

    /** An array of that many rows. */
    static List<int[]> array(int columns) {
        int n = rows(columns);
        List<int[]> rows = new ArrayList<>();
        for (int r = 0; r < n; r++) {
            rows.add(new int[columns]);
        }
        int size = (n + 1) / 2;
        int[] subset = new int[size];
        for (int i = 0; i < size; i++) {
            subset[i] = i + 1;
        }
        for (int c = 0; c < columns; c++) {
            for (int r : subset) {
                rows.get(r)[c] = 1;
            }
            int i = size - 1;
            while (i >= 0 && subset[i] == n - size + i) {
                i--;
            }
            if (i < 0) {
                break;
            }
            subset[i]++;
            for (int j = i + 1; j < size; j++) {
                subset[j] = subset[j - 1] + 1;
            }
        }
        return rows;
    }
}
