package io.dataops.testing.mutation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.sf.jsqlparser.statement.create.table.ColumnDefinition;
import net.sf.jsqlparser.statement.create.table.CreateTable;
import net.sf.jsqlparser.statement.create.table.TableElement;

/** Tables of a script that are made without one of their constraints: keys, references, checks, and what must not be null. */
final class ConstraintMutations {
    private ConstraintMutations() {}

    static List<Edit> of(CreateTable create) {
        List<Edit> out = new ArrayList<>();
        List<TableElement> elements = create.getTableElements() == null ? List.of() : create.getTableElements();
        for (TableElement element : elements) {
            if (element instanceof ColumnDefinition column) {
                column(create, column, out);
            } else {
                List<TableElement> fewer = new ArrayList<>(elements);
                fewer.remove(element);
                out.add(new Edit(
                        MutationOperator.CONSTRAINT_DROPPED,
                        "table " + create.getTable().getUnquotedName(),
                        () -> create.setTableElements(fewer),
                        () -> create.setTableElements(elements)));
            }
        }
        return out;
    }

    private static void column(CreateTable create, ColumnDefinition column, List<Edit> out) {
        List<String> specs = column.getColumnSpecs() == null ? List.of() : column.getColumnSpecs();
        for (int i = 0; i < specs.size(); i++) {
            int length = length(specs, i);
            if (length > 0) {
                boolean named = i >= 2 && specs.get(i - 2).equalsIgnoreCase("CONSTRAINT");
                List<String> fewer = new ArrayList<>(specs);
                fewer.subList(named ? i - 2 : i, i + length).clear();
                out.add(new Edit(
                        MutationOperator.CONSTRAINT_DROPPED,
                        "table " + create.getTable().getUnquotedName() + ", column " + column.getColumnName(),
                        () -> column.setColumnSpecs(fewer),
                        () -> column.setColumnSpecs(specs)));
            }
        }
    }

    /** How many words a constraint has that begins at a place; 0 if none does. */
    private static int length(List<String> specs, int at) {
        String word = specs.get(at).toUpperCase(Locale.ROOT);
        String next = at + 1 < specs.size() ? specs.get(at + 1).toUpperCase(Locale.ROOT) : "";
        if ((word.equals("PRIMARY") && next.equals("KEY")) || (word.equals("NOT") && next.equals("NULL"))) {
            return 2;
        } else if (word.equals("CHECK") && !next.isEmpty()) {
            return 2;
        }
        return word.equals("UNIQUE") || word.startsWith("REFERENCES ") ? 1 : 0;
    }
}
