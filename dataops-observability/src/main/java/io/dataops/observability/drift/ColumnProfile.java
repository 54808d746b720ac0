package io.dataops.observability.drift;

/**
 * What drift detection keeps of one column of one part of the data. Parts are profiled apart and merged; the merged profile
 * is the same in any order and grouping. Immutable.
 *
 * <pre>{@code
 * ColumnProfile amount = NumericProfile.of("amount", "2026-01", values);
 * amount.missing();   // how many of amount.rows() are not there
 * }</pre>
 */
public sealed interface ColumnProfile permits NumericProfile, CategoryProfile {

    /**
     * Returns the column's name.
     *
     * @return never blank
     */
    String column();

    /**
     * Returns how many rows were profiled.
     *
     * @return 0 or more, missing values included
     */
    long rows();

    /**
     * Returns how many values were missing.
     *
     * @return 0 to {@link #rows()}
     */
    long missing();
}
