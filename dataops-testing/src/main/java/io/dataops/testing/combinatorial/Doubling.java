package io.dataops.testing.combinatorial;

import java.util.ArrayList;
import java.util.List;

/**
 * Arrays of strength 3 over binary parameters. Twice as many columns take an array of strength 3 beside itself, and one of
 * strength 2 beside its complement: CAN(3, 2k, 2) &lt;= CAN(3, k, 2) + CAN(2, k, 2). The doubling ends at the 4 columns of
 * the even-weight vectors, 8 rows, or at the 11 columns of quadratic residues modulo 11 and a row of ones, 12 rows. Source: Roux (1987),
 * "k-proprietes dans des tableaux de n colonnes"; Chateauneuf and Kreher (2002), "On the state of strength-three covering
 * arrays"; Colbourn (2010), "Covering arrays from cyclotomy".
 */
final class Doubling {
    private static final int PRIME = 11;

    private Doubling() {}

    /** The number of rows for a number of binary columns, at least 3. */
    static int rows(int columns) {
        int more = 0;
        int k = columns;
        while (k > PRIME) {
            k = (k + 1) / 2;
            more += KleitmanSpencer.rows(k);
        }
        return more + (k <= 4 ? 8 : 12);
    }

    /** An array of that many rows. */
    static List<int[]> array(int columns) {
        List<Integer> sizes = new ArrayList<>(List.of(columns));
        while (sizes.get(0) > PRIME) {
            sizes.add(0, (sizes.get(0) + 1) / 2);
        }
        List<int[]> rows = sizes.get(0) <= 4 ? evenWeight(sizes.get(0)) : residues(sizes.get(0));
        for (int i = 1; i < sizes.size(); i++) {
            rows = doubled(rows, sizes.get(i - 1), sizes.get(i));
        }
        return rows;
    }

    private static List<int[]> evenWeight(int columns) {
        List<int[]> rows = new ArrayList<>();
        for (int bits = 0; bits < 8; bits++) {
            int[] row = new int[columns];
            for (int c = 0; c < columns; c++) {
                row[c] = c < 3 ? bits >> c & 1 : Integer.bitCount(bits) & 1;
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<int[]> residues(int columns) {
        boolean[] square = new boolean[PRIME];
        for (int x = 1; x < PRIME; x++) {
            square[x * x % PRIME] = true;
        }
        List<int[]> rows = new ArrayList<>();
        for (int r = 0; r <= PRIME; r++) {
            int[] row = new int[columns];
            for (int c = 0; c < columns; c++) {
                row[c] = r == PRIME || square[Math.floorMod(c - r, PRIME)] ? 1 : 0;
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<int[]> doubled(List<int[]> three, int half, int columns) {
        List<int[]> rows = new ArrayList<>();
        for (int[] row : three) {
            rows.add(beside(row, half, columns, 0));
        }
        for (int[] row : KleitmanSpencer.array(half)) {
            rows.add(beside(row, half, columns, 1));
        }
        return rows;
    }

    private static int[] beside(int[] row, int half, int columns, int flip) {
        int[] out = new int[columns];
        for (int c = 0; c < columns; c++) {
            out[c] = c < half ? row[c] : row[c - half] ^ flip;
        }
        return out;
    }
}
