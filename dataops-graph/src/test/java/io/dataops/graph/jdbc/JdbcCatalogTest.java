package io.dataops.graph.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataops.api.InputException;
import io.dataops.graph.DependencyGraph;
import io.dataops.graph.schema.TableSchema;
import io.dataops.graph.sql.SqlLineage;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

final class JdbcCatalogTest {

    @Test
    void tablesColumnsAndForeignKeys() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:jdbc_catalog");
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "create table customers (id bigint primary key, \"odd name\" varchar(20) default 'x' not null)");
            statement.execute(
                    "create table orders (id int primary key, customer bigint references customers (id), amount decimal(10, 2))");
            statement.execute("create view big as select id from orders where amount > 100");

            JdbcCatalog catalog = JdbcCatalog.read(connection, "PUBLIC");
            SqlLineage.Builder sql = SqlLineage.builder();
            catalog.columns().forEach(sql::table);
            DependencyGraph graph = catalog.graph();
            TableSchema orders = catalog.tables().get("PUBLIC.ORDERS");

            assertThat(graph.downstreamOf("PUBLIC.CUSTOMERS")).contains("PUBLIC.ORDERS");
            assertThat(graph.contains("ORDERS.AMOUNT")).isTrue();
            assertThat(catalog.views()).containsExactly("PUBLIC.BIG");
            assertThat(orders.column("amount").orElseThrow().type()).isEqualTo("DECIMAL(10,2)");
            assertThat(orders.column("customer").orElseThrow().nullable()).isTrue();
            TableSchema.Column odd =
                    catalog.tables().get("PUBLIC.CUSTOMERS").column("odd name").orElseThrow();
            assertThat(odd.hasDefault()).isTrue();
            assertThat(odd.nullable()).isFalse();
            assertThat(sql.build().of("select * from orders").columns()).containsExactly("ID", "CUSTOMER", "AMOUNT");
            assertThat(JdbcCatalog.read(connection, "NIX").tables()).isEmpty();
        }
    }

    @Test
    void whatTheGraphDoesNotHoldIsReported() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:jdbc_report");
                Statement statement = connection.createStatement()) {
            statement.execute("create schema other");
            statement.execute("create table other.countries (id int primary key)");
            statement.execute("create table people (id int primary key, boss int references people (id),"
                    + " country int references other.countries (id))");

            JdbcCatalog catalog = JdbcCatalog.read(connection, "PUBLIC");

            assertThat(catalog.report().defects())
                    .extracting(d -> d.kind() + " " + d.detail())
                    .containsExactlyInAnyOrder("SELF_REFERENCE PUBLIC.PEOPLE", "DANGLING_REFERENCE OTHER.COUNTRIES");
            assertThatThrownBy(catalog::strict).isInstanceOf(InputException.class);
            assertThat(JdbcCatalog.read(connection, "OTHER").strict().tables()).hasSize(1);
        }
    }
}
