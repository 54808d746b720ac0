package io.dataops.graph.jgrapht;

import io.dataops.graph.Dependency;
import io.dataops.graph.DependencyGraph;
import org.jgrapht.Graph;
import org.jgrapht.graph.AsUnmodifiableGraph;
import org.jgrapht.graph.DefaultDirectedWeightedGraph;

/**
 * Makes a graph readable by JGraphT.
 *
 * <pre>{@code
 * Graph<String, Dependency> view = JGraphTView.of(graph);
 * new DijkstraShortestPath<>(view).getPathWeight("raw.orders", "revenue");
 * }</pre>
 */
public final class JGraphTView {

    private JGraphTView() {}

    /**
     * Returns an unmodifiable weighted directed graph of the identifiers. The weight of an edge is the negative logarithm of
     * its propagation, so that a shortest path is a most probable one; an edge that never propagates weighs infinity.
     *
     * <p>The view is filled once, in O(V + E) time and JGraphT's memory for a directed graph.
     *
     * @param graph the graph
     * @return vertices and edges in the graph's order
     */
    public static Graph<String, Dependency> of(DependencyGraph graph) {
        DefaultDirectedWeightedGraph<String, Dependency> filled = new DefaultDirectedWeightedGraph<>(Dependency.class);
        graph.assets().forEach(asset -> filled.addVertex(asset.id()));
        for (Dependency edge : graph.dependencies()) {
            filled.addEdge(edge.from(), edge.to(), edge);
            filled.setEdgeWeight(edge, -Math.log(edge.propagation()));
        }
        return new AsUnmodifiableGraph<>(filled);
    }
}
