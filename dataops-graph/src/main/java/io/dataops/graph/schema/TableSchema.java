package io.dataops.graph.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A relational table, as far as compatibility needs it.
 *
 * <pre>{@code
 * TableSchema.of("orders").column("id", "bigint", false).column("note", "varchar(20)", true);
 * TableSchema.of("orders").column("id", "", false);   // IllegalArgumentException: type () of column id must not be blank.
 * }</pre>
 *
 * @param name the table
 * @param columns the columns in order
 */
public record TableSchema(String name, List<Column> columns) {

    /**
     * A column.
     *
     * @param name its name; names compare without case
     * @param type its type, as its database writes it
     * @param nullable true if it may be null
     * @param hasDefault true if a load may leave it out although it is not nullable
     */
    public record Column(String name, String type, boolean nullable, boolean hasDefault) {

        /** Refuses a blank name or type. */
        public Column {
            if (name.isBlank()) {
                throw new IllegalArgumentException("name (" + name + ") of a column must not be blank.");
            }
            if (type.isBlank()) {
                throw new IllegalArgumentException("type (" + type + ") of column " + name + " must not be blank.");
            }
        }
    }

    /** Copies the columns; refuses a column that is there twice. */
    public TableSchema {
        columns = List.copyOf(columns);
        Map<String, Column> seen = new LinkedHashMap<>();
        for (Column c : columns) {
            if (seen.put(c.name().toLowerCase(Locale.ROOT), c) != null) {
                throw new IllegalArgumentException("column (" + c.name() + ") of " + name + " is there twice.");
            }
        }
    }

    /**
     * Starts a table without columns.
     *
     * @param name the table
     * @return the table
     */
    public static TableSchema of(String name) {
        return new TableSchema(name, List.of());
    }

    /**
     * Returns the table with one more column that has no default.
     *
     * @param columnName its name
     * @param type its type
     * @param nullable true if it may be null
     * @return a copy
     */
    public TableSchema column(String columnName, String type, boolean nullable) {
        return with(new Column(columnName, type, nullable, false));
    }

    /**
     * Returns the table with one more column.
     *
     * @param column the column
     * @return a copy
     */
    public TableSchema with(Column column) {
        List<Column> all = new ArrayList<>(columns);
        all.add(column);
        return new TableSchema(name, all);
    }

    /**
     * Returns a column.
     *
     * @param columnName its name
     * @return the column, if the table has it
     */
    public Optional<Column> column(String columnName) {
        return columns.stream()
                .filter(c -> c.name().equalsIgnoreCase(columnName))
                .findFirst();
    }
}
