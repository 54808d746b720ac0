/**
 * A graph as JGraphT sees it, so that any of its algorithms runs on it.
 *
 * <p>Entry type: {@link io.dataops.graph.jgrapht.JGraphTView}.
 *
 * <pre>{@code
 * Graph<String, Dependency> view = JGraphTView.of(graph);
 * double cost = new DijkstraShortestPath<>(view).getPathWeight("raw.orders", "revenue");
 * double strongest = Math.exp(-cost);   // the weight of an edge is -log of its propagation
 * }</pre>
 */
package io.dataops.graph.jgrapht;
