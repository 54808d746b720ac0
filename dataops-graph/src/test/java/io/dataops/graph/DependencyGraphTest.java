package io.dataops.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dataops.api.AffectedAsset;
import io.dataops.api.Change;
import io.dataops.api.ChangeSet;
import io.dataops.api.Impact;
import io.dataops.api.Layer;
import io.dataops.api.Likelihood;
import io.dataops.api.Reach;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DependencyGraphTest {

    private static GraphBuilder code(String... ids) {
        GraphBuilder builder = DependencyGraph.builder();
        for (String id : ids) {
            builder.asset(id, Layer.CODE);
        }
        return builder;
    }

    private static Impact changed(DependencyGraph graph, String... ids) {
        return graph.impactOf(
                ChangeSet.of(Arrays.stream(ids).map(Change::logicChanged).toArray(Change[]::new)));
    }

    @Test
    void whereFewCutsSufficeTheValueIsExact() {
        DependencyGraph graph = code("s", "a", "b", "c", "d", "e")
                .edge("s", "a", 0.5)
                .edge("a", "b", 0.8)
                .edge("a", "c", 0.5)
                .edge("b", "d", 0.5)
                .edge("c", "d", 0.5)
                .edge("b", "e", 0.5)
                .build();
        Impact impact = changed(graph, "s");
        assertThat(impact.of("e").orElseThrow().likelihood().value()).isCloseTo(0.2, within(1e-12));
        Likelihood d = impact.of("d").orElseThrow().likelihood();
        assertThat(d.basis()).isEqualTo(Likelihood.Basis.EXACT);
        assertThat(d.value()).isCloseTo(0.5 * (1 - 0.6 * 0.75), within(1e-12));
        assertThat(impact.of("d").orElseThrow().path()).containsExactly("s", "a", "b", "d");
        assertThat(impact.of("d").orElseThrow().upstream()).containsExactly("b", "c");
    }

    @Test
    void whereMoreMeetsThereAreLimits() {
        GraphBuilder builder = DependencyGraph.builder().asset("s", Layer.CODE);
        for (int layer = 0; layer < 3; layer++) {
            for (int v = 0; v < 20; v++) {
                builder.asset(layer + "." + v, Layer.CODE);
                for (int u = 0; u < 20 && layer > 0; u++) {
                    builder.edge((layer - 1) + "." + u, layer + "." + v, 0.05 + 0.01 * ((u + v) % 3));
                }
            }
        }
        for (int v = 0; v < 20; v++) {
            builder.edge("s", "0." + v, 0.3);
        }
        Likelihood far = changed(builder.build(), "s").of("2.0").orElseThrow().likelihood();
        assertThat(far.basis()).isEqualTo(Likelihood.Basis.BOUNDS);
        assertThat(far.lower()).isPositive().isLessThan(far.upper());
    }

    @Test
    void aChangeThatSeldomLeavesItsAssetWeighsLess() {
        DependencyGraph graph = code("a", "b").edge("a", "b", 0.5).build();
        Impact impact = graph.impactOf(ChangeSet.of(Change.configurationChanged("a")));
        assertThat(impact.of("a").orElseThrow().likelihood()).isEqualTo(Likelihood.exactly(1));
        assertThat(impact.of("b").orElseThrow().likelihood().value()).isCloseTo(0.05, within(1e-12));
    }

    @Test
    void cyclesAreReportedAndPropagate() {
        DependencyGraph graph = code("in", "x", "y", "z", "out")
                .edge("in", "x", 0.5)
                .edge("x", "y", 1)
                .edge("y", "z", 1)
                .edge("z", "x", 1)
                .edge("z", "out", 0.5)
                .build();
        assertThat(graph.cycles()).hasSize(1);
        assertThat(graph.cycles().get(0).members()).containsExactlyInAnyOrder("x", "y", "z");
        assertThat(graph.cycles().get(0).path()).hasSize(3);
        Impact impact = changed(graph, "in");
        assertThat(impact.of("z").orElseThrow().path()).containsExactly("in", "x", "y", "z");
        assertThat(impact.of("out").orElseThrow().likelihood().upper()).isCloseTo(0.25, within(1e-12));
        assertThat(graph.waves()).hasSize(3);
        assertThat(graph.waves().get(1)).containsExactlyInAnyOrder("x", "y", "z");
        assertThat(changed(graph, "y").of("x").orElseThrow().path()).containsExactly("y", "z", "x");
    }

    @Test
    void wavesFollowTheLongestWay() {
        DependencyGraph graph =
                code("c", "b", "a").edge("a", "b").edge("b", "c").edge("a", "c").build();
        assertThat(graph.waves()).containsExactly(List.of("a"), List.of("b"), List.of("c"));
        assertThat(graph.cycles()).isEmpty();
        assertThat(DependencyGraph.builder().build().waves()).isEmpty();
    }

    @Test
    void limitsAreSaid() {
        DependencyGraph graph = DependencyGraph.builder()
                .asset("a", Layer.DATA)
                .asset("b", Layer.CODE)
                .asset("c", Layer.BUSINESS_RULE)
                .edge("a", "b")
                .edge("b", "c")
                .build();
        ChangeSet changes = ChangeSet.of(Change.logicChanged("a"));
        Impact near = graph.impact().maxDepth(1).impactOf(changes);
        assertThat(near.truncated()).isTrue();
        assertThat(near.reach("b")).isEqualTo(Reach.AFFECTED);
        assertThat(near.reach("c")).isEqualTo(Reach.NOT_EXPLORED);
        assertThat(graph.impact().through(Layer.CODE).impactOf(changes).affected())
                .extracting(AffectedAsset::asset)
                .containsExactly("a", "b");
        assertThat(graph.impact().maxDepth(2).impactOf(changes).truncated()).isFalse();
        assertThatThrownBy(() -> graph.impact().maxDepth(-1)).hasMessage("maxDepth (-1) must not be negative.");
    }

    @Test
    void aliasesResolveUnlessTheyAreShared() {
        DependencyGraph graph = DependencyGraph.builder()
                .asset(new Asset("model.shop.orders", Layer.CODE, "model", Set.of("orders", "shop.orders")))
                .asset(new Asset("model.crm.orders", Layer.CODE, "model", Set.of("orders", "crm.orders")))
                .build();
        assertThat(changed(graph, "shop.orders").affected())
                .extracting(AffectedAsset::asset)
                .containsExactly("model.shop.orders");
        assertThatThrownBy(() -> changed(graph, "orders"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("name (orders) could mean any of [model.crm.orders, model.shop.orders]."
                        + " Maybe use one of these identifiers.");
        assertThat(graph.contains("orders")).isFalse();
        assertThat(graph.asset("nothing")).isEmpty();
    }

    @Test
    void badInputIsNamed() {
        assertThatThrownBy(() -> code("a", "b").edge("a", "b", Double.NaN))
                .hasMessage("propagation (NaN) of a -> b must be between 0 and 1.");
        assertThatThrownBy(() -> code("a", "b").edge("a", "b", 1, 2))
                .hasMessage("strength (2.0) of a -> b must be between 0 and 1.");
        assertThatThrownBy(() -> code("a").edge("a", "ghost").build())
                .hasMessage("dependency a -> ghost names the unknown asset (ghost)."
                        + " Maybe add asset(\"ghost\", layer).");
        assertThatThrownBy(() -> code("a").asset("a", Layer.DATA)).hasMessageContaining("asset (a) was already added");
        assertThatThrownBy(() -> code(" ")).hasMessageContaining("must not be blank");
    }

    @Test
    void selfReferencesAreNotedAndRepeatedEdgesCountOnce() {
        DependencyGraph graph = code("a", "b")
                .edge("a", "a")
                .edge("a", "b", 0.2)
                .edge("a", "b", 0.7, 0.4)
                .build();
        assertThat(graph.selfReferences()).containsExactly("a");
        assertThat(graph.dependencies()).containsExactly(new Dependency("a", "b", 0.7, 0.4));
        assertThat(graph.cycles()).isEmpty();
    }

    @Test
    void aLongChainNeedsNoStack() {
        int n = 300_000;
        GraphBuilder builder = DependencyGraph.builder();
        for (int i = 0; i < n; i++) {
            builder.asset("v" + i, Layer.CODE);
        }
        for (int i = 1; i < n; i++) {
            builder.edge("v" + (i - 1), "v" + i, 1);
        }
        DependencyGraph graph = builder.build();
        assertThat(graph.waves()).hasSize(n);
        Impact impact = graph.impact().maxDepth(50).impactOf(ChangeSet.of(Change.logicChanged("v0")));
        assertThat(impact.affected()).hasSize(51);
    }

    @Test
    void aMillionDependantsAreFoundAndRanked() {
        int n = 1_000_000;
        GraphBuilder builder = DependencyGraph.builder().asset("hub", Layer.DATA);
        for (int v = 0; v < n; v++) {
            builder.asset("v" + v, Layer.CODE).edge("hub", "v" + v, (v % 100) / 100.0);
        }
        Impact impact = changed(builder.build(), "hub");
        assertThat(impact.affected()).hasSize(1 + n - n / 100);
        assertThat(impact.top(2).get(1).likelihood()).isEqualTo(Likelihood.exactly(0.99));
    }
}
