package io.dataops.testing.property;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.sf.jsqlparser.statement.create.table.CheckConstraint;
import net.sf.jsqlparser.statement.create.table.ColumnDefinition;
import net.sf.jsqlparser.statement.create.table.CreateTable;
import net.sf.jsqlparser.statement.create.table.ForeignKeyIndex;
import net.sf.jsqlparser.statement.create.table.Index;

/** Turns parsed tables into a schema. */
final class SqlTables {
    private final String source;
    private final SchemaDraft schema;

    SqlTables(String source) {
        this.source = source;
        this.schema = new SchemaDraft(source);
    }

    void note(String note) {
        schema.note(note);
    }

    void add(CreateTable table, int line) {
        TableDraft draft = new TableDraft(TableDraft.plain(table.getTable().getName()));
        if (table.getColumnDefinitions() == null) {
            note("line " + line + ": table " + draft.name + " has no columns");
            return;
        }
        for (ColumnDefinition column : table.getColumnDefinitions()) {
            column(draft, column);
        }
        if (table.getIndexes() != null) {
            for (Index index : table.getIndexes()) {
                index(draft, index);
            }
        }
        SqlChecks checks = new SqlChecks(source, draft, schema.notes());
        for (ColumnDefinition column : table.getColumnDefinitions()) {
            columnChecks(column).forEach(checks::apply);
        }
        if (table.getIndexes() != null) {
            for (Index index : table.getIndexes()) {
                if (index instanceof CheckConstraint check) {
                    checks.apply(check.getExpression());
                }
            }
        }
        schema.add(draft, "line " + line);
    }

    private void column(TableDraft draft, ColumnDefinition definition) {
        String name = TableDraft.plain(definition.getColumnName());
        List<String> specs = definition.getColumnSpecs() == null ? List.of() : definition.getColumnSpecs();
        String words = " " + String.join(" ", specs).toUpperCase(Locale.ROOT) + " ";
        boolean zoned = words.startsWith(" WITH TIME ZONE ") || words.startsWith(" WITH LOCAL TIME ZONE ");
        ColumnType type = SqlTypes.of(definition.getColDataType(), zoned, draft.name + "." + name, schema.notes());
        boolean primary = words.contains(" PRIMARY KEY ");
        boolean notNull = words.contains(" NOT NULL ") || primary;
        draft.columns.put(TableDraft.key(name), new Column(name, type, !notNull));
        if (primary) {
            draft.primaryKey.add(name);
        } else if (words.contains(" UNIQUE ")) {
            draft.unique.add(List.of(name));
        }
        if (definition.getForeignKeyReference() != null) {
            List<String> referenced = definition.getForeignKeyReference().getReferencedColumnNames();
            draft.references.add(new ForeignKey(
                    List.of(name),
                    TableDraft.plain(
                            definition.getForeignKeyReference().getTable().getName()),
                    referenced == null || referenced.isEmpty()
                            ? List.of("")
                            : List.of(TableDraft.plain(referenced.get(0)))));
        } else if (words.contains(" REFERENCES ")) {
            int at = 0;
            while (!specs.get(at).equalsIgnoreCase("REFERENCES")) {
                at++;
            }
            String column = at + 2 < specs.size() && specs.get(at + 2).startsWith("(")
                    ? TableDraft.plain(specs.get(at + 2).replaceAll("[() ]", ""))
                    : "";
            draft.references.add(new ForeignKey(List.of(name), TableDraft.plain(specs.get(at + 1)), List.of(column)));
        }
    }

    /** The conditions of the checks that stand behind a column. */
    private static List<String> columnChecks(ColumnDefinition definition) {
        List<String> specs = definition.getColumnSpecs() == null ? List.of() : definition.getColumnSpecs();
        List<String> out = new ArrayList<>();
        for (int i = 0; i + 1 < specs.size(); i++) {
            if (specs.get(i).equalsIgnoreCase("CHECK")) {
                out.add(specs.get(i + 1));
            }
        }
        return out;
    }

    private void index(TableDraft draft, Index index) {
        List<String> columns = index.getColumnsNames() == null
                ? List.of()
                : index.getColumnsNames().stream().map(TableDraft::plain).toList();
        String type = String.valueOf(index.getType()).toUpperCase(Locale.ROOT);
        if (index instanceof ForeignKeyIndex foreign) {
            List<String> referenced = foreign.getReferencedColumnNames() == null
                    ? List.of()
                    : foreign.getReferencedColumnNames().stream()
                            .map(TableDraft::plain)
                            .toList();
            draft.references.add(new ForeignKey(
                    columns,
                    TableDraft.plain(foreign.getTable().getName()),
                    referenced.isEmpty() ? columns.stream().map(c -> "").toList() : referenced));
        } else if (type.contains("PRIMARY")) {
            draft.primaryKey.clear();
            draft.primaryKey.addAll(columns);
        } else if (type.contains("UNIQUE")) {
            draft.unique.add(columns);
        }
    }

    ImportedSchema schema() {
        return schema.schema("at least one CREATE TABLE statement");
    }
}
