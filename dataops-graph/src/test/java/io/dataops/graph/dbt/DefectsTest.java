package io.dataops.graph.dbt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataops.api.InputException;
import io.dataops.api.Progress;
import io.dataops.graph.ImportReport.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What strict readers refuse, and what a reader of a large file tells. */
final class DefectsTest {
    private static final String MANIFEST = "{'metadata':{'dbt_schema_version':'dbt/manifest/v12.json'},'nodes':{";

    private static InputStream json(String text) {
        return new ByteArrayInputStream(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aCatalogTellsItsErrorsAndNamelessColumns() {
        DbtCatalog catalog = DbtCatalog.read(
                json("{'metadata':{'dbt_schema_version':'dbt/catalog/v9.json'},"
                        + "'nodes':{'model.p.a':{'columns':{'id':{'type':'INT','index':1},' ':{'type':'INT','index':2}}}},"
                        + "'errors':['permission denied on b']}"),
                "catalog.json");

        assertThat(catalog.columns().get("model.p.a")).containsOnlyKeys("id");
        assertThat(catalog.report().defects())
                .extracting(d -> d.kind() + " " + d.detail())
                .containsExactly(
                        "UNREADABLE_ENTRY a column without a name",
                        "UNREADABLE_ENTRY permission denied on b",
                        "UNKNOWN_VERSION dbt/catalog/v9.json");
        assertThatThrownBy(catalog::strict)
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "catalog.json at model.p.a: UNREADABLE_ENTRY (a column without a name), the first of 3 defects");
    }

    @Test
    void queriesTellWhatWasNotCompiledAndWhatIsNotThere() {
        DbtQueries queries = DbtQueries.read(
                json(MANIFEST + "'model.p.a':{'resource_type':'model','name':'a'},"
                        + "'model.p.b':{'resource_type':'model','name':'b','compiled_code':'select 1',"
                        + "'depends_on':{'nodes':['model.p.a','model.p.gone']}}}}"),
                "manifest.json");

        assertThat(queries.report().count(Kind.UNREADABLE_ENTRY)).isEqualTo(1);
        assertThat(queries.report().count(Kind.DANGLING_REFERENCE)).isEqualTo(1);
        assertThatThrownBy(queries::strict).hasMessageContaining("model.p.a").hasMessageContaining("dbt compile");
    }

    @Test
    void aLargeFileTellsHowFarItWasRead(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("manifest.json");
        String large = "x".repeat(3 << 20);
        Files.writeString(file, (MANIFEST + "},'docs':'" + large + "'}").replace('\'', '"'));
        List<Progress> told = new ArrayList<>();

        DbtManifest.read(file, told::add);

        assertThat(told).hasSizeBetween(3, 5);
        assertThat(told.get(0).phase()).isEqualTo("reading manifest.json");
        Progress last = told.get(told.size() - 1);
        assertThat(last.done()).isEqualTo(Files.size(file));
        assertThat(last.total()).hasValue(Files.size(file));
        assertThatThrownBy(() -> DbtManifest.read(file, p -> {
                    throw new IllegalStateException("enough");
                }))
                .hasMessage("enough");
    }
}
