package io.dataops.graph.openlineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataops.api.Change;
import io.dataops.api.ChangeSet;
import io.dataops.api.InputException;
import io.dataops.api.Reach;
import io.dataops.graph.DependencyGraph;
import io.dataops.graph.ImportReport.Kind;
import io.dataops.graph.lineage.ColumnRef;
import io.dataops.graph.lineage.LineageEdge;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OpenLineageTest {

    private static OpenLineage read(String... events) {
        byte[] bytes = String.join("\n", events).replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return OpenLineage.read(new ByteArrayInputStream(bytes), "events");
    }

    private static String event(String run, String job, String inputs, String outputs) {
        return "{'eventType':'COMPLETE','run':{'runId':'" + run + "'},'job':{'namespace':'n','name':'" + job
                + "'},'inputs':[" + inputs + "],'outputs':[" + outputs + "]}";
    }

    private static String dataset(String name, String facets) {
        return "{'namespace':'db','name':'" + name + "','facets':{" + facets + "}}";
    }

    private static String made(String column, String from, String field, String kinds) {
        return "'columnLineage':{'fields':{'" + column + "':{'inputFields':[{'namespace':'db','name':'" + from
                + "','field':'" + field + "','transformations':[" + kinds + "]}]}}}";
    }

    @Test
    void eventsOfOneRunAreOneJobHoweverTheyAreSplit() {
        OpenLineage events = read(
                event("1", "load", "", ""),
                event("1", "load", dataset("a", ""), ""),
                event("1", "load", "", dataset("b", "")));
        assertThat(events.jobs()).singleElement().satisfies(job -> {
            assertThat(job.inputs()).containsExactly("db/a");
            assertThat(job.outputs()).containsExactly("db/b");
        });
        assertThat(events.graph().downstreamOf("db/a")).containsExactly("job:n/load");
        assertThat(events.graph().downstreamOf("job:n/load")).containsExactly("db/b");
    }

    @Test
    void symlinksJoinDatasetsHoweverLateTheyCome() {
        String link = "'symlinks':{'identifiers':[{'namespace':'db','name':'warehouse/a','type':'TABLE'}]}";
        OpenLineage early =
                read(event("1", "x", dataset("a", link), ""), event("2", "y", dataset("warehouse/a", ""), ""));
        OpenLineage late =
                read(event("2", "y", dataset("warehouse/a", ""), ""), event("1", "x", dataset("a", link), ""));
        assertThat(early.datasets()).containsOnlyKeys("db/a");
        assertThat(late.datasets()).isEqualTo(early.datasets());
        assertThat(early.graph().contains("db/warehouse/a")).isTrue();
    }

    @Test
    void columnFacetsSayWhatAnOutputIsMadeOf() {
        OpenLineage events = read(event(
                "1",
                "x",
                dataset("a", "") + "," + dataset("c", ""),
                dataset(
                                "b",
                                made(
                                        "k",
                                        "a",
                                        "i",
                                        "{'type':'DIRECT','subtype':'IDENTITY'},{'type':'INDIRECT','subtype':'FILTER'}"))
                        + ","
                        + dataset("d", made("m", "c", "j", ""))));
        assertThat(events.lineage().edges())
                .extracting(LineageEdge::toString)
                .containsExactly(
                        "db/a.i -> db/b.k IDENTITY", "db/a.i -> db/b.k FILTER", "db/c.j -> db/d.m TRANSFORMATION");
        assertThat(events.untyped()).hasToString("[db/c.j -> db/d.m TRANSFORMATION]");
        assertThat(events.lineage().sourcesOf(new ColumnRef("db/b", "k"))).containsExactly(new ColumnRef("db/a", "i"));
        DependencyGraph graph = events.graph();
        assertThat(graph.impactOf(ChangeSet.of(Change.logicChanged("db/a"))).reach("db/d"))
                .isEqualTo(Reach.UNREACHABLE);
        assertThat(graph.impactOf(ChangeSet.of(Change.columnDropped("db/a", "i")))
                        .reach("db/b"))
                .isEqualTo(Reach.AFFECTED);
        assertThat(graph.impactOf(ChangeSet.of(Change.logicChanged("job:n/x"))).reach("db/d"))
                .isEqualTo(Reach.AFFECTED);
    }

    @Test
    void aTableThatIsReadAndWrittenIsNoCycle() {
        DependencyGraph graph =
                read(event("1", "merge", dataset("a", ""), dataset("a", ""))).graph();
        assertThat(graph.cycles()).isEmpty();
        assertThat(graph.selfReferences()).containsExactly("db/a");
    }

    @Test
    void parentsSqlAndDatasetEventsAreRead() {
        OpenLineage events = read(
                "[{'run':{'runId':'1','facets':{'parent':{'run':{'runId':'0'},'job':{'namespace':'n','name':'dag'}}}},"
                        + "'job':{'namespace':'n','name':'t','facets':{'sql':{'query':'select 1'}}}}]",
                "{'dataset':" + dataset("z", "'schema':{'fields':[{'name':'id','type':'int'}]}") + "}");
        assertThat(events.jobs().get(0).parent()).contains("n/dag");
        assertThat(events.statements()).containsEntry("n/t", "select 1");
        assertThat(events.datasets()).containsEntry("db/z", List.of("id"));
        assertThat(events.events()).isEqualTo(2);
    }

    @Test
    void whatIsNoEventIsRefusedAndWhatIsOddIsReported() {
        assertThatThrownBy(() -> read("")).isInstanceOf(InputException.class).hasMessageContaining("is empty");
        assertThatThrownBy(() -> read("{'a':1}"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("expected a job");
        assertThatThrownBy(() -> read("[1]")).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> read("{'job':"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("line 1");
        assertThatThrownBy(() -> read("{'x':" + "[".repeat(300)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("200");
        OpenLineage odd =
                read(event("1", "x", dataset(" ", "") + ",3," + dataset("{{ any(result) }}", "'schema':7"), ""));
        assertThat(odd.report().count(Kind.UNREADABLE_ENTRY)).isEqualTo(2);
        assertThatThrownBy(odd::strict)
                .isInstanceOf(InputException.class)
                .hasMessageContaining("a dataset without a name");
    }
}
