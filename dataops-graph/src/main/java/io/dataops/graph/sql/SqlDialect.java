package io.dataops.graph.sql;

/** Whose SQL it is, where that decides how a text is read. */
public enum SqlDialect {
    /** Double quotes and back quotes enclose names, square brackets index arrays. */
    ANSI,
    /** Square brackets enclose names. */
    SQL_SERVER,
    /** A backslash escapes within strings, as in MySQL, BigQuery, Spark and Hive. */
    BACKSLASH_ESCAPES
}
