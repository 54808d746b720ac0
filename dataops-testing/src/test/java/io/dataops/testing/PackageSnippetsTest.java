package io.dataops.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dataops.api.AffectedAsset;
import io.dataops.api.Change;
import io.dataops.api.ChangeSet;
import io.dataops.api.Impact;
import io.dataops.api.Layer;
import io.dataops.api.Likelihood;
import io.dataops.api.Provenance;
import io.dataops.api.TestCase;
import io.dataops.api.TestPlan;
import io.dataops.api.TestSuite;
import io.dataops.testing.combinatorial.CoveringArray;
import io.dataops.testing.combinatorial.CoveringArrays;
import io.dataops.testing.jqwik.DatasetArbitrary;
import io.dataops.testing.junit.CoveringSource;
import io.dataops.testing.junit.CoveringTest;
import io.dataops.testing.junit.Levels;
import io.dataops.testing.mutation.MutantResult;
import io.dataops.testing.mutation.Mutation;
import io.dataops.testing.mutation.MutationReport;
import io.dataops.testing.mutation.Pipeline;
import io.dataops.testing.mutation.PipelineTest;
import io.dataops.testing.mutation.Relation;
import io.dataops.testing.pit.PitMutation;
import io.dataops.testing.property.Dataset;
import io.dataops.testing.property.Datasets;
import io.dataops.testing.property.RelationalSchema;
import io.dataops.testing.property.Schema;
import io.dataops.testing.selection.TestSelection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** The examples of the package descriptions, compiled and run. */
class PackageSnippetsTest {
    enum Mode {
        BATCH,
        STREAM
    }

    record Flow(Mode mode, int lag, boolean retry) {
        boolean run() {
            return mode == Mode.STREAM || lag >= 10;
        }
    }

    static void run(List<Object> row) {
        assertThat(row).hasSize(3);
    }

    @Test
    void combinatorial() {
        CoveringArray array = CoveringArrays.builder()
                .parameter("mode", "BATCH", "STREAM")
                .parameter("lag", 1, 10, 60)
                .parameter("retry", true, false)
                .constraint("not (mode = BATCH and lag < 10)")
                .strength(2)
                .build();
        for (List<Object> row : array.rows()) {
            run(row);
        }
        assertThat(array.check().isComplete()).isTrue();
    }

    @CoveringTest(strength = 2, constraints = "not (mode = BATCH and lag < 10)")
    void runs(Mode mode, @Levels({"1", "10", "60"}) int lag, boolean retry) {
        assertTrue(new Flow(mode, lag, retry).run());
    }

    @ParameterizedTest
    @CoveringSource(strength = 2)
    void runsToo(Mode mode, @Levels({"1", "10", "60"}) int lag) {
        assertThat(new Flow(mode, lag, false).run()).isEqualTo(mode == Mode.STREAM || lag > 1);
    }

    private static final RelationalSchema SHOP = Schema.of(
            Schema.table("customers")
                    .pk("id", Schema.int64())
                    .nullable("name", Schema.text(40))
                    .build(),
            Schema.table("orders")
                    .pk("id", Schema.int64())
                    .column("customer_id", Schema.int64())
                    .column("amount", Schema.decimal(12, 2, "0", "1e6"))
                    .fk("customer_id", "customers", "id")
                    .build());

    @Test
    void property() {
        Dataset data = Datasets.of(SHOP).rows("customers", 1, 50).seed(42).generate();
        assertThat(data.violations()).isEmpty();
    }

    @Test
    void jqwik() {
        Arbitrary<Dataset> shops = DatasetArbitrary.of(SHOP).rows(0, 200);
        assertThat(shops.generator(1000).next(new java.util.Random(1)).value().violations())
                .isEmpty();
    }

    @Test
    void mutation() {
        Relation orders = Relation.of(List.of("id", "customer_id", "amount"), List.of(1, 7, 100), List.of(2, 7, 99));
        Relation expected = Relation.of(List.of("customer_id", "total"), List.of(7, 100));
        Pipeline shop = Pipeline.over(SHOP)
                .step("big_orders", "SELECT customer_id, amount FROM orders WHERE amount >= 100")
                .step("spending", "SELECT customer_id, SUM(amount) AS total FROM big_orders GROUP BY customer_id")
                .build();
        MutationReport report = Mutation.of(shop)
                .tests(PipelineTest.expecting("sums", Map.of("orders", orders), "spending", expected))
                .datasets(100)
                .run();
        assertThat(report.score().high()).isLessThan(1);
        for (MutantResult survivor : report.survivors()) {
            assertThat(survivor.witness().get().java("the test that is missing"))
                    .contains("Dataset.of(schema");
        }
    }

    @Test
    void pit() {
        PitMutation run = PitMutation.of("com.acme.Cleaning")
                .tests("com.acme.CleaningTest")
                .reportInto(Path.of("target", "pit"));
        assertThat(run).isNotNull();
    }

    @Test
    void selection() {
        Impact impact = new Impact(
                ChangeSet.of(Change.logicChanged("orders")),
                List.of(
                        new AffectedAsset("orders", Layer.CODE, Likelihood.exactly(1), List.of("orders"), Set.of()),
                        new AffectedAsset(
                                "revenue",
                                Layer.BUSINESS_RULE,
                                Likelihood.exactly(0.5),
                                List.of("orders", "revenue"),
                                Set.of("orders"))),
                Set.of(),
                asset -> true,
                false,
                Provenance.of("by hand"));
        TestSuite suite = TestSuite.of(
                TestCase.of("orders not null", Duration.ofSeconds(20), "orders"),
                TestCase.of("revenue end to end", Duration.ofMinutes(8), "orders", "revenue"));
        TestPlan plan = TestSelection.within(Duration.ofMinutes(5)).select(impact, suite);
        assertThat(plan.selected()).extracting(t -> t.test().id()).containsExactly("orders not null");
        assertThat(plan.unguarded()).isEmpty();
        assertThat(plan.value()).isLessThanOrEqualTo(plan.upperBound());
    }
}
