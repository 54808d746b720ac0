/**
 * The change loop as records and one-method verbs: change, impact, tests, deployment plan, watch.
 *
 * <p>Entry type: {@link io.dataops.api.DataOps}.
 *
 * <pre>{@code
 * DataOps ops = DataOps.over(graph)
 *         .tests(suite, Duration.ofMinutes(10))
 *         .deployments(d -> d.between(start, end).capacity("warehouse", 4))
 *         .watch(scan)
 *         .budget(Budget.steps(2_000).withSeed(42))
 *         .build();
 * Outcome outcome = ops.run(ChangeSet.of(Change.columnDropped("stg_orders", "discount")));
 * WatchReport watch = ops.observe(outcome, Measurements.of(series));
 * }</pre>
 */
package io.dataops.api;
