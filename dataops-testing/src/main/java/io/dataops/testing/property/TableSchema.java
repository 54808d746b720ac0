package io.dataops.testing.property;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A table: columns, unique keys and foreign keys. Immutable.
 *
 * <pre>{@code
 * TableSchema orders = Schema.table("orders").pk("id", Schema.int64()).column("amount", Schema.decimal(12, 2)).build();
 * orders.indexOf("amount");   // 1
 * orders.keys();              // [[id]]
 * }</pre>
 *
 * @param name its name, not blank
 * @param columns its columns, each name once
 * @param primaryKey the columns of the primary key, none nullable; empty for none
 * @param uniqueKeys further sets of columns of which no two rows agree unless one is null
 * @param foreignKeys references to other tables or to itself
 * @param orders columns of a row that are in order
 */
public record TableSchema(
        String name,
        List<Column> columns,
        List<String> primaryKey,
        List<List<String>> uniqueKeys,
        List<ForeignKey> foreignKeys,
        List<ColumnOrder> orders) {

    /**
     * Describes a table without orders between its columns.
     *
     * @param name its name, not blank
     * @param columns its columns, each once
     * @param primaryKey columns of the primary key; empty for none
     * @param uniqueKeys further sets of columns of which no two rows agree unless one is null
     * @param foreignKeys references to other tables or to itself
     */
    public TableSchema(
            String name,
            List<Column> columns,
            List<String> primaryKey,
            List<List<String>> uniqueKeys,
            List<ForeignKey> foreignKeys) {
        this(name, columns, primaryKey, uniqueKeys, foreignKeys, List.of());
    }

    /** Copies the lists; refuses names that are not there or there twice, and a nullable primary key. */
    public TableSchema {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name (" + name + ") of a table must not be blank.");
        }
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        uniqueKeys = uniqueKeys.stream().map(List::copyOf).toList();
        foreignKeys = List.copyOf(foreignKeys);
        Set<String> names = new LinkedHashSet<>();
        for (Column column : columns) {
            if (!names.add(column.name())) {
                throw new IllegalArgumentException(
                        "column " + column.name() + " of table " + name + " is there twice.");
            }
            if (column.nullable() && primaryKey.contains(column.name())) {
                throw new IllegalArgumentException(
                        "column " + column.name() + " of the primary key of table " + name + " must not be nullable.");
            }
        }
        for (List<String> key : uniqueKeys) {
            known(name, names, key);
            if (key.isEmpty()) {
                throw new IllegalArgumentException("a unique key of table " + name + " must have a column.");
            }
        }
        known(name, names, primaryKey);
        for (ForeignKey key : foreignKeys) {
            known(name, names, key.columns());
        }
        orders = List.copyOf(orders);
        if (!orders.isEmpty()) {
            List<List<String>> keys = new ArrayList<>(uniqueKeys);
            keys.add(primaryKey);
            RowOrders.check(name, columns, keys, foreignKeys, orders);
            new RowOrders(name, columns, orders).columns();
        }
    }

    private static void known(String table, Set<String> names, List<String> key) {
        for (String column : key) {
            if (!names.contains(column)) {
                throw new IllegalArgumentException("column (" + column + ") is not in table " + table
                        + ". Its columns: " + String.join(", ", names));
            }
        }
        if (new LinkedHashSet<>(key).size() < key.size()) {
            throw new IllegalArgumentException("key " + key + " of table " + table + " names a column twice.");
        }
    }

    /**
     * Returns all keys, the primary key first.
     *
     * @return sets of columns that are unique, each once
     */
    public List<List<String>> keys() {
        Set<List<String>> out = new LinkedHashSet<>();
        if (!primaryKey.isEmpty()) {
            out.add(primaryKey);
        }
        out.addAll(uniqueKeys);
        return List.copyOf(out);
    }

    /**
     * Returns the position of a column.
     *
     * @param column its name
     * @return from 0
     * @throws IllegalArgumentException if the table does not have it
     */
    public int indexOf(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return i;
            }
        }
        throw new IllegalArgumentException("column (" + column + ") is not in table " + name + ". Its columns: "
                + String.join(", ", columns.stream().map(Column::name).toList()));
    }

    /** Collects a table. Not safe for use by several threads. */
    public static final class Builder {
        private final String name;
        private final List<Column> columns = new ArrayList<>();
        private List<String> primaryKey = List.of();
        private final List<List<String>> uniqueKeys = new ArrayList<>();
        private final List<ForeignKey> foreignKeys = new ArrayList<>();
        private final List<ColumnOrder> orders = new ArrayList<>();

        Builder(String name) {
            this.name = name;
        }

        /**
         * Adds a column that is never null.
         *
         * @param column its name
         * @param type its values
         * @return this
         */
        public Builder column(String column, ColumnType type) {
            columns.add(new Column(column, type, false));
            return this;
        }

        /**
         * Adds a column that can be null.
         *
         * @param column its name
         * @param type its values
         * @return this
         */
        public Builder nullable(String column, ColumnType type) {
            columns.add(new Column(column, type, true));
            return this;
        }

        /**
         * Adds a column that is the primary key.
         *
         * @param column its name
         * @param type its values
         * @return this
         */
        public Builder pk(String column, ColumnType type) {
            return column(column, type).primaryKey(column);
        }

        /**
         * Sets the primary key.
         *
         * @param key its columns
         * @return this
         */
        public Builder primaryKey(String... key) {
            if (!primaryKey.isEmpty()) {
                throw new IllegalStateException("primaryKey was already set to " + primaryKey + ".");
            }
            primaryKey = List.of(key);
            return this;
        }

        /**
         * Adds a unique key.
         *
         * @param key its columns
         * @return this
         */
        public Builder unique(String... key) {
            uniqueKeys.add(List.of(key));
            return this;
        }

        /**
         * Adds a foreign key of one column.
         *
         * @param column the referring column
         * @param table the table referred to
         * @param referenced its column
         * @return this
         */
        public Builder fk(String column, String table, String referenced) {
            return fk(List.of(column), table, List.of(referenced));
        }

        /**
         * Adds a foreign key.
         *
         * @param referring the referring columns
         * @param table the table referred to
         * @param referenced its columns
         * @return this
         */
        public Builder fk(List<String> referring, String table, List<String> referenced) {
            foreignKeys.add(new ForeignKey(referring, table, referenced));
            return this;
        }

        /**
         * Keeps one column of a row at most as great as another: {@code atMost("start", "end")}.
         *
         * @param lower a column of numbers, dates or times that is not part of a key or reference
         * @param upper another one of the same kind
         * @return this
         */
        public Builder atMost(String lower, String upper) {
            orders.add(new ColumnOrder(lower, upper, false));
            return this;
        }

        /**
         * Keeps one column of a row less than another.
         *
         * @param lower a column of numbers, dates or times that is not part of a key or reference
         * @param upper another one of the same kind
         * @return this
         */
        public Builder lessThan(String lower, String upper) {
            orders.add(new ColumnOrder(lower, upper, true));
            return this;
        }

        /**
         * Builds the table.
         *
         * @return the table
         */
        public TableSchema build() {
            return new TableSchema(name, columns, primaryKey, uniqueKeys, foreignKeys, orders);
        }
    }
}
