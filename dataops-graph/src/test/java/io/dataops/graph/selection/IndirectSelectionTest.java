package io.dataops.graph.selection;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataops.api.ChangeSet;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which tests come with a selection, by what dbt documents of its four modes; a feeds b, c stands alone. */
final class IndirectSelectionTest {
    private static final ProjectNodes PROJECT =
            read("{'metadata':{'dbt_schema_version':'dbt/manifest/v12.json'},'nodes':{"
                    + model("a", "'source.p.raw.a'") + "," + model("b", "'model.p.a'") + "," + model("c", "") + ","
                    + test("unique_a", "'model.p.a'", "nightly") + "," + test("unique_b", "'model.p.b'", "") + ","
                    + test("a_and_b", "'model.p.a','model.p.b'", "") + ","
                    + test("b_and_c", "'model.p.b','model.p.c'", "")
                    + "," + test("b_and_raw", "'model.p.b','source.p.raw.a'", "")
                    + ",'test.p.off':{'resource_type':'test','name':'off','config':{'enabled':false},'depends_on':{'nodes':['model.p.a']}}"
                    + "},'sources':{'source.p.raw.a':{'resource_type':'source','name':'a','source_name':'raw','package_name':'p'}},"
                    + "'unit_tests':{'unit_test.p.b.adds':{'resource_type':'unit_test','name':'adds','package_name':'p',"
                    + "'depends_on':{'nodes':['model.p.b']}}}}");

    private static String model(String name, String reads) {
        return "'model.p." + name + "':{'resource_type':'model','name':'" + name + "','package_name':'p','fqn':['p','"
                + name + "'],'depends_on':{'nodes':[" + reads + "]}}";
    }

    private static String test(String name, String reads, String tag) {
        return "'test.p." + name + "':{'resource_type':'test','name':'" + name + "','package_name':'p','fqn':['p','"
                + name + "'],'tags':['" + tag + "'],'depends_on':{'nodes':[" + reads + "]}}";
    }

    private static ProjectNodes read(String json) {
        return ProjectNodes.read(
                new ByteArrayInputStream(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)), "manifest.json");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a               | EAGER     | unique_a a_and_b
            a               | CAUTIOUS  | unique_a
            a               | BUILDABLE | unique_a
            a               | EMPTY     | ''
            b               | EAGER     | unique_b a_and_b b_and_c b_and_raw adds
            b               | CAUTIOUS  | unique_b adds
            b               | BUILDABLE | unique_b a_and_b b_and_raw adds
            b               | EMPTY     | ''
            a b             | CAUTIOUS  | unique_a unique_b a_and_b adds
            a b c           | CAUTIOUS  | unique_a unique_b a_and_b b_and_c adds
            b source:raw    | CAUTIOUS  | unique_b b_and_raw adds
            a+              | CAUTIOUS  | unique_a unique_b a_and_b b_and_c b_and_raw adds
            +b              | CAUTIOUS  | unique_a unique_b a_and_b b_and_raw adds
            a,b             | EAGER     | a_and_b
            a,b             | CAUTIOUS  | ''
            tag:nightly     | EMPTY     | unique_a
            unique_b        | EMPTY     | unique_b
            b,resource_type:test | EAGER | unique_b a_and_b b_and_c b_and_raw
            resource_type:unit_test | EMPTY | adds
            off             | EAGER     | ''
            """)
    void testsComeAsDbtDocuments(String selection, IndirectSelection indirect, String expected) {
        assertThat(names(Selection.parse(selection), indirect)).isEqualTo(expected);
    }

    private static String names(Selection selection, IndirectSelection indirect) {
        return selection.tests(PROJECT, ChangeSet.none(), indirect).stream()
                .map(id -> PROJECT.tests().get(id).name())
                .collect(Collectors.joining(" "));
    }

    @Test
    void whatIsExcludedTakesItsTestsAlong() {
        Selection all = Selection.parse("a b c").excluding("c");

        assertThat(names(all, IndirectSelection.EAGER)).isEqualTo("unique_a unique_b a_and_b b_and_raw adds");
        assertThat(names(all, IndirectSelection.CAUTIOUS)).isEqualTo("unique_a unique_b a_and_b adds");
        assertThat(all.of(PROJECT)).containsExactly("model.p.a", "model.p.b");
    }
}
