package io.dataops.graph.dbt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataops.api.Change;
import io.dataops.api.InputException;
import io.dataops.api.Layer;
import io.dataops.api.TestCase;
import io.dataops.graph.Dependency;
import io.dataops.graph.DependencyGraph;
import io.dataops.graph.ImportReport.Kind;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class DbtManifestTest {
    private static final String METADATA =
            "\"metadata\":{\"dbt_schema_version\":\"https://schemas.getdbt.com/dbt/manifest/v12.json\",\"project_name\":\"shop\"}";
    private static final String SHOP = "{" + METADATA + ",\"nodes\":{"
            + node(
                    "model.shop.stg",
                    "model",
                    "stg",
                    "a",
                    "\"source.shop.raw.orders\"",
                    "\"id\":{\"data_type\":\"int\"},\"gone\":{}")
            + ","
            + node(
                    "model.shop.fct",
                    "model",
                    "fct",
                    "b",
                    "\"model.shop.stg\",\"model.shop.stg\",\"model.shop.off\",\"model.x.ghost\"",
                    "")
            + ","
            + node("test.shop.t", "test", "t", "c", "\"model.shop.stg\"", "")
            + "},\"sources\":{\"source.shop.raw.orders\":{\"resource_type\":\"source\",\"name\":\"orders\","
            + "\"source_name\":\"raw\",\"package_name\":\"shop\"}},"
            + "\"exposures\":{\"exposure.shop.board\":{\"name\":\"board\",\"depends_on\":{\"nodes\":[\"model.shop.fct\"]}}},"
            + "\"macros\":{\"m\":{\"macro_sql\":\"x\"}},"
            + "\"disabled\":{\"model.shop.off\":[{\"unique_id\":\"model.shop.off\",\"name\":\"off\"}]}}";

    private static String node(String id, String type, String name, String checksum, String reads, String columns) {
        return "\"" + id + "\":{\"resource_type\":\"" + type + "\",\"unique_id\":\"" + id + "\",\"name\":\"" + name
                + "\",\"package_name\":\"shop\",\"raw_code\":\"select 1\",\"checksum\":{\"name\":\"sha256\",\"checksum\":\""
                + checksum + "\"},\"config\":{\"enabled\":true,\"tags\":[\"x\",\"y\"]},\"columns\":{" + columns
                + "},\"depends_on\":{\"macros\":[],\"nodes\":[" + reads + "]}}";
    }

    private static DbtManifest read(String json) {
        return DbtManifest.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), "manifest.json");
    }

    @Test
    void assetsLayersAndDependencies() {
        DbtManifest manifest = read(SHOP);
        DependencyGraph graph = manifest.graph();
        assertThat(manifest.project()).isEqualTo("shop");
        assertThat(graph.assets())
                .extracting(a -> a.id())
                .containsExactly("source.shop.raw.orders", "model.shop.stg", "model.shop.fct", "exposure.shop.board");
        assertThat(graph.asset("raw.orders").orElseThrow().layer()).isEqualTo(Layer.DATA);
        assertThat(graph.asset("board").orElseThrow().layer()).isEqualTo(Layer.BUSINESS_RULE);
        assertThat(graph.dependencies()).extracting(Dependency::to).contains("model.shop.stg", "exposure.shop.board");
    }

    @Test
    void defectsAreCollectedAndStrictThrows() {
        DbtManifest manifest = read(SHOP);
        assertThat(manifest.report().count(Kind.DUPLICATE_REFERENCE)).isEqualTo(1);
        assertThat(manifest.report().count(Kind.DISABLED_REFERENCE)).isEqualTo(1);
        assertThat(manifest.report().count(Kind.DANGLING_REFERENCE)).isEqualTo(1);
        assertThat(manifest.report().explain()).contains("DANGLING_REFERENCE at model.shop.fct: model.x.ghost");
        assertThatThrownBy(manifest::strict)
                .isInstanceOf(InputException.class)
                .hasMessageContaining("manifest.json at model.shop.fct: DUPLICATE_REFERENCE");
    }

    @Test
    void testsCoverWhatTheyDependOn() {
        assertThat(read(SHOP).suite(Duration.ofSeconds(20)).tests())
                .containsExactly(TestCase.of("test.shop.t", Duration.ofSeconds(20), "model.shop.stg"));
    }

    @Test
    void whatDiffersIsFoundAndWhatIsVolatileIsNot() {
        DbtManifest before = read(SHOP);
        assertThat(before.changesTo(
                                read(SHOP.replace("\"x\",\"y\"", "\"y\",\"x\"").replace("select 1", "select 2")))
                        .isEmpty())
                .isTrue();
        assertThat(before.changesTo(read(SHOP.replace("\"checksum\":\"b\"", "\"checksum\":\"z\"")
                                .replace(",\"gone\":{}", ",\"new\":{}")
                                .replace("\"data_type\":\"int\"", "\"data_type\":\"text\"")))
                        .changes())
                .containsExactly(
                        Change.logicChanged("model.shop.fct"),
                        Change.columnDropped("model.shop.stg", "gone"),
                        Change.columnRetyped("model.shop.stg", "id", "int", "text"),
                        Change.columnAdded("model.shop.stg", "new"));
        assertThat(before.changesTo(read(SHOP.replace("\"tags\":[\"x\"", "\"tags\":[\"z\"")))
                        .changes())
                .containsExactly(
                        Change.configurationChanged("model.shop.fct"), Change.configurationChanged("model.shop.stg"));
    }

    @Test
    void aRemovedAssetReachesItsReadersThroughBothVersions() {
        DbtManifest before = read(SHOP);
        DbtManifest after =
                read("{" + METADATA + ",\"nodes\":{" + node("model.shop.fct", "model", "fct", "b", "", "") + "}}");
        assertThat(before.changesTo(after).changes()).contains(Change.assetRemoved("model.shop.stg"));
        assertThat(before.graphWith(after).impactOf(before.changesTo(after)).of("exposure.shop.board"))
                .isPresent();
    }

    @Test
    void whatIsNoManifestIsRefusedInOneLine() {
        assertThatThrownBy(() -> read("")).isInstanceOf(InputException.class).hasMessageContaining("is empty");
        assertThatThrownBy(() -> read("[1]")).hasMessageContaining("expected a JSON object");
        assertThatThrownBy(() -> read("{\"nodes\":{}}")).hasMessageContaining("is not a dbt manifest");
        assertThatThrownBy(() -> read("{" + METADATA + "}")).hasMessageContaining("is not a dbt manifest");
        assertThatThrownBy(() -> read(SHOP.substring(0, 500)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("line 1 column");
        assertThatThrownBy(() -> read(SHOP + "{}")).hasMessageContaining("more after the end");
        assertThatThrownBy(() -> read("{" + METADATA + ",\"nodes\":[]}"))
                .hasMessageContaining("expected an object for nodes");
        assertThatThrownBy(() -> read("{" + METADATA + ",\"nodes\":{\" \":{}}}"))
                .hasMessageContaining("blank");
        assertThatThrownBy(() -> DbtManifest.read(Path.of("no/such/file.json")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no/such/file.json");
    }

    @Test
    void depthIsBounded() {
        String deep = "[".repeat(201) + "]".repeat(201);
        assertThatThrownBy(() -> read("{" + METADATA + ",\"nodes\":{},\"x\":" + deep + "}"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("200");
        String fits = "[".repeat(150) + "]".repeat(150);
        assertThat(read("{" + METADATA + ",\"nodes\":{},\"x\":" + fits + "}")
                        .graph()
                        .assets())
                .isEmpty();
    }

    @Test
    void aNewerVersionIsReadByItsShapeAndDuplicatesAreReported() {
        DbtManifest newer = read(SHOP.replace("v12.json", "v99.json"));
        assertThat(newer.report().count(Kind.UNKNOWN_VERSION)).isEqualTo(1);
        assertThat(newer.graph().assets()).hasSize(4);
        String twice = "{" + METADATA + ",\"nodes\":{" + node("model.a.b", "model", "b", "1", "\"model.a.b\"", "") + ","
                + node("model.a.b", "model", "b", "2", "", "") + "}}";
        DbtManifest manifest = read(twice);
        assertThat(manifest.report().count(Kind.DUPLICATE_ASSET)).isEqualTo(1);
        assertThat(manifest.report().count(Kind.SELF_REFERENCE)).isEqualTo(1);
        assertThat(manifest.graph().selfReferences()).containsExactly("model.a.b");
    }

    @Test
    void threeHundredMegabytesPassInLittleMemory() {
        byte[] macro = ("\"m\":{\"macro_sql\":\"" + "x".repeat(1 << 20) + "\"},").getBytes(StandardCharsets.UTF_8);
        String head = SHOP.substring(0, SHOP.length() - 1) + ",\"docs\":{";
        Stream<byte[]> parts = Stream.of(
                        Stream.of(head.getBytes(StandardCharsets.UTF_8)),
                        Stream.generate(() -> macro).limit(300),
                        Stream.of("\"last\":1}}".getBytes(StandardCharsets.UTF_8)))
                .flatMap(s -> s);
        Iterator<InputStream> streams =
                parts.<InputStream>map(ByteArrayInputStream::new).iterator();
        InputStream in = new SequenceInputStream(new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return streams.hasNext();
            }

            @Override
            public InputStream nextElement() {
                return streams.next();
            }
        });
        System.gc();
        long before = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        DbtManifest manifest = DbtManifest.read(in, "huge");
        System.gc();
        long kept = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory() - before;
        assertThat(manifest.graph().assets()).hasSize(4);
        assertThat(kept).isLessThan(20L << 20);
    }
}
