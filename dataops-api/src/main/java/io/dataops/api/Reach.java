package io.dataops.api;

/**
 * How an asset stands to a change.
 *
 * <pre>{@code
 * boolean safe = impact.reach("revenue") == Reach.UNREACHABLE;
 * boolean unknown = impact.reach("elsewhere") == Reach.NOT_IN_GRAPH;   // not the same as safe
 * }</pre>
 */
public enum Reach {
    /** The asset itself is changed. */
    CHANGED,
    /** The change can reach the asset. */
    AFFECTED,
    /** The asset is in the graph, and no path leads to it from the change. */
    UNREACHABLE,
    /** No path was found, but the search was cut short, so there may be one. */
    NOT_EXPLORED,
    /** The graph does not have the asset: nothing is known, which is not the same as safe. */
    NOT_IN_GRAPH
}
