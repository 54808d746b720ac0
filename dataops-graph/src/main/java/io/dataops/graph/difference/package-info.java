/**
 * What two versions of a platform differ in, and how the actual one drifted from the desired one.
 *
 * <p>Entry types: {@link io.dataops.graph.difference.GraphDifference}, {@link io.dataops.graph.difference.DriftReport}.
 *
 * <pre>{@code
 * GraphDifference difference = GraphDifference.between(before, after);
 * difference.removed();                       // raw.returns is gone
 * difference.renamed();                       // stg_order is now stg_orders
 * difference.impact().reach("refunds");       // CHANGED itself: it no longer reads raw.returns
 * DriftReport drift = DriftReport.between(before, after, "raw.*");
 * drift.isClean();                            // false: the drift of raw.returns was expected, the other was not
 * }</pre>
 */
package io.dataops.graph.difference;
