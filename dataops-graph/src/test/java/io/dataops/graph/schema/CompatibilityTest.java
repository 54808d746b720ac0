package io.dataops.graph.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.dataops.api.InputException;
import io.dataops.graph.schema.TableSchema.Column;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CompatibilityTest {

    private static List<String> rules(CompatibilityReport report) {
        return report.violations().stream().map(v -> v.reason().rule()).toList();
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private static List<Incompatibility> jsonSchema(String before, String after) {
        return Compatibility.jsonSchema().check(json(after), List.of(json(before))).violations().stream()
                .map(CompatibilityReport.Violation::reason)
                .toList();
    }

    @Test
    void transitiveMeansEveryEarlierVersion() {
        String record = "{'type':'record','name':'R','fields':[%s]}";
        String v1 = json(String.format(java.util.Locale.ROOT, record, "{'name':'a','type':'int'}"));
        String v2 = json(String.format(
                java.util.Locale.ROOT, record, "{'name':'a','type':'int'},{'name':'b','type':'int','default':0}"));
        String v3 = json(
                String.format(java.util.Locale.ROOT, record, "{'name':'a','type':'int'},{'name':'b','type':'int'}"));
        assertThat(Compatibility.avro().check(v3, List.of(v1, v2)).isCompatible())
                .isTrue();
        CompatibilityReport all =
                Compatibility.avro().mode(CompatibilityMode.BACKWARD_TRANSITIVE).check(v3, List.of(v1, v2));
        assertThat(rules(all)).containsExactly("READER_FIELD_MISSING_DEFAULT_VALUE");
        assertThat(all.explain())
                .isEqualTo(
                        "the new version cannot read data of version 1: READER_FIELD_MISSING_DEFAULT_VALUE at #/fields/1: "
                                + "field b has no default and the writer does not have it; cannot read {\"a\":0}");
        assertThat(Compatibility.avro()
                        .mode(CompatibilityMode.FORWARD_TRANSITIVE)
                        .check(v3, List.of(v1, v2))
                        .isCompatible())
                .isTrue();
        assertThat(rules(Compatibility.avro()
                        .mode(CompatibilityMode.FULL_TRANSITIVE)
                        .check(v3, List.of(v1, v2))))
                .hasSize(1);
        assertThat(Compatibility.avro().check(v3, List.of()).isCompatible()).isTrue();
    }

    @Test
    void witnessesLeadToThePlaceAndEndForRecursiveTypes() {
        String writer = json(
                "{'type':'record','name':'L','fields':[{'name':'next','type':['L','null']},"
                        + "{'name':'v','type':{'type':'array','items':['null',{'type':'enum','name':'E','symbols':['A','B']}]}}]}");
        String reader = writer.replace("[\"A\",\"B\"]", "[\"A\"]");
        assertThat(Compatibility.avro()
                        .check(reader, List.of(writer))
                        .violations()
                        .get(0)
                        .reason()
                        .witness())
                .hasValue(json("{'next':null,'v':[{'E':'B'}]}"));
        String endless = json("{'type':'record','name':'L','fields':[{'name':'next','type':'L'}]}");
        assertThat(Compatibility.avro()
                        .check(json("'int'"), List.of(endless))
                        .violations()
                        .get(0)
                        .reason()
                        .witness())
                .isEmpty();
    }

    @Test
    void aBreakInAnImportIsABreak() {
        String order = json("{'type':'record','name':'Order','fields':[{'name':'at','type':'shop.Money'}]}");
        String money = json("{'type':'record','name':'shop.Money','fields':[{'name':'cents','type':'%s'}]}");
        String before = String.format(java.util.Locale.ROOT, money, "long");
        String after = String.format(java.util.Locale.ROOT, money, "int");
        SchemaSet old = SchemaSet.avro().with("money", before).with("order", order, "money");
        SchemaSet now = SchemaSet.avro().with("money", after).with("order", order, "money");
        Map<String, List<Incompatibility>> broken = now.incompatibilitiesWith(old);
        assertThat(broken).containsOnlyKeys("money", "order");
        assertThat(broken.get("order").get(0).readerLocation()).isEqualTo("#/fields/0/type/fields/0/type");
        assertThat(now.referrersOf("money")).containsExactly("order");
        SchemaSet json = SchemaSet.jsonSchema()
                .with("m", json("{'type':'integer'}"))
                .with("o", json("{'properties':{'at':{'$ref':'m'}}}"), "m");
        SchemaSet narrowed = SchemaSet.jsonSchema()
                .with("m", json("{'type':'integer','maximum':5}"))
                .with("o", json("{'properties':{'at':{'$ref':'m'}}}"), "m");
        assertThat(narrowed.incompatibilitiesWith(json)).containsOnlyKeys("m", "o");
        assertThat(json.incompatibilitiesWith(narrowed)).isEmpty();
        assertThatThrownBy(() -> SchemaSet.avro().with("x", order, "nix")).hasMessageContaining("nix");
    }

    @Test
    void jsonSchemasAreComparedByMeaningWithAWitness() {
        assertThat(jsonSchema("{'type':'string','maxLength':5}", "{'type':'string','maxLength':3}"))
                .singleElement()
                .satisfies(i -> {
                    assertThat(i.rule()).isEqualTo("MAX_LENGTH_DECREASED");
                    assertThat(i.readerLocation()).isEqualTo("#/maxLength");
                    assertThat(i.witness()).hasValue("\"aaaa\"");
                });
        assertThat(jsonSchema("{'type':'string','maxLength':3}", "{'type':'string','maxLength':5}"))
                .isEmpty();
        assertThat(jsonSchema("{'type':'integer'}", "{'type':'number'}")).isEmpty();
        assertThat(jsonSchema("{'type':'number'}", "{'type':'integer'}").get(0).witness())
                .hasValue("0.5");
        assertThat(jsonSchema("{'enum':[1,2]}", "{'enum':[2,1,3]}")).isEmpty();
        assertThat(jsonSchema("{'enum':[1.0]}", "{'enum':[1]}")).isEmpty();
        assertThat(jsonSchema(
                                "{'properties':{'a':{'type':'string'}}}",
                                "{'properties':{'a':{'type':'string'}},'required':['a']}")
                        .get(0)
                        .witness())
                .hasValue("{}");
        assertThat(jsonSchema(
                        "{'additionalProperties':false,'properties':{'a':{}}}",
                        "{'additionalProperties':false,'properties':{'a':{},'b':{}}}"))
                .isEmpty();
        assertThat(jsonSchema("{'oneOf':[{'type':'number'}]}", "{'oneOf':[{'type':'number'},{'type':'integer'}]}"))
                .as("adding a branch that overlaps")
                .extracting(Incompatibility::rule)
                .containsExactly("ACCEPTS_LESS");
        assertThat(
                        jsonSchema(
                                "{'title':'a','$ref':'#/definitions/x','definitions':{'x':{'properties':{'n':{'$ref':'#/definitions/x'}}}}}",
                                "{'$ref':'#/definitions/x','definitions':{'x':{'properties':{'n':{'$ref':'#/definitions/x'}}}}}"))
                .as("recursive")
                .isEmpty();
        assertThat(jsonSchema("true", "false"))
                .extracting(Incompatibility::rule)
                .containsExactly("TYPE_NARROWED");
        assertThat(jsonSchema("{'$ref':'#/nix'}", "{'$ref':'#/nix'}")).isEmpty();
    }

    @Test
    void theSearchForAWitnessEndsOnLargeAndRecursiveSchemas() {
        String properties = java.util.stream.IntStream.range(0, 40)
                .mapToObj(i -> "'p" + i + "':{'$ref':'#'}")
                .collect(java.util.stream.Collectors.joining(","));
        String recursive =
                "{'type':['object','array','string'],'items':{'$ref':'#'},'properties':{" + properties + "}%s}";
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertThat(jsonSchema(recursive.replace("%s", ""), recursive.replace("%s", ",'pattern':'^(a+)+$'")))
                    .isNotEmpty();
            String any = "{'type':'string'}";
            for (int i = 0; i < 30; i++) {
                any = "{'anyOf':[" + any + ",{'type':'null'},{'const':" + i + "}]}";
            }
            assertThat(jsonSchema(any, any.replace("string", "boolean"))).isNotEmpty();
            String deep = "{'properties':{'a':".repeat(90) + "{'type':'string'}" + "}}".repeat(90);
            assertThat(jsonSchema(deep, deep.replace("string", "number"))).isNotEmpty();
        });
    }

    @Test
    void typesThatAreUsedTwiceAtEachLevelAreJudgedOnce() {
        StringBuilder record = new StringBuilder("'int'");
        for (int i = 0; i < 60; i++) {
            record.insert(0, "{'type':'record','name':'R" + i + "','fields':[{'name':'a','type':")
                    .append("},{'name':'b','type':" + (i == 0 ? "'int'" : "'R" + (i - 1) + "'") + "}]}");
        }
        String writer = json(record.toString());
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            CompatibilityReport report = Compatibility.avro().check(writer.replace("int", "boolean"), List.of(writer));
            assertThat(report.violations()).hasSize(100);
            assertThat(report.violations().get(0).reason().rule()).isEqualTo("TYPE_MISMATCH");
        });
    }

    @Test
    void tablesTakeWhatTheirTypesTake() {
        TableSchema v1 = TableSchema.of("t").column("a", "int", false).column("b", "varchar(3)", true);
        assertThat(Compatibility.tables()
                        .check(TableSchema.of("t").column("A", "bigint", true), List.of(v1))
                        .isCompatible())
                .isTrue();
        TableSchema narrow = TableSchema.of("t").column("a", "smallint", false).column("b", "varchar(2)", false);
        CompatibilityReport report = Compatibility.tables().check(narrow, List.of(v1));
        assertThat(rules(report)).containsExactly("TYPE_NARROWED", "TYPE_NARROWED", "NULL_NOT_ALLOWED");
        assertThat(report.violations())
                .extracting(v -> v.reason().witness().orElse(""))
                .containsExactly("{\"a\":2147483647,\"b\":null}", "{\"a\":0,\"b\":\"xxx\"}", "{\"a\":0,\"b\":null}");
        TableSchema more = v1.column("c", "date", false);
        assertThat(rules(Compatibility.tables().check(more, List.of(v1)))).containsExactly("COLUMN_MISSING");
        assertThat(Compatibility.tables()
                        .check(v1.with(new Column("c", "date", false, true)), List.of(v1))
                        .isCompatible())
                .isTrue();
        assertThat(rules(Compatibility.tables()
                        .check(TableSchema.of("t").column("a", "decimal(5,2)", false), List.of(v1))))
                .containsExactly("TYPE_CHANGED");
        assertThat(Compatibility.tables()
                        .check(TableSchema.of("t").column("a", "decimal(12,2)", false), List.of(v1))
                        .isCompatible())
                .isTrue();
        assertThat(Compatibility.tables()
                        .check(TableSchema.of("t").column("a", "double", false), List.of(v1))
                        .isCompatible())
                .isTrue();
        assertThatThrownBy(() -> v1.column("A", "int", true)).hasMessageContaining("is there twice");
    }

    @Test
    void badSchemasAreRefusedInOneLine() {
        for (String bad : List.of(
                "",
                "[",
                "{}",
                "7",
                "[1]",
                "{'type':'record'}",
                "'nix'",
                "{'type':'fixed','name':'f','size':-1}",
                "['int','int']",
                "[['int']]",
                "{'type':'enum','name':'e','symbols':[1]}",
                "{'type':'record','name':'r','fields':[{'name':'a','type':'int'},{'name':'a','type':'int'}]}",
                "[".repeat(300))) {
            assertThatThrownBy(() -> Compatibility.avro().check(json(bad), List.of(json("'int'"))))
                    .as(bad)
                    .isInstanceOf(InputException.class)
                    .hasMessageStartingWith("schema");
        }
        assertThatThrownBy(() -> Compatibility.jsonSchema().check("7", List.of("{}")))
                .isInstanceOf(InputException.class);
        assertThatThrownBy(() -> Compatibility.jsonSchema().check("{\"a\":1,\"a\":2}", List.of("{}")))
                .isInstanceOf(InputException.class);
    }

    @Test
    void aBreakThatMustHappenGoesByExpandMigrateContract() {
        TableSchema v1 = TableSchema.of("t").column("a", "int", false).column("b", "text", true);
        TableSchema v2 = TableSchema.of("t").column("a", "smallint", false).column("c", "text", false);
        MigrationPlan plan = MigrationPlan.of(v1, v2);
        assertThat(plan.steps())
                .extracting(MigrationPlan.Step::phase)
                .containsExactly(
                        MigrationPlan.Phase.EXPAND,
                        MigrationPlan.Phase.EXPAND,
                        MigrationPlan.Phase.MIGRATE,
                        MigrationPlan.Phase.MIGRATE,
                        MigrationPlan.Phase.CONTRACT,
                        MigrationPlan.Phase.CONTRACT,
                        MigrationPlan.Phase.CONTRACT);
        assertThat(Compatibility.tables()
                        .mode(CompatibilityMode.FULL)
                        .check(plan.between(), List.of(v1))
                        .isCompatible())
                .isTrue();
        assertThat(plan.explain()).contains("drop column b");
        assertThat(MigrationPlan.of(v1, v1).steps()).isEmpty();
    }
}
