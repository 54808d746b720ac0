package io.dataops.testing.property;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table, as a view; safe for use by several threads.
 *
 * <pre>{@code
 * for (Row row : data.table("orders").rows()) {
 *     System.out.println(row.get("amount"));
 * }
 * }</pre>
 */
public final class Row {
    private final Table table;
    private final int index;

    Row(Table table, int index) {
        this.table = table;
        this.index = index;
    }

    /**
     * Returns a cell.
     *
     * @param column the name of a column
     * @return its value, or null
     * @throws IllegalArgumentException if there is no such column
     */
    public @Nullable Object get(String column) {
        return table.cell(index, table.schema().indexOf(column));
    }

    /**
     * Returns all cells in the order of the columns.
     *
     * @return an immutable view; cells may be null
     */
    public List<@Nullable Object> values() {
        return new Cells();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Row row && values().equals(row.values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    @Override
    public String toString() {
        return values().toString();
    }

    private final class Cells extends AbstractList<@Nullable Object> implements RandomAccess {
        @Override
        public @Nullable Object get(int column) {
            return table.cell(index, column);
        }

        @Override
        public int size() {
            return table.schema().columns().size();
        }
    }
}
