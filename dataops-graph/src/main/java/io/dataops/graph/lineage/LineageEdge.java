package io.dataops.graph.lineage;

import java.util.Optional;

/**
 * One use of a column.
 *
 * <pre>{@code
 * ColumnRef status = new ColumnRef("raw.orders", "status");
 * LineageEdge.of(status, new ColumnRef("stg", "state"), LineageKind.IDENTITY);
 * LineageEdge.ofRows(status, "stg", LineageKind.FILTER);   // which rows there are
 * }</pre>
 *
 * @param from the column that is read
 * @param toTable the table that is written
 * @param toColumn the column that is written; empty where the use concerns every row of the table, as a filter does
 * @param kind how it is used
 */
public record LineageEdge(ColumnRef from, String toTable, Optional<String> toColumn, LineageKind kind) {

    /** Refuses a blank table and a direct use that names no column. */
    public LineageEdge {
        if (toTable.isBlank()) {
            throw new IllegalArgumentException("toTable (" + toTable + ") must not be blank.");
        }
        if (kind.isDirect() && toColumn.isEmpty()) {
            throw new IllegalArgumentException("a use of kind " + kind + " must name the column that it writes.");
        }
    }

    /**
     * Creates the use of one column for another.
     *
     * @param from the column that is read
     * @param to the column that is written
     * @param kind how it is used
     * @return the edge
     */
    public static LineageEdge of(ColumnRef from, ColumnRef to, LineageKind kind) {
        return new LineageEdge(from, to.table(), Optional.of(to.column()), kind);
    }

    /**
     * Creates the use of a column for all rows of a table.
     *
     * @param from the column that is read
     * @param toTable the table that is written
     * @param kind an indirect kind
     * @return the edge
     */
    public static LineageEdge ofRows(ColumnRef from, String toTable, LineageKind kind) {
        return new LineageEdge(from, toTable, Optional.empty(), kind);
    }

    @Override
    public String toString() {
        return from + " -> " + toTable + toColumn.map(c -> "." + c).orElse("") + " " + kind;
    }
}
