/**
 * Reads the catalogue of a relational database over JDBC.
 *
 * <p>Entry type: {@link io.dataops.graph.jdbc.JdbcCatalog}.
 *
 * <pre>{@code
 * JdbcCatalog catalog = JdbcCatalog.read(connection, "PUBLIC");
 *
 * SqlLineage.Builder sql = SqlLineage.builder();
 * catalog.columns().forEach(sql::table);                  // columns for the lineage of queries
 * DependencyGraph graph = catalog.graph();                // tables, columns, foreign keys
 * TableSchema orders = catalog.tables().get("PUBLIC.ORDERS");   // for Compatibility.tables()
 * }</pre>
 */
package io.dataops.graph.jdbc;
