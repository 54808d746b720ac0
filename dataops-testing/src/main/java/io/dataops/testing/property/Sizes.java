package io.dataops.testing.property;

import java.util.List;

/** Decides how many rows each table has: within what was asked, what its keys can tell apart, and what it refers to. */
final class Sizes {
    private final Datasets.Builder options;
    private final RelationalSchema schema;
    private final long seed;

    Sizes(Datasets.Builder options, long seed) {
        this.options = options;
        this.schema = options.schema;
        this.seed = seed;
    }

    int[] sizes() {
        List<TableSchema> tables = schema.tables();
        int[] sizes = new int[tables.size()];
        for (int t = 0; t < sizes.length; t++) {
            Datasets.Range range = options.range(tables.get(t).name());
            long hash = Hash.at(seed ^ 0x6A09E667F3BCC909L, t);
            sizes[t] = (int) (range.min() + Hash.below(hash, (long) range.max() - range.min() + 1));
        }
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int t = 0; t < sizes.length; t++) {
                int fits = limit(tables.get(t), t, sizes);
                if (fits < sizes[t]) {
                    sizes[t] = fits;
                    changed = true;
                }
            }
        }
        return sizes;
    }

    /** The rows that a table can have, given the sizes of the others. */
    private int limit(TableSchema table, int t, int[] sizes) {
        int limit = sizes[t];
        for (ForeignKey fk : table.foreignKeys()) {
            boolean nullable = fk.columns().stream()
                    .anyMatch(c -> table.columns().get(table.indexOf(c)).nullable());
            if (!nullable && sizes[schema.indexOf(fk.table())] == 0 && limit > 0) {
                limit = refuse(table, 0, "it must refer to table " + fk.table() + ", which has no rows");
            }
        }
        for (List<String> key : Keys.independent(table)) {
            if (key.stream().anyMatch(c -> table.columns().get(table.indexOf(c)).nullable())
                    && options.nullShare() == 1) {
                continue;
            }
            long all = 1;
            List<ForeignKey> references = Keys.within(table, key);
            for (ForeignKey fk : references) {
                all = times(all, Math.max(1, sizes[schema.indexOf(fk.table())]));
            }
            for (String column : key) {
                if (references.stream().noneMatch(fk -> fk.columns().contains(column))) {
                    all = times(
                            all,
                            table.columns().get(table.indexOf(column)).type().cardinality());
                }
            }
            if (all < limit) {
                limit = refuse(table, (int) all, "its key " + key + " has only " + all + " different values");
            }
        }
        return limit;
    }

    private static long times(long a, long b) {
        return b > ColumnType.MANY / a ? ColumnType.MANY : a * b;
    }

    /** Fewer rows, unless more were asked for. */
    private int refuse(TableSchema table, int rows, String why) {
        Datasets.Range range = options.range(table.name());
        if (rows < range.min()) {
            throw new IllegalArgumentException("table " + table.name() + " cannot have " + range.min() + " rows: " + why
                    + ". Maybe lower rows(\"" + table.name() + "\", " + range.min() + ", " + range.max() + ").");
        }
        return rows;
    }
}
