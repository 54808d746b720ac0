package io.dataops.testing.jqwik;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.dataops.testing.property.Dataset;
import io.dataops.testing.property.RelationalSchema;
import io.dataops.testing.property.Schema;
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
}
