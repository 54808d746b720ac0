package io.dataops.testing.property;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Changes a dataset a little, so that it still obeys its schema: cells that are free move to a boundary, to a value nearby or
 * to that of another row, rows lose a part, or all of a column takes one value.
 */
final class Evolution {
    private static final int MOVES = 4;

    private final RelationalSchema schema;
    private final SplittableRandom random;

    Evolution(RelationalSchema schema, long seed) {
        this.schema = schema;
        this.random = new SplittableRandom(seed);
    }

    /** A dataset with one to four changes; the same one if nothing could change. */
    Dataset changed(Dataset parent) {
        Dataset data = parent;
        int moves = 1 + random.nextInt(MOVES);
        for (int i = 0; i < moves; i++) {
            Dataset next = random.nextInt(8) == 0 ? fewer(data) : cells(data);
            data = RowOrders.hold(next) ? next : data;
        }
        return data;
    }

    private Dataset fewer(Dataset data) {
        int t = random.nextInt(data.tables().size());
        int size = data.tables().get(t).size();
        if (size == 0) {
            return data;
        }
        boolean[][] kept = Reduction.all(data);
        int from = random.nextInt(size);
        int length = random.nextInt(4) == 0 ? 1 + random.nextInt(size) : 1;
        for (int r = from; r < Math.min(size, from + length); r++) {
            kept[t][r] = false;
        }
        return Reduction.keep(data, kept);
    }

    private Dataset cells(Dataset data) {
        List<int[]> free = new ArrayList<>();
        for (int t = 0; t < schema.tables().size(); t++) {
            TableSchema table = schema.tables().get(t);
            for (int c = 0; c < table.columns().size() && data.tables().get(t).size() > 0; c++) {
                if (!Reduction.fixed(schema, table, c)) {
                    free.add(new int[] {t, c});
                }
            }
        }
        if (free.isEmpty()) {
            return data;
        }
        int[] place = free.get(random.nextInt(free.size()));
        Table table = data.tables().get(place[0]);
        Column column = table.schema().columns().get(place[1]);
        @Nullable Object[] cells = table.copyOf(place[1]);
        int r = random.nextInt(cells.length);
        Object value = moved(column, cells, r);
        if (random.nextInt(10) == 0) {
            java.util.Arrays.fill(cells, value);
        } else {
            cells[r] = value;
        }
        return data.with(place[0], table.with(place[1], cells));
    }

    private @Nullable Object moved(Column column, @Nullable Object[] cells, int r) {
        ColumnType type = column.type();
        Object now = cells[r];
        switch (random.nextInt(column.nullable() ? 6 : 5)) {
            case 0 -> {
                List<Object> edges = type.edges();
                return edges.get(random.nextInt(edges.size()));
            }
            case 1 -> {
                Object other = cells[random.nextInt(cells.length)];
                return other != null ? other : now != null ? now : type.valueAt(0);
            }
            case 2 -> {
                return type.valueAt(random.nextLong(Math.max(1, type.cardinality())));
            }
            case 5 -> {
                return null;
            }
            default -> {
                return nearby(type, now == null ? type.valueAt(0) : now);
            }
        }
    }

    /** A step on the axis whose length is small or large alike. */
    private Object nearby(ColumnType type, Object now) {
        if (now instanceof Double number) {
            double step = Math.scalb(random.nextDouble() - 0.5, random.nextInt(40) - 10);
            Object moved = number + step;
            return type.accepts(moved) ? moved : now;
        }
        if (Axis.isShared(type, type)) {
            long step = random.nextLong() >> random.nextInt(1, 64);
            long at = Axis.at(now);
            long to = at + step;
            boolean over = ((at ^ to) & (step ^ to)) < 0;
            return over || to < Axis.min(type) || to > Axis.max(type) ? now : Axis.value(type, to);
        }
        long index = type.indexOf(now);
        long to = index + (random.nextBoolean() ? 1 : -1);
        return index < 0 || to < 0 || to >= type.cardinality() ? now : type.valueAt(to);
    }
}
