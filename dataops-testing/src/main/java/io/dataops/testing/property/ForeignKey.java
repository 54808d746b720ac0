package io.dataops.testing.property;

import java.util.List;

/**
 * Columns whose values, unless one of them is null, occur together in a row of another table, or of the same one.
 *
 * <pre>{@code
 * ForeignKey key = new ForeignKey(List.of("customer_id"), "customers", List.of("id"));
 * Schema.table("orders").column("customer_id", Schema.int64()).fk("customer_id", "customers", "id");
 * }</pre>
 *
 * @param columns the referring columns, at least one
 * @param table the table referred to
 * @param referenced its columns, as many, in the same order
 */
public record ForeignKey(List<String> columns, String table, List<String> referenced) {
    /** Copies the names; refuses none, or lists of different lengths. */
    public ForeignKey {
        columns = List.copyOf(columns);
        referenced = List.copyOf(referenced);
        if (columns.isEmpty() || columns.size() != referenced.size()) {
            throw new IllegalArgumentException(
                    "foreign key " + columns + " must refer to as many columns as it has, not to " + referenced + ".");
        }
    }

    @Override
    public String toString() {
        return "(" + String.join(", ", columns) + ") -> " + table + "(" + String.join(", ", referenced) + ")";
    }
}
