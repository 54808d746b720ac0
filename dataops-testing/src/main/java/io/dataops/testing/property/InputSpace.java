package io.dataops.testing.property;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which partitions of the input space datasets have reached: sizes of tables, kinds of values of columns, pairs of these. */
final class InputSpace {
    private static final int SMALL = 100;
    private static final int COLUMNS_IN_PAIRS = 60;

    private final Map<String, Boolean> reached = new LinkedHashMap<>();
    private final Set<Pair> pairs = new HashSet<>();
    private final List<List<Set<Object>>> edges = new ArrayList<>();

    InputSpace(RelationalSchema schema) {
        for (TableSchema table : schema.tables()) {
            for (String size : List.of("empty", "one row", "many rows")) {
                reached.put(table.name() + " " + size, false);
            }
            List<Set<Object>> own = new ArrayList<>();
            for (Column column : table.columns()) {
                own.add(new HashSet<>(column.type().edges()));
                for (Kind kind : Kind.values()) {
                    boolean possible = switch (kind) {
                        case NULL -> column.nullable();
                        case SIMPLEST -> true;
                        case EDGE ->
                            column.type().edges().size() > 1
                                    && !table.keys().stream().anyMatch(k -> k.contains(column.name()))
                                    && table.foreignKeys().stream()
                                            .noneMatch(k -> k.columns().contains(column.name()));
                        case SMALL -> column.type().cardinality() > 20;
                        case LARGE -> column.type().cardinality() > SMALL;
                    };
                    if (possible) {
                        reached.put(name(table, column, kind), false);
                    }
                }
            }
            edges.add(own);
        }
    }

    private enum Kind {
        NULL,
        SIMPLEST,
        EDGE,
        SMALL,
        LARGE
    }

    private record Pair(int table, int column, Kind kind, int otherColumn, Kind otherKind) {}

    private static String name(TableSchema table, Column column, Kind kind) {
        return table.name() + "." + column.name() + " " + kind.name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Adds a dataset; returns how many partitions and pairs are new. */
    int add(Dataset data) {
        int before = (int) reached.values().stream().filter(b -> b).count() + pairs.size();
        for (int t = 0; t < data.tables().size(); t++) {
            Table table = data.tables().get(t);
            reach(table.schema().name()
                    + (table.size() == 0 ? " empty" : table.size() == 1 ? " one row" : " many rows"));
            List<Column> columns = table.schema().columns();
            Kind[] kinds = new Kind[columns.size()];
            for (int r = 0; r < table.size(); r++) {
                for (int c = 0; c < kinds.length; c++) {
                    Kind kind = kind(columns.get(c).type(), edges.get(t).get(c), table.cell(r, c));
                    kinds[c] = kind;
                    reach(name(table.schema(), columns.get(c), kind));
                }
                for (int c = 0; c < Math.min(COLUMNS_IN_PAIRS, kinds.length); c++) {
                    for (int d = c + 1; d < Math.min(COLUMNS_IN_PAIRS, kinds.length); d++) {
                        pairs.add(new Pair(t, c, kinds[c], d, kinds[d]));
                    }
                }
            }
        }
        return (int) reached.values().stream().filter(b -> b).count() + pairs.size() - before;
    }

    private void reach(String partition) {
        reached.computeIfPresent(partition, (k, v) -> true);
    }

    private static Kind kind(ColumnType type, Set<Object> edges, @Nullable Object value) {
        if (value == null) {
            return Kind.NULL;
        }
        long index = type.indexOf(value);
        if (index == 0) {
            return Kind.SIMPLEST;
        }
        return edges.contains(value) ? Kind.EDGE : index > 0 && index < SMALL ? Kind.SMALL : Kind.LARGE;
    }

    int partitions() {
        return reached.size();
    }

    List<String> unreached() {
        return reached.entrySet().stream()
                .filter(e -> !e.getValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    long pairs() {
        return pairs.size();
    }
}
