package io.dataops.observability.drift;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A column of categories: how often each occurs, exactly. Memory grows with the number of categories, at most 100,000.
 *
 * <pre>{@code
 * CategoryProfile.of("country", "2026-01", new String[] {"DE", null, "FR"});   // two categories, one missing
 * CategoryProfile.of("id", "p", aMillionDifferentStrings);
 * // IllegalArgumentException: column (id) has more than 100000 categories. Maybe profile its length or a prefix.
 * }</pre>
 *
 * @param column the column's name
 * @param rows how many rows were profiled, missing values included
 * @param missing how many values were missing
 * @param counts how often each category occurs, by name
 */
public record CategoryProfile(String column, long rows, long missing, Map<String, Long> counts)
        implements ColumnProfile {
    private static final int MOST = 100_000;

    /** Copies the counts; refuses too many categories. */
    public CategoryProfile {
        if (column.isBlank()) {
            throw new IllegalArgumentException("column (" + column + ") must not be blank.");
        }
        counts = Collections.unmodifiableMap(new TreeMap<>(limited(column, counts)));
    }

    private static Map<String, Long> limited(String column, Map<String, Long> counts) {
        if (counts.size() > MOST) {
            throw new IllegalArgumentException("column (" + column + ") has more than " + MOST
                    + " categories. Maybe profile its length or a prefix.");
        }
        return counts;
    }

    /**
     * Profiles one part of a column.
     *
     * @param column the column's name
     * @param part what distinguishes this part; kept for symmetry with {@link NumericProfile}, since counts need no sample
     * @param values the values in the order of the rows {@code [rows]}; null for a missing one
     * @return the profile
     */
    public static CategoryProfile of(String column, String part, @Nullable String[] values) {
        Map<String, Long> counts = new TreeMap<>();
        long missing = 0;
        for (String value : values) {
            if (value == null) {
                missing++;
            } else {
                limited(column, counts).merge(value, 1L, Long::sum);
            }
        }
        return new CategoryProfile(column, values.length, missing, counts);
    }

    /**
     * Returns the profile of both parts together.
     *
     * @param other the profile of another part of the same column
     * @return the profile
     */
    public CategoryProfile merge(CategoryProfile other) {
        if (!column.equals(other.column)) {
            throw new IllegalArgumentException(
                    "column (" + other.column + ") must be " + column + " to be merged with it.");
        }
        Map<String, Long> all = new TreeMap<>(counts);
        other.counts.forEach((category, n) -> all.merge(category, n, Long::sum));
        return new CategoryProfile(column, rows + other.rows, missing + other.missing, all);
    }
}
