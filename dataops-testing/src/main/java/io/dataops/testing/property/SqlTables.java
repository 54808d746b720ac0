package io.dataops.testing.property;

import io.dataops.api.InputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import net.sf.jsqlparser.statement.create.table.CheckConstraint;
import net.sf.jsqlparser.statement.create.table.ColumnDefinition;
import net.sf.jsqlparser.statement.create.table.CreateTable;
import net.sf.jsqlparser.statement.create.table.ForeignKeyIndex;
import net.sf.jsqlparser.statement.create.table.Index;

/** Turns parsed tables into a schema. */
final class SqlTables {
    private static final int DEEPEST = 20;

    private final String source;
    private final Map<String, Draft> drafts = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    SqlTables(String source) {
        this.source = source;
    }

    /** A table in the making; names in lower case lead to those as written. */
    private static final class Draft {
        final String name;
        final Map<String, Column> columns = new LinkedHashMap<>();
        final List<String> primaryKey = new ArrayList<>();
        final Set<List<String>> unique = new LinkedHashSet<>();
        final List<ForeignKey> references = new ArrayList<>();

        Draft(String name) {
            this.name = name;
        }
    }

    void note(String note) {
        notes.add(note);
    }

    void add(CreateTable table, int line) {
        Draft draft = new Draft(plain(table.getTable().getName()));
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
        if (drafts.put(key(draft.name), draft) != null) {
            throw new InputException(source, "line " + line, "expected table " + draft.name + " once, found it again");
        }
    }

    private static String plain(String name) {
        return name.replaceAll("^[\\[\"`]|[]\"`]$", "");
    }

    private static String key(String name) {
        return plain(name).toLowerCase(Locale.ROOT);
    }

    private void column(Draft draft, ColumnDefinition definition) {
        String name = plain(definition.getColumnName());
        List<String> specs = definition.getColumnSpecs() == null ? List.of() : definition.getColumnSpecs();
        String words = " " + String.join(" ", specs).toUpperCase(Locale.ROOT) + " ";
        ColumnType type = SqlTypes.of(definition.getColDataType(), draft.name + "." + name, notes);
        boolean primary = words.contains(" PRIMARY KEY ");
        boolean notNull = words.contains(" NOT NULL ") || primary;
        draft.columns.put(key(name), new Column(name, type, !notNull));
        if (primary) {
            draft.primaryKey.add(name);
        } else if (words.contains(" UNIQUE ")) {
            draft.unique.add(List.of(name));
        }
        if (words.contains(" CHECK ")) {
            note("check on " + draft.name + "." + name + " is not taken over");
        }
        if (definition.getForeignKeyReference() != null) {
            List<String> referenced = definition.getForeignKeyReference().getReferencedColumnNames();
            draft.references.add(new ForeignKey(
                    List.of(name),
                    plain(definition.getForeignKeyReference().getTable().getName()),
                    referenced == null || referenced.isEmpty() ? List.of("") : List.of(plain(referenced.get(0)))));
        } else if (words.contains(" REFERENCES ")) {
            int at = 0;
            while (!specs.get(at).equalsIgnoreCase("REFERENCES")) {
                at++;
            }
            String column = at + 2 < specs.size() && specs.get(at + 2).startsWith("(")
                    ? plain(specs.get(at + 2).replaceAll("[() ]", ""))
                    : "";
            draft.references.add(new ForeignKey(List.of(name), plain(specs.get(at + 1)), List.of(column)));
        }
    }

    private void index(Draft draft, Index index) {
        List<String> columns = index.getColumnsNames() == null
                ? List.of()
                : index.getColumnsNames().stream().map(SqlTables::plain).toList();
        String type = String.valueOf(index.getType()).toUpperCase(Locale.ROOT);
        if (index instanceof ForeignKeyIndex foreign) {
            List<String> referenced = foreign.getReferencedColumnNames() == null
                    ? List.of()
                    : foreign.getReferencedColumnNames().stream()
                            .map(SqlTables::plain)
                            .toList();
            draft.references.add(new ForeignKey(
                    columns,
                    plain(foreign.getTable().getName()),
                    referenced.isEmpty() ? columns.stream().map(c -> "").toList() : referenced));
        } else if (index instanceof CheckConstraint) {
            note("check of table " + draft.name + " is not taken over");
        } else if (type.contains("PRIMARY")) {
            draft.primaryKey.clear();
            draft.primaryKey.addAll(columns);
        } else if (type.contains("UNIQUE")) {
            draft.unique.add(columns);
        }
    }

    SqlSchema schema() {
        if (drafts.isEmpty()) {
            throw new InputException(source, "", "expected at least one CREATE TABLE statement, found none");
        }
        drafts.values().forEach(this::resolve);
        for (int round = 0; round < DEEPEST; round++) {
            drafts.values().forEach(this::takeTypes);
        }
        drafts.values().forEach(this::dropMismatches);
        try {
            List<TableSchema> tables = new ArrayList<>();
            for (Draft draft : drafts.values()) {
                List<Column> columns = new ArrayList<>();
                List<String> primary = names(draft, draft.primaryKey);
                for (Column column : draft.columns.values()) {
                    columns.add(new Column(
                            column.name(), column.type(), column.nullable() && !primary.contains(column.name())));
                }
                tables.add(new TableSchema(
                        draft.name,
                        columns,
                        primary,
                        draft.unique.stream().map(k -> names(draft, k)).toList(),
                        draft.references));
            }
            return new SqlSchema(new RelationalSchema(tables), notes);
        } catch (IllegalArgumentException e) {
            throw new InputException(source, "", String.valueOf(e.getMessage()), e);
        }
    }

    private List<String> names(Draft draft, List<String> columns) {
        List<String> out = new ArrayList<>();
        for (String column : columns) {
            Column known = draft.columns.get(key(column));
            if (known == null) {
                throw new InputException(source, "table " + draft.name, "has no column " + column);
            }
            out.add(known.name());
        }
        return out;
    }

    /** Brings references to the names as written; one that leads nowhere is noted. */
    private void resolve(Draft draft) {
        List<ForeignKey> resolved = new ArrayList<>();
        for (ForeignKey fk : draft.references) {
            Draft parent = drafts.get(key(fk.table()));
            if (parent == null) {
                note("reference " + fk + " of " + draft.name + " leads to a table that is not there");
                continue;
            }
            List<String> referenced = fk.referenced().contains("") ? parent.primaryKey : fk.referenced();
            if (referenced.size() != fk.columns().size()) {
                note("reference " + fk + " of " + draft.name + " does not fit the primary key of " + parent.name);
                continue;
            }
            resolved.add(new ForeignKey(names(draft, fk.columns()), parent.name, names(parent, referenced)));
        }
        draft.references.clear();
        draft.references.addAll(resolved);
    }

    /** A column that refers to two of different types can only keep one reference. */
    private void dropMismatches(Draft draft) {
        draft.references.removeIf(fk -> {
            boolean differs = false;
            for (int i = 0; i < fk.columns().size(); i++) {
                Column own = draft.columns.get(key(fk.columns().get(i)));
                Draft parent = drafts.get(key(fk.table()));
                Column target = parent == null
                        ? null
                        : parent.columns.get(key(fk.referenced().get(i)));
                differs |= own == null || target == null || !own.type().equals(target.type());
            }
            if (differs) {
                note("reference " + fk + " of " + draft.name + " is not taken over: its types differ");
            }
            return differs;
        });
    }

    private void takeTypes(Draft draft) {
        for (ForeignKey fk : draft.references) {
            for (int i = 0; i < fk.columns().size(); i++) {
                Column own = draft.columns.get(key(fk.columns().get(i)));
                Draft parent = drafts.get(key(fk.table()));
                Column target = parent == null
                        ? null
                        : parent.columns.get(key(fk.referenced().get(i)));
                if (own != null && target != null) {
                    draft.columns.put(key(own.name()), new Column(own.name(), target.type(), own.nullable()));
                }
            }
        }
    }
}
