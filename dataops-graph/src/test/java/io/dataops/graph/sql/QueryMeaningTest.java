package io.dataops.graph.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataops.api.InputException;
import org.junit.jupiter.api.Test;

/** Pairs of queries with equal and with different meanings. */
final class QueryMeaningTest {
    private static final SqlLineage SQL =
            SqlLineage.builder().table("t", "a", "b", "c").table("u", "a", "d").build();

    private static void same(String one, String other) {
        assertThat(SQL.meaning(one)).as("%s | %s", one, other).isEqualTo(SQL.meaning(other));
    }

    private static void different(String one, String other) {
        assertThat(SQL.meaning(one)).as("%s | %s", one, other).isNotEqualTo(SQL.meaning(other));
    }

    @Test
    void equalMeanings() {
        same("select a from t", "SELECT\n x.A AS a FROM T x");
        same("select a from t where b = 1 and c > 2", "select a from t where 2 < c and (1 = b)");
        same("select a from t where b = 1 or c = 2 or a = 3", "select a from t where a = 3 or (c = 2 or b = 1)");
        same(
                "with x as (select a from t), y as (select d from u) select x.a, y.d from x, y",
                "with q as (select d from u), p as (select a from t) select p.a, q.d from p, q");
        same(
                "select a from (select a, b from t) z where b = 1",
                "select a from t where b = 1".replace("from t where", "from (select b, a from t) where"));
        same("select sum(a) as s from t group by b, c", "select SUM(t.a) s from t group by c, b");
        same("select b, count(*) n from t group by 1", "select b, count(*) n from t group by b");
        same("select t.a from t join u on t.a = u.a", "select l.a from t l join u r on r.a = l.a");
        same("select * from t", "select a, b, c from t");
        same("select a from t order by a", "select a from t");
        same("create view v as select a from t", "select a from t");
        same("select a + b as x from t", "select b + a as x from t");
    }

    @Test
    void differentMeanings() {
        different("select a from t", "select b as a from t");
        different("select a - b as x from t", "select b - a as x from t");
        different("select a from t where b = 1", "select a from t where b = 2");
        different("select a from t where b = 'x'", "select a from t where b = 'X'");
        different("select a from t where b = 1 and c = 2", "select a from t where b = 1 or c = 2");
        different("select t.a from t join u on t.a = u.a", "select t.a from t left join u on t.a = u.a");
        different("select x.a from t x join t y on x.a = y.b", "select y.a from t x join t y on x.a = y.b");
        different("select distinct a from t", "select a from t");
        different("select a from t limit 1", "select a from t limit 2");
        different("select a from t order by a limit 1", "select a from t order by b limit 1");
        different("select a from t union all select a from u", "select a from t union select a from u");
        different("select sum(a) s from t group by b", "select sum(a) s from t group by c");
        different("select a, b from t", "select a from t");
        different("select 1 as k, count(*) n from t", "select 1 as k, 2 as n from t");
        different("select row_number() over (order by a) n from t", "select row_number() over (order by b) n from t");
        different("select (select max(d) from u) m from t", "select (select min(d) from u) m from t");
        different("select a from t where a in (select a from u)", "select a from t where a in (select d from u)");
        different("select cast(a as int) x from t", "select cast(a as text) x from t");
        different(
                "select case when a = 1 then b else c end x from t",
                "select case when a = 1 then c else b end x from t");
    }

    @Test
    void whatIsNoQueryIsRefused() {
        assertThatThrownBy(() -> SQL.meaning("drop table t"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("expected one query");
        assertThatThrownBy(() -> SQL.meaning("select a from")).isInstanceOf(InputException.class);
    }
}
