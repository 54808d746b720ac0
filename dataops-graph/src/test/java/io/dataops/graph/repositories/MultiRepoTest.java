package io.dataops.graph.repositories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataops.api.Change;
import io.dataops.api.ChangeSet;
import io.dataops.api.Layer;
import io.dataops.graph.Asset;
import io.dataops.graph.DependencyGraph;
import io.dataops.graph.GraphBuilder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Merges of repositories by hand, and release orders of random ones against what they must keep. */
final class MultiRepoTest {
    private static ChangeSet changed(String... assets) {
        return ChangeSet.of(Arrays.stream(assets).map(Change::logicChanged).toArray(Change[]::new));
    }

    @Example
    void aReferenceIsTheAssetThatAnotherRepositoryDefines() {
        DependencyGraph shop = DependencyGraph.builder()
                .asset("raw.orders", Layer.DATA)
                .asset(new Asset("model.shop.orders", Layer.CODE, "model", Set.of("orders", "public.orders")))
                .column("model.shop.orders", "amount")
                .edge("raw.orders", "model.shop.orders")
                .build();
        DependencyGraph finance = DependencyGraph.builder()
                .asset(new Asset("public.orders", Layer.DATA, "source", Set.of("orders")))
                .column("public.orders", "amount")
                .asset("revenue", Layer.CODE)
                .edge("public.orders.amount", "revenue", 0.7)
                .resolved("revenue")
                .build();
        MultiRepo repos = MultiRepo.builder()
                .repository("shop", shop)
                .repository("finance", finance)
                .build();
        assertThat(repos.conflicts()).isEmpty();
        assertThat(repos.repositoryOf("model.shop.orders")).isEqualTo("shop");
        assertThat(repos.identifierOf("finance", "public.orders.amount")).isEqualTo("model.shop.orders.amount");
        ReleasePlan plan = repos.plan(ChangeSet.of(Change.columnDropped("finance/public.orders", "amount")));
        assertThat(plan.explain())
                .isEqualTo("2 releases, no order has fewer than 2\n1. shop (model.shop.orders)\n2. finance (revenue),"
                        + " after 1");
        assertThat(plan.impact().of("revenue").orElseThrow().likelihood().value())
                .isEqualTo(0.7);
    }

    @Example
    void aCycleAcrossRepositoriesIsOneAtomicRelease() {
        DependencyGraph a = DependencyGraph.builder()
                .asset("a1", Layer.CODE)
                .asset("a2", Layer.CODE)
                .asset("b1", Layer.CODE)
                .edge("a1", "a2")
                .edge("b1", "a1")
                .build();
        DependencyGraph b = DependencyGraph.builder()
                .asset("a1", Layer.CODE)
                .asset("b1", Layer.CODE)
                .asset("b2", Layer.CODE)
                .edge("a1", "b1")
                .edge("b1", "b2")
                .build();
        ReleasePlan plan = MultiRepo.builder()
                .repository("a", a)
                .repository("b", b)
                .build()
                .plan(changed("a1"));
        Release first = plan.releases().get(0);
        assertThat(first.isAtomicAcrossRepositories()).isTrue();
        assertThat(first.assets()).isEqualTo(Map.of("a", List.of("a1"), "b", List.of("b1")));
        assertThat(plan.releases()).hasSize(3);
        assertThat(plan.lowerBound()).isEqualTo(3);
    }

    @Example
    void contradictionsAreReportedAndNothingIsLost() {
        DependencyGraph a = DependencyGraph.builder()
                .asset("in", Layer.DATA)
                .asset(new Asset("x", Layer.CODE, "model", Set.of("short")))
                .edge("in", "x")
                .build();
        DependencyGraph b = DependencyGraph.builder()
                .asset("other", Layer.DATA)
                .asset("x", Layer.CODE)
                .asset(new Asset("y", Layer.CODE, "model", Set.of("short")))
                .edge("other", "x")
                .build();
        MultiRepo repos =
                MultiRepo.builder().repository("a", a).repository("b", b).build();
        assertThat(repos.conflicts())
                .extracting(c -> c.asset() + " " + c.repositories())
                .containsExactly("short [a, b]", "x [a, b]");
        assertThat(repos.graph().upstreamOf("x")).containsExactlyInAnyOrder("in", "other");
        assertThat(MultiRepo.builder()
                        .repository("a", a)
                        .repository("b", b)
                        .same("a", "x", "b", "y")
                        .build()
                        .conflicts())
                .anySatisfy(c -> assertThat(c.message()).contains("several assets of one repository"));
    }

    @Property(tries = 200)
    void everyAffectedAssetIsReleasedOnceAfterWhatItReads(@ForAll long seed) {
        Random random = new Random(seed);
        String[] names = {"red", "green", "blue"};
        Map<String, GraphBuilder> builders = new HashMap<>();
        for (String name : names) {
            builders.put(name, DependencyGraph.builder());
        }
        Map<Integer, String> home = new HashMap<>();
        for (int v = 0; v < 15; v++) {
            String name = names[random.nextInt(3)];
            home.put(v, name);
            GraphBuilder builder = builders.get(name);
            builder.asset("v" + v, Layer.CODE);
            for (int e = 0; e < 2 && v > 0; e++) {
                int u = random.nextInt(random.nextInt(10) == 0 ? 15 : v);
                builder.asset("v" + u, Layer.CODE).edge("v" + u, "v" + v, 1);
            }
        }
        MultiRepoBuilder merge = MultiRepo.builder();
        for (String name : names) {
            merge.repository(name, builders.get(name).build());
        }
        MultiRepo repos = merge.build();
        ReleasePlan plan = repos.plan(changed("v0"));
        Map<String, Integer> releaseOf = new HashMap<>();
        plan.releases()
                .forEach(r -> r.assets()
                        .forEach((repository, assets) -> assets.forEach(a -> {
                            assertThat(releaseOf.put(a, r.number())).isNull();
                            assertThat(repos.repositoryOf(a)).isEqualTo(repository);
                        })));
        assertThat(releaseOf).hasSize(plan.impact().affected().size());
        repos.graph().dependencies().forEach(d -> {
            if (releaseOf.containsKey(d.from())) {
                assertThat(releaseOf.get(d.from())).isLessThanOrEqualTo(releaseOf.get(d.to()));
            }
        });
        assertThat(plan.releases().size()).isGreaterThanOrEqualTo(plan.lowerBound());
    }

    @Example
    void whatCannotBeIsRefused() {
        DependencyGraph empty = DependencyGraph.builder().build();
        assertThatThrownBy(() -> MultiRepo.builder().repository("a", empty).repository("a", empty))
                .hasMessage("repository (a) was already added. Maybe rename one.");
        assertThatThrownBy(() -> MultiRepo.builder().repository(" ", empty)).hasMessageContaining("must not be blank");
        assertThatThrownBy(() -> MultiRepo.builder().repository("a", empty).same("a", "x", "b", "y"))
                .hasMessage("asset (x) is not in the repository (a).");
        assertThatThrownBy(() -> MultiRepo.builder().same("a", "x", "b", "y"))
                .hasMessage("repository (a) was not added. Maybe add it before.");
        assertThat(MultiRepo.builder().build().plan(ChangeSet.none()).explain()).isEqualTo("nothing is to be released");
    }
}
