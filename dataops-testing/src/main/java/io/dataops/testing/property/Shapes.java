package io.dataops.testing.property;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The distributions that were set for columns, and which columns go together. Correlated columns share a Gaussian copula:
 * the normal score of a column is rho times that of the column it follows plus an independent part, so that the rank
 * correlation of the two is 6 / pi asin(rho / 2), whatever their distributions.
 */
final class Shapes {
    private static final int CHAIN = 50;

    private final RelationalSchema schema;
    private final Map<Place, Distribution> distributions = new LinkedHashMap<>();
    private final Map<Place, Link> links = new HashMap<>();

    Shapes(RelationalSchema schema) {
        this.schema = schema;
    }

    private record Place(String table, String column) {}

    private record Link(String leader, double rho) {}

    /** A normal score by row. */
    @FunctionalInterface
    private interface Scores {
        double at(long row);
    }

    void distribution(String table, String column, Distribution distribution) {
        TableSchema shape = schema.table(table);
        ColumnType type = shape.columns().get(shape.indexOf(column)).type();
        if (shape.keys().stream().anyMatch(k -> k.contains(column))) {
            throw new IllegalArgumentException("column " + column + " of table " + table
                    + " is part of a key, whose values occur once each: it cannot have a distribution.");
        }
        boolean refers =
                shape.foreignKeys().stream().anyMatch(fk -> fk.columns().contains(column));
        if (refers
                && !(distribution.toString().startsWith("zipf")
                        || distribution.toString().equals("uniform"))) {
            throw new IllegalArgumentException("column " + column + " of table " + table
                    + " is a reference: it can be uniform() or zipf(...), not " + distribution + ".");
        }
        if (!refers) {
            distribution.over(type);
        }
        if (distributions.putIfAbsent(new Place(table, column), distribution) != null) {
            throw new IllegalStateException("the distribution of " + table + "." + column + " was already set.");
        }
    }

    void correlate(String table, String leader, String follower, double rho) {
        if (!(rho > -1 && rho < 1)) {
            throw new IllegalArgumentException("rho (" + rho + ") must be more than -1 and less than 1.");
        }
        TableSchema shape = schema.table(table);
        for (String column : new String[] {leader, follower}) {
            ColumnType type = shape.columns().get(shape.indexOf(column)).type();
            if (Reduction.fixed(schema, shape, shape.indexOf(column)) || !Quantiles.isOrdered(type)) {
                throw new IllegalArgumentException("column " + column + " of table " + table
                        + " cannot be correlated: it is a text, or part of a key or reference.");
            }
        }
        String above = leader;
        for (int i = 0; i <= CHAIN; i++) {
            if (above.equals(follower) || i == CHAIN) {
                throw new IllegalArgumentException("columns " + leader + " and " + follower + " of table " + table
                        + " cannot be correlated: they would follow each other in a circle, or over more than "
                        + CHAIN + " columns.");
            }
            Link link = links.get(new Place(table, above));
            if (link == null) {
                break;
            }
            above = link.leader();
        }
        if (links.putIfAbsent(new Place(table, follower), new Link(leader, rho)) != null) {
            throw new IllegalStateException(
                    "column " + follower + " of table " + table + " already follows another one.");
        }
    }

    /** The values of a column by its distribution; null if it has none and goes with no other. */
    @Nullable
    CellSource values(TableSchema table, int c, Streams streams) {
        String name = table.columns().get(c).name();
        Place place = new Place(table.name(), name);
        Distribution distribution = distributions.get(place);
        boolean linked = links.containsKey(place)
                || links.entrySet().stream()
                        .anyMatch(e -> e.getKey().table().equals(table.name())
                                && e.getValue().leader().equals(name));
        if (distribution == null && !linked) {
            return null;
        }
        Quantiles quantiles = (distribution == null ? Distribution.uniform() : distribution)
                .over(table.columns().get(c).type());
        if (!linked) {
            long stream = Hash.mix(streams.of(c) + 5);
            return row -> quantiles.at(Quantiles.unit(Hash.at(stream, row)));
        }
        Scores scores = scores(table, name, streams);
        return row -> quantiles.at(Math.min(0x1.fffffffffffffp-1, Normal.below(scores.at(row))));
    }

    private Scores scores(TableSchema table, String column, Streams streams) {
        long stream = Hash.mix(streams.of(table.indexOf(column)) + 5);
        Scores own = row -> Normal.quantile(Quantiles.unit(Hash.at(stream, row)) + 0x1.0p-54);
        Link link = links.get(new Place(table.name(), column));
        if (link == null) {
            return own;
        }
        Scores leader = scores(table, link.leader(), streams);
        double rest = Math.sqrt(1 - link.rho() * link.rho());
        return row -> link.rho() * leader.at(row) + rest * own.at(row);
    }

    /** Picks a row of a parent of some size by a distribution that was set for a reference; null if none was. */
    @Nullable
    Quantiles picks(TableSchema table, ForeignKey fk, long size) {
        for (String column : fk.columns()) {
            Distribution distribution = distributions.get(new Place(table.name(), column));
            if (distribution != null && size > 0) {
                return distribution.over(Schema.int64(0, size - 1));
            }
        }
        return null;
    }

    /** The random stream of a column. */
    @FunctionalInterface
    interface Streams {
        long of(int column);
    }
}
