package io.dataops.testing.combinatorial;

import java.util.ArrayList;
import java.util.List;

/**
 * Orthogonal arrays: rows are the polynomials of degree below t over a field with q elements, columns their values at the
 * elements and their leading coefficient. Every t of up to q + 1 columns have every tuple exactly once. With strength 3 and an
 * even q the coefficient of x is one more column. Source: Bush (1952), "Orthogonal arrays of index unity".
 */
final class BushArray {
    private BushArray() {}

    /** How many columns there can be. */
    static int columns(int q, int strength) {
        return q + (strength == 3 && q % 2 == 0 ? 2 : 1);
    }

    /** The array, its symbols beyond a column's levels spread over the levels by turns. */
    static List<int[]> array(int q, int strength, int[] levels) {
        GaloisField field = GaloisField.of(q);
        int rows = 1;
        for (int i = 0; i < strength; i++) {
            rows = Math.multiplyExact(rows, q);
        }
        List<int[]> out = new ArrayList<>();
        int[] coefficients = new int[strength];
        for (int r = 0; r < rows; r++) {
            int rest = r;
            for (int i = 0; i < strength; i++) {
                coefficients[i] = rest % q;
                rest /= q;
            }
            int[] row = new int[levels.length];
            for (int c = 0; c < levels.length; c++) {
                int symbol = c >= q ? coefficients[strength - 1 - (c - q)] : value(field, coefficients, c);
                row[c] = symbol < levels[c] ? symbol : (symbol + r) % levels[c];
            }
            out.add(row);
        }
        return out;
    }

    private static int value(GaloisField field, int[] coefficients, int x) {
        int out = 0;
        for (int i = coefficients.length - 1; i >= 0; i--) {
            out = field.add(field.multiply(out, x), coefficients[i]);
        }
        return out;
    }
}
