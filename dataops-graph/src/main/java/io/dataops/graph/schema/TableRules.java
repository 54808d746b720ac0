package io.dataops.graph.schema;

import io.dataops.graph.schema.TableSchema.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether rows of one table can be loaded into and read as another: the reader needs its columns, of types that take every
 * value of the writer's, and nulls only where it takes them.
 */
final class TableRules {

    private TableRules() {}

    static List<Incompatibility> incompatibilities(TableSchema reader, TableSchema writer) {
        List<Incompatibility> found = new ArrayList<>();
        for (Column wanted : reader.columns()) {
            Optional<Column> given = writer.column(wanted.name());
            String at = reader.name() + "." + wanted.name();
            if (given.isEmpty()) {
                if (!wanted.nullable() && !wanted.hasDefault()) {
                    found.add(reason(
                            "COLUMN_MISSING",
                            at,
                            writer.name(),
                            "column " + wanted.name() + " is required and the writer does not have it",
                            TableWitness.row(writer, Optional.empty(), Optional.empty())));
                }
                continue;
            }
            Column from = given.get();
            String there = writer.name() + "." + from.name();
            ColumnType.Narrowing type = ColumnType.of(wanted.type()).takes(ColumnType.of(from.type()));
            if (!type.takesAll()) {
                found.add(reason(
                        type.sameFamily() ? "TYPE_NARROWED" : "TYPE_CHANGED",
                        at,
                        there,
                        "type " + wanted.type() + " does not take every value of " + from.type(),
                        type.witness().flatMap(v -> TableWitness.row(writer, Optional.of(from), Optional.of(v)))));
            }
            if (from.nullable() && !wanted.nullable()) {
                found.add(reason(
                        "NULL_NOT_ALLOWED",
                        at,
                        there,
                        "column " + wanted.name() + " is not nullable for the reader, but may be null for the writer",
                        TableWitness.row(writer, Optional.of(from), Optional.of("null"))));
            }
        }
        return found;
    }

    private static Incompatibility reason(
            String rule, String reader, String writer, String message, Optional<String> witness) {
        return new Incompatibility(rule, reader, writer, message, witness);
    }
}
