package io.dataops.graph.lineage;

/**
 * How one column is used for another, in the terms of the column lineage facet of OpenLineage.
 *
 * <p>The direct kinds are ordered: of two steps in a row, the greater names both.
 *
 * <pre>{@code
 * LineageKind.AGGREGATION.isDirect();   // true: the value comes from it
 * LineageKind.FILTER.isDirect();        // false: the rows do
 * }</pre>
 */
public enum LineageKind {
    /** The value is taken as it is. */
    IDENTITY,
    /** The value is computed from it, row by row. */
    TRANSFORMATION,
    /** The value is computed from it over several rows. */
    AGGREGATION,
    /** It decides which rows there are. */
    FILTER,
    /** It decides which rows are combined. */
    JOIN,
    /** It decides which rows are aggregated together. */
    GROUP_BY,
    /** It decides the order of the rows. */
    SORT,
    /** It decides the window over which a value is computed. */
    WINDOW,
    /** It decides which of several values is taken. */
    CONDITIONAL;

    /**
     * Says whether the value itself goes into the other column.
     *
     * @return true for identity, transformation and aggregation
     */
    public boolean isDirect() {
        return this == IDENTITY || this == TRANSFORMATION || this == AGGREGATION;
    }

    /**
     * Returns the kind of this use of a column that was itself made by an earlier one.
     *
     * @param earlier how the column that is used here was made
     * @return this if it is indirect, otherwise the earlier one if that is indirect, otherwise the greater of the two
     */
    public LineageKind after(LineageKind earlier) {
        if (!isDirect()) {
            return this;
        }
        return !earlier.isDirect() || earlier.compareTo(this) > 0 ? earlier : this;
    }
}
