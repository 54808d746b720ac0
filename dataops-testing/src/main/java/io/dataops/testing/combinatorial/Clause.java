package io.dataops.testing.combinatorial;

/**
 * A disjunction of literals "parameter has one of these values": the one form that every constraint is brought to.
 *
 * @param params the parameters, each once, ascending
 * @param allowed per parameter, the values that satisfy the literal, as a bit set
 * @param origin the index of the constraint, as the user wrote it, that this clause comes from
 */
@SuppressWarnings("ArrayRecordComponent")
record Clause(int[] params, long[][] allowed, int origin) {

    boolean allows(int literal, int value) {
        return (allowed[literal][value >> 6] >>> value & 1) != 0;
    }

    /** Whether a row satisfies the clause; a cell of -1 satisfies nothing. */
    boolean holds(int[] row) {
        for (int i = 0; i < params.length; i++) {
            int value = row[params[i]];
            if (value >= 0 && allows(i, value)) {
                return true;
            }
        }
        return false;
    }
}
