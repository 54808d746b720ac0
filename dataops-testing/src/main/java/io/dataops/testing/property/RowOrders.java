package io.dataops.testing.property;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the columns of a row in order by construction. Lesser columns are capped so that greater ones always find a value;
 * then values are made from the least column upwards, and one that is out of order is drawn again from what is left.
 */
final class RowOrders {
    private final String name;
    private final List<Column> columns;
    private final List<ColumnOrder> orders;
    private final int[] order;
    private final long[] low;
    private final long[] high;

    /** Refuses orders that no row can keep. */
    RowOrders(String name, List<Column> columns, List<ColumnOrder> orders) {
        this.name = name;
        this.columns = columns;
        this.orders = orders;
        this.low = new long[columns.size()];
        this.high = new long[columns.size()];
        for (ColumnOrder o : orders) {
            for (String side : List.of(o.lower(), o.upper())) {
                ColumnType type = columns.get(indexOf(side)).type();
                low[indexOf(side)] = Axis.min(type);
                high[indexOf(side)] = Axis.max(type);
            }
        }
        this.order = sorted();
        for (int i = order.length - 1; i >= 0; i--) {
            for (ColumnOrder o : orders) {
                int lower = indexOf(o.lower());
                if (indexOf(o.upper()) == order[i]) {
                    high[lower] = Math.min(high[lower], less(high[order[i]], o.strict()));
                }
            }
        }
        for (int c : order) {
            for (ColumnOrder o : orders) {
                if (indexOf(o.upper()) == c) {
                    low[c] = Math.max(low[c], more(low[indexOf(o.lower())], o.strict()));
                }
            }
            if (low[c] > high[c]) {
                throw new IllegalArgumentException("the orders " + orders + " of table " + name
                        + " leave no value for column " + columns.get(c).name()
                        + ". Maybe widen its type.");
            }
        }
    }

    private int indexOf(String column) {
        int at = 0;
        while (!columns.get(at).name().equals(column)) {
            at++;
        }
        return at;
    }

    private static long less(long at, boolean strict) {
        return strict && at > Long.MIN_VALUE ? at - 1 : at;
    }

    private static long more(long at, boolean strict) {
        return strict && at < Long.MAX_VALUE ? at + 1 : at;
    }

    /** The columns that take part, lesser ones first. */
    private int[] sorted() {
        List<Integer> out = new ArrayList<>();
        boolean moved = true;
        while (moved) {
            moved = false;
            for (ColumnOrder o : orders) {
                for (String side : List.of(o.lower(), o.upper())) {
                    int c = indexOf(side);
                    if (!out.contains(c)
                            && orders.stream()
                                    .filter(p -> p.upper().equals(side))
                                    .allMatch(p -> out.contains(indexOf(p.lower())))) {
                        out.add(c);
                        moved = true;
                    }
                }
            }
        }
        for (ColumnOrder o : orders) {
            if (!out.contains(indexOf(o.upper()))) {
                throw new IllegalArgumentException("the orders " + orders + " of table " + name + " form a circle.");
            }
        }
        return out.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The columns that take part, lesser ones first. */
    int[] columns() {
        return order.clone();
    }

    /** Values of a column that are never out of order with the lesser columns, whose sources are final already. */
    CellSource keep(int c, CellSource value, @Nullable CellSource[] sources, long stream) {
        ColumnType type = columns.get(c).type();
        List<CellSource> lower = new ArrayList<>();
        List<Boolean> strict = new ArrayList<>();
        for (ColumnOrder o : orders) {
            CellSource source = sources[indexOf(o.lower())];
            if (indexOf(o.upper()) == c && source != null) {
                lower.add(source);
                strict.add(o.strict());
            }
        }
        return row -> {
            Object drawn = value.at(row);
            if (drawn == null) {
                return null;
            }
            long from = low[c];
            for (int i = 0; i < lower.size(); i++) {
                Object other = lower.get(i).at(row);
                if (other != null) {
                    from = Math.max(from, more(Axis.at(other), strict.get(i)));
                }
            }
            long at = Axis.at(drawn);
            if (at >= from && at <= high[c]) {
                return drawn;
            }
            long width = high[c] - from;
            long hash = Hash.at(stream, row);
            long step = (hash & 1) == 0
                    ? hash >>> 60
                    : Hash.below(hash, width < 0 || width >= ColumnType.MANY ? ColumnType.MANY : width + 1);
            return Axis.value(type, width >= 0 && step > width ? from + width : from + step);
        };
    }

    /** Whether all rows of a dataset are in order. */
    static boolean hold(Dataset data) {
        for (Table table : data.tables()) {
            for (ColumnOrder o : table.schema().orders()) {
                if (firstBroken(table, o) >= 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The first row that is out of order; -1 if there is none. */
    static int firstBroken(Table table, ColumnOrder o) {
        int lower = table.schema().indexOf(o.lower());
        int upper = table.schema().indexOf(o.upper());
        for (int r = 0; r < table.size(); r++) {
            Object a = table.cell(r, lower);
            Object b = table.cell(r, upper);
            if (a != null && b != null && !inOrder(a, b, o.strict())) {
                return r;
            }
        }
        return -1;
    }

    @SuppressWarnings("unchecked")
    private static boolean inOrder(Object a, Object b, boolean strict) {
        if (a.getClass() != b.getClass() || !(a instanceof Comparable<?>)) {
            return true;
        }
        Object x = a instanceof Double d ? d + 0.0 : a;
        Object y = b instanceof Double d ? d + 0.0 : b;
        int compared = ((Comparable<Object>) x).compareTo(y);
        return strict ? compared < 0 : compared <= 0;
    }

    /** Refuses orders of columns that the table does not have, that cannot be compared, or that are not free. */
    static void check(
            String name,
            List<Column> columns,
            List<List<String>> keys,
            List<ForeignKey> references,
            List<ColumnOrder> orders) {
        for (ColumnOrder o : orders) {
            ColumnType[] types = new ColumnType[2];
            String[] sides = {o.lower(), o.upper()};
            for (int i = 0; i < 2; i++) {
                String side = sides[i];
                types[i] = columns.stream()
                        .filter(c -> c.name().equals(side))
                        .findFirst()
                        .map(Column::type)
                        .orElseThrow(() ->
                                new IllegalArgumentException("column (" + side + ") is not in table " + name + "."));
                boolean taken = keys.stream().anyMatch(k -> k.contains(side))
                        || references.stream().anyMatch(fk -> fk.columns().contains(side));
                if (taken) {
                    throw new IllegalArgumentException("the order " + o + " of table " + name
                            + " cannot be kept: column " + side + " is part of a key or a reference.");
                }
            }
            if (!Axis.isShared(types[0], types[1])) {
                throw new IllegalArgumentException("the order " + o + " of table " + name + " cannot be kept: "
                        + Arrays.toString(types) + " do not compare.");
            }
        }
    }
}
