package io.dataops.testing.property;

/**
 * A column of a table.
 *
 * <pre>{@code
 * Column amount = new Column("amount", Schema.decimal(12, 2), true);
 * Schema.table("orders").pk("id", Schema.int64()).nullable("note", Schema.text(40)).build().columns();
 * }</pre>
 *
 * @param name its name, not blank
 * @param type the values that it can have
 * @param nullable whether it can also be null
 */
public record Column(String name, ColumnType type, boolean nullable) {
    /** Refuses a blank name. */
    public Column {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name (" + name + ") of a column must not be blank.");
        }
    }
}
