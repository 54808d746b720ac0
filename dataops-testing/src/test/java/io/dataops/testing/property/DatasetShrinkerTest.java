package io.dataops.testing.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dataops.api.Budget;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DatasetShrinkerTest {
    private static final RelationalSchema READINGS = Schema.of(Schema.table("readings")
            .pk("id", Schema.int64())
            .column("station", Schema.int64(0, 19))
            .column("amount", Schema.int64(0, 1_000_000))
            .column("late", Schema.bool())
            .build());

    /** Fails if three readings of one station are more than a million together. */
    private static void noStationIsFull(Dataset data) {
        Map<Object, long[]> byStation = new HashMap<>();
        for (Row row : data.table("readings").rows()) {
            long[] sums = byStation.computeIfAbsent(Objects.requireNonNull(row.get("station")), k -> new long[2]);
            sums[0]++;
            sums[1] += (Long) Objects.requireNonNull(row.get("amount"));
        }
        if (byStation.values().stream().anyMatch(s -> s[0] >= 3 && s[1] > 1_000_000)) {
            throw new AssertionError("full");
        }
    }

    private static Dataset failing(RelationalSchema schema, int rows, DatasetProperty property) {
        for (int seed = 0; seed < 1_000; seed++) {
            Dataset data = Datasets.of(schema).rows(rows, rows).seed(seed).generate();
            try {
                property.check(data);
            } catch (Throwable e) {
                return data;
            }
        }
        throw new IllegalStateException("nothing fails");
    }

    @Test
    void fiveHundredRowsShrinkToThree() {
        Dataset start = failing(READINGS, 500, DatasetShrinkerTest::noStationIsFull);
        ShrunkDataset shrunk = DatasetShrinker.shrink(start, DatasetShrinkerTest::noStationIsFull, Budget.steps(5_000));
        assertThat(shrunk.isLocallyMinimal()).isTrue();
        assertThat(shrunk.calls()).isLessThanOrEqualTo(400);
        assertThat(shrunk.dataset().table("readings").rows().toString())
                .isEqualTo("[[0, 0, 0, false], [1, 0, 1, false], [-1, 0, 1000000, false]]");
        assertThat(shrunk.explain())
                .contains("3 of 500 rows", "AssertionError: full", "# readings\nid,station,amount,late");
    }

    @Test
    void referencesAreKeptAndParentsWithoutChildrenGo() {
        DatasetProperty property = data -> {
            BigDecimal most = data.table("orders").rows().stream()
                    .map(r -> (BigDecimal) Objects.requireNonNull(r.get("amount")))
                    .reduce(BigDecimal.ZERO, BigDecimal::max);
            if (most.compareTo(new BigDecimal("1234.56")) >= 0) {
                throw new IllegalStateException("too much");
            }
        };
        Dataset start = failing(DatasetsTest.SHOP, 200, property);
        ShrunkDataset shrunk = DatasetShrinker.shrink(start, property, Budget.steps(5_000));
        assertThat(shrunk.dataset().violations()).isEmpty();
        assertThat(shrunk.dataset().size()).isEqualTo(2);
        assertThat(shrunk.dataset().table("orders").rows().get(0).values())
                .startsWith(0L, 0L, new BigDecimal("1234.56"), null, null);
    }

    @Test
    void anotherFailureIsNotTakenForTheSame() {
        DatasetProperty property = data -> {
            int rows = data.table("readings").size();
            if (rows == 1) {
                throw new UnsupportedOperationException("another failure");
            }
            if (rows >= 2) {
                throw new AssertionError("two");
            }
        };
        Dataset start = Datasets.of(READINGS).rows(50, 50).generate();
        assertThat(DatasetShrinker.shrink(start, property, Budget.steps(1_000))
                        .dataset()
                        .size())
                .isEqualTo(2);
        assertThat(DatasetShrinker.shrink(start, property, e -> "any", Budget.steps(1_000))
                        .dataset()
                        .size())
                .isEqualTo(1);
    }

    @Test
    void theBudgetIsKeptAndZeroGivesTheStart() {
        Dataset start = failing(READINGS, 500, DatasetShrinkerTest::noStationIsFull);
        ShrunkDataset none = DatasetShrinker.shrink(start, DatasetShrinkerTest::noStationIsFull, Budget.steps(0));
        assertThat(none.dataset()).isEqualTo(start);
        assertThat(none.isLocallyMinimal()).isFalse();
        ShrunkDataset some = DatasetShrinker.shrink(start, DatasetShrinkerTest::noStationIsFull, Budget.steps(20));
        assertThat(some.calls()).isEqualTo(20);
        assertThat(some.dataset().size()).isLessThan(500);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DatasetShrinker.shrink(start, data -> {}, Budget.steps(9)))
                .withMessageContaining("the property holds for the dataset");
    }

    @Test
    void aPropertyThatHangsIsGivenUp() {
        DatasetProperty hangs = data -> {
            if (data.table("readings").size() >= 1) {
                Thread.sleep(60_000);
            }
        };
        Dataset start = Datasets.of(READINGS).rows(3, 3).generate();
        ShrunkDataset shrunk =
                DatasetShrinker.shrink(start, hangs.within(java.time.Duration.ofMillis(20)), Budget.steps(30));
        assertThat(shrunk.dataset().size()).isEqualTo(1);
        assertThat(shrunk.failure()).hasMessage("the property did not end within PT0.02S");
        assertThatIllegalArgumentException().isThrownBy(() -> hangs.within(java.time.Duration.ZERO));
    }

    @Test
    void everyCandidateObeysTheSchemaAndIsTriedOnce() {
        List<Dataset> seen = new ArrayList<>();
        DatasetProperty property = data -> {
            assertThat(data.violations()).isEmpty();
            assertThat(seen).doesNotContain(data);
            seen.add(data);
            if (data.table("lines").size() >= 2) {
                throw new IllegalStateException("two lines");
            }
        };
        Dataset start = Datasets.of(DatasetsTest.SHOP).rows(15, 15).seed(3).generate();
        ShrunkDataset shrunk = DatasetShrinker.shrink(start, property, Budget.steps(2_000));
        assertThat(shrunk.dataset().table("lines").size()).isEqualTo(2);
        assertThat(shrunk.dataset().table("orders").size()).isLessThanOrEqualTo(2);
    }

    @Test
    void reproductionsAreQuoted() {
        TableSchema table = Schema.table("t")
                .nullable("a", Schema.text(20))
                .nullable("b", Schema.date())
                .build();
        Dataset data = Dataset.of(
                Schema.of(table),
                List.of(Table.of(
                        table,
                        List.of(
                                java.util.Arrays.asList("say \"hi\",\n", null),
                                java.util.Arrays.asList("", java.time.LocalDate.of(2024, 2, 29))))));
        assertThat(Reproduction.csv(data)).isEqualTo("# t\na,b\n\"say \"\"hi\"\",\n\",\n\"\",2024-02-29");
        assertThat(Reproduction.java(data))
                .contains(
                        "Arrays.asList(\"say \\\"hi\\\",\\u000a\", (Object) null)", "LocalDate.parse(\"2024-02-29\")");
    }
}
