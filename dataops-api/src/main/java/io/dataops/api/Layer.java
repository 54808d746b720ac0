package io.dataops.api;

/** The part of a platform that an asset belongs to. */
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
