package io.dataops.graph.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataops.api.Change;
import io.dataops.api.InputException;
import io.dataops.graph.Dependency;
import io.dataops.graph.ImportReport.Kind;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class TerraformTest {

    private static Terraform read(String json) {
        return Terraform.read(
                new ByteArrayInputStream(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)), "plan.json");
    }

    @Test
    void referencesLeadThroughModulesByVariablesAndOutputs() {
        Terraform plan = read(
                "{'format_version':'1.2','configuration':{'root_module':{"
                        + "'variables':{'region':{}},"
                        + "'resources':[{'address':'aws_vpc.main','type':'aws_vpc','expressions':{'r':{'references':['var.region']}}},"
                        + "{'address':'aws_eip.ip','type':'aws_eip','expressions':{'n':[{'x':{'references':['module.net.id','module.net']}}]},'depends_on':['aws_vpc.main','aws_nix.nix']}],"
                        + "'module_calls':{'net':{'expressions':{'vpc':{'references':['aws_vpc.main.id','aws_vpc.main']}},'module':{"
                        + "'variables':{'vpc':{}},'outputs':{'id':{'expression':{'references':['aws_subnet.s[0].id','each.key']}}},"
                        + "'resources':[{'address':'aws_subnet.s','type':'aws_subnet','expressions':{'v':{'references':['var.vpc']}}}]}}}}}}");
        assertThat(plan.graph().dependencies())
                .extracting(Dependency::from, Dependency::to)
                .extracting(Object::toString)
                .containsExactlyInAnyOrder(
                        "(\"var.region\", \"aws_vpc.main\")",
                        "(\"aws_vpc.main\", \"module.net.var.vpc\")",
                        "(\"module.net.var.vpc\", \"module.net.aws_subnet.s\")",
                        "(\"module.net.aws_subnet.s\", \"module.net.output.id\")",
                        "(\"module.net.output.id\", \"aws_eip.ip\")",
                        "(\"aws_vpc.main\", \"aws_eip.ip\")");
        assertThat(plan.report().count(Kind.DANGLING_REFERENCE)).isEqualTo(1);
        assertThatThrownBy(plan::strict).isInstanceOf(InputException.class).hasMessageContaining("aws_nix.nix");
    }

    private static String change(String address, String actions, String before, String after) {
        return "{'address':'" + address + "','type':'t','change':{'actions':[" + actions + "],'before':" + before
                + ",'after':" + after + "}}";
    }

    @Test
    void actionsAreChangesAndNoiseIsNone() {
        Terraform plan = read("{'format_version':'0.1','resource_changes':["
                + change("t.new", "'create'", "null", "{}") + ","
                + change("t.gone", "'delete'", "{}", "null") + ","
                + change("t.again", "'delete','create'", "{}", "{}") + ","
                + change("t.set[0]", "'update'", "{'a':1}", "{'a':2}") + ","
                + change("t.set['x.y']".replace('\'', '~'), "'update'", "{'a':1}", "{'a':2}")
                        .replace("~", "\\\"") + ","
                + change("t.order", "'update'", "{'l':['a','b'],'n':null}", "{'l':['b','a'],'e':[]}") + ","
                + change("t.same", "'no-op'", "{}", "{}") + "],"
                + "'resource_drift':[" + change("t.same", "'update'", "{'a':1}", "{'a':3}") + "]}");
        assertThat(plan.changes().changes())
                .containsExactly(
                        Change.assetAdded("t.new"),
                        Change.assetRemoved("t.gone"),
                        Change.logicChanged("t.again"),
                        Change.configurationChanged("t.set"));
        assertThat(plan.drift().changes()).containsExactly(Change.configurationChanged("t.same"));
        assertThat(plan.graph().asset("t.set[0]").orElseThrow().id()).isEqualTo("t.set");
    }

    @Test
    void statesAreRead() {
        Terraform state = read(
                "{'format_version':'1.0','values':{'root_module':{'resources':[{'address':'a.b','type':'a'}],"
                        + "'child_modules':[{'resources':[{'address':'module.m.c.d[\\\"k\\\"]','type':'c','depends_on':['a.b']}]}]}}}");
        assertThat(state.graph().downstreamOf("a.b")).containsExactly("module.m.c.d");
        assertThat(state.changes().isEmpty()).isTrue();
    }

    @Test
    void whatIsNoPlanIsRefused() {
        assertThatThrownBy(() -> read("{'terraform_version':'1'}"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("expected format_version");
        assertThatThrownBy(() -> read("[]")).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> read("")).isInstanceOf(InputException.class).hasMessageContaining("empty");
        assertThatThrownBy(() -> read("{'format_version':'1.0','configuration':" + "[".repeat(300)))
                .isInstanceOf(InputException.class);
        assertThat(read("{'format_version':'9.9'}").report().count(Kind.UNKNOWN_VERSION))
                .isEqualTo(1);
        assertThat(read("{'format_version':'1.0','configuration':7,'resource_changes':[3]}")
                        .report()
                        .count(Kind.UNREADABLE_ENTRY))
                .isEqualTo(1);
    }
}
