package io.dataops.testing.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.dataops.api.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SqlDefinitionsTest {
    private static final Path DATA =
            Path.of(System.getProperty("dataops.data", "../shared/data"), "testing", "schemas", "schemaanalyst");

    @Test
    void readsTablesKeysAndReferences() {
        SqlSchema read = SqlDefinitions.parse("shop.sql", """
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
        assertThat(read.notes())
                .anyMatch(n -> n.startsWith("line 2: skipped DROP TABLE"))
                .contains("check on Orders.amount is not taken over");
        assertThat(Datasets.of(schema).rows(5, 30).generate().violations()).isEmpty();
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
    void everyRealSchemaIsReadAndGenerated() throws IOException {
        assumeThat(DATA).as("the folder of real schemas").isDirectory();
        int generated = 0;
        List<String> failures = new ArrayList<>();
        try (Stream<Path> all = Files.walk(DATA)) {
            for (Path file :
                    all.filter(p -> p.toString().endsWith(".sql")).sorted().toList()) {
                try {
                    SqlSchema read = SqlDefinitions.read(file);
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
