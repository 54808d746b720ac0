package io.dataops.testing.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DistributionTest {
    private static final RelationalSchema SHOP = Schema.of(
            Schema.table("customers").pk("id", Schema.int64()).build(),
            Schema.table("orders")
                    .pk("id", Schema.int64())
                    .column("customer_id", Schema.int64())
                    .column("amount", Schema.decimal(8, 2, "0", "1000"))
                    .column("discount", Schema.float64(0, 1))
                    .column("state", Schema.oneOf("new", "paid", "returned"))
                    .column("quantity", Schema.int64(1, 1_000_000_000))
                    .fk("customer_id", "customers", "id")
                    .build());

    private static Datasets.Builder rows(int n) {
        return Datasets.of(SHOP).rows("customers", 100, 100).rows("orders", n, n);
    }

    @Test
    void theNormalQuantileInvertsItsDistribution() {
        for (double p = 0.0005; p < 1; p += 0.0005) {
            assertThat(Normal.below(Normal.quantile(p))).isCloseTo(p, within(1e-7));
        }
        assertThat(Normal.below(1.959963985)).isCloseTo(0.975, within(1e-9));
    }

    @Test
    void aNormalColumnHasItsMomentsAndStaysInItsRange() {
        Dataset data = rows(20_000)
                .distribution("orders", "amount", Distribution.normal(50, 10))
                .generate();
        double[] values = data.table("orders").column("amount").stream()
                .mapToDouble(v -> ((BigDecimal) v).doubleValue())
                .toArray();
        double mean = java.util.Arrays.stream(values).average().orElseThrow();
        double deviation = Math.sqrt(java.util.Arrays.stream(values)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElseThrow());
        // Four standard errors: 10 / sqrt(20000) and about 10 / sqrt(40000).
        assertThat(mean).isCloseTo(50, within(0.29));
        assertThat(deviation).isCloseTo(10, within(0.2));
        assertThat(data.violations()).isEmpty();
    }

    @Test
    void weightsAndZipfGiveTheirShares() {
        Dataset data = rows(20_000)
                .distribution("orders", "state", Distribution.weighted(Map.of("paid", 9, "returned", 1)))
                .distribution("orders", "customer_id", Distribution.zipf(1))
                .generate();
        Map<Object, Long> states = data.table("orders").column("state").stream()
                .collect(Collectors.groupingBy(s -> s, Collectors.counting()));
        assertThat(states).containsOnlyKeys("paid", "returned");
        assertThat(states.get("paid") / 20_000.0).isCloseTo(0.9, within(0.0085));
        Object first = data.table("customers").cell(0, 0);
        long most = data.table("orders").column("customer_id").stream()
                .filter(first::equals)
                .count();
        // 1 / H(100) = 0.1928
        assertThat(most / 20_000.0).isCloseTo(0.1928, within(0.0112));
        assertThat(data.violations()).isEmpty();
    }

    @Test
    void zipfOverManyValuesKeepsItsTail() {
        Zipf zipf = new Zipf(1_000_000_000, 1);
        double all = Math.log(1e9) + 0.5772156649 + 0.5e-9;
        assertThat(zipf.rank(0)).isZero();
        assertThat(zipf.rank(0.999_999_999_9)).isGreaterThan(999_999_000L).isLessThan(1_000_000_000L);
        // The median rank m has H(m) = H(n) / 2.
        long median = zipf.rank(0.5);
        assertThat(Math.log(median + 1) + 0.5772156649).isCloseTo(all / 2, within(1e-4));
        assertThat(new Zipf(1, 2).rank(0.9)).isZero();
    }

    @Test
    void correlatedColumnsHaveTheRankCorrelationAsked() {
        Dataset data = rows(4_000)
                .distribution("orders", "amount", Distribution.normal(100, 50))
                .correlate("orders", "amount", "discount", 0.8)
                .correlate("orders", "discount", "quantity", -0.5)
                .generate();
        double expected = 6 / Math.PI * Math.asin(0.4);
        assertThat(spearman(data, "amount", "discount")).isCloseTo(expected, within(0.03));
        assertThat(spearman(data, "discount", "quantity")).isCloseTo(6 / Math.PI * Math.asin(-0.25), within(0.06));
    }

    private static double spearman(Dataset data, String a, String b) {
        double[] x = ranks(data.table("orders").column(a));
        double[] y = ranks(data.table("orders").column(b));
        double mean = (x.length - 1) / 2.0;
        double both = 0;
        double own = 0;
        for (int i = 0; i < x.length; i++) {
            both += (x[i] - mean) * (y[i] - mean);
            own += (x[i] - mean) * (x[i] - mean);
        }
        return both / own;
    }

    private static double[] ranks(List<Object> values) {
        List<Integer> order = new java.util.ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            order.add(i);
        }
        order.sort(java.util.Comparator.comparingDouble(i -> ((Number) values.get(i)).doubleValue()));
        double[] out = new double[values.size()];
        for (int i = 0; i < out.length; i++) {
            out[order.get(i)] = i;
        }
        return out;
    }

    @Test
    void ordersHoldWhateverTheValues() {
        RelationalSchema trips = Schema.of(Schema.table("trips")
                .pk("id", Schema.int64())
                .nullable("booked", Schema.date())
                .nullable("start", new ColumnType.Date(LocalDate.of(2024, 1, 1), LocalDate.of(2024, 1, 5)))
                .nullable("finish", Schema.date())
                .column("low", Schema.int64())
                .column("high", Schema.int64())
                .atMost("booked", "start")
                .lessThan("start", "finish")
                .lessThan("low", "high")
                .build());
        for (int seed = 0; seed < 50; seed++) {
            Dataset data = Datasets.of(trips)
                    .rows(0, 200)
                    .edges(seed % 3 * 0.5)
                    .nulls(0.2)
                    .seed(seed)
                    .generate();
            assertThat(data.violations()).isEmpty();
        }
        Dataset data = Datasets.of(trips).rows(50, 50).seed(3).generate();
        ShrunkDataset shrunk = DatasetShrinker.shrink(
                data,
                d -> assertThat(d.table("trips").column("high")).noneMatch(v -> (Long) v > 10),
                io.dataops.api.Budget.steps(2_000));
        assertThat(shrunk.dataset().violations()).isEmpty();
        assertThat(shrunk.dataset().table("trips").rows())
                .singleElement()
                .satisfies(r -> assertThat(r.get("high")).isEqualTo(11L));
    }

    @Test
    void whatCannotBeIsNamed() {
        assertThatThrownBy(() -> Schema.table("t")
                        .column("a", Schema.int64(5, 9))
                        .column("b", Schema.int64(1, 5))
                        .lessThan("a", "b")
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[a < b] of table t leave no value for column");
        assertThatThrownBy(() -> Schema.table("t")
                        .column("a", Schema.int64())
                        .column("b", Schema.int64())
                        .atMost("a", "b")
                        .atMost("b", "a")
                        .build())
                .hasMessageContaining("form a circle");
        assertThatThrownBy(() -> rows(1).distribution("orders", "id", Distribution.uniform()))
                .hasMessageContaining("part of a key");
        assertThatThrownBy(() -> rows(1).distribution("orders", "state", Distribution.normal(0, 1)))
                .hasMessageContaining("no numbers");
        assertThatThrownBy(() -> rows(1).distribution("orders", "amount", Distribution.normal(1e7, 1)))
                .hasMessageContaining("Maybe move the mean");
        assertThatThrownBy(() -> rows(1).distribution("orders", "quantity", Distribution.weighted(Map.of(1, 1))))
                .hasMessageContaining("Maybe give it as Long");
        assertThatThrownBy(() -> rows(1).correlate("orders", "amount", "discount", 0.1)
                        .correlate("orders", "discount", "amount", 0.1))
                .hasMessageContaining("in a circle");
        assertThatThrownBy(() -> Distribution.normal(Double.NaN, 1)).hasMessageContaining("mean (NaN)");
    }
}
