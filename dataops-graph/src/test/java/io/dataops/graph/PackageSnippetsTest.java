package io.dataops.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dataops.api.Change;
import io.dataops.api.ChangeSet;
import io.dataops.api.Impact;
import io.dataops.api.Layer;
import io.dataops.graph.jgrapht.JGraphTView;
import java.util.List;
import org.jgrapht.Graph;
import org.jgrapht.alg.shortestpath.DijkstraShortestPath;
import org.junit.jupiter.api.Test;

/** The examples of the package pages, as they stand there; that of the dbt package is run by the tour. */
final class PackageSnippetsTest {

    @Test
    void graphAndView() {
        DependencyGraph graph = DependencyGraph.builder()
                .asset("raw.orders", Layer.DATA)
                .asset("stg_orders", Layer.CODE)
                .asset("revenue", Layer.BUSINESS_RULE)
                .edge("raw.orders", "stg_orders", 0.9)
                .edge("stg_orders", "revenue", 0.5)
                .build();

        Impact impact = graph.impactOf(ChangeSet.of(Change.columnDropped("raw.orders", "discount")));

        assertThat(impact.explain("revenue")).isEqualTo("revenue: 45.0 % through raw.orders -> stg_orders -> revenue");
        assertThat(graph.waves()).isEqualTo(List.of(List.of("raw.orders"), List.of("stg_orders"), List.of("revenue")));

        Graph<String, Dependency> view = JGraphTView.of(graph);
        double cost = new DijkstraShortestPath<>(view).getPathWeight("raw.orders", "revenue");
        double strongest = Math.exp(-cost); // the weight of an edge is -log of its propagation

        assertThat(strongest).isCloseTo(0.45, within(1e-12));
    }
}
