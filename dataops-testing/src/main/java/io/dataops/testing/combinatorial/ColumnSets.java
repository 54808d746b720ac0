package io.dataops.testing.combinatorial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which sets of columns have to be covered: all of one size, and all of other sizes within groups of columns. */
final class ColumnSets {
    private ColumnSets() {}

    /** A group of columns with a strength of its own. */
    @SuppressWarnings("ArrayRecordComponent")
    record Group(int strength, int[] columns) {}

    /** Number of combinations, or Long.MAX_VALUE if it does not fit. */
    static long choose(int n, int k) {
        long out = 1;
        for (int i = 1; i <= k; i++) {
            long factor = (long) n - k + i;
            if (out > Long.MAX_VALUE / Math.max(1, factor)) {
                return Long.MAX_VALUE;
            }
            out = out * factor / i;
        }
        return out;
    }

    /** Number of tuples over all sets of {@code strength} columns, or Long.MAX_VALUE if it does not fit. */
    static long tuples(int[] levels, int strength) {
        double[] rough = new double[strength + 1];
        long[] exact = new long[strength + 1];
        rough[0] = 1;
        exact[0] = 1;
        for (int v : levels) {
            for (int t = strength; t > 0; t--) {
                rough[t] += rough[t - 1] * v;
                exact[t] += exact[t - 1] * v;
            }
        }
        return rough[strength] > 9e18 ? Long.MAX_VALUE : exact[strength];
    }

    /** All sets, each ascending; a set that lies within a larger one of a group is left out. */
    static List<int[]> all(int columns, int strength, List<Group> groups) {
        int[] everything = new int[columns];
        for (int p = 0; p < columns; p++) {
            everything[p] = p;
        }
        List<int[]> out = new ArrayList<>();
        if (groups.isEmpty()) {
            combinations(everything, strength, out);
            return out;
        }
        List<Group> stronger = groups.stream()
                .sorted(Comparator.comparingInt((Group g) -> -g.strength()))
                .toList();
        Set<List<Integer>> seen = new LinkedHashSet<>();
        for (Group group : stronger) {
            List<int[]> sets = new ArrayList<>();
            combinations(group.columns(), group.strength(), sets);
            for (int[] set : sets) {
                if (seen.add(Arrays.stream(set).boxed().toList())) {
                    out.add(set);
                }
            }
        }
        List<int[]> base = new ArrayList<>();
        combinations(everything, strength, base);
        for (int[] set : base) {
            if (stronger.stream().noneMatch(g -> g.strength() >= set.length && within(set, g.columns()))) {
                out.add(set);
            }
        }
        return out;
    }

    private static boolean within(int[] set, int[] columns) {
        for (int c : set) {
            if (Arrays.binarySearch(columns, c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static void combinations(int[] from, int size, List<int[]> out) {
        int[] at = new int[size];
        for (int i = 0; i < size; i++) {
            at[i] = i;
        }
        while (true) {
            int[] set = new int[size];
            for (int i = 0; i < size; i++) {
                set[i] = from[at[i]];
            }
            out.add(set);
            int i = size - 1;
            while (i >= 0 && at[i] == from.length - size + i) {
                i--;
            }
            if (i < 0) {
                return;
            }
            at[i]++;
            for (int j = i + 1; j < size; j++) {
                at[j] = at[j - 1] + 1;
            }
        }
    }
}
