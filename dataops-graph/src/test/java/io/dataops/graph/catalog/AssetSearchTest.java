package io.dataops.graph.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataops.api.InputException;
import io.dataops.graph.DependencyGraph;
import io.dataops.graph.dbt.DbtManifest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class AssetSearchTest {
    private static final String MANIFEST = """
            {"metadata":{"dbt_schema_version":"https://schemas.getdbt.com/dbt/manifest/v12.json"},
             "nodes":{
              "model.shop.fct_sales":{"resource_type":"model","name":"fct_sales","description":"What customers bought, by day",
                "tags":["finance"],"meta":{"owner":"ada","level":3},"columns":{"customerId":{"description":"who bought"},"amount":{}},"depends_on":{"nodes":["model.shop.stg_orders"]}},
              "model.shop.stg_orders":{"resource_type":"model","name":"stg_orders","description":"Orders, one row each. Sales are elsewhere.","columns":{}},
              "model.shop.customers":{"resource_type":"model","name":"customers","description":"","columns":{"customer_id":{}}},
              "test.shop.t":{"resource_type":"test","name":"sales_test"}},
             "sources":{},
             "exposures":{"exposure.shop.board":{"name":"board","label":"Weekly sales board","owner":{"name":"Grace","email":"g@x.y"},"depends_on":{"nodes":["model.shop.fct_sales"]}}}}""";

    private static ByteArrayInputStream bytes() {
        return new ByteArrayInputStream(MANIFEST.getBytes(StandardCharsets.UTF_8));
    }

    private static AssetSearch search(Map<String, Set<String>> glossary) {
        DependencyGraph graph = DbtManifest.read(bytes(), "m").graph();
        return AssetSearch.over(DbtDescriptions.read(bytes(), "m"), graph, glossary);
    }

    private static List<String> found(AssetSearch search, String question) {
        return search.find(question, 10).stream().map(h -> h.entry().asset()).toList();
    }

    @Test
    void namesComeBeforeDescriptions() {
        AssetSearch search = search(Map.of());
        assertThat(found(search, "sales"))
                .startsWith("model.shop.fct_sales")
                .containsExactlyInAnyOrder("model.shop.fct_sales", "exposure.shop.board", "model.shop.stg_orders");
        assertThat(found(search, "customer id"))
                .startsWith("model.shop.customers")
                .contains("model.shop.fct_sales");
        assertThat(found(search, "FINANCE")).containsExactly("model.shop.fct_sales");
        assertThat(found(search, "nothing")).isEmpty();
        assertThat(found(search, "")).isEmpty();
        assertThat(search.find("sales", 1)).hasSize(1);
        assertThatThrownBy(() -> search.find("sales", -1)).hasMessageContaining("must not be negative");
    }

    @Test
    void synonymsOwnersAndNeighboursStandBeside() {
        AssetSearch search = search(Map.of("revenue", Set.of("turnover", "sales")));
        SearchHit best = search.find("turnover by day", 10).get(0);
        assertThat(best.entry().asset()).isEqualTo("model.shop.fct_sales");
        assertThat(best.matched()).contains("sale", "day");
        assertThat(best.entry().owners()).containsExactly("ada");
        assertThat(best.upstream()).containsExactly("model.shop.stg_orders");
        assertThat(best.downstream()).containsExactly("exposure.shop.board");
        assertThat(search.find("weekly", 1).get(0).entry().owners()).containsExactly("Grace", "g@x.y");
    }

    @Test
    void otherJsonIsRefused() {
        assertThatThrownBy(() ->
                        DbtDescriptions.read(new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8)), "x"))
                .isInstanceOf(InputException.class);
    }
}
