package io.dataops.testing.combinatorial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A model in integers: parameter p has the values 0 to levels[p] - 1, and value v of p is the symbol offset[p] + v.
 * Parameters that share a clause, directly or through others, form a component.
 */
final class IntModel {
    final int columns;
    final int[] levels;
    final int[] offset;
    final int symbols;
    final int[] columnOf;
    final Clause[] clauses;
    final Clause[][] clausesOf;
    final int[] component;
    final int[][] members;

    IntModel(int[] levels, List<Clause> clauses) {
        this.columns = levels.length;
        this.levels = levels.clone();
        this.offset = new int[columns];
        int total = 0;
        for (int p = 0; p < columns; p++) {
            offset[p] = total;
            total = Math.addExact(total, levels[p]);
        }
        this.symbols = total;
        this.columnOf = new int[total];
        for (int p = 0; p < columns; p++) {
            Arrays.fill(columnOf, offset[p], offset[p] + levels[p], p);
        }
        this.clauses = clauses.toArray(Clause[]::new);
        this.clausesOf = new Clause[columns][];
        List<List<Clause>> by = new ArrayList<>();
        for (int p = 0; p < columns; p++) {
            by.add(new ArrayList<>());
        }
        int[] parent = new int[columns];
        for (int p = 0; p < columns; p++) {
            parent[p] = p;
        }
        for (Clause clause : this.clauses) {
            for (int p : clause.params()) {
                by.get(p).add(clause);
                parent[root(parent, p)] = root(parent, clause.params()[0]);
            }
        }
        this.component = new int[columns];
        Arrays.fill(component, -1);
        int[] number = new int[columns];
        Arrays.fill(number, -1);
        List<List<Integer>> groups = new ArrayList<>();
        for (int p = 0; p < columns; p++) {
            clausesOf[p] = by.get(p).toArray(Clause[]::new);
            if (clausesOf[p].length > 0) {
                int r = root(parent, p);
                if (number[r] < 0) {
                    number[r] = groups.size();
                    groups.add(new ArrayList<>());
                }
                component[p] = number[r];
                groups.get(number[r]).add(p);
            }
        }
        this.members = new int[groups.size()][];
        for (int g = 0; g < members.length; g++) {
            members[g] = groups.get(g).stream()
                    .sorted((a, b) -> clausesOf[b].length - clausesOf[a].length)
                    .mapToInt(Integer::intValue)
                    .toArray();
        }
    }

    private static int root(int[] parent, int p) {
        int r = p;
        while (parent[r] != r) {
            parent[r] = parent[parent[r]];
            r = parent[r];
        }
        return r;
    }

    boolean constrained() {
        return clauses.length > 0;
    }

    /** Whether no clause is violated by a complete row. */
    boolean valid(int[] row) {
        for (Clause clause : clauses) {
            if (!clause.holds(row)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a valid complete row stays valid when one cell changes. */
    boolean staysValid(int[] row, int column, int value) {
        int old = row[column];
        row[column] = value;
        boolean valid = true;
        for (Clause clause : clausesOf[column]) {
            if (!clause.holds(row)) {
                valid = false;
                break;
            }
        }
        row[column] = old;
        return valid;
    }
}
