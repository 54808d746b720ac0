package io.dataops.testing.property;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Generates datasets that obey a schema: keys are unique and references lead somewhere by construction, and nothing is
 * generated and thrown away. Every cell is a function of the seed and its position, so that any row can be computed by
 * itself: {@link Builder#stream} needs no memory for the rows before.
 *
 * <p>Defaults: 0 to 100 rows a table, 10 % nulls in nullable columns, 10 % boundary values, seed 0.
 *
 * <p>Takes time O(cells). The same schema, options and seed give the same dataset on any machine.
 *
 * <pre>{@code
 * Dataset data = Datasets.of(shop).rows(1, 100).rows("orders", 1_000, 1_000).nulls(0.2).seed(42).generate();
 * data.violations();   // empty
 * Datasets.of(Schema.of(Schema.table("t").pk("flag", Schema.bool()).build())).rows(3, 3).generate();
 * // IllegalArgumentException: table t cannot have 3 rows: its key [flag] has only 2 different values. ...
 * }</pre>
 */
public final class Datasets {
    private Datasets() {}

    /**
     * Starts a generator.
     *
     * @param schema the tables
     * @return a builder
     */
    public static Builder of(RelationalSchema schema) {
        return new Builder(schema);
    }

    /** How many rows a table is to have. */
    record Range(int min, int max) {
        Range {
            if (min < 0 || max < min) {
                throw new IllegalArgumentException(
                        "rows (" + min + " to " + max + ") must be 0 or more, the least first.");
            }
        }
    }

    /** Collects the options; generates any number of datasets. Not safe for use by several threads. */
    public static final class Builder {
        final RelationalSchema schema;
        final Map<String, Range> rows = new LinkedHashMap<>();
        private Optional<Range> everywhere = Optional.empty();
        private Optional<Double> nulls = Optional.empty();
        private Optional<Double> edges = Optional.empty();
        private Optional<Long> seed = Optional.empty();

        final Shapes shapes;

        private Builder(RelationalSchema schema) {
            this.schema = schema;
            this.shapes = new Shapes(schema);
        }

        private static void once(String what, Optional<?> before) {
            before.ifPresent(value -> {
                throw new IllegalStateException(what + " was already set to " + value + ".");
            });
        }

        private static double share(String what, double value) {
            if (!(value >= 0 && value <= 1)) {
                throw new IllegalArgumentException(what + " (" + value + ") must be between 0 and 1.");
            }
            return value;
        }

        /**
         * Sets how many rows the tables have that are not named.
         *
         * @param min the fewest, 0 or more
         * @param max the most; a table whose keys have fewer values gets fewer
         * @return this
         */
        public Builder rows(int min, int max) {
            once("rows", everywhere);
            everywhere = Optional.of(new Range(min, max));
            return this;
        }

        /**
         * Sets how many rows a table has.
         *
         * @param table its name
         * @param min the fewest, 0 or more
         * @param max the most
         * @return this
         */
        public Builder rows(String table, int min, int max) {
            schema.table(table);
            if (rows.put(table, new Range(min, max)) != null) {
                throw new IllegalStateException("rows of " + table + " was already set.");
            }
            return this;
        }

        /**
         * Sets the share of nulls in nullable columns.
         *
         * @param share 0 to 1
         * @return this
         */
        public Builder nulls(double share) {
            once("nulls", nulls);
            nulls = Optional.of(share("nulls", share));
            return this;
        }

        /**
         * Sets the share of boundary values in columns that are not part of a key.
         *
         * @param share 0 to 1
         * @return this
         */
        public Builder edges(double share) {
            once("edges", edges);
            edges = Optional.of(share("edges", share));
            return this;
        }

        /**
         * Sets how often the values of a column occur. Such a column gets no boundary values beside.
         *
         * @param table the name of a table
         * @param column a column that is not part of a key; a reference can be uniform or Zipf-distributed
         * @param distribution the distribution
         * @return this
         */
        public Builder distribution(String table, String column, Distribution distribution) {
            shapes.distribution(table, column, distribution);
            return this;
        }

        /**
         * Lets two columns of a row go together. Columns without a distribution become uniform.
         *
         * @param table the name of a table
         * @param leader a column of numbers, dates, times or choices that is not part of a key or reference
         * @param follower another one, which follows no other yet
         * @param rho the correlation of the normal scores, more than -1 and less than 1; Spearman's is
         *     6 / pi asin(rho / 2), nearly the same
         * @return this
         */
        public Builder correlate(String table, String leader, String follower, double rho) {
            shapes.correlate(table, leader, follower, rho);
            return this;
        }

        /**
         * Sets the seed.
         *
         * @param newSeed any number
         * @return this
         */
        public Builder seed(long newSeed) {
            once("seed", seed);
            seed = Optional.of(newSeed);
            return this;
        }

        Range range(String table) {
            Range named = rows.get(table);
            return named != null ? named : everywhere.orElse(new Range(0, 100));
        }

        double nullShare() {
            return nulls.orElse(0.1);
        }

        double edgeShare() {
            return edges.orElse(0.1);
        }

        /**
         * Generates a dataset.
         *
         * @return the dataset for the seed
         * @throws IllegalArgumentException if the schema cannot be met; the message names what cannot
         */
        public Dataset generate() {
            return generate(seed.orElse(0L));
        }

        /**
         * Generates a dataset with another seed than the one that was set.
         *
         * @param otherSeed any number
         * @return the dataset
         */
        public Dataset generate(long otherSeed) {
            return new Plan(this, otherSeed).dataset();
        }

        /**
         * Streams the rows of one table without holding them.
         *
         * @param table its name
         * @return the same rows that {@link #generate()} puts into the table
         */
        public Stream<Row> stream(String table) {
            Plan plan = new Plan(this, seed.orElse(0L));
            int at = schema.indexOf(table);
            return IntStream.range(0, plan.size(at)).mapToObj(r -> plan.row(at, r));
        }
    }
}
