package io.dataops.graph.schema;

import io.dataops.graph.schema.TableSchema.Column;
import java.util.Optional;
import java.util.StringJoiner;

/** Smallest rows of a table as JSON. */
final class TableWitness {

    private TableWitness() {}

    /** A row with a given value in one column, and in the others null or the smallest value of their type. */
    static Optional<String> row(TableSchema table, Optional<Column> special, Optional<String> value) {
        StringJoiner row = new StringJoiner(",", "{", "}");
        for (Column column : table.columns()) {
            Optional<String> v = special.filter(column::equals).isPresent()
                    ? value
                    : column.nullable()
                            ? Optional.of("null")
                            : ColumnType.of(column.type()).smallest();
            if (v.isEmpty()) {
                return Optional.empty();
            }
            row.add("\"" + column.name().replace("\\", "\\\\").replace("\"", "\\\"") + "\":" + v.get());
        }
        return Optional.of(row.toString());
    }
}
