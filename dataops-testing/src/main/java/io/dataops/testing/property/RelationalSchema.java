package io.dataops.testing.property;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tables that refer to each other. Immutable.
 *
 * <pre>{@code
 * RelationalSchema schema = Schema.of(
 *         Schema.table("customers").pk("id", Schema.int64()).build(),
 *         Schema.table("orders")
 *                 .pk("id", Schema.int64())
 *                 .column("customer_id", Schema.int64())
 *                 .fk("customer_id", "customers", "id")
 *                 .build());
 * schema.table("nix");   // IllegalArgumentException: …
 * }</pre>
 *
 * @param tables the tables, each name once
 */
public record RelationalSchema(List<TableSchema> tables) {

    /** Copies the list; refuses a table that is there twice, and references to what is not there or of another type. */
    public RelationalSchema {
        tables = List.copyOf(tables);
        Map<String, TableSchema> byName = new LinkedHashMap<>();
        for (TableSchema table : tables) {
            if (byName.put(table.name(), table) != null) {
                throw new IllegalArgumentException("table " + table.name() + " is there twice.");
            }
        }
        for (TableSchema table : tables) {
            for (ForeignKey key : table.foreignKeys()) {
                TableSchema parent = byName.get(key.table());
                if (parent == null) {
                    throw new IllegalArgumentException("foreign key " + key + " of table " + table.name()
                            + " refers to a table that is not there. Tables: " + String.join(", ", byName.keySet()));
                }
                for (int i = 0; i < key.columns().size(); i++) {
                    Column own = table.columns().get(table.indexOf(key.columns().get(i)));
                    Column target =
                            parent.columns().get(parent.indexOf(key.referenced().get(i)));
                    if (!own.type().equals(target.type())) {
                        throw new IllegalArgumentException(
                                "column " + own.name() + " of table " + table.name() + " has type " + own.type()
                                        + ", but refers to " + target.type() + ". Maybe give both the same type.");
                    }
                }
            }
        }
    }

    /**
     * Returns a table by name.
     *
     * @param name its name
     * @return the table
     * @throws IllegalArgumentException if it is not there
     */
    public TableSchema table(String name) {
        return tables.get(indexOf(name));
    }

    /** Whether a foreign key refers to a column; such a column has no nulls, so that there is something to refer to. */
    boolean isReferenced(String table, String column) {
        return tables.stream()
                .flatMap(t -> t.foreignKeys().stream())
                .anyMatch(fk -> fk.table().equals(table) && fk.referenced().contains(column));
    }

    int indexOf(String name) {
        for (int t = 0; t < tables.size(); t++) {
            if (tables.get(t).name().equals(name)) {
                return t;
            }
        }
        throw new IllegalArgumentException("table (" + name + ") is not there. Tables: "
                + String.join(", ", tables.stream().map(TableSchema::name).toList()));
    }
}
