package io.dataops.testing.property;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table, kept by column. Immutable and safe for use by several threads.
 *
 * <pre>{@code
 * Table orders = Table.of(shop.table("orders"), List.of(List.of(1L, 7L), List.of(2L, 7L)));
 * orders.column("customer_id");   // [7, 7]
 * }</pre>
 */
public final class Table {
    private final TableSchema schema;
    private final @Nullable Object[][] cells;
    private final int size;

    /** Takes the arrays as they are; [columns][rows]. */
    Table(TableSchema schema, @Nullable Object[][] cells, int size) {
        this.schema = schema;
        this.cells = cells;
        this.size = size;
    }

    /**
     * Makes a table of given rows. Whether they obey the schema is for {@link Dataset#violations()} to say.
     *
     * @param schema the table's schema
     * @param rows its rows; each as many cells as there are columns, in their order; cells may be null
     * @return the table
     */
    public static Table of(TableSchema schema, List<? extends List<? extends @Nullable Object>> rows) {
        @Nullable Object[][] cells = new @Nullable Object[schema.columns().size()][rows.size()];
        for (int r = 0; r < rows.size(); r++) {
            List<? extends @Nullable Object> row = rows.get(r);
            if (row.size() != cells.length) {
                throw new IllegalArgumentException("row " + r + " of table " + schema.name() + " has " + row.size()
                        + " cells, and must have " + cells.length + ".");
            }
            for (int c = 0; c < cells.length; c++) {
                cells[c][r] = row.get(c);
            }
        }
        return new Table(schema, cells, rows.size());
    }

    /**
     * Returns the schema of the table.
     *
     * @return the schema
     */
    public TableSchema schema() {
        return schema;
    }

    /**
     * Returns the number of rows.
     *
     * @return 0 or more
     */
    public int size() {
        return size;
    }

    /**
     * Returns a cell.
     *
     * @param row from 0
     * @param column from 0
     * @return its value, or null
     */
    public @Nullable Object cell(int row, int column) {
        return cells[column][row];
    }

    /**
     * Returns the rows.
     *
     * @return an immutable view
     */
    public List<Row> rows() {
        return new Rows();
    }

    /**
     * Returns the cells of a column.
     *
     * @param column its name
     * @return an immutable view; cells may be null
     */
    public List<@Nullable Object> column(String column) {
        return java.util.Collections.unmodifiableList(Arrays.asList(cells[schema.indexOf(column)]));
    }

    /** The rows whose flag is set. */
    Table only(boolean[] kept) {
        int[] chosen = new int[size];
        int count = 0;
        for (int r = 0; r < size; r++) {
            if (kept[r]) {
                chosen[count++] = r;
            }
        }
        if (count == size) {
            return this;
        }
        @Nullable Object[][] out = new @Nullable Object[cells.length][count];
        for (int c = 0; c < out.length; c++) {
            for (int i = 0; i < count; i++) {
                out[c][i] = cells[c][chosen[i]];
            }
        }
        return new Table(schema, out, count);
    }

    /** A copy with one column replaced. */
    Table with(int column, @Nullable Object[] values) {
        @Nullable Object[][] out = cells.clone();
        out[column] = values;
        return new Table(schema, out, size);
    }

    /** A copy of a column's cells. */
    @Nullable
    Object[] copyOf(int column) {
        return cells[column].clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Table table
                && size == table.size
                && schema.equals(table.schema)
                && Arrays.deepEquals(cells, table.cells);
    }

    @Override
    public int hashCode() {
        return 31 * size + Arrays.deepHashCode(cells);
    }

    @Override
    public String toString() {
        return schema.name() + " " + rows();
    }

    private final class Rows extends AbstractList<Row> implements RandomAccess {
        @Override
        public Row get(int index) {
            if (index < 0 || index >= size) {
                throw new IndexOutOfBoundsException("row " + index + " of " + size);
            }
            return new Row(Table.this, index);
        }

        @Override
        public int size() {
            return size;
        }
    }
}
