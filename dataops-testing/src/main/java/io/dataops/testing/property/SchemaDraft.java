package io.dataops.testing.property;

import io.dataops.api.InputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tables in the making, and how they become a schema: what cannot be kept is noted. */
final class SchemaDraft {
    private static final int DEEPEST = 20;

    private final String source;
    private final Map<String, TableDraft> drafts = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    SchemaDraft(String source) {
        this.source = source;
    }

    void note(String note) {
        notes.add(note);
    }

    List<String> notes() {
        return notes;
    }

    void add(TableDraft draft, String place) {
        if (drafts.put(TableDraft.key(draft.name), draft) != null) {
            throw new InputException(source, place, "expected table " + draft.name + " once, found it again");
        }
    }

    /**
     * Puts the tables together.
     *
     * @param expected what the source should have had if there is no table
     */
    ImportedSchema schema(String expected) {
        if (drafts.isEmpty()) {
            throw new InputException(source, "", "expected " + expected + ", found none");
        }
        drafts.values().forEach(this::resolve);
        for (int round = 0; round < DEEPEST; round++) {
            drafts.values().forEach(this::takeTypes);
        }
        drafts.values().forEach(this::dropMismatches);
        try {
            List<TableSchema> tables = new ArrayList<>();
            for (TableDraft draft : drafts.values()) {
                tables.add(table(draft));
            }
            return new ImportedSchema(
                    new RelationalSchema(tables), notes.stream().distinct().toList());
        } catch (IllegalArgumentException e) {
            throw new InputException(source, "", String.valueOf(e.getMessage()), e);
        }
    }

    private TableSchema table(TableDraft draft) {
        List<Column> columns = new ArrayList<>();
        List<String> primary = names(draft, draft.primaryKey);
        for (Column column : draft.columns.values()) {
            columns.add(
                    new Column(column.name(), column.type(), column.nullable() && !primary.contains(column.name())));
        }
        List<List<String>> unique =
                draft.unique.stream().map(k -> names(draft, k)).toList();
        List<List<String>> keys = new ArrayList<>(unique);
        keys.add(primary);
        List<ColumnOrder> orders = new ArrayList<>();
        for (ColumnOrder order : draft.orders) {
            List<String> sides = names(draft, List.of(order.lower(), order.upper()));
            ColumnOrder known = new ColumnOrder(sides.get(0), sides.get(1), order.strict());
            try {
                RowOrders.check(draft.name, columns, keys, draft.references, List.of(known));
                orders.add(known);
            } catch (IllegalArgumentException e) {
                note("check is not kept: " + e.getMessage());
            }
        }
        return new TableSchema(draft.name, columns, primary, unique, draft.references, orders);
    }

    private List<String> names(TableDraft draft, List<String> columns) {
        List<String> out = new ArrayList<>();
        for (String column : columns) {
            Column known = draft.columns.get(TableDraft.key(column));
            if (known == null) {
                throw new InputException(source, "table " + draft.name, "has no column " + column);
            }
            out.add(known.name());
        }
        return out;
    }

    /** Brings references to the names as written; one that leads nowhere is noted. */
    private void resolve(TableDraft draft) {
        List<ForeignKey> resolved = new ArrayList<>();
        for (ForeignKey fk : draft.references) {
            TableDraft parent = drafts.get(TableDraft.key(fk.table()));
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
    private void dropMismatches(TableDraft draft) {
        draft.references.removeIf(fk -> {
            boolean differs = false;
            for (int i = 0; i < fk.columns().size(); i++) {
                Column own = draft.columns.get(TableDraft.key(fk.columns().get(i)));
                TableDraft parent = drafts.get(TableDraft.key(fk.table()));
                Column target = parent == null
                        ? null
                        : parent.columns.get(TableDraft.key(fk.referenced().get(i)));
                differs |= own == null || target == null || !own.type().equals(target.type());
            }
            if (differs) {
                note("reference " + fk + " of " + draft.name + " is not taken over: its types differ");
            }
            return differs;
        });
    }

    private void takeTypes(TableDraft draft) {
        for (ForeignKey fk : draft.references) {
            for (int i = 0; i < fk.columns().size(); i++) {
                Column own = draft.columns.get(TableDraft.key(fk.columns().get(i)));
                TableDraft parent = drafts.get(TableDraft.key(fk.table()));
                Column target = parent == null
                        ? null
                        : parent.columns.get(TableDraft.key(fk.referenced().get(i)));
                if (own != null && target != null && !own.type().equals(target.type())) {
                    if (draft.narrowed.contains(TableDraft.key(own.name()))) {
                        note("check on " + draft.name + "." + own.name()
                                + " is not kept: the column takes its values from " + fk.table());
                    }
                    draft.columns.put(
                            TableDraft.key(own.name()), new Column(own.name(), target.type(), own.nullable()));
                }
            }
        }
    }
}
