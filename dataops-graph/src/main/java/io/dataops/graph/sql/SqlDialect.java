package io.dataops.graph.sql;

/**
 * Whose SQL it is, where that decides how a text is read.
 *
 * <pre>{@code
 * SqlLineage.builder().dialect(SqlDialect.SQL_SERVER).build().of("select [a b] from [t]").columns();   // [a b]
 * }</pre>
 */
public enum SqlDialect {
    /** Double quotes and back quotes enclose names, square brackets index arrays. */
    ANSI,
    /** Square brackets enclose names. */
    SQL_SERVER,
    /** A backslash escapes within strings, as in MySQL, BigQuery, Spark and Hive. */
    BACKSLASH_ESCAPES
}
