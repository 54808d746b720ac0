package io.dataops.graph;

import java.util.List;

/**
 * Assets that all depend on each other, so that none can come first.
 *
 * <pre>{@code
 * for (Cycle cycle : graph.cycles()) {
 *     System.err.println(String.join(" -> ", cycle.path()));   // a -> b -> c -> a
 * }
 * }</pre>
 *
 * @param members the assets, in the order in which they were added
 * @param path a shortest cycle among them: each asset is read by the next, the last by the first
 */
public record Cycle(List<String> members, List<String> path) {

    /** Copies the lists. */
    public Cycle {
        members = List.copyOf(members);
        path = List.copyOf(path);
    }
}
