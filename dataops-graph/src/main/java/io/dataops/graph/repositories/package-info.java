/**
 * Several repositories as one graph, and the order of their releases.
 *
 * <p>Entry type: {@link io.dataops.graph.repositories.MultiRepo}.
 *
 * <pre>{@code
 * MultiRepo repos = MultiRepo.builder()
 *         .repository("shop", shop)         // raw.orders -> orders
 *         .repository("finance", finance)   // orders -> revenue, and revenue is read by none
 *         .build();
 * ReleasePlan plan = repos.plan(ChangeSet.of(Change.logicChanged("raw.orders")));
 * plan.releases();     // 1. shop (raw.orders, orders), 2. finance (revenue)
 * plan.lowerBound();   // 2: no order has fewer
 * repos.conflicts();   // none
 * }</pre>
 */
package io.dataops.graph.repositories;
