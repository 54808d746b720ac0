package io.dataops.testing.combinatorial;

import java.util.Arrays;

/**
 * Which single symbols and pairs of symbols no valid row has, decided when first asked about. A tuple without such a pair,
 * and with at most two cells in any one component, is feasible without search.
 */
final class InfeasiblePairs {
    private static final byte FEASIBLE = 1;
    private static final byte INFEASIBLE = 2;

    private final IntModel model;
    private final Feasibility feasibility;
    private final int[] base;
    private final int[] compact;
    private final int constrained;
    private final byte[] known;
    private final int[] partial;
    private final int[] solution;

    InfeasiblePairs(IntModel model, Feasibility feasibility, int[] base) {
        this.model = model;
        this.feasibility = feasibility;
        this.base = base;
        this.compact = new int[model.symbols];
        int count = 0;
        for (int s = 0; s < compact.length; s++) {
            compact[s] = model.component[model.columnOf[s]] >= 0 ? count++ : -1;
        }
        this.constrained = count;
        this.known = count <= 20_000 ? new byte[Math.multiplyExact(count, count)] : new byte[0];
        this.partial = new int[model.columns];
        this.solution = new int[model.columns];
        Arrays.fill(partial, -1);
        for (int c = 0; c < model.columns && known.length > 0; c++) {
            note(base, c);
        }
    }

    private void note(int[] row, int column) {
        int own = compact[model.offset[column] + row[column]];
        for (int d = 0; own >= 0 && d < row.length; d++) {
            int other = compact[model.offset[d] + row[d]];
            if (other >= 0 && model.component[d] == model.component[column]) {
                known[own * constrained + other] = FEASIBLE;
            }
        }
    }

    /** Whether two symbols never come together; the same symbol twice asks for it alone. */
    boolean never(int a, int b) {
        if (compact[a] < 0
                || compact[b] < 0
                || model.component[model.columnOf[a]] != model.component[model.columnOf[b]]) {
            return (compact[a] >= 0 && a != b && never(a, a)) || (compact[b] >= 0 && a != b && never(b, b));
        }
        int at = known.length == 0 ? 0 : compact[a] * constrained + compact[b];
        if (known.length > 0 && known[at] != 0) {
            return known[at] == INFEASIBLE;
        }
        partial[model.columnOf[a]] = a - model.offset[model.columnOf[a]];
        partial[model.columnOf[b]] = b - model.offset[model.columnOf[b]];
        boolean possible = feasibility.extend(partial, base, solution);
        partial[model.columnOf[a]] = -1;
        partial[model.columnOf[b]] = -1;
        if (known.length > 0) {
            if (possible) {
                for (int c : model.members[model.component[model.columnOf[a]]]) {
                    note(solution, c);
                }
            } else {
                known[at] = INFEASIBLE;
                known[compact[b] * constrained + compact[a]] = INFEASIBLE;
            }
        }
        return !possible;
    }

    /** Whether a tuple, columns and values by turns, has an infeasible symbol or pair. */
    boolean within(int[] tuple) {
        for (int i = 0; i < tuple.length && tuple[i] >= 0; i += 2) {
            int a = model.offset[tuple[i]] + tuple[i + 1];
            for (int j = 0; j <= i; j += 2) {
                if (never(a, model.offset[tuple[j]] + tuple[j + 1])) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether three cells or more of a tuple lie in one component. */
    boolean needsSearch(int[] tuple) {
        for (int i = 0; i < tuple.length && tuple[i] >= 0; i += 2) {
            int component = model.component[tuple[i]];
            int cells = 0;
            for (int j = 0; component >= 0 && j < tuple.length && tuple[j] >= 0; j += 2) {
                cells += model.component[tuple[j]] == component ? 1 : 0;
            }
            if (cells > 2) {
                return true;
            }
        }
        return false;
    }
}
