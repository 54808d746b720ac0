/**
 * Column lineage from SQL, and whether two statements mean the same.
 *
 * <p>Entry type: {@link io.dataops.graph.sql.SqlLineage}. Needs com.github.jsqlparser:jsqlparser on the class path.
 *
 * <pre>{@code
 * SqlLineage sql = SqlLineage.builder().table("raw.orders", "id", "amount", "status").build();
 *
 * StatementLineage lineage = sql.of("stg", """
 *         with paid as (select * from raw.orders where status = 'paid')
 *         select id, amount / 100 as euros from paid""");
 * lineage.columns();      // [id, euros]
 * lineage.lineage();      // raw.orders.amount -> stg.euros TRANSFORMATION; raw.orders.status -> stg FILTER; …
 * lineage.unresolved();   // []
 * }</pre>
 */
package io.dataops.graph.sql;
