package io.dataops.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dataops.api.Change;
import io.dataops.api.ChangeSet;
import io.dataops.api.Impact;
import io.dataops.api.Layer;
import io.dataops.graph.difference.DriftReport;
import io.dataops.graph.difference.GraphDifference;
import io.dataops.graph.jgrapht.JGraphTView;
import io.dataops.graph.order.Antichain;
import io.dataops.graph.order.ReadySchedule;
import io.dataops.graph.order.ReadySet;
import io.dataops.graph.repositories.MultiRepo;
import io.dataops.graph.repositories.ReleasePlan;
import io.dataops.graph.structure.FeedbackEdges;
import io.dataops.graph.structure.ReachabilityIndex;
import io.dataops.graph.structure.SinglePoints;
import io.dataops.graph.structure.TransitiveReduction;
import java.time.Duration;
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

    private static DependencyGraph reports() {
        return DependencyGraph.builder()
                .asset("raw", Layer.DATA)
                .asset("stg", Layer.CODE)
                .asset("dashboard", Layer.BUSINESS_RULE)
                .asset("report", Layer.BUSINESS_RULE)
                .edge("raw", "stg")
                .edge("stg", "dashboard")
                .edge("stg", "report")
                .edge("raw", "report")
                .build();
    }

    @Test
    void structure() {
        DependencyGraph graph = reports();
        SinglePoints points = SinglePoints.of(graph);
        assertThat(points.ranked(1).get(0).asset()).isEqualTo("raw");
        assertThat(points.dominatorsOf("dashboard")).containsExactly("raw", "stg");
        assertThat(ReachabilityIndex.of(graph).reaches("raw", "dashboard")).isTrue();
        assertThat(TransitiveReduction.of(graph).redundant())
                .extracting(d -> d.from() + " -> " + d.to())
                .containsExactly("raw -> report");
        assertThat(FeedbackEdges.of(graph).dependencies()).isEmpty();
    }

    @Test
    void order() {
        DependencyGraph graph = reports();
        ReadySchedule schedule = ReadySchedule.of(graph)
                .duration("stg", Duration.ofMinutes(20))
                .otherwise(Duration.ofMinutes(5))
                .gate("stg", Duration.ofMinutes(10))
                .maxParallel(2)
                .build();
        assertThat(schedule.criticalPath()).containsExactly("raw", "stg", "dashboard");
        assertThat(schedule.makespan()).isEqualTo(Duration.ofMinutes(40));
        ReadySet run = ReadySet.of(graph);
        assertThat(run.ready()).containsExactly("raw");
        run.start("raw").failed("raw");
        assertThat(run.blocked()).containsExactly("dashboard", "report", "stg");
        assertThat(Antichain.of(graph).assets()).hasSize(2);
    }

    @Test
    void difference() {
        DependencyGraph before = DependencyGraph.builder()
                .asset("raw.returns", Layer.DATA)
                .asset("raw.orders", Layer.DATA)
                .asset("stg_order", Layer.CODE)
                .asset("refunds", Layer.CODE)
                .edge("raw.returns", "refunds")
                .edge("raw.orders", "stg_order")
                .build();
        DependencyGraph after = DependencyGraph.builder()
                .asset("raw.orders", Layer.DATA)
                .asset("stg_orders", Layer.CODE)
                .asset("refunds", Layer.CODE)
                .edge("raw.orders", "stg_orders")
                .build();
        GraphDifference difference = GraphDifference.between(before, after);
        assertThat(difference.removed()).extracting(Asset::id).containsExactly("raw.returns");
        assertThat(difference.renamed().get(0).to()).isEqualTo("stg_orders");
        assertThat(difference.impact().of("refunds")).isPresent();
        DriftReport drift = DriftReport.between(before, after, "raw.*");
        assertThat(drift.isClean()).isFalse();
    }

    @Test
    void repositories() {
        DependencyGraph shop = DependencyGraph.builder()
                .asset("raw.orders", Layer.DATA)
                .asset("orders", Layer.CODE)
                .edge("raw.orders", "orders")
                .build();
        DependencyGraph finance = DependencyGraph.builder()
                .asset("orders", Layer.DATA)
                .asset("revenue", Layer.CODE)
                .edge("orders", "revenue")
                .build();
        MultiRepo repos = MultiRepo.builder()
                .repository("shop", shop)
                .repository("finance", finance)
                .build();
        ReleasePlan plan = repos.plan(ChangeSet.of(Change.logicChanged("raw.orders")));
        assertThat(plan.explain()).contains("1. shop (raw.orders, orders)", "2. finance (revenue), after 1");
        assertThat(plan.lowerBound()).isEqualTo(2);
        assertThat(repos.conflicts()).isEmpty();
    }
}
