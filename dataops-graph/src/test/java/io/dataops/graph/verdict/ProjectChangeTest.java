package io.dataops.graph.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataops.api.Change;
import io.dataops.api.ChangeSet;
import io.dataops.api.Layer;
import io.dataops.api.Reach;
import io.dataops.graph.DependencyGraph;
import io.dataops.graph.sql.SqlLineage;
import io.dataops.graph.verdict.ChangeVerdict.Effect;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The four rows of the acceptance table first, then what else can change. */
final class ProjectChangeTest {
    private static final SqlLineage SQL =
            SqlLineage.builder().table("raw", "id", "amount", "note", "state").build();
    private static final String STG = "select id, amount * 100 as cents, note from raw where state = 'paid'";

    private static Map<String, String> project(String stg) {
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put("stg", stg);
        queries.put("sums", "select sum(cents) as total from stg");
        queries.put("ids", "select id from stg");
        queries.put("all_of_it", "select * from stg");
        queries.put("board", "select total from sums");
        return queries;
    }

    private static ProjectChange change(String stg) {
        return ProjectChange.between(project(STG), project(stg), SQL);
    }

    private static Effect effect(ProjectChange change, String asset) {
        return change.verdict(asset).effect();
    }

    @Test
    void addingAColumnThatNobodyReadsTouchesNobody() {
        ProjectChange change = change("select id, amount * 100 as cents, note, state from raw where state = 'paid'");
        assertThat(change.changes().changes()).containsExactly(Change.columnAdded("stg", "state"));
        assertThat(effect(change, "sums")).isEqualTo(Effect.NO_EFFECT);
        assertThat(effect(change, "ids")).isEqualTo(Effect.NO_EFFECT);
        assertThat(effect(change, "board")).isEqualTo(Effect.NO_EFFECT);
        assertThat(effect(change, "all_of_it")).isEqualTo(Effect.NON_BREAKING);
    }

    @Test
    void droppingAColumnThatNobodyReadsTouchesNobody() {
        ProjectChange change = change("select id, amount * 100 as cents from raw where state = 'paid'");
        assertThat(change.changes().changes()).containsExactly(Change.columnDropped("stg", "note"));
        assertThat(effect(change, "sums")).isEqualTo(Effect.NO_EFFECT);
        assertThat(effect(change, "ids")).isEqualTo(Effect.NO_EFFECT);
        assertThat(effect(change, "board")).isEqualTo(Effect.NO_EFFECT);
        assertThat(effect(change, "all_of_it")).isEqualTo(Effect.BREAKING);
    }

    @Test
    void anotherExpressionTouchesTheReadersOfItsColumnAlone() {
        ProjectChange change = change("select id, amount * 1000 as cents, note from raw where state = 'paid'");
        assertThat(change.changes().changes()).containsExactly(Change.logicChanged("stg"));
        assertThat(change.verdict("stg", "cents").rule()).isEqualTo("EXPRESSION_CHANGED");
        assertThat(effect(change, "sums")).isEqualTo(Effect.BREAKING);
        assertThat(effect(change, "board")).isEqualTo(Effect.BREAKING);
        assertThat(change.verdict("board", "total").rule()).isEqualTo("READS_CHANGED_COLUMN");
        assertThat(effect(change, "ids")).isEqualTo(Effect.NO_EFFECT);
        assertThat(change.verdict("all_of_it", "id").effect()).isEqualTo(Effect.NO_EFFECT);
        assertThat(change.verdict("all_of_it", "cents").effect()).isEqualTo(Effect.BREAKING);
    }

    @Test
    void anotherFilterTouchesAll() {
        ProjectChange change = change("select id, amount * 100 as cents, note from raw where state = 'open'");
        for (String asset : new String[] {"sums", "ids", "board", "all_of_it"}) {
            assertThat(effect(change, asset)).as(asset).isEqualTo(Effect.BREAKING);
        }
        assertThat(change.verdict("board", "total").rule()).isEqualTo("READS_CHANGED_ROWS");
    }

    @Test
    void anotherTextOfTheSameMeaningIsNoChange() {
        ProjectChange change = change("""
                with  paid as (SELECT r.id, R.amount, r.note FROM raw r WHERE 'paid' = r.state)
                select p.id, (100 * p.amount) as cents, note from paid as p -- the same""");
        assertThat(change.changes()).isEqualTo(ChangeSet.none());
        assertThat(effect(change, "board")).isEqualTo(Effect.NO_EFFECT);
    }

    @Test
    void renamedColumnsRemovedAssetsAndBrokenSql() {
        ProjectChange renamed = change("select id as key, amount * 100 as cents, note from raw where state = 'paid'");
        assertThat(renamed.changes().changes()).containsExactly(Change.columnRenamed("stg", "id", "key"));
        assertThat(effect(renamed, "ids")).isEqualTo(Effect.BREAKING);
        assertThat(effect(renamed, "sums")).isEqualTo(Effect.NO_EFFECT);
        Map<String, String> without = project(STG);
        without.remove("stg");
        ProjectChange removed = ProjectChange.between(project(STG), without, SQL);
        assertThat(removed.changes().changes()).containsExactly(Change.assetRemoved("stg"));
        assertThat(effect(removed, "ids")).isEqualTo(Effect.BREAKING);
        ProjectChange broken = change("select from");
        assertThat(broken.verdict("stg").rule()).isEqualTo("CANNOT_BE_TOLD");
        assertThat(effect(broken, "ids")).isEqualTo(Effect.BREAKING);
        assertThat(ProjectChange.between(Map.of(), Map.of(), SQL).explain()).isEqualTo("nothing changes its meaning");
    }

    @Test
    void theVerdictGatesWhatPropagates() {
        DependencyGraph graph = DependencyGraph.builder()
                .asset("stg", Layer.CODE)
                .asset("sums", Layer.CODE)
                .asset("ids", Layer.CODE)
                .edge("stg", "sums", 0.8)
                .edge("stg", "ids", 0.8)
                .build();
        ProjectChange change = change("select id, amount * 1000 as cents, note from raw where state = 'paid'");
        assertThat(change.gated(graph).impactOf(change.changes()).reach("sums")).isEqualTo(Reach.AFFECTED);
        assertThat(change.gated(graph)
                        .impactOf(change.changes())
                        .of("ids")
                        .map(a -> a.likelihood().value())
                        .orElse(0.0))
                .isZero();
    }

    @Test
    void thePackagePage() {
        Map<String, String> before = new LinkedHashMap<>(); // each after those that it reads
        before.put("stg", "select id, amount, note from raw");
        before.put("rep", "select sum(amount) as s from stg");
        Map<String, String> after = new LinkedHashMap<>(before);
        after.put("stg", "select id, amount from raw");

        ProjectChange change =
                ProjectChange.between(before, after, SqlLineage.builder().build());

        assertThat(change.changes().explain()).isEqualTo("stg: column note dropped");
        assertThat(change.verdict("rep")).hasToString("rep: NO_EFFECT by READS_NOTHING_CHANGED (stg)");
    }
}
