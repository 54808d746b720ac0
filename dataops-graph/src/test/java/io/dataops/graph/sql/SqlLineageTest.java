package io.dataops.graph.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataops.api.Change;
import io.dataops.api.ChangeSet;
import io.dataops.api.Impact;
import io.dataops.api.InputException;
import io.dataops.api.Layer;
import io.dataops.api.Reach;
import io.dataops.graph.DependencyGraph;
import io.dataops.graph.GraphBuilder;
import io.dataops.graph.lineage.LineageEdge;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each expectation is written by hand from the meaning of the statement. */
final class SqlLineageTest {
    private static final SqlLineage SQL = SqlLineage.builder()
            .table("o", "id", "customer", "amount", "status")
            .table("c", "id", "name", "country")
            .table("raw.events", "id", "payload", "tags")
            .build();

    private static List<String> edges(StatementLineage lineage) {
        return lineage.lineage().edges().stream()
                .map(LineageEdge::toString)
                .sorted()
                .toList();
    }

    private static void check(String sql, String... expected) {
        StatementLineage lineage = SQL.of("r", sql);
        assertThat(lineage.unresolved()).as(sql).isEmpty();
        assertThat(edges(lineage)).as(sql).containsExactlyInAnyOrder(expected);
    }

    @Test
    void valuesPassAreComputedOrAggregated() {
        check("select id, amount * 2 as d from o", "o.id -> r.id IDENTITY", "o.amount -> r.d TRANSFORMATION");
        check(
                "select (id) x, cast(amount as int) y, 1 as one from o",
                "o.id -> r.x IDENTITY",
                "o.amount -> r.y TRANSFORMATION");
        check("select max(amount) m, count(*) n from o", "o.amount -> r.m AGGREGATION");
        check(
                "select coalesce(name, country) n from c",
                "c.name -> r.n TRANSFORMATION",
                "c.country -> r.n TRANSFORMATION");
    }

    @Test
    void whatDecidesAboutRowsConcernsTheWholeResult() {
        check(
                "select o.id from o join c on o.customer = c.id where status = 'x' group by o.id having sum(amount) > 1 order by o.id",
                "o.id -> r.id IDENTITY",
                "o.customer -> r JOIN",
                "c.id -> r JOIN",
                "o.status -> r FILTER",
                "o.id -> r GROUP_BY",
                "o.amount -> r FILTER",
                "o.id -> r SORT");
        check("select distinct country from c", "c.country -> r.country IDENTITY", "c.country -> r GROUP_BY");
        check(
                "select upper(country) k, count(*) n from c group by 1 order by n, k",
                "c.country -> r.k TRANSFORMATION",
                "c.country -> r GROUP_BY",
                "c.country -> r SORT");
        check(
                "select id from o where customer in (select id from c where country = 'x') and exists (select * from c where c.id = o.id)",
                "o.id -> r.id IDENTITY",
                "o.customer -> r FILTER",
                "c.id -> r FILTER",
                "c.country -> r FILTER",
                "o.id -> r FILTER");
    }

    @Test
    void whatDecidesAboutOneValueConcernsItsColumn() {
        check(
                "select case when status = 'x' then amount else 0 end as a from o",
                "o.status -> r.a CONDITIONAL",
                "o.amount -> r.a TRANSFORMATION");
        check(
                "select sum(case when status = 'x' then amount end) as a from o",
                "o.status -> r.a CONDITIONAL",
                "o.amount -> r.a AGGREGATION");
        check(
                "select row_number() over (partition by customer order by amount) as n from o",
                "o.customer -> r.n WINDOW",
                "o.amount -> r.n WINDOW");
        check(
                "select sum(amount) over w as n from o window w as (partition by customer)",
                "o.amount -> r.n AGGREGATION",
                "o.customer -> r.n WINDOW");
        check(
                "select id from o qualify row_number() over (partition by customer order by id) = 1",
                "o.id -> r.id IDENTITY",
                "o.customer -> r FILTER",
                "o.id -> r FILTER");
        check(
                "select (select max(amount) from o where o.customer = c.id) as m from c",
                "o.amount -> r.m AGGREGATION",
                "o.customer -> r.m FILTER",
                "c.id -> r.m FILTER");
    }

    @Test
    void queriesWithinQueriesAreFollowed() {
        check(
                "with p as (select *, amount / 100 as e from o where status = 'x') select sum(e) as s, id from p group by id",
                "o.amount -> r.s AGGREGATION",
                "o.id -> r.id IDENTITY",
                "o.status -> r FILTER",
                "o.id -> r GROUP_BY");
        check("select x.k from (select id as k from c) x", "c.id -> r.k IDENTITY");
        check("with a(k) as (select id from c), b as (select k from a) select * from b", "c.id -> r.k IDENTITY");
        check(
                "with recursive t(n, p) as (select id, customer from o union all select t.n + 1, c.id from t join c on c.id = t.p) select n from t",
                "o.id -> r.n IDENTITY",
                "o.id -> r.n TRANSFORMATION",
                "c.id -> r JOIN",
                "o.customer -> r JOIN");
        check(
                "select o.id, z.n from o, lateral (select name as n from c where c.id = o.customer) z",
                "o.id -> r.id IDENTITY",
                "c.name -> r.n IDENTITY",
                "c.id -> r FILTER",
                "o.customer -> r FILTER");
    }

    @Test
    void setOperationsGoByPosition() {
        check(
                "select id, name from c union all select id, status from o",
                "c.id -> r.id IDENTITY",
                "o.id -> r.id IDENTITY",
                "c.name -> r.name IDENTITY",
                "o.status -> r.name IDENTITY");
        check("select id from c except select customer from o", "c.id -> r.id IDENTITY", "o.customer -> r FILTER");
    }

    @Test
    void starsExpandOverKnownColumns() {
        check(
                "select * from c",
                "c.id -> r.id IDENTITY",
                "c.name -> r.name IDENTITY",
                "c.country -> r.country IDENTITY");
        check("select * except (country, id) from c", "c.name -> r.name IDENTITY");
        check(
                "select * replace (upper(name) as name) from c",
                "c.id -> r.id IDENTITY",
                "c.name -> r.name TRANSFORMATION",
                "c.country -> r.country IDENTITY");
        assertThat(SQL.of("r", "select * from o join c using (id)").columns())
                .containsExactly("id", "customer", "amount", "status", "name", "country");
    }

    @Test
    void statementsThatWriteNameWhatTheyWrite() {
        check(
                "insert into c (id, name) select customer, status from o",
                "o.customer -> c.id IDENTITY",
                "o.status -> c.name IDENTITY");
        check(
                "insert into c select id, status, status from o",
                "o.id -> c.id IDENTITY",
                "o.status -> c.name IDENTITY",
                "o.status -> c.country IDENTITY");
        check("insert into c values (1, 'a', 'b')");
        check("create table t as select id k from c", "c.id -> t.k IDENTITY");
        check("create view v (a, b) as select id, name from c", "c.id -> v.a IDENTITY", "c.name -> v.b IDENTITY");
        check(
                "update o set status = upper(c.name) from c where c.id = o.customer",
                "c.name -> o.status TRANSFORMATION",
                "c.id -> o FILTER",
                "o.customer -> o FILTER");
        check("delete from o where customer in (select id from c)", "o.customer -> o FILTER", "c.id -> o FILTER");
        check(
                "merge into c using (select * from o) s on c.id = s.customer when matched and s.amount > 1 then update set name = s.status when not matched then insert (id, name) values (s.customer, s.status)",
                "c.id -> c JOIN",
                "o.customer -> c JOIN",
                "o.amount -> c FILTER",
                "o.status -> c.name IDENTITY",
                "o.customer -> c.id IDENTITY");
    }

    @Test
    void dialectsAreRead() {
        check("select id, name, from `c`", "c.id -> r.id IDENTITY", "c.name -> r.name IDENTITY");
        check("with final as (select id from c)\n\n\n\nselect final.id from final", "c.id -> r.id IDENTITY");
        check("create table t stored as parquet as select id from c", "c.id -> t.id IDENTITY");
        check("create table t using delta as select id from c", "c.id -> t.id IDENTITY");
        check(
                "select e.id, t.tag from raw.events e lateral view explode(tags) t as tag",
                "raw.events.id -> r.id IDENTITY",
                "raw.events.tags -> r.tag TRANSFORMATION");
        check(
                "select id, tag from events, unnest(tags) as tag",
                "raw.events.id -> r.id IDENTITY",
                "raw.events.tags -> r.tag TRANSFORMATION");
        check("select date_trunc(amount, month) m, current_date d from o", "o.amount -> r.m TRANSFORMATION");
        check(
                "select payload.a.b as x, e.payload.a as y from raw.events e",
                "raw.events.payload -> r.x IDENTITY",
                "raw.events.payload -> r.y IDENTITY");
        check("select \"ID\" from \"C\"", "c.id -> r.ID IDENTITY");
        assertThat(SqlLineage.builder()
                        .dialect(SqlDialect.SQL_SERVER)
                        .table("t", "a b")
                        .build()
                        .of("r", "select [a b] as x from [t]")
                        .lineage()
                        .edges())
                .hasToString("[t.a b -> r.x IDENTITY]");
        assertThat(SQL.of("r", "select ', from ' as a, -- , from\n id from c /* , from */")
                        .columns())
                .containsExactly("a", "id");
    }

    @Test
    void aColumnOfAnUnknownTableBelongsToTheOnlyTableThatMayHaveIt() {
        check(
                "select x, u.y from u join c on u.k = c.id",
                "u.x -> r.x IDENTITY",
                "u.y -> r.y IDENTITY",
                "u.k -> r JOIN",
                "c.id -> r JOIN");
        check("with b as (select * from u) select x from b", "u.x -> r.x IDENTITY");
        StatementLineage two = SQL.of("r", "select\n  x from u join v on u.a = v.a");
        assertThat(two.unresolved())
                .extracting(Unresolved::toString)
                .containsExactly("line 2 column 3: column x may belong to any of 2 tables with unknown columns");
        assertThat(two.sources()).containsExactly("u", "v");
        StatementLineage star = SQL.of("r", "select * from u");
        assertThat(star.passesOn()).containsExactly("u");
        assertThat(star.isResolved()).isFalse();
        assertThat(SQL.of("r", "select nix from c").unresolved())
                .extracting(Unresolved::reason)
                .containsExactly("no table in reach has a column nix");
        assertThat(SQL.of("r", "select id from o join c on true").unresolved())
                .extracting(Unresolved::reason)
                .containsExactly("column id is ambiguous");
        assertThat(SQL.of("r", "select * from o pivot (sum(amount) for status in ('a','b'))")
                        .isResolved())
                .isFalse();
    }

    @Test
    void scriptsAndProjectsLearnAsTheyGo() {
        List<StatementLineage> script = SQL.script(
                "create table t (a int, b text); insert into t select id, name from c; create table u as select * from t;");
        assertThat(script.get(2).lineage().edges()).hasToString("[t.a -> u.a IDENTITY, t.b -> u.b IDENTITY]");
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put("stg", "select id as k, name from c");
        queries.put("broken", "select a from where");
        queries.put("fct", "select * from stg");
        Map<String, StatementLineage> project = SQL.project(queries);
        assertThat(project.get("fct").columns()).containsExactly("k", "name");
        assertThat(project.get("broken").unresolved().get(0).reason()).contains("line 1 column 10");
    }

    @Test
    void hostileSqlIsRefusedInOneLineAndInTime() {
        assertThatThrownBy(() -> SQL.of("select a from where"))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("SQL at line 1 column 10: cannot be parsed");
        assertThatThrownBy(() -> SQL.of("")).hasMessage("SQL: is empty; expected a statement");
        assertThatThrownBy(() -> SQL.of("select 1; select 2")).hasMessageContaining("has 2 statements");
        assertThatThrownBy(() -> SQL.of("select " + "(".repeat(20_000) + "1" + ")".repeat(20_000)))
                .isInstanceOf(InputException.class);
        assertThatThrownBy(() -> SQL.of("x".repeat(2 << 20))).hasMessageContaining("at most");
        assertThatThrownBy(() -> SQL.of("select 'abc")).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> SqlLineage.builder().table("t")).hasMessageContaining("at least one");
        assertThat(SQL.of("r", "select id from o where " + "amount = 1 or ".repeat(20_000) + "1 = 1")
                        .lineage()
                        .edges())
                .hasToString("[o.id -> r.id IDENTITY, o.amount -> r FILTER]");
    }

    @Test
    void aGraphOfStatementsLetsAColumnTouchItsReadersAlone() {
        SqlLineage sql = SqlLineage.builder()
                .table("raw", "id", "amount", "status", "note")
                .build();
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put("stg", "select id, amount / 100 as euros from raw where status = 'paid'");
        queries.put("sums", "select sum(euros) as total from stg");
        queries.put("ids", "select id from stg");
        GraphBuilder builder = DependencyGraph.builder().asset("raw", Layer.DATA);
        builder.column("raw", "note");
        sql.project(queries).values().forEach(lineage -> lineage.addTo(builder, 0.5));
        DependencyGraph graph = builder.build();

        assertThat(reached(graph, "amount")).containsExactlyInAnyOrder("stg", "sums");
        assertThat(reached(graph, "note")).isEmpty();
        assertThat(reached(graph, "status")).containsExactlyInAnyOrder("stg", "sums", "ids");
        assertThat(reached(graph, "id")).containsExactlyInAnyOrder("stg", "ids");
    }

    private static List<String> reached(DependencyGraph graph, String column) {
        Impact impact = graph.impactOf(ChangeSet.of(Change.columnDropped("raw", column)));
        return List.of("stg", "sums", "ids").stream()
                .filter(asset -> impact.reach(asset) == Reach.AFFECTED)
                .toList();
    }
}
