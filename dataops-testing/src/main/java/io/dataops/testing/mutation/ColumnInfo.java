package io.dataops.testing.mutation;

/**
 * What is known of a column of a relation.
 *
 * @param name its name
 * @param sqlType the type to create it with
 * @param kind what its values are
 * @param nullable whether it can be null
 */
record ColumnInfo(String name, String sqlType, Kind kind, boolean nullable) {
    enum Kind {
        WHOLE,
        NUMBER,
        TEXT,
        BOOL,
        DATE,
        TIMESTAMP,
        INSTANT,
        TIME,
        ZONED_TIME,
        UUID,
        BYTES,
        OTHER
    }
}
