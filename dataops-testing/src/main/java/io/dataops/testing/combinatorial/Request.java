package io.dataops.testing.combinatorial;

import java.util.ArrayList;
import java.util.List;

/**
 * Which column sets to cover.
 *
 * @param columns number of columns
 * @param strength size of the sets that are covered everywhere
 * @param groups groups with a strength of their own
 */
record Request(int columns, int strength, List<ColumnSets.Group> groups) {

    /** Whether the sets are simply all of one size. */
    boolean bySize() {
        return groups.isEmpty();
    }

    int largest() {
        return groups.stream().mapToInt(ColumnSets.Group::strength).reduce(strength, Math::max);
    }

    List<int[]> sets() {
        return ColumnSets.all(columns, strength, groups);
    }

    /** All sets by the position of their last column in an order of the columns. */
    List<List<int[]>> ending(int[] position) {
        List<List<int[]>> out = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            out.add(new ArrayList<>());
        }
        for (int[] set : sets()) {
            int last = 0;
            for (int p : set) {
                last = Math.max(last, position[p]);
            }
            out.get(last).add(set);
        }
        return out;
    }

    /** The sets of one size that end at a position, without making the others. */
    List<int[]> ending(int[] position, int last) {
        int[] order = new int[columns];
        for (int p = 0; p < columns; p++) {
            order[position[p]] = p;
        }
        List<int[]> out = new ArrayList<>();
        for (int[] set : ColumnSets.all(last, strength - 1, List.of())) {
            int[] columnSet = new int[strength];
            for (int i = 0; i < set.length; i++) {
                columnSet[i] = order[set[i]];
            }
            columnSet[strength - 1] = order[last];
            out.add(columnSet);
        }
        return out;
    }
}
