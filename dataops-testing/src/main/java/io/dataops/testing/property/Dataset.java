package io.dataops.testing.property;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a schema with their rows. Immutable and safe for use by several threads.
 *
 * <pre>{@code
 * Dataset data = Datasets.of(shop).rows(0, 100).seed(42).generate();
 * data.table("orders").rows().get(0).get("amount");
 * data.violations();   // empty: every generated dataset obeys its schema
 * }</pre>
 */
public final class Dataset {
    private static final int LISTED = 100;

    private final RelationalSchema schema;
    private final List<Table> tables;

    private Dataset(RelationalSchema schema, List<Table> tables) {
        this.schema = schema;
        this.tables = tables;
    }

    /**
     * Puts tables together.
     *
     * @param schema the schema
     * @param tables a table for each of the schema's, in its order
     * @return the dataset
     */
    public static Dataset of(RelationalSchema schema, List<Table> tables) {
        if (!schema.tables().equals(tables.stream().map(Table::schema).toList())) {
            throw new IllegalArgumentException("tables must be those of the schema, in its order: "
                    + schema.tables().stream().map(TableSchema::name).toList());
        }
        return new Dataset(schema, List.copyOf(tables));
    }

    /**
     * Returns the schema.
     *
     * @return the schema
     */
    public RelationalSchema schema() {
        return schema;
    }

    /**
     * Returns the tables.
     *
     * @return in the order of the schema
     */
    public List<Table> tables() {
        return tables;
    }

    /**
     * Returns a table.
     *
     * @param name its name
     * @return the table
     * @throws IllegalArgumentException if it is not there
     */
    public Table table(String name) {
        return tables.get(schema.indexOf(name));
    }

    /**
     * Returns the number of rows in all tables.
     *
     * @return 0 or more
     */
    public int size() {
        return tables.stream().mapToInt(Table::size).sum();
    }

    /** A copy with one table replaced. */
    Dataset with(int table, Table replacement) {
        List<Table> out = new ArrayList<>(tables);
        out.set(table, replacement);
        return new Dataset(schema, List.copyOf(out));
    }

    /**
     * Checks every cell, key and reference against the schema, by plain looking. Takes time and memory linear in the size.
     *
     * @return what is wrong, at most 100 lines; empty if the dataset obeys its schema
     */
    public List<String> violations() {
        List<String> out = new ArrayList<>();
        for (Table table : tables) {
            cells(table, out);
            for (List<String> key : table.schema().keys()) {
                Set<List<@Nullable Object>> seen = new HashSet<>();
                for (int r = 0; r < table.size(); r++) {
                    List<@Nullable Object> values = values(table, r, key);
                    if (!values.contains(null) && !seen.add(values)) {
                        note(out, table, r, "repeats the key " + key + " = " + values);
                    }
                }
            }
            for (ColumnOrder order : table.schema().orders()) {
                int broken = RowOrders.firstBroken(table, order);
                if (broken >= 0) {
                    note(out, table, broken, "breaks the order " + order);
                }
            }
            for (ForeignKey key : table.schema().foreignKeys()) {
                Table parent = table(key.table());
                Set<List<@Nullable Object>> known = new HashSet<>();
                for (int r = 0; r < parent.size(); r++) {
                    known.add(values(parent, r, key.referenced()));
                }
                for (int r = 0; r < table.size(); r++) {
                    List<@Nullable Object> values = values(table, r, key.columns());
                    if (!values.contains(null) && !known.contains(values)) {
                        note(out, table, r, "refers to nothing: " + key + " = " + values);
                    }
                }
            }
        }
        return List.copyOf(out);
    }

    private static void cells(Table table, List<String> out) {
        List<Column> columns = table.schema().columns();
        for (int c = 0; c < columns.size(); c++) {
            Column column = columns.get(c);
            for (int r = 0; r < table.size(); r++) {
                Object value = table.cell(r, c);
                if (value == null ? !column.nullable() : !column.type().accepts(value)) {
                    note(out, table, r, "has " + column.name() + " = " + value + ", which is not " + column.type());
                }
            }
        }
    }

    private static List<@Nullable Object> values(Table table, int row, List<String> columns) {
        List<@Nullable Object> out = new ArrayList<>(columns.size());
        for (String column : columns) {
            out.add(table.cell(row, table.schema().indexOf(column)));
        }
        return out;
    }

    private static void note(List<String> out, Table table, int row, String what) {
        if (out.size() < LISTED) {
            out.add("row " + row + " of table " + table.schema().name() + " " + what);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Dataset data && tables.equals(data.tables);
    }

    @Override
    public int hashCode() {
        return tables.hashCode();
    }

    @Override
    public String toString() {
        return tables.stream().map(Table::toString).collect(Collectors.joining("\n"));
    }
}
