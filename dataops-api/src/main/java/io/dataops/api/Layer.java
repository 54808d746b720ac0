package io.dataops.api;

/**
 * The part of a platform that an asset belongs to.
 *
 * <pre>{@code
 * DependencyGraph.builder().asset("orders", Layer.DATA).asset("revenue", Layer.BUSINESS_RULE);
 * graph.impact().through(Layer.CODE, Layer.SCHEMA).impactOf(changes);
 * }</pre>
 */
public enum Layer {
    /** Transformations, jobs, services and their tests. */
    CODE,
    /** Declared structures: tables, columns, messages. */
    SCHEMA,
    /** Data at rest or in motion: sources, seeds, snapshots, topics. */
    DATA,
    /** What code and data run on: clusters, buckets, queues, roles. */
    INFRASTRUCTURE,
    /** What people read and promise: dashboards, metrics, contracts, policies. */
    BUSINESS_RULE
}
