package io.dataops.testing.property;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tables that refer to each other. Immutable.
 *
 * @param tables the tables, each name once
 */
public record RelationalSchema(List<TableSchema> tables) {

    /** Copies the list; refuses a table that is there twice, and references to what is not there or not a key. */
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
                    parent.indexOf(key.referenced().get(i));
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
