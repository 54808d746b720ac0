package io.dataops.testing.combinatorial;

/** Which tuples that end at one new column no row has yet. */
interface Missing {

    /** Adds to gain[v], for every value v of the new column, the tuples that a row would cover with it. */
    void score(int[] row, long[] bits, int[] gain);

    /** Takes out the tuples that a row covers; its cell in the new column is set. */
    void cover(int[] row, long[] bits);

    /**
     * Takes out any missing tuple, in a fixed order.
     *
     * @param tuple receives its columns and values by turns
     * @return false if nothing is missing
     */
    boolean take(int[] tuple);
}
