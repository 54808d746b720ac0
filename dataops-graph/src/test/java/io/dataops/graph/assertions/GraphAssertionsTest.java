package io.dataops.graph.assertions;

import static io.dataops.graph.assertions.GraphAssertions.assertThatGraph;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataops.api.Layer;
import io.dataops.graph.Asset;
import io.dataops.graph.DependencyGraph;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

final class GraphAssertionsTest {

    private static DependencyGraph graph() {
        return DependencyGraph.builder()
                .asset("pii.email", Layer.DATA)
                .asset("raw.orders", Layer.DATA)
                .asset(new Asset("model.shop.stg_orders", Layer.CODE, "model", Set.of("stg_orders")))
                .asset("revenue", Layer.BUSINESS_RULE)
                .asset("public.board", Layer.BUSINESS_RULE)
                .edge("raw.orders", "model.shop.stg_orders")
                .edge("model.shop.stg_orders", "revenue")
                .edge("model.shop.stg_orders", "public.board")
                .build();
    }

    @Test
    void theExampleOfThePackagePage() {
        DependencyGraph graph = graph();

        assertThatGraph(graph)
                .isAcyclic()
                .hasNoPathFrom("pii.email")
                .to("public.*")
                .hasPathFrom("raw.orders")
                .to("revenue");
    }

    @Test
    void aFailureShowsThePath() {
        assertThatThrownBy(() -> assertThatGraph(graph()).hasNoPathFrom("raw.*").to("public.*"))
                .isInstanceOf(AssertionError.class)
                .hasMessage("expected no path, but public.board is reached:"
                        + " raw.orders -> model.shop.stg_orders -> public.board");
        assertThatThrownBy(
                        () -> assertThatGraph(graph()).hasPathFrom("pii.email").to("*"))
                .hasMessage("expected a path, but nothing of * reads pii.email");
        assertThatThrownBy(() ->
                        assertThatGraph(graph()).hasNoPathFrom("stg_orders").to("revenue"))
                .hasMessageContaining("model.shop.stg_orders -> revenue");
    }

    @Test
    void aMisspeltNameFails() {
        assertThatThrownBy(() ->
                        assertThatGraph(graph()).hasNoPathFrom("pii.emial").to("public.*"))
                .hasMessage("no asset is called pii.emial. Maybe check the spelling.");
    }

    @Test
    void aCycleIsShown() {
        DependencyGraph loop = DependencyGraph.builder()
                .asset("a", Layer.CODE)
                .asset("b", Layer.CODE)
                .edge("a", "b")
                .edge("b", "a")
                .build();
        assertThatThrownBy(() -> assertThatGraph(loop).isAcyclic())
                .hasMessage("expected no cycle, but there are 1, the first: a -> b -> a");
        assertThatGraph(loop).hasPathFrom("a").to("a");
    }

    @Property
    void patternsAreThoseOfARegularExpression(
            @ForAll @StringLength(max = 8) @Chars({'a', 'b', '*'}) String pattern,
            @ForAll @StringLength(max = 8) @Chars({'a', 'b'}) String name) {
        assertThat(new Asset("id", Layer.CODE, "model", Set.of(name)).fits(pattern))
                .isEqualTo(name.matches(pattern.replace("*", ".*")));
    }
}
