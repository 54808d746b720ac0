package io.dataops.testing.property;

import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Simpler datasets than a given one, each of which obeys the schema if the given one does. Rows that refer to a row that is
 * taken away go with it.
 *
 * <pre>{@code
 * Dataset smaller = Reduction.without(data, "customers", 0);   // and without the orders of that customer
 * Reduction.candidates(data).allMatch(d -> d.violations().isEmpty());   // true
 * }</pre>
 */
public final class Reduction {
    private Reduction() {}

    /**
     * Takes a row away, and the rows that refer to it, and those that refer to them.
     *
     * @param data the dataset
     * @param table the name of a table
     * @param row the row, from 0
     * @return the smaller dataset
     */
    public static Dataset without(Dataset data, String table, int row) {
        int t = data.schema().indexOf(table);
        boolean[][] kept = all(data);
        kept[t][row] = false;
        return keep(data, kept);
    }

    /**
     * Returns simpler datasets, large steps first: without halves, quarters and ever smaller runs of rows, then without
     * values of nullable cells, then with single cells closer to the simplest value. Candidates are made one by one, on
     * demand.
     *
     * @param data the dataset
     * @return the candidates
     */
    public static Stream<Dataset> candidates(Dataset data) {
        Stream<Dataset> rows = IntStream.range(0, data.tables().size()).boxed().flatMap(t -> runs(data, t));
        Stream<Dataset> cells = IntStream.range(0, data.tables().size())
                .boxed()
                .flatMap(t -> IntStream.range(
                                0, data.tables().get(t).schema().columns().size())
                        .boxed()
                        .flatMap(c -> column(data, t, c)));
        return Stream.concat(rows, cells).filter(RowOrders::hold);
    }

    private static Stream<Dataset> runs(Dataset data, int t) {
        int size = data.tables().get(t).size();
        return IntStream.iterate(size, length -> length > 0, length -> length / 2)
                .boxed()
                .flatMap(length -> IntStream.iterate(0, from -> from < size, from -> from + length)
                        .mapToObj(from -> {
                            boolean[][] kept = all(data);
                            java.util.Arrays.fill(kept[t], from, Math.min(size, from + length), false);
                            return keep(data, kept);
                        }));
    }

    private static Stream<Dataset> column(Dataset data, int t, int c) {
        Table table = data.tables().get(t);
        if (fixed(data.schema(), table.schema(), c)) {
            return Stream.of();
        }
        Column column = table.schema().columns().get(c);
        return IntStream.range(0, table.size()).boxed().flatMap(r -> {
            Object value = table.cell(r, c);
            return value == null ? Stream.of() : simpler(column, value).stream().map(v -> withCell(data, t, c, r, v));
        });
    }

    /** Simpler values, the simplest first. */
    static List<@Nullable Object> simpler(Column column, Object value) {
        List<@Nullable Object> out = new ArrayList<>();
        ColumnType type = column.type();
        long index = type.indexOf(value);
        if (column.nullable()) {
            out.add(null);
        }
        if (index != 0) {
            out.add(type.valueAt(0));
        }
        if (index > 1) {
            for (long step = index / 2; step > 0; step /= 2) {
                out.add(type.valueAt(index - step));
            }
        } else if (index < 0) {
            out.addAll(closer(type, value));
        }
        return out;
    }

    /** Steps for values that have no number: texts become shorter and plainer, numbers round. */
    static List<Object> closer(ColumnType type, Object value) {
        List<Object> out = new ArrayList<>();
        if (value instanceof String text) {
            for (int length = text.length() / 2; length > 0; length /= 2) {
                out.add(text.substring(0, text.length() - length));
                out.add(text.substring(length));
            }
            for (int i = 0; i < text.length() && i < 64; i++) {
                if (text.charAt(i) != 'a') {
                    out.add(text.substring(0, i) + "a" + text.substring(i + 1));
                }
            }
        } else if (value instanceof Bytes bytes) {
            for (int length = bytes.length() / 2; length > 0; length /= 2) {
                out.add(bytes.part(0, bytes.length() - length));
                out.add(bytes.part(length, bytes.length()));
            }
            for (int i = 0; i < bytes.length() && i < 64; i++) {
                out.add(bytes.cleared(i));
            }
        } else if (value instanceof LocalTime time) {
            out.add(time.truncatedTo(ChronoUnit.SECONDS));
        } else if (value instanceof OffsetTime time) {
            out.add(time.truncatedTo(ChronoUnit.SECONDS));
        } else if (value instanceof OffsetDateTime moment) {
            out.add(moment.truncatedTo(ChronoUnit.SECONDS));
        } else if (value instanceof Double number) {
            for (double scale = 1; scale <= 1e6; scale *= 10) {
                out.add(Math.rint(number * scale) / scale);
            }
        } else if (type.cardinality() > 1) {
            out.add(type.valueAt(type.cardinality() - 1));
        }
        out.removeIf(v -> v.equals(value) || !type.accepts(v));
        return out;
    }

    /** Whether a column takes part in a key or a reference, so that a cell of it cannot be changed alone. */
    static boolean fixed(RelationalSchema schema, TableSchema table, int c) {
        String name = table.columns().get(c).name();
        return table.keys().stream().anyMatch(k -> k.contains(name))
                || table.foreignKeys().stream().anyMatch(fk -> fk.columns().contains(name))
                || schema.tables().stream()
                        .flatMap(other -> other.foreignKeys().stream())
                        .anyMatch(fk -> fk.table().equals(table.name())
                                && fk.referenced().contains(name));
    }

    static Dataset withCell(Dataset data, int t, int c, int r, @Nullable Object value) {
        @Nullable Object[] cells = data.tables().get(t).copyOf(c);
        cells[r] = value;
        return data.with(t, data.tables().get(t).with(c, cells));
    }

    static boolean[][] all(Dataset data) {
        boolean[][] kept = new boolean[data.tables().size()][];
        for (int t = 0; t < kept.length; t++) {
            kept[t] = new boolean[data.tables().get(t).size()];
            java.util.Arrays.fill(kept[t], true);
        }
        return kept;
    }

    /** The rows whose flag is set, without those that refer to what is gone; the flags are brought up to date. */
    static Dataset keep(Dataset data, boolean[][] kept) {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int t = 0; t < kept.length; t++) {
                for (ForeignKey fk : data.tables().get(t).schema().foreignKeys()) {
                    changed |= cascade(data, kept, t, fk);
                }
            }
        }
        List<Table> out = new ArrayList<>();
        for (int t = 0; t < kept.length; t++) {
            out.add(data.tables().get(t).only(kept[t]));
        }
        return Dataset.of(data.schema(), out);
    }

    private static boolean cascade(Dataset data, boolean[][] kept, int t, ForeignKey fk) {
        Table child = data.tables().get(t);
        int p = data.schema().indexOf(fk.table());
        Table parent = data.tables().get(p);
        int[] from = fk.columns().stream().mapToInt(child.schema()::indexOf).toArray();
        int[] to = fk.referenced().stream().mapToInt(parent.schema()::indexOf).toArray();
        boolean whole = true;
        for (boolean k : kept[p]) {
            whole &= k;
        }
        if (whole) {
            return false;
        }
        Set<List<@Nullable Object>> known = new HashSet<>();
        for (int r = 0; r < parent.size(); r++) {
            if (kept[p][r]) {
                known.add(cells(parent, r, to));
            }
        }
        boolean changed = false;
        for (int r = 0; r < child.size(); r++) {
            if (kept[t][r]) {
                List<@Nullable Object> values = cells(child, r, from);
                if (!values.contains(null) && !known.contains(values)) {
                    kept[t][r] = false;
                    changed = true;
                }
            }
        }
        return changed;
    }

    static List<@Nullable Object> cells(Table table, int row, int[] columns) {
        List<@Nullable Object> out = new ArrayList<>(columns.length);
        for (int c : columns) {
            out.add(table.cell(row, c));
        }
        return out;
    }
}
