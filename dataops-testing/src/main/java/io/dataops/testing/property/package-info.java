/**
 * Datasets that obey a relational schema, generated constructively from a seed.
 *
 * <p>Entry type: {@link io.dataops.testing.property.Datasets}.
 *
 * <pre>{@code
 * RelationalSchema shop = Schema.of(
 *         Schema.table("customers").pk("id", Schema.int64()).nullable("name", Schema.text(40)).build(),
 *         Schema.table("orders")
 *                 .pk("id", Schema.int64())
 *                 .column("customer_id", Schema.int64())
 *                 .column("amount", Schema.decimal(12, 2, "0", "1e6"))
 *                 .fk("customer_id", "customers", "id")
 *                 .build());
 * Dataset data = Datasets.of(shop).rows("customers", 1, 50).seed(42).generate();
 * assert data.violations().isEmpty();
 * }</pre>
 */
package io.dataops.testing.property;
