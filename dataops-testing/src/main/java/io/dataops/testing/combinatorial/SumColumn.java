package io.dataops.testing.combinatorial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * One column more than the strength: the rows are all combinations of the t largest columns, and the smallest column is their
 * sum modulo the levels of the t-th. If one of the t is left free its values run over all remainders, so that every t columns
 * have every tuple. The rows are as many as the lower bound, whatever the levels. For two equal columns this is a Latin
 * square. Source: Bush (1952), "Orthogonal arrays of index unity", for equal levels.
 */
final class SumColumn {
    private SumColumn() {}

    static long rows(int[] levels) {
        int[] sorted = levels.clone();
        Arrays.sort(sorted);
        double rows = 1;
        for (int i = 1; i < sorted.length; i++) {
            rows *= sorted[i];
        }
        return (long) rows;
    }

    static List<int[]> array(int[] levels) {
        Integer[] order = new Integer[levels.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingInt((Integer c) -> -levels[c]));
        int strength = levels.length - 1;
        int last = order[strength];
        int modulus = levels[order[strength - 1]];
        long rows = rows(levels);
        List<int[]> out = new ArrayList<>();
        for (long r = 0; r < rows; r++) {
            int[] row = new int[levels.length];
            long rest = r;
            int sum = 0;
            for (int i = 0; i < strength; i++) {
                row[order[i]] = (int) (rest % levels[order[i]]);
                rest /= levels[order[i]];
                sum = (sum + row[order[i]]) % modulus;
            }
            row[last] = sum < levels[last] ? sum : (int) (r % levels[last]);
            out.add(row);
        }
        return out;
    }
}
