/**
 * The layered graph, and who is hit by a change.
 *
 * <p>Entry type: {@link io.dataops.graph.DependencyGraph}.
 *
 * <pre>{@code
 * DependencyGraph graph = DependencyGraph.builder()
 *         .asset("raw.orders", Layer.DATA)
 *         .asset("stg_orders", Layer.CODE)
 *         .asset("revenue", Layer.BUSINESS_RULE)
 *         .edge("raw.orders", "stg_orders", 0.9)
 *         .edge("stg_orders", "revenue", 0.5)
 *         .build();
 *
 * Impact impact = graph.impactOf(ChangeSet.of(Change.columnDropped("raw.orders", "discount")));
 * impact.explain("revenue");   // revenue: 45.0 % through raw.orders -> stg_orders -> revenue
 * graph.waves();               // [[raw.orders], [stg_orders], [revenue]]
 * }</pre>
 */
package io.dataops.graph;
