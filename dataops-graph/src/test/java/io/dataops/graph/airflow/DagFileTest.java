package io.dataops.graph.airflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataops.api.InputException;
import io.dataops.graph.ImportReport.Kind;
import org.junit.jupiter.api.Test;

final class DagFileTest {

    @Test
    void dagsTasksAndDefaults() {
        DagFile file = DagFile.parse("""
                default: {default_args: {owner: team}, schedule: "@daily"}
                bqetl_core:
                  schedule_interval: 0 2 * * *
                  default_args: {owner: a@b.c}
                  tags: [impact/tier_1]
                nightly:
                  tasks:
                    - {task_id: load}
                    - {task_id: test, dependencies: [load, load, nix, test]}
                """, "dags.yaml");
        assertThat(file.dags()).extracting(DagFile.Dag::name).containsExactly("bqetl_core", "nightly");
        assertThat(file.dags().get(0).schedule()).contains("0 2 * * *");
        assertThat(file.dags().get(1).schedule()).contains("@daily");
        assertThat(file.dags().get(1).owner()).contains("team");
        assertThat(file.dags().get(0).tags()).containsExactly("impact/tier_1");
        assertThat(file.graph().downstreamOf("nightly.load")).containsExactlyInAnyOrder("nightly", "nightly.test");
        assertThat(file.report().count(Kind.DUPLICATE_REFERENCE)).isEqualTo(1);
        assertThat(file.report().count(Kind.DANGLING_REFERENCE)).isEqualTo(1);
        assertThat(file.report().count(Kind.SELF_REFERENCE)).isEqualTo(1);
        assertThatThrownBy(file::strict).isInstanceOf(InputException.class);
    }

    @Test
    void settingsThatContainThemselvesAreNoText() {
        assertThat(DagFile.parse("a: &x {schedule: {s: *x}, tags: [*x], tasks: [*x, {task_id: *x}]}", "dags.yaml")
                        .dags()
                        .get(0)
                        .schedule())
                .isEmpty();
    }

    @Test
    void thePackagePage() {
        DagFile file = DagFile.parse("""
                nightly:
                  schedule: 0 3 * * *
                  tasks:
                    load: {operator: Bash}
                    test: {operator: Bash, dependencies: [load]}
                """, "dags.yaml");

        assertThat(file.graph().downstreamOf("nightly.load")).containsExactlyInAnyOrder("nightly", "nightly.test");
        assertThat(file.dags().get(0).schedule()).contains("0 3 * * *");
    }

    @Test
    void whatIsNoDagFileIsRefusedInOneLine() {
        for (String bad : new String[] {
            "",
            "7",
            "[a]",
            "a: [",
            "a: 1",
            "{a: 1, a: 2}",
            "a: !!java.net.URL [x]",
            "[".repeat(5_000),
            "\u0000",
            "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c]"
        }) {
            assertThatThrownBy(() -> DagFile.parse(bad, "dags.yaml"))
                    .as(bad.substring(0, Math.min(40, bad.length())))
                    .isInstanceOf(InputException.class)
                    .hasMessageStartingWith("dags.yaml")
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContainPattern("\\p{Cntrl}"));
        }
    }
}
