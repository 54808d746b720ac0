package io.dataops.testing.mutation;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Opens connections to the database that runs the queries; {@code dataSource::getConnection} is one.
 *
 * <pre>{@code
 * ConnectionSource duckdb = () -> DriverManager.getConnection("jdbc:duckdb:");
 * }</pre>
 */
@FunctionalInterface
public interface ConnectionSource {
    /**
     * Opens a connection; the caller closes it.
     *
     * @return a connection of its own
     * @throws SQLException if the database refuses
     */
    Connection open() throws SQLException;
}
