package io.dataops.testing.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.dataops.api.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SqlDefinitionsTest {
    private static final Path DATA =
            Path.of(System.getProperty("dataops.data", "../shared/data"), "testing", "schemas", "schemaanalyst");

    @Test
    void readsTablesKeysAndReferences() {
        ImportedSchema read = SqlDefinitions.parse("shop.sql", """
                -- a shop; not two
                DROP TABLE orders;
                CREATE TABLE customers (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL UNIQUE, vip BOOLEAN);
                CREATE TABLE "Orders" (
                    id BIGINT,
                    customer INT NOT NULL REFERENCES customers (id), /* who; */
                    amount NUMERIC(8, 2) CHECK (amount > 0),
                    state ENUM('NEW', 'PAID'),
                    PRIMARY KEY (id)
                );
                CREATE TABLE lines (
                    order_id INT, line SMALLINT, note TEXT,
                    PRIMARY KEY (order_id, line),
                    CONSTRAINT fk FOREIGN KEY (ORDER_ID) REFERENCES orders
                );
                """);
        RelationalSchema schema = read.schema();
        assertThat(schema.tables()).extracting(TableSchema::name).containsExactly("customers", "Orders", "lines");
        assertThat(schema.table("lines").foreignKeys())
                .containsExactly(new ForeignKey(List.of("order_id"), "Orders", List.of("id")));
        assertThat(schema.table("lines").columns().get(0).type()).isEqualTo(Schema.int64());
        assertThat(schema.table("customers").uniqueKeys()).containsExactly(List.of("name"));
        assertThat(schema.table("Orders").columns().get(1).nullable()).isFalse();
        assertThat(read.notes()).anyMatch(n -> n.startsWith("line 2: skipped DROP TABLE"));
        assertThat(schema.table("Orders").columns().get(2).type()).isEqualTo(Schema.decimal(8, 2, "0.01", "1e6"));
        assertThat(Datasets.of(schema).rows(5, 30).generate().violations()).isEmpty();
    }

    @Test
    void timesInstantsIdentifiersAndBytesHaveTypes() {
        ImportedSchema read = SqlDefinitions.parse("types.sql", """
                CREATE TABLE t (
                    a TIME, b TIME(3) CHECK (b >= '08:00:00'), c TIMESTAMP WITH TIME ZONE, d TIMESTAMPTZ,
                    e TIMESTAMP(6) WITH TIME ZONE CHECK (e < '2024-03-31 02:00:00+01'), f UUID PRIMARY KEY, g BYTEA,
                    h VARBINARY(20), i BINARY(16), j TIMESTAMP WITHOUT TIME ZONE
                );
                """);
        assertThat(read.notes()).isEmpty();
        assertThat(read.schema().table("t").columns())
                .extracting(Column::type)
                .containsExactly(
                        Schema.time(0),
                        new TimeOfDay(LocalTime.of(8, 0), Schema.time(3).max()),
                        Schema.instant(),
                        Schema.instant(),
                        new ZonedTimestamp(
                                Schema.instant().min(), Instant.parse("2024-03-31T00:59:59Z"), ZoneOffset.UTC),
                        Schema.uuid(),
                        Schema.bytes(255),
                        Schema.bytes(20),
                        new Binary(16, 16),
                        Schema.timestamp());
        assertThat(Datasets.of(read.schema()).rows(50, 50).generate().violations())
                .isEmpty();
    }

    @Test
    void mistakesHaveLineAndColumn() {
        assertThatThrownBy(() -> SqlDefinitions.parse("x.sql", "\n\nCREATE TABLE t (id INT,,\n x INT);"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("x.sql")
                .hasMessageContaining("line 3");
        assertThatThrownBy(() -> SqlDefinitions.parse("x.sql", "SELECT 1;"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("expected at least one CREATE TABLE");
        assertThatThrownBy(() -> SqlDefinitions.parse("x.sql", "CREATE TABLE t (a INT, PRIMARY KEY (b));"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("has no column b");
        assertThatThrownBy(() -> SqlDefinitions.read(Path.of("nowhere.sql"))).isInstanceOf(InputException.class);
    }

    @Test
    void checksAreKeptByConstructionOrNamed() {
        ImportedSchema read = SqlDefinitions.parse("trips.sql", """
                CREATE TABLE trips (
                    id INT PRIMARY KEY CHECK (id >= 100),
                    state VARCHAR(10) NOT NULL CHECK (state IN ('open', 'it''s', 'done')),
                    seats SMALLINT CHECK (seats BETWEEN -2 AND 8 AND seats <> 3),
                    code VARCHAR(9) CHECK (LENGTH(code) >= 3),
                    kind CHAR(1) CHECK (kind = 'a' OR kind = 'b'),
                    price DECIMAL(6, 2) CHECK (price IS NULL OR 10 <= price),
                    due DATE CHECK (due > DATE '2024-02-28'),
                    start_day DATE, end_day DATE,
                    parent INT CHECK (parent < 500) REFERENCES trips (id),
                    CHECK (start_day <= end_day),
                    CONSTRAINT odd CHECK (seats * 2 < price),
                    CHECK (id < seats)
                );
                """);
        TableSchema trips = read.schema().table("trips");
        assertThat(trips.columns().get(0).type()).isEqualTo(Schema.int64(100, Integer.MAX_VALUE));
        assertThat(trips.columns().get(1).type()).isEqualTo(Schema.oneOf("open", "it's", "done"));
        assertThat(trips.columns().get(2).type()).isEqualTo(Schema.int64(-2, 8));
        assertThat(trips.columns().get(3).type()).isEqualTo(new ColumnType.Text(3, 9));
        assertThat(trips.columns().get(4).type()).isEqualTo(Schema.oneOf("a", "b"));
        assertThat(trips.columns().get(5).type()).isEqualTo(Schema.decimal(6, 2, "10", "1e6"));
        assertThat(((ColumnType.Date) trips.columns().get(6).type()).min()).isEqualTo("2024-02-29");
        assertThat(trips.orders()).containsExactly(new ColumnOrder("start_day", "end_day", false));
        assertThat(read.notes())
                .hasSize(4)
                .anyMatch(n -> n.contains("seats <> 3"))
                .anyMatch(n -> n.contains("seats * 2 < price"))
                .anyMatch(n -> n.contains("trips.parent is not kept"))
                .anyMatch(n -> n.contains("column id is part of a key"));
        assertThat(Datasets.of(read.schema()).rows(30, 60).generate().violations())
                .isEmpty();
        assertThatThrownBy(() -> SqlDefinitions.parse("x.sql", "CREATE TABLE t (a INT CHECK (a > 5 AND a < 3));"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("the check a < 3 leaves no value");
        assertThatThrownBy(() -> SqlDefinitions.parse(
                        "x.sql", "CREATE TABLE t (a INT CHECK (a > 5), b INT CHECK (b < 5), CHECK (a < b));"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("leave no value for column");
    }

    @Test
    void everyRealSchemaIsReadAndGenerated() throws IOException {
        assumeThat(DATA).as("the folder of real schemas").isDirectory();
        int generated = 0;
        List<String> failures = new ArrayList<>();
        try (Stream<Path> all = Files.walk(DATA)) {
            for (Path file :
                    all.filter(p -> p.toString().endsWith(".sql")).sorted().toList()) {
                try {
                    ImportedSchema read = SqlDefinitions.read(file);
                    Dataset data =
                            Datasets.of(read.schema()).rows(0, 15).seed(7).generate();
                    assertThat(data.violations()).as(file.toString()).isEmpty();
                    generated++;
                } catch (InputException | IllegalArgumentException e) {
                    failures.add(file.getFileName() + ": " + e.getMessage());
                }
            }
        }
        assertThat(generated).as(String.join("\n", failures)).isGreaterThanOrEqualTo(60);
    }
}
