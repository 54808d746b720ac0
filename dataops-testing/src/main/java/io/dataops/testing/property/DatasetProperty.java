package io.dataops.testing.property;

import java.time.Duration;

/**
 * Something that must hold for a dataset; it does not hold if the check throws.
 *
 * <pre>{@code
 * DatasetProperty totals = data -> assertThat(total(pipeline(data))).isEqualTo(total(data));
 * DatasetSearch.of(shop).runs(200).find(totals.within(Duration.ofSeconds(5)));   // one that hangs is given up
 * }</pre>
 */
@FunctionalInterface
public interface DatasetProperty {
    /**
     * Checks the property.
     *
     * @param data a dataset that obeys its schema
     * @throws Throwable if the property does not hold
     */
    void check(Dataset data) throws Throwable;

    /**
     * Returns this property as one that also fails if it takes too long. It runs in a daemon thread of its own, which is
     * interrupted when the limit is over.
     *
     * @param limit how long one check may take, more than 0
     * @return the property
     */
    default DatasetProperty within(Duration limit) {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("limit (" + limit + ") must be more than 0.");
        }
        return data -> TimeLimit.check(this, data, limit);
    }
}
