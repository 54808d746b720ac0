package io.dataops.graph.assertions;

import io.dataops.graph.Asset;
import io.dataops.graph.Cycle;
import io.dataops.graph.DependencyGraph;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asserts what a graph must and must not have; each failure shows the cycle or path that offends.
 *
 * <p>A pattern is an identifier or alias, or a text with {@code *} for any characters; a pattern that fits no asset fails the
 * assertion, since a misspelt one would always hold.
 *
 * <pre>{@code
 * assertThatGraph(graph).hasNoPathFrom("raw.orders").to("public.*");
 * // AssertionError: expected no path, but public.board is reached: raw.orders -> stg_orders -> public.board
 * }</pre>
 */
public final class GraphAssertions {
    private final DependencyGraph graph;

    private GraphAssertions(DependencyGraph graph) {
        this.graph = graph;
    }

    /**
     * Starts assertions.
     *
     * @param graph the graph
     * @return the assertions
     */
    public static GraphAssertions assertThatGraph(DependencyGraph graph) {
        return new GraphAssertions(graph);
    }

    /**
     * Asserts that no assets depend on each other in a circle.
     *
     * @return this
     */
    public GraphAssertions isAcyclic() {
        List<Cycle> cycles = graph.cycles();
        if (!cycles.isEmpty()) {
            List<String> path = new ArrayList<>(cycles.get(0).path());
            path.add(path.get(0));
            throw new AssertionError(
                    "expected no cycle, but there are " + cycles.size() + ", the first: " + String.join(" -> ", path));
        }
        return this;
    }

    /**
     * Begins to assert that assets are kept apart.
     *
     * @param from a pattern for the assets that are read
     * @return what must not be reached
     */
    public Path hasNoPathFrom(String from) {
        return new Path(this, from, false);
    }

    /**
     * Begins to assert that assets are connected.
     *
     * @param from a pattern for the assets that are read
     * @return what must be reached
     */
    public Path hasPathFrom(String from) {
        return new Path(this, from, true);
    }

    /** The second half of an assertion on a path. */
    public static final class Path {
        private final GraphAssertions assertions;
        private final String from;
        private final boolean wanted;

        private Path(GraphAssertions assertions, String from, boolean wanted) {
            this.assertions = assertions;
            this.from = from;
            this.wanted = wanted;
        }

        /**
         * Completes the assertion; an asset does not count as a path to itself.
         *
         * @param to a pattern for the assets that read
         * @return the assertions on the graph
         */
        public GraphAssertions to(String to) {
            List<String> sources = assertions.matching(from);
            Set<String> targets = new HashSet<>(assertions.matching(to));
            Optional<List<String>> path = assertions.path(sources, targets);
            if (wanted && path.isEmpty()) {
                throw new AssertionError("expected a path, but nothing of " + to + " reads " + from);
            }
            if (!wanted && path.isPresent()) {
                List<String> way = path.get();
                throw new AssertionError("expected no path, but " + way.get(way.size() - 1) + " is reached: "
                        + String.join(" -> ", way));
            }
            return assertions;
        }
    }

    private List<String> matching(String pattern) {
        List<String> found = graph.assets().stream()
                .filter(asset -> asset.fits(pattern))
                .map(Asset::id)
                .toList();
        if (found.isEmpty()) {
            throw new AssertionError("no asset is called " + pattern + ". Maybe check the spelling.");
        }
        return found;
    }

    /** A shortest path of at least one dependency, by breadth-first search. */
    private Optional<List<String>> path(List<String> sources, Set<String> targets) {
        Map<String, String> before = new HashMap<>();
        ArrayDeque<String> queue = new ArrayDeque<>();
        for (String source : sources) {
            before.put(source, "");
            queue.add(source);
        }
        while (!queue.isEmpty()) {
            String at = queue.remove();
            for (String next : graph.downstreamOf(at)) {
                if (targets.contains(next) && !next.equals(at)) {
                    return Optional.of(way(before, at, next));
                }
                if (!before.containsKey(next)) {
                    before.put(next, at);
                    queue.add(next);
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> way(Map<String, String> before, String last, String target) {
        List<String> way = new ArrayList<>(List.of(target));
        for (String at = last; !at.isEmpty(); at = before.getOrDefault(at, "")) {
            way.add(at);
        }
        Collections.reverse(way);
        return way;
    }
}
