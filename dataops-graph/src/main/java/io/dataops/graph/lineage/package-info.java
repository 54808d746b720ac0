/**
 * Which columns are used for which: the result of every reader of column lineage.
 *
 * <p>Entry type: {@link io.dataops.graph.lineage.ColumnLineage}.
 *
 * <pre>{@code
 * ColumnRef amount = new ColumnRef("raw.orders", "amount");
 * ColumnRef euros = new ColumnRef("stg", "euros");
 * ColumnLineage lineage = new ColumnLineage(List.of(LineageEdge.of(amount, euros, LineageKind.TRANSFORMATION)));
 *
 * lineage.originsOf(euros);   // [raw.orders.amount]
 * lineage.usesOf(amount);     // [raw.orders.amount -> stg.euros TRANSFORMATION]
 * }</pre>
 */
package io.dataops.graph.lineage;
