package io.dataops.testing.property;

import static io.dataops.testing.property.DatasetsTest.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PipelinePropertiesTest {

    private static UnaryOperator<Dataset> filter(String table, Predicate<Row> keep) {
        return data -> {
            int t = data.schema().indexOf(table);
            boolean[] kept = new boolean[data.tables().get(t).size()];
            for (int r = 0; r < kept.length; r++) {
                kept[r] = keep.test(data.tables().get(t).rows().get(r));
            }
            return data.with(t, data.tables().get(t).only(kept));
        };
    }

    private static UnaryOperator<Dataset> amounts(UnaryOperator<BigDecimal> change) {
        return data -> {
            int t = data.schema().indexOf("orders");
            int c = data.tables().get(t).schema().indexOf("amount");
            @Nullable Object[] cells = data.tables().get(t).copyOf(c);
            for (int r = 0; r < cells.length; r++) {
                cells[r] = change.apply((BigDecimal) Objects.requireNonNull(cells[r]));
            }
            return data.with(t, data.tables().get(t).with(c, cells));
        };
    }

    private static SearchReport find(DatasetProperty property) {
        return DatasetSearch.of(SHOP).runs(150).seed(1).find(property);
    }

    private static void holds(DatasetProperty property) {
        SearchReport report = find(property);
        assertThat(report.failure()).as(report.explain()).isEmpty();
    }

    private static ShrunkDataset fails(DatasetProperty property) {
        return find(property).failure().orElseThrow();
    }

    private final UnaryOperator<Dataset> identity = data -> data;
    private final UnaryOperator<Dataset> lines = filter("lines", r -> (Long) Objects.requireNonNull(r.get("line")) > 3);
    private final UnaryOperator<Dataset> doubled = amounts(a -> a.add(a).min(new BigDecimal("1000000.00")));

    @Test
    void theIdentityHasEveryProperty() {
        holds(PipelineProperties.preservesSchema(identity));
        holds(PipelineProperties.keepsKeysAndReferences(identity));
        holds(PipelineProperties.relatesRows(identity, "orders", PipelineProperties.Rows.SAME));
        holds(PipelineProperties.idempotent(identity));
        holds(PipelineProperties.ignoresOrder(identity, 7));
        holds(PipelineProperties.inventsNothing(identity));
        holds(PipelineProperties.monotone(identity, Dataset::size));
        holds(PipelineProperties.preservesDistribution(identity, "orders", "amount", 0.01));
        holds(PipelineProperties.incrementalEqualsFull(identity, PipelinePropertiesTest::union));
    }

    private static Dataset union(Dataset a, Dataset b) {
        List<Table> tables = new ArrayList<>();
        for (int t = 0; t < a.tables().size(); t++) {
            List<List<@Nullable Object>> rows = new ArrayList<>();
            a.tables().get(t).rows().forEach(r -> rows.add(r.values()));
            b.tables().get(t).rows().forEach(r -> rows.add(r.values()));
            tables.add(Table.of(a.tables().get(t).schema(), rows));
        }
        return Dataset.of(a.schema(), tables);
    }

    @Test
    void aFilterIsIdempotentAndHasFewerRows() {
        holds(PipelineProperties.idempotent(lines));
        holds(PipelineProperties.relatesRows(lines, "lines", PipelineProperties.Rows.AT_MOST));
        assertThat(fails(PipelineProperties.relatesRows(lines, "lines", PipelineProperties.Rows.SAME))
                        .dataset()
                        .size())
                .isEqualTo(3);
    }

    @Test
    void mistakesAreFoundAndShrunkToAFewRows() {
        assertThat(fails(PipelineProperties.idempotent(doubled)).dataset().size())
                .isEqualTo(2);
        assertThat(fails(PipelineProperties.inventsNothing(doubled)).dataset().size())
                .isEqualTo(2);
        assertThat(fails(PipelineProperties.keepsKeysAndReferences(filter("customers", r -> r.get("name") != null)))
                        .dataset()
                        .size())
                .isEqualTo(2);
        UnaryOperator<Dataset> firstOnly =
                data -> data.table("customers").size() < 2 ? data : Reduction.without(data, "customers", 1);
        assertThat(fails(PipelineProperties.ignoresOrder(firstOnly, 7))
                        .dataset()
                        .size())
                .isLessThanOrEqualTo(3);
        assertThat(fails(PipelineProperties.monotone(identity, d -> -d.size()))
                        .dataset()
                        .size())
                .isLessThanOrEqualTo(3);
        assertThat(fails(PipelineProperties.incrementalEqualsFull(identity, (a, b) -> b))
                        .dataset()
                        .size())
                .isLessThanOrEqualTo(3);
        assertThat(fails(PipelineProperties.preservesDistribution(
                                amounts(a -> BigDecimal.ZERO.setScale(2)), "orders", "amount", 0.01))
                        .dataset()
                        .table("orders")
                        .size())
                .isLessThanOrEqualTo(25);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PipelineProperties.preservesDistribution(identity, "orders", "amount", 0));
    }

    @Test
    void theReportSaysWhatOfTheInputSpaceWasExercised() {
        SearchReport report = find(data -> {});
        assertThat(report.runs()).isEqualTo(150);
        assertThat(report.unreached().size()).isLessThan(report.partitions() / 5);
        assertThat(report.pairs()).isGreaterThan(100);
        assertThat(report.explain()).startsWith("holds for 150 datasets");
        assertThat(find(data -> {})).isEqualTo(report);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DatasetSearch.of(SHOP).runs(0));
    }
}
