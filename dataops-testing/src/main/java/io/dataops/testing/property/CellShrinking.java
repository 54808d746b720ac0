package io.dataops.testing.property;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes cells simpler: whole columns, then values that rows share, then single cells, then sums, then keys. */
final class CellShrinking {
    private final DatasetShrinker shrinker;

    CellShrinking(DatasetShrinker shrinker) {
        this.shrinker = shrinker;
    }

    void run() {
        int tables = shrinker.best().tables().size();
        for (int t = 0; t < tables; t++) {
            TableSchema schema = shrinker.best().tables().get(t).schema();
            for (int c = 0; c < schema.columns().size(); c++) {
                if (!Reduction.fixed(shrinker.best().schema(), schema, c)) {
                    column(t, c);
                }
            }
        }
        new ReferenceShrinking(shrinker).run();
        numberKeys();
    }

    private Table table(int t) {
        return shrinker.best().tables().get(t);
    }

    private void column(int t, int c) {
        Column column = table(t).schema().columns().get(c);
        List<Integer> all = new ArrayList<>();
        for (int r = 0; r < table(t).size(); r++) {
            all.add(r);
        }
        if (all.isEmpty() || simplest(t, c, all, column)) {
            return;
        }
        Map<Object, List<Integer>> shared = new LinkedHashMap<>();
        for (int r : all) {
            Object value = table(t).cell(r, c);
            if (value != null) {
                shared.computeIfAbsent(value, ignored -> new ArrayList<>()).add(r);
            }
        }
        for (List<Integer> rows : shared.values()) {
            if (rows.size() > 1 && !simplest(t, c, rows, column)) {
                closer(t, c, rows, column);
            }
        }
        for (int r : all) {
            if (!simplest(t, c, List.of(r), column)) {
                closer(t, c, List.of(r), column);
            }
        }
        for (int r = 0; r + 1 < all.size(); r++) {
            for (int s = r + 1; s < Math.min(all.size(), r + 4); s++) {
                trade(t, c, r, s, column.type());
            }
        }
    }

    /** Tries null, then the simplest value; true if the cells end up as one of them. */
    private boolean simplest(int t, int c, List<Integer> rows, Column column) {
        Object zero = column.type().valueAt(0);
        boolean nulls = rows.stream().allMatch(r -> table(t).cell(r, c) == null);
        boolean zeros = rows.stream().allMatch(r -> zero.equals(table(t).cell(r, c)));
        return nulls || (column.nullable() && put(t, c, rows, null)) || zeros || put(t, c, rows, zero);
    }

    private boolean put(int t, int c, List<Integer> rows, @Nullable Object value) {
        @Nullable Object[] cells = table(t).copyOf(c);
        rows.forEach(r -> cells[r] = value);
        return shrinker.accept(shrinker.best().with(t, table(t).with(c, cells)));
    }

    /** Looks for the least number at which the failure stays, on the way to the simplest value, which does not fail. */
    private void closer(int t, int c, List<Integer> rows, Column column) {
        Object value = table(t).cell(rows.get(0), c);
        if (value == null) {
            return;
        }
        ColumnType type = column.type();
        if (value instanceof String text) {
            TextShrinking.shrink(
                    text, candidate -> !shrinker.isSpent() && type.accepts(candidate) && put(t, c, rows, candidate));
            return;
        }
        long index = type.indexOf(value);
        if (index < 0) {
            boolean moved = true;
            while (moved && !shrinker.isSpent()) {
                moved = false;
                Object now = table(t).cell(rows.get(0), c);
                for (Object candidate : now == null ? List.of() : Reduction.closer(type, now)) {
                    if (put(t, c, rows, candidate)) {
                        moved = true;
                        break;
                    }
                }
            }
            value = table(t).cell(rows.get(0), c);
            index = value == null ? -1 : type.indexOf(value);
        }
        if (index <= 1) {
            return;
        }
        // Numbers alternate between the sides of the origin: a search stays on one side.
        long parity = alternates(type) ? index & 1 : 0;
        long stride = alternates(type) ? 2 : 1;
        if (parity == 0 && stride == 2 && put(t, c, rows, type.valueAt(index - 1))) {
            parity = 1;
            index--;
        }
        long bad = 0;
        long good = (index - parity) / stride;
        if (parity == 1 && put(t, c, rows, type.valueAt(1))) {
            return;
        }
        while (bad + 1 < good && !shrinker.isSpent()) {
            long middle = bad + (good - bad) / 2;
            if (put(t, c, rows, type.valueAt(middle * stride + parity))) {
                good = middle;
            } else {
                bad = middle;
            }
        }
    }

    /** Whether positive and negative numbers take turns in the numbering. */
    private static boolean alternates(ColumnType type) {
        return type.cardinality() > 2
                && !(type instanceof ColumnType.Text)
                && !(type instanceof ColumnType.Choice)
                && type.indexOf(type.valueAt(2)) == 2
                && isBelow(type.valueAt(2), type.valueAt(0));
    }

    @SuppressWarnings("unchecked")
    private static boolean isBelow(Object a, Object b) {
        return a instanceof Comparable<?> && ((Comparable<Object>) a).compareTo(b) < 0;
    }

    /** Lowers two numbers by the same, or moves as much of one into the other as fits, so that a difference or sum stays. */
    private void trade(int t, int c, int r, int s, ColumnType type) {
        Object a = table(t).cell(r, c);
        Object b = table(t).cell(s, c);
        Object less = null;
        Object more = null;
        if (a instanceof Long x && b instanceof Long y && type instanceof ColumnType.Int64 numbers) {
            if (x > 0 && y > 0 && x < 1L << 61 && y < 1L << 61) {
                more = Math.min(x + y, numbers.max());
                less = x + y - (Long) more;
                long both = Math.min(x, y);
                if (type.accepts(x - both) && type.accepts(y - both) && pair(t, c, r, s, x - both, y - both)) {
                    return;
                }
            }
        } else if (a instanceof BigDecimal x
                && b instanceof BigDecimal y
                && type instanceof ColumnType.Decimal numbers) {
            if (x.signum() > 0 && y.signum() > 0) {
                more = x.add(y).min(numbers.max());
                less = x.add(y).subtract((BigDecimal) more);
            }
        }
        if (less != null && more != null && !less.equals(a) && type.accepts(more) && type.accepts(less)) {
            pair(t, c, r, s, less, more);
        }
    }

    private boolean pair(int t, int c, int r, int s, Object first, Object second) {
        @Nullable Object[] cells = table(t).copyOf(c);
        cells[r] = first;
        cells[s] = second;
        return shrinker.accept(shrinker.best().with(t, table(t).with(c, cells)));
    }

    /** Numbers single-column keys from the simplest value on, together with what refers to them. */
    private void numberKeys() {
        RelationalSchema schema = shrinker.best().schema();
        for (int t = 0; t < schema.tables().size(); t++) {
            TableSchema table = schema.tables().get(t);
            for (List<String> key : table.keys()) {
                if (key.size() == 1
                        && table.foreignKeys().stream()
                                .noneMatch(fk -> fk.columns().contains(key.get(0)))) {
                    numberKey(schema, t, table, key.get(0));
                }
            }
        }
    }

    private void numberKey(RelationalSchema schema, int t, TableSchema table, String key) {
        int c = table.indexOf(key);
        ColumnType type = table.columns().get(c).type();
        Map<Object, Object> names = new LinkedHashMap<>();
        for (Object old : table(t).column(key)) {
            if (old != null && names.size() < type.cardinality()) {
                names.put(old, type.valueAt(names.size()));
            }
        }
        if (names.entrySet().stream().allMatch(e -> e.getKey().equals(e.getValue()))) {
            return;
        }
        Dataset candidate = shrinker.best().with(t, renamed(table(t), c, names));
        for (int child = 0; child < schema.tables().size(); child++) {
            for (ForeignKey fk : schema.tables().get(child).foreignKeys()) {
                for (int i = 0; i < fk.columns().size(); i++) {
                    if (fk.table().equals(table.name())
                            && fk.referenced().get(i).equals(key)) {
                        Table before = candidate.tables().get(child);
                        candidate = candidate.with(
                                child,
                                renamed(
                                        before,
                                        before.schema().indexOf(fk.columns().get(i)),
                                        names));
                    }
                }
            }
        }
        if (candidate.violations().isEmpty()) {
            shrinker.accept(candidate);
        }
    }

    private static Table renamed(Table table, int c, Map<Object, Object> names) {
        @Nullable Object[] cells = table.copyOf(c);
        for (int r = 0; r < cells.length; r++) {
            Object value = cells[r];
            if (value != null) {
                cells[r] = names.getOrDefault(value, value);
            }
        }
        return table.with(c, cells);
    }
}
