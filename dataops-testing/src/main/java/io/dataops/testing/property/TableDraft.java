package io.dataops.testing.property;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A table in the making; names in lower case lead to those as written. */
final class TableDraft {
    final String name;
    final Map<String, Column> columns = new LinkedHashMap<>();
    final List<String> primaryKey = new ArrayList<>();
    final Set<List<String>> unique = new LinkedHashSet<>();
    final List<ForeignKey> references = new ArrayList<>();
    final List<ColumnOrder> orders = new ArrayList<>();
    final Set<String> narrowed = new HashSet<>();

    TableDraft(String name) {
        this.name = name;
    }

    static String plain(String name) {
        return name.replaceAll("^[\\[\"`]|[]\"`]$", "");
    }

    static String key(String name) {
        return plain(name).toLowerCase(Locale.ROOT);
    }

    void column(String column, ColumnType type, boolean nullable) {
        columns.put(key(column), new Column(plain(column), type, nullable));
    }

    /** Takes values of a column away; refused if none is left. */
    void narrow(String column, UnaryOperator<ColumnType> narrowing) {
        Column known = columns.get(key(column));
        if (known == null) {
            throw new IllegalArgumentException("there is no column " + column + ".");
        }
        columns.put(key(column), new Column(known.name(), narrowing.apply(known.type()), known.nullable()));
        narrowed.add(key(column));
    }

    void notNull(String column) {
        Column known = columns.get(key(column));
        if (known != null) {
            columns.put(key(column), new Column(known.name(), known.type(), false));
        }
    }
}
