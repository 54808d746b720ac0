package io.dataops.testing.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is generated goes into a real database, whose own checks of keys and references are the peer. */
class JdbcCatalogDifferentialTest {

    @Test
    void aDatabaseAcceptsEveryGeneratedDataset() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:catalog");
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    CREATE TABLE customers (id BIGINT PRIMARY KEY, name VARCHAR(30) UNIQUE, vip BOOLEAN NOT NULL);
                    CREATE TABLE orders (
                        id INT PRIMARY KEY, customer_id BIGINT NOT NULL REFERENCES customers(id), previous INT REFERENCES orders(id),
                        amount NUMERIC(8, 2) NOT NULL, due DATE, sent TIMESTAMP, ratio DOUBLE PRECISION);
                    CREATE TABLE lines (
                        order_id INT NOT NULL REFERENCES orders(id), line SMALLINT NOT NULL, note CHARACTER VARYING(12),
                        PRIMARY KEY (order_id, line));
                    """);
            RelationalSchema schema = JdbcCatalog.read(connection, "PUBLIC");
            assertThat(schema.table("LINES").primaryKey()).containsExactly("ORDER_ID", "LINE");
            assertThat(schema.table("CUSTOMERS").uniqueKeys()).containsExactly(List.of("NAME"));
            assertThat(schema.table("ORDERS").foreignKeys()).hasSize(2);
            connection.setAutoCommit(false);
            for (int seed = 0; seed < 20; seed++) {
                Dataset data = Datasets.of(schema).rows(0, 40).seed(seed).generate();
                assertThat(data.violations()).isEmpty();
                for (String name : List.of("CUSTOMERS", "ORDERS", "LINES")) {
                    insert(connection, data.table(name));
                }
                connection.rollback();
            }
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> JdbcCatalog.read(connection, "NOWHERE"))
                    .withMessageContaining("schema (NOWHERE) has no tables");
        }
    }

    private static void insert(Connection connection, Table table) throws Exception {
        String marks = "?" + ", ?".repeat(table.schema().columns().size() - 1);
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO " + table.schema().name() + " VALUES (" + marks + ")")) {
            for (Row row : table.rows()) {
                for (int c = 0; c < row.values().size(); c++) {
                    insert.setObject(c + 1, row.values().get(c));
                }
                insert.executeUpdate();
            }
        }
    }
}
