package io.dataops.testing.jqwik;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.dataops.api.Budget;
import io.dataops.testing.property.Dataset;
import io.dataops.testing.property.DatasetShrinker;
import io.dataops.testing.property.RelationalSchema;
import io.dataops.testing.property.Row;
import io.dataops.testing.property.Schema;
import io.dataops.testing.property.ShrunkDataset;
import java.math.BigDecimal;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;

class DatasetArbitraryTest {
    static final RelationalSchema SHOP = Schema.of(
            Schema.table("customers")
                    .pk("id", Schema.int64())
                    .nullable("name", Schema.text(10))
                    .build(),
            Schema.table("orders")
                    .pk("id", Schema.int64())
                    .column("customer_id", Schema.int64())
                    .column("amount", Schema.decimal(12, 2, "0", "1e6"))
                    .fk("customer_id", "customers", "id")
                    .build());

    static final AtomicReference<Dataset> LAST = new AtomicReference<>();

    static class Holds {
        @Property(tries = 200)
        void everyDatasetObeysItsSchema(@ForAll("shops") Dataset data) {
            assertThat(data.violations()).isEmpty();
        }

        @Provide
        Arbitrary<Dataset> shops() {
            return DatasetArbitrary.of(SHOP).rows(0, 60).nulls(0.2);
        }
    }

    static class Fails {
        @Property(tries = 200)
        void noOrderIsLarge(@ForAll("shops") Dataset data) {
            assertThat(data.violations()).isEmpty();
            if (data.table("orders").column("amount").stream()
                    .anyMatch(a -> ((BigDecimal) a).compareTo(new BigDecimal("1000")) >= 0)) {
                LAST.set(data);
                throw new AssertionError("large");
            }
        }

        @Provide
        Arbitrary<Dataset> shops() {
            return DatasetArbitrary.of(SHOP).rows(0, 60);
        }
    }

    @Test
    void generatesValidDatasets() {
        EngineTestKit.engine("jqwik")
                .selectors(selectClass(Holds.class))
                .execute()
                .testEvents()
                .assertStatistics(s -> s.succeeded(1).failed(0));
    }

    @Test
    void shrinksToOneOrderOfOneCustomerAtTheBoundary() {
        EngineTestKit.engine("jqwik")
                .selectors(selectClass(Fails.class))
                .execute()
                .testEvents()
                .assertStatistics(s -> s.succeeded(0).failed(1));
        assertThat(LAST.get().table("customers").size()).isEqualTo(1);
        assertThat(LAST.get().table("orders").size()).isEqualTo(1);
        assertThat(LAST.get().table("orders").column("amount")).containsExactly(new BigDecimal("1000.00"));
        assertThat(LAST.get().violations()).isEmpty();
    }

    static final AtomicReference<Dataset> FIRST = new AtomicReference<>();

    /** Fails for two orders of one customer of at least 500 together, and a name with an x. */
    static void pairs(Dataset data) {
        for (Row one : data.table("orders").rows()) {
            for (Row other : data.table("orders").rows()) {
                BigDecimal sum = ((BigDecimal) one.get("amount")).add((BigDecimal) other.get("amount"));
                if (!one.get("id").equals(other.get("id"))
                        && one.get("customer_id").equals(other.get("customer_id"))
                        && sum.compareTo(new BigDecimal("500")) >= 0
                        && data.table("customers").column("name").stream()
                                .anyMatch(n -> n != null && n.toString().contains("x"))) {
                    FIRST.compareAndSet(null, data);
                    LAST.set(data);
                    throw new AssertionError("pair");
                }
            }
        }
    }

    static class Pairs {
        @Property(tries = 500, seed = "7")
        void noPairIsLarge(@ForAll("shops") Dataset data) {
            pairs(data);
        }

        @Provide
        Arbitrary<Dataset> shops() {
            return DatasetArbitrary.of(SHOP).rows(0, 60);
        }
    }

    static class AtLeast {
        @Property(tries = 500, seed = "7")
        void noPairIsLarge(@ForAll("shops") Dataset data) {
            pairs(data);
        }

        @Provide
        Arbitrary<Dataset> shops() {
            return DatasetArbitrary.of(SHOP).rows(5, 60);
        }
    }

    private static void failing(Class<?> property) {
        FIRST.set(null);
        LAST.set(null);
        EngineTestKit.engine("jqwik")
                .selectors(selectClass(property))
                .execute()
                .testEvents()
                .assertStatistics(s -> s.succeeded(0).failed(1));
    }

    @Test
    void endsAtTheMinimumOfTheShrinker() {
        failing(Pairs.class);
        ShrunkDataset shrunk = DatasetShrinker.shrink(FIRST.get(), DatasetArbitraryTest::pairs, Budget.steps(10_000));
        assertThat(LAST.get()).isEqualTo(shrunk.dataset());
        assertThat(shrunk.isLocallyMinimal()).isTrue();
        assertThat(FIRST.get().size()).isGreaterThan(LAST.get().size());
        assertThat(LAST.get().table("orders").size()).isEqualTo(2);
    }

    @Test
    void keepsTheFewestRows() {
        failing(AtLeast.class);
        assertThat(LAST.get().table("orders").size()).isEqualTo(5);
        assertThat(LAST.get().table("customers").size()).isEqualTo(5);
        assertThat(LAST.get().violations()).isEmpty();
    }
}
