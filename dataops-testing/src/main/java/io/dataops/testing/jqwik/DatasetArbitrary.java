package io.dataops.testing.jqwik;

import io.dataops.testing.property.Column;
import io.dataops.testing.property.Dataset;
import io.dataops.testing.property.Datasets;
import io.dataops.testing.property.Reduction;
import io.dataops.testing.property.RelationalSchema;
import io.dataops.testing.property.Table;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCases;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.ShrinkingDistance;

/**
 * Datasets of a schema as a jqwik arbitrary. Values are generated constructively, and shrink by taking rows away together
 * with what refers to them, then by simplifying cells; every candidate obeys the schema. The dataset with as few rows as
 * possible is the edge case.
 *
 * <pre>{@code
 * @Provide
 * Arbitrary<Dataset> shops() {
 *     return DatasetArbitrary.of(shop).rows(0, 200);
 * }
 *
 * @Property
 * void totalsAreKept(@ForAll("shops") Dataset data) {
 *     assertThat(total(pipeline(data))).isEqualTo(total(data));   // a failure shrinks to very few rows
 * }
 * }</pre>
 */
public final class DatasetArbitrary implements Arbitrary<Dataset> {
    private final RelationalSchema schema;
    private final int min;
    private final int max;
    private final double nulls;

    private DatasetArbitrary(RelationalSchema schema, int min, int max, double nulls) {
        this.schema = schema;
        this.min = min;
        this.max = max;
        this.nulls = nulls;
    }

    /**
     * Makes an arbitrary of 0 to 50 rows a table and 10 % nulls.
     *
     * @param schema the tables
     * @return the arbitrary
     */
    public static DatasetArbitrary of(RelationalSchema schema) {
        return new DatasetArbitrary(schema, 0, 50, 0.1);
    }

    /**
     * Returns this arbitrary with another number of rows.
     *
     * @param newMin the fewest rows of a table, 0 or more
     * @param newMax the most
     * @return the arbitrary
     */
    public DatasetArbitrary rows(int newMin, int newMax) {
        return new DatasetArbitrary(schema, newMin, newMax, nulls);
    }

    /**
     * Returns this arbitrary with another share of nulls.
     *
     * @param share 0 to 1
     * @return the arbitrary
     */
    public DatasetArbitrary nulls(double share) {
        return new DatasetArbitrary(schema, min, max, share);
    }

    @Override
    public RandomGenerator<Dataset> generator(int genSize) {
        Datasets.Builder options = Datasets.of(schema).rows(min, max).nulls(nulls);
        return random -> new Shrinking(options.generate(random.nextLong()), min);
    }

    @Override
    public EdgeCases<Dataset> edgeCases(int maxEdgeCases) {
        return maxEdgeCases < 1
                ? EdgeCases.none()
                : EdgeCases.fromSupplier(() -> new Shrinking(
                        Datasets.of(schema).rows(min, min).nulls(nulls).generate(0), min));
    }

    /** A dataset with the way to simpler ones. */
    private record Shrinking(Dataset value, int min) implements Shrinkable<Dataset> {

        @Override
        public Stream<Shrinkable<Dataset>> shrink() {
            return Reduction.candidates(value)
                    .filter(d -> d.tables().stream().allMatch(t -> t.size() >= Math.min(min, sizeBefore(t))))
                    .map(d -> new Shrinking(d, min));
        }

        private int sizeBefore(Table table) {
            return value.table(table.schema().name()).size();
        }

        @Override
        public ShrinkingDistance distance() {
            return ShrinkingDistance.of(value.size(), weight());
        }

        /** How far all cells are from the simplest ones. */
        private long weight() {
            double sum = 0;
            for (Table table : value.tables()) {
                List<Column> columns = table.schema().columns();
                for (int c = 0; c < columns.size(); c++) {
                    for (int r = 0; r < table.size(); r++) {
                        Column column = columns.get(c);
                        sum += Optional.ofNullable(table.cell(r, c))
                                .map(v -> 1.0 + weight(column, v))
                                .orElse(0.0);
                    }
                }
            }
            return (long) Math.min(sum, Long.MAX_VALUE);
        }

        private static double weight(Column column, Object cell) {
            long index = column.type().indexOf(cell);
            if (index >= 0) {
                return index;
            }
            return column.type().cardinality() + (double) cell.toString().length();
        }
    }
}
