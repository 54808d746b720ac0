/**
 * What the shape of a graph says: who reaches whom, what an order needs, single points of failure, what closes a cycle.
 *
 * <p>Entry types: {@link io.dataops.graph.structure.SinglePoints}, {@link io.dataops.graph.structure.ReachabilityIndex},
 * {@link io.dataops.graph.structure.TransitiveReduction}, {@link io.dataops.graph.structure.FeedbackEdges}.
 *
 * <pre>{@code
 * SinglePoints points = SinglePoints.of(graph);
 * points.ranked(1).get(0);                                   // raw: nothing can do without it
 * points.dominatorsOf("dashboard");                          // [raw, stg]
 * ReachabilityIndex.of(graph).reaches("raw", "dashboard");   // true, and quick for the next thousand questions
 * TransitiveReduction.of(graph).redundant();                 // raw -> report follows from raw -> stg -> report
 * FeedbackEdges.of(graph).dependencies();                    // nothing: the graph has no cycles
 * }</pre>
 */
package io.dataops.graph.structure;
