package io.dataops.graph.lineage;

/**
 * A column of a table.
 *
 * <pre>{@code
 * ColumnRef amount = new ColumnRef("raw.orders", "amount");
 * amount.toString();                    // raw.orders.amount
 * new ColumnRef("raw.orders", "");      // IllegalArgumentException: …
 * }</pre>
 *
 * @param table the table, as its tool names it
 * @param column the column
 */
public record ColumnRef(String table, String column) implements Comparable<ColumnRef> {

    /** Refuses blank names. */
    public ColumnRef {
        if (table.isBlank() || column.isBlank()) {
            throw new IllegalArgumentException(
                    "table (" + table + ") and column (" + column + ") must not be blank. Maybe name both.");
        }
    }

    @Override
    public int compareTo(ColumnRef other) {
        int byTable = table.compareTo(other.table);
        return byTable != 0 ? byTable : column.compareTo(other.column);
    }

    @Override
    public String toString() {
        return table + "." + column;
    }
}
