package io.dataops.graph.jgrapht;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataops.api.InputException;
import io.dataops.api.Layer;
import io.dataops.graph.Asset;
import io.dataops.graph.DependencyGraph;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class GraphFormatsTest {
    private static final DependencyGraph GRAPH = DependencyGraph.builder()
            .asset("raw.orders", Layer.DATA)
            .asset(new Asset(
                    "a \"quoted\" \\ name\nof <two> lines & é 雪 ;{}[]",
                    Layer.BUSINESS_RULE,
                    "dash board",
                    Set.of("x y", "z,\"")))
            .asset("m", Layer.CODE)
            .asset("alone", Layer.INFRASTRUCTURE)
            .column("raw.orders", "amount")
            .edge("raw.orders", "m", 0.123456789)
            .edge("raw.orders.amount", "m", 1.0 / 3, 0.25)
            .edge("m", "a \"quoted\" \\ name\nof <two> lines & é 雪 ;{}[]")
            .edge("m", "m")
            .resolved("m")
            .build();

    @Test
    void whatIsWrittenIsReadAsTheSameGraph() {
        assertThat(GraphFormats.fromDot(GraphFormats.dot(GRAPH))).isEqualTo(GRAPH);
        assertThat(GraphFormats.fromGraphml(GraphFormats.graphml(GRAPH))).isEqualTo(GRAPH);
        DependencyGraph empty = DependencyGraph.builder().build();
        assertThat(GraphFormats.fromDot(GraphFormats.dot(empty))).isEqualTo(empty);
        assertThat(GraphFormats.fromGraphml(GraphFormats.graphml(empty))).isEqualTo(empty);
    }

    @Test
    void mermaidShowsAssetsAndHidesSigns() {
        assertThat(GraphFormats.mermaid(GRAPH))
                .startsWith("flowchart LR\n")
                .contains("[\"raw.orders\"]", "#34;quoted#34;")
                .contains(" --> ")
                .doesNotContain("amount", "<two>");
    }

    @Test
    void somethingElseIsRefused() {
        for (String bad : List.of("", "digraph {", "nonsense", "digraph G { n0 [ layer=\"NIX\" ]; }")) {
            assertThatThrownBy(() -> GraphFormats.fromDot(bad)).as(bad).isInstanceOf(InputException.class);
        }
        for (String bad : List.of("", "<a>", "<!DOCTYPE x [<!ENTITY y \"z\">]><graphml/>")) {
            assertThatThrownBy(() -> GraphFormats.fromGraphml(bad)).as(bad).isInstanceOf(InputException.class);
        }
    }
}
