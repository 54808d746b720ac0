package io.dataops.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dataops.api.AffectedAsset;
import io.dataops.api.Budget;
import io.dataops.api.Change;
import io.dataops.api.ChangeSet;
import io.dataops.api.Impact;
import io.dataops.api.Layer;
import io.dataops.api.Likelihood;
import io.dataops.api.Reach;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Columns as vertices. The four rows of SQLMesh's wish are the first tests: an unread column, added or dropped, touches nothing; an
 * expression touches the readers of its column alone; a filter touches all.
 */
final class ColumnsTest {
    /** revenue = select amount from orders where status = ...; people read revenue.amount; audit is not resolved. */
    private static GraphBuilder shop() {
        return DependencyGraph.builder()
                .asset(new Asset("model.orders", Layer.CODE, "model", Set.of("orders")))
                .column("model.orders", "amount")
                .column("model.orders", "status")
                .column("model.orders", "note")
                .asset("revenue", Layer.CODE)
                .column("revenue", "amount")
                .resolved("revenue")
                .asset("dashboard", Layer.BUSINESS_RULE)
                .resolved("dashboard")
                .edge("model.orders", "revenue", 1)
                .edge("revenue", "dashboard", 1)
                .edge("model.orders.amount", "revenue.amount", 0.8)
                .edge("model.orders.status", "revenue", 0.5)
                .edge("revenue.amount", "dashboard", 0.5);
    }

    private static Impact of(Change change) {
        return shop().build().impactOf(ChangeSet.of(change));
    }

    @Test
    void anUnreadColumnTouchesNothing() {
        for (Change change : new Change[] {
            Change.columnAdded("orders", "brand_new"),
            Change.columnDropped("orders", "note"),
            Change.columnRetyped("orders", "unknown_to_all", "int", "text")
        }) {
            Impact impact = of(change);
            assertThat(impact.affected()).extracting(AffectedAsset::asset).containsExactly("model.orders");
            assertThat(impact.reach("model.orders")).isEqualTo(Reach.CHANGED);
            assertThat(impact.reach("revenue")).isEqualTo(Reach.UNREACHABLE);
        }
    }

    @Test
    void anExpressionTouchesTheReadersOfItsColumnAlone() {
        Impact impact = of(Change.columnRetyped("orders", "amount", "int", "text"));
        AffectedAsset revenue = impact.of("revenue").orElseThrow();
        assertThat(revenue.likelihood()).isEqualTo(Likelihood.exactly(0.8));
        assertThat(revenue.path()).containsExactly("model.orders.amount", "revenue.amount", "revenue");
        assertThat(revenue.upstream()).containsExactly("model.orders");
        assertThat(impact.of("dashboard").orElseThrow().likelihood().value()).isCloseTo(0.4, within(1e-12));
        assertThat(impact.columns())
                .extracting(AffectedAsset::asset)
                .containsExactly("model.orders.amount", "revenue.amount");
        assertThat(impact.explain()).contains("column revenue.amount: 80.0 % through");
    }

    @Test
    void aFilterTouchesTheWholeAssetAndAllThatReadsIt() {
        Impact impact = of(Change.columnDropped("orders", "status"));
        assertThat(impact.of("revenue").orElseThrow().likelihood()).isEqualTo(Likelihood.exactly(0.5));
        assertThat(impact.of("revenue.amount").orElseThrow().likelihood()).isEqualTo(Likelihood.exactly(0.5));
        assertThat(impact.of("dashboard").orElseThrow().likelihood()).isEqualTo(Likelihood.exactly(0.5));
        assertThat(of(Change.logicChanged("orders"))
                        .of("dashboard")
                        .orElseThrow()
                        .likelihood())
                .isEqualTo(Likelihood.exactly(1));
    }

    @Test
    void aReaderThatNamesNoColumnReadsAllOfThem() {
        DependencyGraph graph = shop().asset("audit", Layer.CODE)
                .edge("model.orders", "audit", 0.25)
                .build();
        for (String column : new String[] {"note", "amount", "never_seen"}) {
            Impact impact = graph.impactOf(ChangeSet.of(Change.columnDropped("orders", column)));
            assertThat(impact.of("audit").orElseThrow().likelihood()).isEqualTo(Likelihood.exactly(0.25));
        }
    }

    @Test
    void anAssetIsAffectedIfAnyOfItsColumnsIs() {
        DependencyGraph graph = DependencyGraph.builder()
                .asset("a", Layer.DATA)
                .column("a", "x")
                .asset("b", Layer.CODE)
                .column("b", "u")
                .column("b", "v")
                .edge("a.x", "b.u", 0.5)
                .edge("a.x", "b.v", 0.5)
                .build();
        Change change = Change.columnDropped("a", "x");
        assertThat(graph.impactOf(ChangeSet.of(change)).of("b").orElseThrow().likelihood())
                .isEqualTo(Likelihood.exactly(0.75));
        assertThat(graph.impact()
                        .worlds(Budget.steps(100).withSeed(1))
                        .impactOf(ChangeSet.of(change))
                        .of("b")
                        .orElseThrow()
                        .likelihood())
                .isEqualTo(Likelihood.exactly(0.75));
    }

    @Test
    void columnsHaveAliasesAndVanishOnRequest() {
        DependencyGraph graph = shop().build();
        assertThat(graph.contains("orders.amount")).isTrue();
        assertThat(graph.asset("orders.amount").orElseThrow().columnName()).isEqualTo("amount");
        assertThat(graph.asset("orders").orElseThrow().columnName()).isEqualTo("model.orders");
        assertThat(graph.columnsOf("orders"))
                .containsExactlyInAnyOrder("model.orders.amount", "model.orders.status", "model.orders.note");
        DependencyGraph plain = graph.withoutColumns();
        assertThat(plain.assets()).hasSize(3).noneMatch(Asset::isColumn);
        assertThat(plain.downstreamOf("orders")).containsExactly("revenue");
        assertThat(plain.withoutColumns()).isSameAs(plain);
    }

    @Test
    void whatThreatensAnAssetThreatensItsColumns() {
        DependencyGraph graph = shop().build();
        assertThat(graph.impact().threatsTo("revenue"))
                .extracting(Threat::asset)
                .contains("model.orders", "model.orders.amount", "model.orders.status")
                .doesNotContain("model.orders.note", "dashboard");
        assertThat(graph.impact().threatsTo("orders.amount"))
                .extracting(Threat::asset)
                .containsExactly("model.orders");
    }

    @Test
    void copiesKeepWhatIsKnown() {
        DependencyGraph graph = shop().asset("audit", Layer.CODE)
                .edge("model.orders", "audit", 0.25)
                .build();
        GraphBuilder copy = DependencyGraph.builder().assetsOf(graph);
        graph.dependencies().forEach(d -> copy.edge(d.from(), d.to(), d.propagation(), d.strength()));
        assertThat(copy.build()).isEqualTo(graph);
    }

    @Test
    void columnsNeedTheirAsset() {
        assertThatThrownBy(() -> DependencyGraph.builder().column("a", "x"))
                .hasMessage("column (x) needs its asset (a) first. Maybe add asset(\"a\", layer) before.");
        assertThatThrownBy(() -> shop().column("model.orders.amount", "x")).hasMessageContaining("needs its asset");
        assertThatThrownBy(() -> shop().column("revenue", " ")).hasMessageContaining("must not be blank");
        assertThatThrownBy(() -> shop().resolved("nobody").build()).hasMessageContaining("unknown asset (nobody)");
    }
}
