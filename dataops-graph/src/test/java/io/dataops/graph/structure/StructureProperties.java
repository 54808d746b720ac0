package io.dataops.graph.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataops.api.Layer;
import io.dataops.graph.Dependency;
import io.dataops.graph.DependencyGraph;
import io.dataops.graph.GraphBuilder;
import io.dataops.graph.jgrapht.JGraphTView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jgrapht.Graph;
import org.jgrapht.alg.connectivity.BiconnectivityInspector;
import org.jgrapht.graph.AsUndirectedGraph;

/** Against the definitions, on graphs small enough to try everything, and against JGraphT. */
final class StructureProperties {

    private static DependencyGraph random(long seed, int vertices, int edges, boolean cyclic) {
        Random random = new Random(seed);
        GraphBuilder builder = DependencyGraph.builder();
        for (int v = 0; v < vertices; v++) {
            builder.asset("v" + v, Layer.CODE);
        }
        for (int e = 0; e < edges; e++) {
            int a = random.nextInt(vertices);
            int b = random.nextInt(vertices);
            if (a != b) {
                builder.edge("v" + (cyclic ? a : Math.min(a, b)), "v" + (cyclic ? b : Math.max(a, b)));
            }
        }
        return builder.build();
    }

    /** What is reached without passing one asset. */
    private static Set<String> reached(DependencyGraph graph, List<String> from, String without) {
        Set<String> seen = new HashSet<>();
        List<String> open = new ArrayList<>(from);
        while (!open.isEmpty()) {
            String at = open.remove(open.size() - 1);
            if (!at.equals(without) && seen.add(at)) {
                open.addAll(graph.downstreamOf(at));
            }
        }
        return seen;
    }

    @Property(tries = 300)
    void theIndexAnswersLikeASearch(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int vertices, @ForAll boolean cyclic) {
        DependencyGraph graph = random(seed, vertices, 2 * vertices, cyclic);
        ReachabilityIndex index = ReachabilityIndex.of(graph);
        for (int u = 0; u < vertices; u++) {
            Set<String> reached = reached(graph, List.of("v" + u), "");
            for (int v = 0; v < vertices; v++) {
                assertThat(index.reaches("v" + u, "v" + v)).isEqualTo(reached.contains("v" + v));
            }
        }
    }

    @Property(tries = 300)
    void aDominatorIsOnEveryWay(@ForAll long seed, @ForAll @IntRange(min = 1, max = 14) int vertices) {
        DependencyGraph graph = random(seed, vertices, 2 * vertices, false);
        List<String> sources = graph.assets().stream()
                .map(a -> a.id())
                .filter(id -> graph.upstreamOf(id).isEmpty())
                .toList();
        SinglePoints points = SinglePoints.of(graph);
        List<SinglePoint> ranked = points.ranked(vertices);
        for (int d = 0; d < vertices; d++) {
            String dominator = "v" + d;
            Set<String> without = reached(graph, sources, dominator);
            Set<String> lost = graph.assets().stream()
                    .map(a -> a.id())
                    .filter(id -> !id.equals(dominator) && !without.contains(id))
                    .collect(Collectors.toSet());
            Set<String> found = ranked.stream()
                    .filter(p -> p.asset().equals(dominator))
                    .flatMap(p -> p.dependants().stream())
                    .collect(Collectors.toSet());
            assertThat(found).isEqualTo(lost);
            lost.forEach(id -> assertThat(points.dominatorsOf(id)).contains(dominator));
        }
    }

    @Property(tries = 200)
    void cutVerticesAreJGraphTs(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int vertices, @ForAll boolean cyclic) {
        DependencyGraph graph = random(seed, vertices, vertices, cyclic);
        Graph<String, Dependency> undirected = new AsUndirectedGraph<>(JGraphTView.of(graph));
        assertThat(new HashSet<>(SinglePoints.of(graph).cutVertices()))
                .isEqualTo(new BiconnectivityInspector<>(undirected).getCutpoints());
    }

    @Property(tries = 300)
    void aReductionReachesTheSameAndNothingCanGo(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 14) int vertices, @ForAll boolean cyclic) {
        DependencyGraph graph = random(seed, vertices, 3 * vertices, cyclic);
        TransitiveReduction reduction = TransitiveReduction.of(graph);
        for (int v = 0; v < vertices; v++) {
            assertThat(reached(reduction.graph(), List.of("v" + v), ""))
                    .isEqualTo(reached(graph, List.of("v" + v), ""));
        }
        assertThat(reduction.graph().dependencies().size()
                        + reduction.redundant().size())
                .isEqualTo(graph.dependencies().size());
        if (!cyclic) {
            for (Dependency edge : reduction.graph().dependencies()) {
                GraphBuilder without = DependencyGraph.builder().assetsOf(graph);
                reduction.graph().dependencies().stream()
                        .filter(e -> !e.equals(edge))
                        .forEach(e -> without.edge(e.from(), e.to()));
                assertThat(reached(without.build(), List.of(edge.from()), "")).doesNotContain(edge.to());
            }
        }
    }

    @Property(tries = 300)
    void feedbackEdgesBreakEveryCycleAndNoneIsTooMany(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 30) int vertices) {
        DependencyGraph graph = random(seed, vertices, 2 * vertices, true);
        FeedbackEdges cut = FeedbackEdges.of(graph);
        assertThat(without(graph, cut.dependencies()).cycles()).isEmpty();
        for (Dependency one : cut.dependencies()) {
            List<Dependency> others =
                    cut.dependencies().stream().filter(e -> !e.equals(one)).toList();
            assertThat(without(graph, others).cycles()).isNotEmpty();
        }
    }

    @Property(tries = 100)
    void noSmallerSetWouldDo(@ForAll long seed) {
        DependencyGraph graph = random(seed, 5, 9, true);
        FeedbackEdges cut = FeedbackEdges.of(graph);
        assertThat(cut.fewest()).isTrue();
        List<Dependency> all = graph.dependencies();
        for (int set = 0; set < 1 << all.size(); set++) {
            if (Integer.bitCount(set) < cut.dependencies().size()) {
                List<Dependency> chosen = new ArrayList<>();
                for (int e = 0; e < all.size(); e++) {
                    if ((set >> e & 1) == 1) {
                        chosen.add(all.get(e));
                    }
                }
                assertThat(without(graph, chosen).cycles()).isNotEmpty();
            }
        }
    }

    private static DependencyGraph without(DependencyGraph graph, List<Dependency> cut) {
        GraphBuilder builder = DependencyGraph.builder().assetsOf(graph);
        graph.dependencies().stream()
                .filter(e -> !cut.contains(e))
                .forEach(e -> builder.edge(e.from(), e.to(), e.propagation(), e.strength()));
        return builder.build();
    }

    @Example
    void aLongChainAndAWideFanAreNoTrouble() {
        int n = 100_000;
        GraphBuilder builder = DependencyGraph.builder().asset("v0", Layer.DATA);
        for (int v = 1; v < n; v++) {
            builder.asset("v" + v, Layer.CODE).edge("v" + (v / 2 < v - 1 && v % 3 == 0 ? 0 : v - 1), "v" + v);
        }
        DependencyGraph graph = builder.build();
        assertThat(SinglePoints.of(graph).ranked(1).get(0).dependants()).hasSize(n - 1);
        assertThat(SinglePoints.of(graph).cutVertices()).contains("v0");
        assertThat(TransitiveReduction.of(graph).redundant()).isEmpty();
        org.junit.jupiter.api.Assertions.assertTimeout(
                Duration.ofSeconds(20), () -> ReachabilityIndex.of(graph).reaches("v1", "v" + (n - 1)));
    }

    @Example
    void emptyGraphsAndUnknownNames() {
        DependencyGraph empty = DependencyGraph.builder().build();
        assertThat(SinglePoints.of(empty).ranked(3)).isEmpty();
        assertThat(SinglePoints.of(empty).cutVertices()).isEmpty();
        assertThat(TransitiveReduction.of(empty).redundant()).isEmpty();
        assertThat(FeedbackEdges.of(empty).dependencies()).isEmpty();
        assertThatThrownBy(() -> ReachabilityIndex.of(empty).reaches("a", "b"))
                .hasMessage("asset (a) is not in the graph.");
        assertThatThrownBy(() -> SinglePoints.of(empty).ranked(-1)).hasMessage("k (-1) must not be negative.");
    }
}
