package io.dataops.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataops.graph.dbt.DbtCatalog;
import io.dataops.graph.dbt.DbtQueries;
import io.dataops.graph.lineage.ColumnLineage;
import io.dataops.graph.lineage.ColumnRef;
import io.dataops.graph.lineage.LineageEdge;
import io.dataops.graph.lineage.LineageKind;
import io.dataops.graph.openlineage.OpenLineage;
import io.dataops.graph.schema.Compatibility;
import io.dataops.graph.schema.CompatibilityMode;
import io.dataops.graph.schema.CompatibilityReport;
import io.dataops.graph.schema.TableSchema;
import io.dataops.graph.sql.SqlDialect;
import io.dataops.graph.sql.SqlLineage;
import io.dataops.graph.sql.StatementLineage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the pages of the packages that read artefacts of other tools, as they stand there. */
final class ReaderSnippetsTest {

    @Test
    void sql() {
        SqlLineage sql = SqlLineage.builder()
                .table("raw.orders", "id", "amount", "status")
                .build();

        StatementLineage lineage = sql.of("stg", """
                with paid as (select * from raw.orders where status = 'paid')
                select id, amount / 100 as euros from paid""");

        assertThat(lineage.columns()).containsExactly("id", "euros");
        assertThat(lineage.lineage().explain())
                .contains("raw.orders.amount -> stg.euros TRANSFORMATION", "raw.orders.status -> stg FILTER");
        assertThat(lineage.unresolved()).isEmpty();
    }

    @Test
    void lineage() {
        ColumnRef amount = new ColumnRef("raw.orders", "amount");
        ColumnRef euros = new ColumnRef("stg", "euros");
        ColumnLineage lineage = new ColumnLineage(List.of(LineageEdge.of(amount, euros, LineageKind.TRANSFORMATION)));

        assertThat(lineage.originsOf(euros)).containsExactly(amount);
        assertThat(lineage.usesOf(amount)).hasToString("[raw.orders.amount -> stg.euros TRANSFORMATION]");
    }

    @Test
    void schema() {
        TableSchema v1 = TableSchema.of("orders").column("id", "bigint", false).column("note", "varchar(20)", true);
        TableSchema v2 = TableSchema.of("orders").column("id", "int", false).column("note", "varchar(20)", true);

        CompatibilityReport report =
                Compatibility.tables().mode(CompatibilityMode.FULL).check(v2, List.of(v1));

        assertThat(report.isCompatible()).isFalse();
        assertThat(report.explain())
                .contains("TYPE_NARROWED at orders.id: type int does not take every value of bigint; cannot read");
    }

    @Test
    void openLineage(@TempDir Path dir) throws IOException {
        Path file = dir.resolve("events.ndjson");
        Files.writeString(file, """
                {"job":{"namespace":"n","name":"j"},"inputs":[{"namespace":"db","name":"a"}],"outputs":[{"namespace":"db","name":"b"}]}
                """);
        OpenLineage events = OpenLineage.read(List.of(file));

        DependencyGraph graph = events.graph(); // datasets and jobs; symlinks are aliases
        ColumnLineage lineage = events.lineage(); // what the column facets say
        Map<String, String> sql = events.statements();

        assertThat(graph.downstreamOf("job:n/j")).containsExactly("db/b");
        assertThat(lineage.edges()).isEmpty();
        assertThat(sql).isEmpty();
        assertThat(events.report().defects()).isEmpty();
    }

    @Test
    void queriesOfDbt() {
        String manifest = """
                {"metadata":{"dbt_schema_version":"https://schemas.getdbt.com/dbt/manifest/v12.json"},
                 "nodes":{"model.shop.fct":{"resource_type":"model","relation_name":"\\"db\\".\\"fct\\"","compiled_code":"select k from stg","depends_on":{"nodes":["model.shop.stg"]}},
                          "model.shop.stg":{"resource_type":"model","relation_name":"db.stg","compiled_code":"select * from raw.orders","depends_on":{"nodes":["source.shop.orders"]}}},
                 "sources":{"source.shop.orders":{"resource_type":"source","relation_name":"raw.orders"}}}""";
        String catalog = """
                {"metadata":{"dbt_schema_version":"https://schemas.getdbt.com/dbt/catalog/v1.json"},
                 "nodes":{},"sources":{"source.shop.orders":{"columns":{"k":{"type":"int","index":2},"j":{"type":"text","index":1}}}}}""";
        DbtCatalog columns = DbtCatalog.read(bytes(catalog), "catalog.json");
        assertThat(columns.columns().get("source.shop.orders")).hasToString("{j=text, k=int}");
        Map<String, StatementLineage> lineage =
                DbtQueries.read(bytes(manifest), "manifest.json").lineage(SqlDialect.ANSI, columns);
        assertThat(lineage.get("model.shop.stg").columns()).containsExactly("j", "k");
        assertThat(lineage.get("model.shop.fct").lineage().edges())
                .hasToString("[model.shop.stg.k -> model.shop.fct.k IDENTITY]");
        assertThatThrownBy(() -> DbtQueries.read(bytes(catalog), "catalog.json"))
                .hasMessageContaining("not a dbt manifest");
        assertThatThrownBy(() -> DbtCatalog.read(bytes(manifest), "m")).hasMessageContaining("not a dbt catalog");
    }

    private static ByteArrayInputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
