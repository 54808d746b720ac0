package io.dataops.testing.combinatorial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides whether rows cover every feasible combination and violate no constraint. Written apart from the generators, by
 * plain enumeration and a satisfiability check of its own, so that neither can share a mistake with them.
 *
 * <p>Takes time O(tuples + rows x column sets), and for the tuples that no row has a search over the constraints.
 */
final class CoverageChecker {
    private final int[] levels;
    private final List<Clause> clauses;
    private final Map<Integer, List<Clause>> byColumn = new HashMap<>();
    private final List<int[]> knownSolutions = new ArrayList<>();

    CoverageChecker(int[] levels, List<Clause> clauses) {
        this.levels = levels.clone();
        this.clauses = List.copyOf(clauses);
        for (Clause clause : clauses) {
            for (int p : clause.params()) {
                byColumn.computeIfAbsent(p, ignored -> new ArrayList<>()).add(clause);
            }
        }
    }

    /**
     * What was found.
     *
     * @param invalidRows indexes of rows that violate a constraint or have a value out of range
     * @param required number of feasible combinations
     * @param covered how many of them the valid rows have
     * @param infeasible number of combinations that no valid row can have
     * @param missing the first missing combinations, at most {@code limit}: parameter and value by turns
     * @param impossible the first infeasible combinations, likewise
     */
    record Finding(
            List<Integer> invalidRows,
            long required,
            long covered,
            long infeasible,
            List<int[]> missing,
            List<int[]> impossible) {
        boolean complete() {
            return invalidRows.isEmpty() && required == covered;
        }
    }

    Finding check(List<int[]> rows, List<int[]> sets, int limit) {
        List<Integer> invalid = new ArrayList<>();
        List<int[]> valid = new ArrayList<>();
        for (int r = 0; r < rows.size(); r++) {
            if (isValid(rows.get(r))) {
                valid.add(rows.get(r));
            } else {
                invalid.add(r);
            }
        }
        knownSolutions.clear();
        knownSolutions.addAll(valid);
        long required = 0;
        long covered = 0;
        long impossible = 0;
        List<int[]> missing = new ArrayList<>();
        List<int[]> infeasible = new ArrayList<>();
        for (int[] set : sets) {
            int size = 1;
            for (int p : set) {
                size = Math.multiplyExact(size, levels[p]);
            }
            boolean[] seen = new boolean[size];
            int found = 0;
            for (int[] row : valid) {
                int code = 0;
                for (int p : set) {
                    code = code * levels[p] + row[p];
                }
                if (!seen[code]) {
                    seen[code] = true;
                    found++;
                }
            }
            covered += found;
            required += found;
            for (int code = 0; found < size && code < size; code++) {
                if (!seen[code]) {
                    int[] values = decode(set, code);
                    if (satisfiable(set, values)) {
                        required++;
                        if (missing.size() < limit) {
                            missing.add(tuple(set, values));
                        }
                    } else {
                        impossible++;
                        if (infeasible.size() < limit) {
                            infeasible.add(tuple(set, values));
                        }
                    }
                }
            }
        }
        return new Finding(invalid, required, covered, impossible, missing, infeasible);
    }

    private static int[] tuple(int[] set, int[] values) {
        int[] out = new int[2 * set.length];
        for (int i = 0; i < set.length; i++) {
            out[2 * i] = set[i];
            out[2 * i + 1] = values[i];
        }
        return out;
    }

    private int[] decode(int[] set, int code) {
        int[] values = new int[set.length];
        int rest = code;
        for (int i = set.length - 1; i >= 0; i--) {
            values[i] = rest % levels[set[i]];
            rest /= levels[set[i]];
        }
        return values;
    }

    boolean isValid(int[] row) {
        for (int p = 0; p < levels.length; p++) {
            if (row[p] < 0 || row[p] >= levels[p]) {
                return false;
            }
        }
        for (Clause clause : clauses) {
            if (!clause.holds(row)) {
                return false;
            }
        }
        return true;
    }

    /** Whether some assignment of the constrained columns has these values and satisfies every clause. */
    boolean satisfiable(int[] set, int[] values) {
        Map<Integer, Integer> fixed = new HashMap<>();
        boolean constrained = false;
        for (int i = 0; i < set.length; i++) {
            fixed.put(set[i], values[i]);
            constrained |= byColumn.containsKey(set[i]);
        }
        if (!constrained && !knownSolutions.isEmpty()) {
            return true;
        }
        return solution(fixed).isPresent();
    }

    /**
     * Finds values by fewest-options-first search: the next column is one of the clause that has fewest ways left to hold.
     */
    private Optional<int[]> solution(Map<Integer, Integer> fixed) {
        int[] row = new int[levels.length];
        Arrays.fill(row, -1);
        fixed.forEach((p, v) -> row[p] = v);
        List<int[]> stack = new ArrayList<>();
        while (true) {
            int[] branch = tightest(row);
            if (branch.length == 1 && branch[0] == -1) {
                return Optional.of(row);
            }
            if (branch.length > 0) {
                // frame: column, position in its options, then the options
                stack.add(branch);
            }
            boolean moved = false;
            while (!moved) {
                if (stack.isEmpty()) {
                    return Optional.empty();
                }
                int[] frame = stack.get(stack.size() - 1);
                row[frame[0]] = -1;
                if (frame[1] + 2 < frame.length) {
                    row[frame[0]] = frame[frame[1] + 2];
                    frame[1]++;
                    moved = true;
                } else {
                    stack.remove(stack.size() - 1);
                }
            }
        }
    }

    /** A frame to branch on; empty if a clause cannot hold; {-1} if every clause holds. */
    private int[] tightest(int[] row) {
        int[] best = {-1};
        int fewest = Integer.MAX_VALUE;
        for (Clause clause : clauses) {
            if (clause.holds(row)) {
                continue;
            }
            int ways = 0;
            int column = -1;
            for (int i = 0; i < clause.params().length; i++) {
                int p = clause.params()[i];
                if (row[p] < 0) {
                    column = column < 0 ? p : column;
                    for (int v = 0; v < levels[p]; v++) {
                        ways += clause.allows(i, v) ? 1 : 0;
                    }
                }
            }
            if (ways == 0) {
                return new int[0];
            }
            if (ways < fewest) {
                fewest = ways;
                best = new int[levels[column] + 2];
                best[0] = column;
                int at = 2;
                for (int wanted = 1; wanted >= 0; wanted--) {
                    for (int v = 0; v < levels[column]; v++) {
                        if (allows(clause, column, v) == (wanted == 1)) {
                            best[at++] = v;
                        }
                    }
                }
            }
        }
        return best;
    }

    private static boolean allows(Clause clause, int column, int value) {
        for (int i = 0; i < clause.params().length; i++) {
            if (clause.params()[i] == column) {
                return clause.allows(i, value);
            }
        }
        return false;
    }
}
