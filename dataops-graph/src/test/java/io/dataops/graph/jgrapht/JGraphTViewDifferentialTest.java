package io.dataops.graph.jgrapht;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dataops.api.AffectedAsset;
import io.dataops.api.Change;
import io.dataops.api.ChangeSet;
import io.dataops.api.Layer;
import io.dataops.graph.Cycle;
import io.dataops.graph.Dependency;
import io.dataops.graph.DependencyGraph;
import io.dataops.graph.GraphBuilder;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.jgrapht.Graph;
import org.jgrapht.alg.connectivity.KosarajuStrongConnectivityInspector;
import org.jgrapht.alg.shortestpath.DijkstraShortestPath;
import org.jgrapht.traverse.BreadthFirstIterator;
import org.junit.jupiter.api.Test;

/** Our closures, best paths and cycles against JGraphT's on the view. */
final class JGraphTViewDifferentialTest {

    private static DependencyGraph random(long seed, int vertices, int edges) {
        Random random = new Random(seed);
        GraphBuilder builder = DependencyGraph.builder();
        for (int v = 0; v < vertices; v++) {
            builder.asset("v" + v, Layer.CODE);
        }
        for (int e = 0; e < edges; e++) {
            builder.edge(
                    "v" + random.nextInt(vertices), "v" + random.nextInt(vertices), 0.1 + 0.9 * random.nextDouble());
        }
        return builder.build();
    }

    @Test
    void closuresAndBestPathsAgree() {
        for (int seed = 0; seed < 20; seed++) {
            DependencyGraph graph = random(seed, 60, 90);
            Graph<String, Dependency> view = JGraphTView.of(graph);
            DijkstraShortestPath<String, Dependency> dijkstra = new DijkstraShortestPath<>(view);
            Set<String> reached = new HashSet<>();
            new BreadthFirstIterator<>(view, "v0").forEachRemaining(reached::add);
            var affected =
                    graph.impactOf(ChangeSet.of(Change.logicChanged("v0"))).affected();
            assertThat(affected).extracting(AffectedAsset::asset).containsExactlyInAnyOrderElementsOf(reached);
            for (AffectedAsset asset : affected) {
                double along = 1;
                for (int i = 1; i < asset.path().size(); i++) {
                    along *= view.getEdge(asset.path().get(i - 1), asset.path().get(i))
                            .propagation();
                }
                assertThat(along)
                        .isCloseTo(Math.exp(-dijkstra.getPathWeight("v0", asset.asset())), within(1e-9))
                        .isLessThanOrEqualTo(asset.likelihood().lower() + 1e-9);
            }
        }
    }

    @Test
    void cyclesAgree() {
        for (int seed = 0; seed < 20; seed++) {
            DependencyGraph graph = random(seed, 60, 80);
            Set<Set<String>> theirs = new HashSet<>();
            new KosarajuStrongConnectivityInspector<>(JGraphTView.of(graph))
                    .stronglyConnectedSets().stream().filter(s -> s.size() > 1).forEach(theirs::add);
            Set<Set<String>> ours = new HashSet<>();
            for (Cycle cycle : graph.cycles()) {
                ours.add(new HashSet<>(cycle.members()));
                for (int i = 0; i < cycle.path().size(); i++) {
                    String next = cycle.path().get((i + 1) % cycle.path().size());
                    assertThat(graph.downstreamOf(cycle.path().get(i))).contains(next);
                }
            }
            assertThat(ours).isEqualTo(theirs);
        }
    }

    @Test
    void theViewCannotBeChanged() {
        Graph<String, Dependency> view = JGraphTView.of(random(1, 5, 5));
        assertThatThrownBy(() -> view.addVertex("x")).isInstanceOf(UnsupportedOperationException.class);
    }
}
