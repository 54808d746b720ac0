package io.dataops.graph.difference;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataops.api.Layer;
import io.dataops.api.Reach;
import io.dataops.graph.Asset;
import io.dataops.graph.DependencyGraph;
import io.dataops.graph.GraphBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Differences against edits whose effect is known, and drift of platforms by hand. */
final class GraphDifferenceTest {

    private static GraphBuilder shop() {
        return DependencyGraph.builder()
                .asset("raw.orders", Layer.DATA)
                .asset("raw.returns", Layer.DATA)
                .asset("stg_order", Layer.CODE)
                .asset("refunds", Layer.CODE)
                .asset("revenue", Layer.BUSINESS_RULE)
                .edge("raw.orders", "stg_order", 0.9)
                .edge("stg_order", "revenue", 0.5)
                .edge("stg_order", "refunds", 0.5);
    }

    private static DependencyGraph random(long seed, int vertices, long order) {
        Random random = new Random(seed);
        List<Asset> assets = new ArrayList<>();
        List<Runnable> steps = new ArrayList<>();
        GraphBuilder builder = DependencyGraph.builder();
        for (int v = 0; v < vertices; v++) {
            assets.add(new Asset("v" + v, Layer.values()[random.nextInt(5)], "kind" + random.nextInt(2), Set.of()));
        }
        for (int e = 0; e < 2 * vertices; e++) {
            String from = "v" + random.nextInt(vertices);
            String to = "v" + random.nextInt(vertices);
            double p = random.nextInt(11) / 10.0;
            steps.add(() -> builder.edge(from, to, p));
        }
        Collections.shuffle(assets, new Random(order));
        Collections.shuffle(steps, new Random(order));
        assets.forEach(builder::asset);
        steps.forEach(Runnable::run);
        return builder.build();
    }

    @Property(tries = 100)
    void anotherOrderIsNoDifference(@ForAll long seed, @ForAll long order) {
        assertThat(GraphDifference.between(random(seed, 12, 0), random(seed, 12, order))
                        .isEmpty())
                .isTrue();
    }

    @Property(tries = 200)
    void eachEditIsFoundAndNothingElse(@ForAll long seed) {
        Random random = new Random(seed);
        DependencyGraph before = random(seed, 15, 0);
        Set<String> removed = new HashSet<>();
        for (int i = 0; i < 2; i++) {
            removed.add("v" + random.nextInt(15));
        }
        GraphBuilder after = DependencyGraph.builder();
        before.assets().stream().filter(a -> !removed.contains(a.id())).forEach(after::asset);
        Set<String> rewired = new HashSet<>();
        before.dependencies().forEach(d -> {
            if (removed.contains(d.from()) || removed.contains(d.to())) {
                if (!removed.contains(d.to())) {
                    rewired.add(d.to());
                }
            } else if (random.nextInt(10) == 0) {
                rewired.add(d.to());
            } else {
                after.edge(d.from(), d.to(), d.propagation());
            }
        });
        GraphDifference found = GraphDifference.between(before, after.build());
        assertThat(found.removed()).extracting(Asset::id).containsExactlyInAnyOrderElementsOf(removed);
        assertThat(found.added()).isEmpty();
        assertThat(found.renamed()).isEmpty();
        assertThat(found.changed()).extracting(AssetDifference::asset).containsExactlyInAnyOrderElementsOf(rewired);
    }

    @Example
    void aRenamedAssetIsRecognisedByItsNeighbourhoodAndName() {
        GraphBuilder later = DependencyGraph.builder()
                .asset("raw.orders", Layer.DATA)
                .asset("raw.returns", Layer.DATA)
                .asset("stg_orders", Layer.CODE)
                .asset("refunds", Layer.CODE)
                .asset("revenue", Layer.BUSINESS_RULE)
                .edge("raw.orders", "stg_orders", 0.9)
                .edge("stg_orders", "revenue", 0.5)
                .edge("stg_orders", "refunds", 0.5);
        GraphDifference difference = GraphDifference.between(shop().build(), later.build());
        assertThat(difference.renamed()).extracting(Renaming::to).containsExactly("stg_orders");
        assertThat(difference.added()).isEmpty();
        assertThat(difference.removed()).isEmpty();
        assertThat(difference.changed()).isEmpty();
        assertThat(difference.explain()).isEqualTo("> stg_order is now stg_orders (88 % alike)");
        assertThat(difference.impact().reach("revenue")).isEqualTo(Reach.AFFECTED);
    }

    @Example
    void anAliasIsProofOfARename() {
        DependencyGraph later = DependencyGraph.builder()
                .asset(new Asset("moved/entirely", Layer.DATA, "asset", Set.of("raw.orders")))
                .build();
        DependencyGraph before =
                DependencyGraph.builder().asset("raw.orders", Layer.DATA).build();
        Renaming renaming = GraphDifference.between(before, later).renamed().get(0);
        assertThat(renaming.keepsAlias()).isTrue();
        assertThat(GraphDifference.between(before, later).changes().changes())
                .extracting(c -> c.describe())
                .containsExactly("moved/entirely: configuration changed");
    }

    @Example
    void unlikeAssetsAreNotTakenForOne() {
        DependencyGraph before = DependencyGraph.builder()
                .asset("a", Layer.DATA)
                .asset("pay_slips", Layer.CODE)
                .edge("a", "pay_slips")
                .build();
        DependencyGraph after = DependencyGraph.builder()
                .asset("a", Layer.DATA)
                .asset("weather", Layer.CODE)
                .asset("b", Layer.DATA)
                .edge("a", "weather")
                .edge("b", "weather")
                .build();
        assertThat(GraphDifference.between(before, after).renamed()).isEmpty();
    }

    @Example
    void whatIsRemovedPropagatesAlongItsOldEdges() {
        DependencyGraph before = shop().edge("raw.returns", "refunds", 0.7).build();
        GraphBuilder after = DependencyGraph.builder();
        before.assets().stream().filter(a -> !a.id().equals("raw.returns")).forEach(after::asset);
        before.dependencies().stream()
                .filter(d -> !d.from().equals("raw.returns"))
                .forEach(d -> after.edge(d.from(), d.to(), d.propagation()));
        GraphDifference difference = GraphDifference.between(before, after.build());
        assertThat(difference.removed()).extracting(Asset::id).containsExactly("raw.returns");
        assertThat(difference.impact().reach("refunds")).isEqualTo(Reach.CHANGED);
        assertThat(difference.impact().reach("revenue")).isEqualTo(Reach.UNREACHABLE);
    }

    @Example
    void columnsAreComparedBelowTheirAsset() {
        DependencyGraph before =
                shop().column("stg_order", "amount").column("stg_order", "note").build();
        DependencyGraph after = shop().column("stg_order", "amount")
                .column("stg_order", "currency")
                .build();
        assertThat(GraphDifference.between(before, after).changes().changes())
                .extracting(c -> c.describe())
                .contains("stg_order: column currency added", "stg_order: column note dropped");
        DependencyGraph renamed = shop().column("stg_order", "amounts")
                .column("stg_order", "note")
                .build();
        assertThat(GraphDifference.between(before, renamed).changes().changes())
                .extracting(c -> c.describe())
                .containsExactly("stg_order: column amount renamed to amounts");
    }

    @Example
    void whatIsIgnoredIsNoDifference() {
        DependencyGraph noisy = shop().asset("tmp.1", Layer.DATA)
                .column("tmp.1", "x")
                .edge("stg_order", "tmp.1")
                .edge("raw.orders", "stg_order", 0.95)
                .build();
        assertThat(GraphDifference.ignoring("tmp.*")
                        .ignoring(Aspect.PROPAGATION)
                        .between(shop().build(), noisy)
                        .isEmpty())
                .isTrue();
        assertThat(GraphDifference.ignoring("tmp.*")
                        .between(shop().build(), noisy)
                        .changes()
                        .changes())
                .isEmpty();
        assertThat(GraphDifference.between(noisy, noisy).explain()).isEqualTo("no difference");
    }

    @Example
    void driftSaysWhatRiskItAdds() {
        DependencyGraph actual = shop().asset("shadow", Layer.CODE)
                .edge("raw.orders", "shadow", 1)
                .asset("tmp.x", Layer.DATA)
                .build();
        DriftReport report = DriftReport.between(shop().build(), actual, "tmp.*");
        assertThat(report.drifts()).extracting(Drift::asset).containsExactly("shadow", "tmp.x");
        assertThat(report.isClean()).isFalse();
        DriftReport wired = DriftReport.between(
                shop().build(), shop().edge("raw.returns", "refunds", 0.25).build());
        assertThat(wired.drifts()).singleElement().satisfies(d -> {
            assertThat(d.kind()).isEqualTo(Drift.Kind.DIFFERENT);
            assertThat(d.aspects()).containsExactly(Aspect.DEPENDENCIES);
        });
        assertThat(DriftReport.between(actual, shop().build()).drifts())
                .extracting(Drift::kind)
                .containsOnly(Drift.Kind.MISSING);
        assertThat(DriftReport.between(actual, actual).isClean()).isTrue();
        assertThat(DriftReport.between(shop().build(), actual, "*").isClean()).isTrue();
        assertThat(report.explain()).startsWith("unmanaged shadow: 0.00 assets behind it, +0.00");
    }
}
