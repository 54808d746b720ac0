package io.dataops.graph.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataops.api.AffectedAsset;
import io.dataops.api.Change;
import io.dataops.api.ChangeSet;
import io.dataops.api.InputException;
import io.dataops.graph.DependencyGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SchemaFilesTest {
    @TempDir
    private Path folder;

    private Path write(String name, String json) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, json.replace('\'', '"'));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void shop() {
        write(
                "b/money.avsc",
                "{'type':'record','name':'Money','namespace':'shop','fields':["
                        + "{'name':'amount','type':'long'},{'name':'currency','type':'Currency'}]}");
        write(
                "a/order.avsc",
                "{'type':'record','name':'shop.Order','fields':["
                        + "{'name':'total','type':['null','shop.Money']},{'name':'lines','type':{'type':'array','items':"
                        + "{'type':'record','name':'Line','fields':[{'name':'price','type':'Money'},{'name':'next','type':['null','Line']}]}}},"
                        + "{'name':'tax','type':'shop.Tax'}]}");
        write("c/enums.avsc", "[{'type':'enum','name':'Currency','namespace':'shop','symbols':['EUR']}]");
        write("c/readme.txt", "no schema");
    }

    @Test
    void aTypeDependsOnThoseThatItNamesWhereverTheyAreDefined() {
        shop();
        SchemaFiles files = SchemaFiles.avro(folder);
        DependencyGraph graph = files.graph();

        assertThat(graph.withoutColumns().downstreamOf("shop.Money"))
                .containsExactlyInAnyOrder("shop.Line", "shop.Order");
        assertThat(graph.contains("shop.Money.amount")).isTrue();
        assertThat(graph.impactOf(ChangeSet.of(Change.logicChanged("shop.Currency")))
                        .affected())
                .extracting(AffectedAsset::asset)
                .containsExactlyInAnyOrder("shop.Currency", "shop.Money", "shop.Line", "shop.Order");
        assertThat(graph.impactOf(ChangeSet.of(Change.columnDropped("shop.Money", "amount")))
                        .affected())
                .extracting(AffectedAsset::asset)
                .containsExactlyInAnyOrder("shop.Money", "shop.Line", "shop.Order");
        assertThat(files.report().defects())
                .extracting(d -> d.kind() + " " + d.place() + " " + d.detail())
                .containsExactlyInAnyOrder(
                        "SELF_REFERENCE shop.Line shop.Line", "DANGLING_REFERENCE shop.Order shop.Tax");
        assertThatThrownBy(files::strict).isInstanceOf(InputException.class).hasMessageContaining("shop.");
    }

    @Test
    void typesInACircleAndTypesDefinedTwice() {
        write(
                "circle.avpr",
                "{'protocol':'P','namespace':'n','types':["
                        + "{'type':'record','name':'A','doc':'one','fields':[{'name':'b','type':['null','B']}]},"
                        + "{'type':'record','name':'B','fields':[{'name':'a','type':'A'}]},"
                        + "{'type':'record','name':'A','doc':'two','fields':[{'name':'b','type':['null','B']}]},"
                        + "{'type':'fixed','name':'B','size':2}]}");

        SchemaFiles files = SchemaFiles.avro(folder);

        assertThat(files.graph().cycles()).hasSize(1);
        assertThat(files.report().defects())
                .extracting(d -> d.kind() + " " + d.place())
                .containsExactly("DUPLICATE_ASSET n.B");
    }

    @Test
    void changesNameTypesAndFieldsAndDescriptionsAreNone() {
        shop();
        SchemaFiles before = SchemaFiles.avro(folder);
        write(
                "b/money.avsc",
                "{'type':'record','name':'Money','namespace':'shop','fields':["
                        + "{'name':'amount','type':'double'},{'name':'unit','type':'Currency'}]}");
        write(
                "c/enums.avsc",
                "[{'symbols':['EUR'],'type':'enum','doc':'of the euro','name':'Currency','namespace':'shop'},"
                        + "{'type':'enum','name':'Tax','namespace':'shop','symbols':['A']}]");

        assertThat(before.changesTo(SchemaFiles.avro(folder)).changes())
                .extracting(Change::describe)
                .containsExactlyInAnyOrder(
                        "shop.Currency: configuration changed",
                        "shop.Money: column amount retyped from \"long\" to \"double\"",
                        "shop.Money: column currency dropped",
                        "shop.Money: column unit added",
                        "shop.Tax: added");
        assertThat(before.changesTo(before).changes()).isEmpty();
    }

    @Test
    void jsonSchemasReferByIdentifierByPathAndIntoDefinitions() {
        write(
                "order.json",
                "{'$schema':'https://json-schema.org/draft/2020-12/schema','$id':'https://shop.example/order.json',"
                        + "'properties':{'total':{'$ref':'money.json'},'lines':{'type':'array','items':{'$ref':'#/$defs/line'}},"
                        + "'default':{'$ref':'types/tax.json#/definitions/rate'},'gone':{'$ref':'https://elsewhere.example/x.json'}},"
                        + "'$defs':{'line':{'properties':{'price':{'$ref':'/money.json'},'inner':{'$ref':'#/$defs/line'}}}}}");
        write(
                "money.json",
                "{'$id':'https://shop.example/money.json','type':'object','properties':{'amount':{'type':'number',"
                        + "'enum':[{'$ref':'no reference'}]}}}");
        write("types/tax.json", "{'definitions':{'rate':{'type':'number'}}}");
        write("package.json", "{'name':'shop','type':'module'}");

        SchemaFiles files = SchemaFiles.jsonSchema(folder);
        DependencyGraph graph = files.graph();

        assertThat(graph.withoutColumns().downstreamOf("https://shop.example/money.json"))
                .containsExactlyInAnyOrder(
                        "https://shop.example/order.json#/$defs/line", "https://shop.example/order.json");
        assertThat(graph.assets()).extracting(a -> a.id()).noneMatch(id -> id.contains("package"));
        String rate = folder.resolve("types/tax.json") + "#/definitions/rate";
        assertThat(graph.withoutColumns().downstreamOf(rate)).containsExactly("https://shop.example/order.json");
        assertThat(files.report().defects())
                .extracting(d -> d.kind() + " " + d.detail())
                .containsExactlyInAnyOrder(
                        "SELF_REFERENCE https://shop.example/order.json#/$defs/line",
                        "DANGLING_REFERENCE https://elsewhere.example/x.json");
    }

    @Test
    void whatIsNoSchemaIsRefusedAndNothingIsNoGraph() {
        Path other = write("package.json", "{'name':'shop','type':'module'}");
        Path broken = write("broken.avsc", "{'type':");
        Path odd = write("odd.avsc", "{'type':'record','fields':[7,{'name':'x'}]}");

        assertThatThrownBy(() -> SchemaFiles.jsonSchema(other))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("package.json: is not a JSON Schema");
        assertThatThrownBy(() -> SchemaFiles.avro(other)).hasMessageContaining("package.json");
        assertThatThrownBy(() -> SchemaFiles.avro(broken))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("line 1");
        assertThatThrownBy(() -> SchemaFiles.avro(folder.resolve("none.avsc"))).isInstanceOf(InputException.class);
        assertThat(SchemaFiles.avro(odd).report().defects()).hasSize(1);
        assertThat(SchemaFiles.avro().graph().assets()).isEmpty();
    }
}
