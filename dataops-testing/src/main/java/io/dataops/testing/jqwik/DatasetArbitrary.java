package io.dataops.testing.jqwik;

import io.dataops.testing.property.Dataset;
import io.dataops.testing.property.Datasets;
import io.dataops.testing.property.RelationalSchema;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCases;
import net.jqwik.api.RandomGenerator;

/**
 * Datasets of a schema as a jqwik arbitrary. Values are generated constructively, and shrink as {@link
 * io.dataops.testing.property.DatasetShrinker} does, to the same minimum; every candidate obeys the schema. The dataset with
 * as few rows as possible is the edge case.
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
        return random -> DatasetShrinkable.of(options.generate(random.nextLong()), min);
    }

    @Override
    public EdgeCases<Dataset> edgeCases(int maxEdgeCases) {
        return maxEdgeCases < 1
                ? EdgeCases.none()
                : EdgeCases.fromSupplier(() -> DatasetShrinkable.of(
                        Datasets.of(schema).rows(min, min).nulls(nulls).generate(0), min));
    }
}
