package io.dataops.testing.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataops.api.Budget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DatasetSearchTest {
    private static final RelationalSchema LOADS = Schema.of(Schema.table("loads")
            .pk("id", Schema.int64())
            .column("weight", Schema.int64(0, 1_000_000))
            .column("kind", Schema.oneOf("a", "b", "c", "d"))
            .nullable("due", Schema.date())
            .build());

    private static long heavy(Dataset data) {
        return data.table("loads").rows().stream()
                .filter(r -> "d".equals(r.get("kind")) && r.get("due") != null)
                .mapToLong(r -> Math.min(1_000, (Long) r.get("weight")))
                .sum();
    }

    @Test
    void aScoreLeadsToFailuresThatChanceMisses() {
        DatasetProperty property = data -> assertThat(heavy(data)).isLessThan(19_000);
        int found = 0;
        int byChance = 0;
        for (int seed = 0; seed < 5; seed++) {
            DatasetSearch search =
                    DatasetSearch.of(LOADS).rows(40).runs(2_000).seed(seed).shrinking(Budget.steps(10));
            byChance += search.find(property).failure().isPresent() ? 1 : 0;
            SearchReport report = search.maximising(DatasetSearchTest::heavy).find(property);
            found += report.failure().isPresent() ? 1 : 0;
            report.failure().ifPresent(f -> assertThat(f.dataset().violations()).isEmpty());
        }
        assertThat(byChance).isLessThan(5);
        assertThat(found).isEqualTo(5);
    }

    @Test
    void everyEvolvedDatasetObeysItsSchema() {
        RelationalSchema schema = Schema.of(
                Schema.table("p")
                        .pk("id", Schema.int64())
                        .column("x", Schema.float64(-1, 1))
                        .build(),
                Schema.table("c")
                        .pk("id", Schema.int64())
                        .nullable("p", Schema.int64())
                        .column("a", Schema.int64())
                        .column("b", Schema.int64())
                        .column("t", Schema.text(5))
                        .lessThan("a", "b")
                        .fk("p", "p", "id")
                        .build());
        Dataset data = Datasets.of(schema).rows(10, 10).generate();
        for (int i = 0; i < 500; i++) {
            data = new Evolution(schema, i).changed(data);
            assertThat(data.violations()).isEmpty();
            if (data.size() < 5) {
                data = Datasets.of(schema).rows(10, 10).generate(i);
            }
        }
    }

    @Test
    void progressAndAScoreThatIsNoNumber() {
        List<String> heard = new ArrayList<>();
        SearchReport report = DatasetSearch.of(LOADS)
                .runs(20)
                .maximising(d -> Double.NaN)
                .progress(p -> heard.add(p.toString()))
                .find(data -> {});
        assertThat(report.failure()).isEmpty();
        assertThat(heard).hasSize(20).last().asString().startsWith("searching 20 of 20");
    }

    @Test
    void aPropertyThatHangsIsGivenUpAndNothingIsLeftRunning() throws InterruptedException {
        AtomicInteger interrupted = new AtomicInteger();
        DatasetProperty hangs = data -> {
            if (data.size() > 3) {
                try {
                    Thread.sleep(60_000);
                } catch (InterruptedException e) {
                    interrupted.incrementAndGet();
                    throw e;
                }
            }
        };
        SearchReport report =
                DatasetSearch.of(LOADS).runs(10).shrinking(Budget.steps(0)).find(hangs.within(Duration.ofMillis(50)));
        assertThat(report.failure().orElseThrow().failure()).hasMessageContaining("did not end within PT0.05S");
        for (int i = 0; i < 100 && interrupted.get() == 0; i++) {
            Thread.sleep(20);
        }
        assertThat(interrupted.get()).isPositive();
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(t -> t.getName().equals("dataset-property") && t.isAlive())
                .hasSizeLessThan(2);
        assertThatThrownBy(() -> hangs.within(Duration.ZERO)).hasMessageContaining("limit (PT0S)");
    }

    @Test
    void aBudgetOfZeroGivesTheFirstFailureAsItIs() {
        Dataset data = Datasets.of(LOADS).rows(5, 5).generate();
        ShrunkDataset shrunk = DatasetShrinker.shrink(
                data,
                d -> {
                    throw new IllegalStateException("always");
                },
                Budget.steps(0));
        assertThat(shrunk.dataset()).isEqualTo(data);
        assertThat(shrunk.isLocallyMinimal()).isFalse();
    }

    @Test
    void cyclesOfReferencesWorkUnlessNoFirstRowCanExist() {
        RelationalSchema nullable = Schema.of(
                Schema.table("a")
                        .pk("id", Schema.int64())
                        .nullable("b", Schema.int64())
                        .fk("b", "b", "id")
                        .build(),
                Schema.table("b")
                        .pk("id", Schema.int64())
                        .column("a", Schema.int64())
                        .fk("a", "a", "id")
                        .build());
        assertThat(Datasets.of(nullable).rows(5, 9).generate().violations()).isEmpty();
        RelationalSchema required = Schema.of(
                Schema.table("a").pk("id", Schema.int64()).fk("id", "b", "id").build(),
                Schema.table("b").pk("id", Schema.int64()).fk("id", "a", "id").build());
        assertThatThrownBy(() -> Datasets.of(required).generate())
                .hasMessageContaining("in a circle")
                .hasMessageContaining("a, b");
    }
}
