package io.dataops.testing.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DatasetsTest {
    static final RelationalSchema SHOP = Schema.of(
            Schema.table("customers")
                    .pk("id", Schema.int64())
                    .nullable("name", Schema.text(40))
                    .nullable("referrer", Schema.int64())
                    .fk("referrer", "customers", "id")
                    .unique("name")
                    .build(),
            Schema.table("orders")
                    .pk("id", Schema.int64())
                    .column("customer_id", Schema.int64())
                    .column("amount", Schema.decimal(12, 2, "0", "1e6"))
                    .nullable("day", Schema.date())
                    .nullable("at", Schema.timestamp())
                    .column("ratio", Schema.float64(-1, 1))
                    .column("state", Schema.oneOf("NEW", "PAID", "SENT"))
                    .column("gift", Schema.bool())
                    .fk("customer_id", "customers", "id")
                    .build(),
            Schema.table("lines")
                    .column("order_id", Schema.int64())
                    .column("line", Schema.int64(1, 20))
                    .primaryKey("order_id", "line")
                    .fk("order_id", "orders", "id")
                    .build());

    @Test
    void everyDatasetObeysItsSchema() {
        for (int seed = 0; seed < 200; seed++) {
            Dataset data = Datasets.of(SHOP).rows(0, 60).nulls(0.3).seed(seed).generate();
            assertThat(data.violations()).as("seed " + seed).isEmpty();
        }
    }

    @Test
    void sameSeedSameDatasetAndOtherSeedAnother() {
        Datasets.Builder builder = Datasets.of(SHOP).rows(20, 30);
        assertThat(builder.generate(1)).isEqualTo(builder.generate(1)).isNotEqualTo(builder.generate(2));
    }

    @Test
    void streamsTheSameRowsOneByOne() {
        Datasets.Builder builder = Datasets.of(SHOP).rows(10, 40).seed(5);
        Dataset data = builder.generate();
        for (Table table : data.tables()) {
            assertThat(builder.stream(table.schema().name()).map(r -> r.values().toString()))
                    .containsExactlyElementsOf(table.rows().stream()
                            .map(r -> r.values().toString())
                            .toList());
        }
        assertThat(Datasets.of(SHOP).rows(2_000_000_000, 2_000_000_000).stream("orders")
                        .skip(0)
                        .limit(3))
                .hasSize(3);
    }

    @Test
    void valuesAreVariedAndHaveEdgesAndNulls() {
        Dataset data = Datasets.of(SHOP).rows(500, 500).seed(1).generate();
        Table orders = data.table("orders");
        assertThat(orders.column("state")).contains("NEW", "PAID", "SENT");
        assertThat(orders.column("gift")).contains(true, false);
        assertThat(orders.column("day").stream().filter(Objects::isNull).count())
                .isBetween(20L, 90L);
        assertThat(orders.column("amount").stream().distinct().count()).isGreaterThan(200);
        assertThat(orders.column("customer_id").stream().distinct().count()).isGreaterThan(200);
        assertThat(data.table("customers").column("referrer").stream()
                        .distinct()
                        .count())
                .isGreaterThan(50);
    }

    @Test
    void keysWithFewValuesLimitTheRows() {
        RelationalSchema flags =
                Schema.of(Schema.table("t").pk("flag", Schema.bool()).build());
        assertThat(Datasets.of(flags).rows(0, 50).generate(3).size()).isLessThanOrEqualTo(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Datasets.of(flags).rows(3, 3).generate())
                .withMessage("table t cannot have 3 rows: its key [flag] has only 2 different values."
                        + " Maybe lower rows(\"t\", 3, 3).");
        RelationalSchema grid = Schema.of(Schema.table("t")
                .column("a", Schema.int64(1, 7))
                .column("b", Schema.oneOf("x", "y", "z"))
                .primaryKey("a", "b")
                .build());
        Dataset full = Datasets.of(grid).rows(21, 21).generate();
        assertThat(full.violations()).isEmpty();
        assertThat(full.table("t").rows()).doesNotHaveDuplicates().hasSize(21);
    }

    @Test
    void cyclesOfReferencesAreFineAsLongAsAFirstRowCanExist() {
        RelationalSchema cycle = Schema.of(
                Schema.table("a")
                        .pk("id", Schema.int64())
                        .column("b", Schema.int64())
                        .fk("b", "b", "id")
                        .build(),
                Schema.table("b")
                        .pk("id", Schema.int64())
                        .column("a", Schema.int64())
                        .fk("a", "a", "id")
                        .build());
        Dataset data = Datasets.of(cycle).rows(5, 20).generate();
        assertThat(data.violations()).isEmpty();
        assertThat(data.size()).isGreaterThanOrEqualTo(10);
        RelationalSchema impossible = Schema.of(
                Schema.table("a").pk("id", Schema.int64()).fk("id", "b", "id").build(),
                Schema.table("b").pk("id", Schema.int64()).fk("id", "a", "id").build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Datasets.of(impossible).generate())
                .withMessageContaining("the keys of a, b are made of references to each other in a circle");
        RelationalSchema self = Schema.of(Schema.table("tree")
                .pk("id", Schema.int64())
                .column("parent", Schema.int64())
                .fk("parent", "tree", "id")
                .build());
        assertThat(Datasets.of(self).rows(9, 9).generate().violations()).isEmpty();
    }

    @Test
    void emptyParentsMeanEmptyChildrenOrNulls() {
        Dataset data = Datasets.of(SHOP).rows(0, 10).rows("customers", 0, 0).generate();
        assertThat(data.table("orders").size()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Datasets.of(SHOP).rows(5, 5).rows("customers", 0, 0).generate())
                .withMessageContaining("table orders cannot have 5 rows: it must refer to table customers");
    }

    @Test
    void oneToOneAndCompositeReferencesAreKept() {
        RelationalSchema schema = Schema.of(
                Schema.table("tenant")
                        .column("t", Schema.int64(1, 4))
                        .column("c", Schema.int64(1, 9))
                        .primaryKey("t", "c")
                        .build(),
                Schema.table("profile")
                        .column("t", Schema.int64(1, 4))
                        .column("c", Schema.int64(1, 9))
                        .primaryKey("t", "c")
                        .fk(List.of("t", "c"), "tenant", List.of("t", "c"))
                        .build(),
                Schema.table("note")
                        .pk("id", Schema.int64())
                        .nullable("t", Schema.int64(1, 4))
                        .nullable("c", Schema.int64(1, 9))
                        .nullable("c2", Schema.int64(1, 9))
                        .fk(List.of("t", "c"), "tenant", List.of("t", "c"))
                        .fk(List.of("t", "c2"), "tenant", List.of("t", "c"))
                        .build());
        for (int seed = 0; seed < 100; seed++) {
            Dataset data = Datasets.of(schema).rows(0, 20).seed(seed).generate();
            assertThat(data.violations()).as("seed " + seed).isEmpty();
        }
    }

    @Test
    void mistakesAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schema.of(Schema.table("a")
                        .column("b", Schema.bool())
                        .fk("b", "c", "d")
                        .build()))
                .withMessage("foreign key (b) -> c(d) of table a refers to a table that is not there. Tables: a");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schema.table("a")
                        .column("b", Schema.bool())
                        .primaryKey("x")
                        .build())
                .withMessage("column (x) is not in table a. Its columns: b");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schema.table("a")
                        .nullable("b", Schema.bool())
                        .primaryKey("b")
                        .build())
                .withMessageContaining("must not be nullable");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schema.of(Schema.table("a")
                        .pk("id", Schema.int64())
                        .column("b", Schema.int64(0, 9))
                        .fk("b", "a", "id")
                        .build()))
                .withMessageContaining("column b of table a has type")
                .withMessageContaining("Maybe give both the same type.");
        assertThatIllegalArgumentException().isThrownBy(() -> Schema.int64(2, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Schema.float64(Double.NaN, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Schema.decimal(2, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> Schema.oneOf());
        assertThatIllegalArgumentException().isThrownBy(() -> Schema.oneOf(1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Datasets.of(SHOP).nulls(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> Datasets.of(SHOP).rows(-1, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> Datasets.of(SHOP).rows("nope", 1, 2));
        assertThatIllegalStateException()
                .isThrownBy(() -> Datasets.of(SHOP).seed(1).seed(2));
    }

    @Test
    void whatIsReferredToHasNoNulls() {
        RelationalSchema schema = Schema.of(
                Schema.table("p")
                        .nullable("code", Schema.text(5))
                        .unique("code")
                        .build(),
                Schema.table("c")
                        .column("code", Schema.text(5))
                        .fk("code", "p", "code")
                        .build());
        for (int seed = 0; seed < 30; seed++) {
            assertThat(Datasets.of(schema)
                            .rows(0, 9)
                            .nulls(0.9)
                            .seed(seed)
                            .generate()
                            .violations())
                    .isEmpty();
        }
    }

    @Test
    void violationsSeeWhatIsWrong() {
        TableSchema orders = Schema.table("o")
                .pk("id", Schema.int64(0, 9))
                .fk("id", "o", "id")
                .build();
        Dataset wrong = Dataset.of(
                Schema.of(orders),
                List.of(Table.of(
                        orders, List.of(List.of(1L), List.of(1L), List.of(99L), Arrays.asList((Object) null)))));
        assertThat(wrong.violations())
                .anyMatch(v -> v.contains("row 1 of table o repeats the key"))
                .anyMatch(v -> v.contains("row 2 of table o has id = 99"))
                .anyMatch(v -> v.contains("row 3 of table o has id = null"));
    }

    @Test
    void reductionsKeepReferences() {
        Dataset data = Datasets.of(SHOP).rows(5, 8).seed(2).generate();
        assertThat(Reduction.candidates(data).limit(2_000))
                .isNotEmpty()
                .allMatch(d -> d.violations().isEmpty());
        Object customer = data.table("orders").rows().get(0).get("customer_id");
        int row = data.table("customers").column("id").indexOf(customer);
        Dataset smaller = Reduction.without(data, "customers", row);
        assertThat(smaller.violations()).isEmpty();
        assertThat(smaller.table("orders").column("customer_id")).doesNotContain(customer);
    }
}
