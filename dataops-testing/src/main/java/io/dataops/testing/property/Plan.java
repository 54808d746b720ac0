package io.dataops.testing.property;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A dataset as functions from row numbers to cells: sizes first, then keys, then references, then the rest. */
final class Plan {
    private final Datasets.Builder options;
    private final long seed;
    private final RelationalSchema schema;
    private final int[] sizes;
    private final @Nullable CellSource[][] sources;
    private final boolean[] planned;

    Plan(Datasets.Builder options, long seed) {
        this.options = options;
        this.seed = Hash.mix(seed + 0x5DEECE66DL);
        this.schema = options.schema;
        this.sizes = new Sizes(options, this.seed).sizes();
        this.sources = new @Nullable CellSource[sizes.length][];
        this.planned = new boolean[sizes.length];
        for (int t = 0; t < sizes.length; t++) {
            sources[t] =
                    new @Nullable CellSource[schema.tables().get(t).columns().size()];
        }
        for (int t = 0; t < sizes.length; t++) {
            keys(t, new ArrayList<>());
        }
        for (int t = 0; t < sizes.length; t++) {
            references(t);
        }
        for (int t = 0; t < sizes.length; t++) {
            rest(t);
        }
    }

    int size(int table) {
        return sizes[table];
    }

    private long stream(int table, int column) {
        return Hash.mix(seed + 0x9E3779B97F4A7C15L * (table + 1) + 0xC2B2AE3D27D4EB4FL * (column + 1));
    }

    /** Fixes the columns of the keys of a table, after those of the tables that its keys refer to. */
    private void keys(int t, List<Integer> path) {
        if (path.contains(t)) {
            throw new IllegalArgumentException("the keys of " + names(path.subList(path.indexOf(t), path.size()))
                    + " are made of references to each other in a circle, so no first row can exist."
                    + " Maybe make one of the references a column outside its key.");
        }
        if (planned[t]) {
            return;
        }
        TableSchema table = schema.tables().get(t);
        path.add(t);
        for (List<String> key : Keys.independent(table)) {
            for (ForeignKey fk : Keys.within(table, key)) {
                keys(schema.indexOf(fk.table()), path);
            }
        }
        path.remove(path.size() - 1);
        for (List<String> key : Keys.independent(table)) {
            key(t, table, key);
        }
        planned[t] = true;
    }

    private String names(List<Integer> tables) {
        return String.join(
                ", ", tables.stream().map(t -> schema.tables().get(t).name()).toList());
    }

    /** Gives the columns of a key the digits of a permuted row number. */
    private void key(int t, TableSchema table, List<String> key) {
        List<ForeignKey> references = Keys.within(table, key);
        List<String> loose = new ArrayList<>(key);
        references.forEach(fk -> loose.removeAll(fk.columns()));
        long all = 1;
        List<Long> radix = new ArrayList<>();
        for (ForeignKey fk : references) {
            radix.add((long) Math.max(1, sizes[schema.indexOf(fk.table())]));
        }
        for (String column : loose) {
            radix.add(table.columns().get(table.indexOf(column)).type().cardinality());
        }
        for (long r : radix) {
            all = r > ColumnType.MANY / all ? ColumnType.MANY : all * r;
        }
        long space = references.isEmpty() && loose.size() == 1 && (seed & 1) == 0
                ? Permutation.convenient(Math.max(64, 4L * sizes[t]), all)
                : Permutation.convenient(all, all);
        Permutation permutation = new Permutation(space, stream(t, table.indexOf(key.get(0))));
        long divisor = 1;
        int digit = 0;
        for (ForeignKey fk : references) {
            long by = divisor;
            long size = radix.get(digit++);
            refer(t, table, fk, row -> permutation.at(row) / by % size);
            divisor = size > ColumnType.MANY / divisor ? ColumnType.MANY : divisor * size;
        }
        for (String name : loose) {
            int c = table.indexOf(name);
            Column column = table.columns().get(c);
            long by = divisor;
            long size = radix.get(digit++);
            boolean single = loose.size() == 1 && references.isEmpty();
            CellSource value = single
                    ? row -> column.type().valueAt(permutation.at(row))
                    : row -> column.type().valueAt(permutation.at(row) / by % size);
            sources[t][c] = nullable(table, column, stream(t, c), value);
            divisor = size > ColumnType.MANY / divisor ? ColumnType.MANY : divisor * size;
        }
    }

    /** Makes the columns of a foreign key show the row of the parent that is picked. */
    private void refer(int t, TableSchema table, ForeignKey fk, RowPick pick) {
        int parent = schema.indexOf(fk.table());
        TableSchema parentTable = schema.tables().get(parent);
        boolean nullable = fk.columns().stream()
                .anyMatch(c -> table.columns().get(table.indexOf(c)).nullable());
        long stream = stream(t, table.indexOf(fk.columns().get(0)));
        boolean target = fk.columns().stream().anyMatch(c -> schema.isReferenced(table.name(), c));
        long share = nullable && !target ? Hash.probability(options.nullShare()) : 0;
        boolean none = sizes[parent] == 0;
        for (int i = 0; i < fk.columns().size(); i++) {
            int c = table.indexOf(fk.columns().get(i));
            int shown = parentTable.indexOf(fk.referenced().get(i));
            boolean ownNull = table.columns().get(c).nullable();
            sources[t][c] = row -> {
                if (none || (share > 0 && Hash.happens(Hash.at(stream, row), share))) {
                    return ownNull ? null : loose(t, c, row);
                }
                return cell(parent, shown, pick.of(row));
            };
        }
    }

    /** A value for a column of a reference that is switched off by a null in another of its columns. */
    private Object loose(int t, int c, long row) {
        ColumnType type = schema.tables().get(t).columns().get(c).type();
        return type.valueAt(Hash.below(Hash.at(stream(t, c), row), type.cardinality()));
    }

    private void references(int t) {
        TableSchema table = schema.tables().get(t);
        for (ForeignKey fk : table.foreignKeys()) {
            if (Keys.independent(table).stream()
                    .anyMatch(k -> Keys.within(table, k).contains(fk))) {
                continue;
            }
            List<Integer> columns = fk.columns().stream().map(table::indexOf).toList();
            long open = columns.stream().filter(c -> sources[t][c] == null).count();
            if (open == columns.size()) {
                int parent = schema.indexOf(fk.table());
                long stream = stream(t, columns.get(0)) ^ 0x2545F4914F6CDD1DL;
                if (parent == t) {
                    refer(t, table, fk, row -> row == 0 ? 0 : Hash.below(Hash.at(stream, row), row));
                } else {
                    long size = sizes[parent];
                    Quantiles picks = options.shapes.picks(table, fk, size);
                    refer(
                            t,
                            table,
                            fk,
                            picks == null
                                    ? row -> Hash.below(Hash.at(stream, row), size)
                                    : row -> (Long) picks.at(Quantiles.unit(Hash.at(stream, row))));
                }
            } else {
                Overlap.resolve(this, t, fk);
            }
        }
    }

    private void rest(int t) {
        TableSchema table = schema.tables().get(t);
        List<Column> columns = table.columns();
        if (!table.orders().isEmpty()) {
            RowOrders orders = new RowOrders(table.name(), columns, table.orders());
            for (int c : orders.columns()) {
                long stream = stream(t, c);
                sources[t][c] = orders.keep(
                        c, nullable(table, columns.get(c), stream, values(t, c)), sources[t], Hash.mix(stream + 4));
            }
        }
        for (int c = 0; c < columns.size(); c++) {
            if (sources[t][c] == null) {
                sources[t][c] = nullable(table, columns.get(c), stream(t, c), values(t, c));
            }
        }
    }

    private CellSource values(int t, int c) {
        TableSchema table = schema.tables().get(t);
        CellSource shaped = options.shapes.values(table, c, column -> stream(t, column));
        return shaped != null
                ? shaped
                : RandomValues.of(table.columns().get(c).type(), stream(t, c), options.edgeShare());
    }

    private CellSource nullable(TableSchema table, Column column, long stream, CellSource value) {
        if (!column.nullable() || options.nullShare() == 0 || schema.isReferenced(table.name(), column.name())) {
            return value;
        }
        long share = Hash.probability(options.nullShare());
        long coins = Hash.mix(stream + 1);
        return row -> Hash.happens(Hash.at(coins, row), share) ? null : value.at(row);
    }

    @Nullable
    Object cell(int table, int column, long row) {
        CellSource source = sources[table][column];
        if (source == null) {
            throw new IllegalArgumentException(
                    "column " + schema.tables().get(table).columns().get(column).name()
                            + " of table " + schema.tables().get(table).name()
                            + " is referred to before it has values: it is neither a key nor free.");
        }
        return source.at(row);
    }

    RelationalSchema schema() {
        return schema;
    }

    void replace(int table, int column, CellSource source) {
        sources[table][column] = source;
    }

    @Nullable
    CellSource source(int table, int column) {
        return sources[table][column];
    }

    Row row(int table, int row) {
        TableSchema shape = schema.tables().get(table);
        @Nullable Object[][] cells = new @Nullable Object[shape.columns().size()][1];
        for (int c = 0; c < cells.length; c++) {
            cells[c][0] = cell(table, c, row);
        }
        return new Row(new Table(shape, cells, 1), 0);
    }

    Dataset dataset() {
        List<Table> tables = new ArrayList<>();
        for (int t = 0; t < sizes.length; t++) {
            TableSchema shape = schema.tables().get(t);
            @Nullable Object[][] cells = new @Nullable Object[shape.columns().size()][sizes[t]];
            for (int c = 0; c < cells.length; c++) {
                @Nullable Object[] out = cells[c];
                for (int r = 0; r < out.length; r++) {
                    out[r] = cell(t, c, r);
                }
            }
            tables.add(new Table(shape, cells, sizes[t]));
        }
        return Dataset.of(schema, tables);
    }
}
