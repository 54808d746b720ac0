package io.dataops.testing.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataops.testing.property.RelationalSchema;
import io.dataops.testing.property.SqlDefinitions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EquivalencesTest {
    private static final RelationalSchema SCHEMA =
            SqlDefinitions.parse("s", """
                    CREATE TABLE parents (id BIGINT PRIMARY KEY, name VARCHAR(9) NOT NULL, size INT CHECK (size >= 0));
                    CREATE TABLE children (
                        id BIGINT PRIMARY KEY,
                        parent BIGINT NOT NULL REFERENCES parents (id),
                        step_parent BIGINT REFERENCES parents (id),
                        born DATE, amount DECIMAL(6, 2) NOT NULL CHECK (amount >= 0));
                    """).schema();

    private static final RelationalSchema WIDER = SqlDefinitions.parse("s", """
                    CREATE TABLE parents (id BIGINT PRIMARY KEY, name VARCHAR(9) NOT NULL, size INT CHECK (size >= 0));
                    CREATE TABLE children (
                        id BIGINT PRIMARY KEY,
                        parent BIGINT NOT NULL REFERENCES parents (id),
                        step_parent BIGINT REFERENCES parents (id),
                        born DATE, amount DECIMAL(6, 2) NOT NULL CHECK (amount >= 0));
                    CREATE TABLE codes (code VARCHAR(9) PRIMARY KEY, kind VARCHAR(2) NOT NULL CHECK (kind IN ('5', '6')));
                    """).schema();

    /** The mutants that are known to be equivalent, as what is there instead. */
    private static List<String> equivalents(String sql) {
        MutationReport report = Mutation.of(Pipeline.over(SCHEMA).step("q", sql).build())
                .tests(PipelineTest.of("none", run -> run.result("q", Map.of())))
                .datasets(0)
                .run();
        assertThat(report.problems()).isEmpty();
        return report.results().stream()
                .filter(r -> r.status() == MutantStatus.EQUIVALENT)
                .map(r -> r.mutant().operator() + ": " + r.reason())
                .toList();
    }

    @Test
    void aLeftJoinOverARequiredReferenceIsInner() {
        assertThat(equivalents("SELECT c.id FROM children c JOIN parents p ON p.id = c.parent"))
                .anyMatch(e -> e.startsWith("JOIN_TYPE: the reference"));
        assertThat(equivalents("SELECT c.id FROM children c JOIN parents p ON p.id = c.step_parent"))
                .noneMatch(e -> e.startsWith("JOIN_TYPE"));
        assertThat(equivalents("SELECT c.id FROM children c JOIN parents p ON p.id = c.parent AND p.size > 3"))
                .noneMatch(e -> e.startsWith("JOIN_TYPE"));
        assertThat(equivalents(
                        "SELECT c.id FROM children c LEFT JOIN parents p ON p.id = c.step_parent WHERE p.size > 3"))
                .anyMatch(e -> e.startsWith("JOIN_TYPE: WHERE p.size > 3 drops"));
        assertThat(
                        equivalents(
                                "SELECT c.id FROM children c LEFT JOIN parents p ON p.id = c.step_parent WHERE p.size > 3 OR c.id > 1"))
                .noneMatch(e -> e.startsWith("JOIN_TYPE"));
    }

    @Test
    void duplicatesCannotComeWhereThereIsAKey() {
        assertThat(equivalents("SELECT DISTINCT id, name FROM parents"))
                .contains("DISTINCT: a key is among the columns");
        assertThat(equivalents("SELECT DISTINCT name FROM parents")).noneMatch(e -> e.startsWith("DISTINCT"));
        assertThat(equivalents("SELECT DISTINCT p.id FROM parents p JOIN children c ON c.parent = p.id"))
                .noneMatch(e -> e.startsWith("DISTINCT"));
        assertThat(equivalents("SELECT DISTINCT c.id FROM children c JOIN parents p ON c.parent = p.id"))
                .anyMatch(e -> e.startsWith("DISTINCT"));
        assertThat(equivalents("SELECT id, 'p' AS k FROM parents UNION SELECT id, 'c' AS k FROM children"))
                .anyMatch(e -> e.startsWith("SET_OPERATION"));
        assertThat(equivalents("SELECT id FROM parents UNION SELECT id FROM children"))
                .noneMatch(e -> e.startsWith("SET_OPERATION"));
    }

    @Test
    void nullsAndBoundariesThatCannotBe() {
        assertThat(equivalents("SELECT COALESCE(name, 'x') AS n, COUNT(name) OVER () AS c FROM parents"))
                .contains("NULL_HANDLING: name is never null");
        assertThat(
                        equivalents(
                                "SELECT COALESCE(p.name, 'x') AS n FROM children c LEFT JOIN parents p ON p.id = c.step_parent"))
                .noneMatch(e -> e.startsWith("NULL_HANDLING"));
        assertThat(equivalents("SELECT id FROM children WHERE amount >= 0 AND id > 7"))
                .anyMatch(e -> e.startsWith("DROPPED_PREDICATE: every value of amount"));
        assertThat(equivalents("SELECT id FROM parents WHERE size >= 0 AND id > 7"))
                .noneMatch(e -> e.startsWith("DROPPED_PREDICATE"));
        assertThat(equivalents("SELECT id FROM children WHERE amount > 10.005"))
                .anyMatch(e -> e.startsWith("BOUNDARY: amount is never 10.005"));
        assertThat(equivalents("SELECT COUNT(name) AS n FROM parents GROUP BY size"))
                .anyMatch(e -> e.startsWith("AGGREGATE: name is never null"));
    }

    @Test
    void groupsThatAreDetermined() {
        assertThat(equivalents("SELECT id, name, MIN(size) AS m FROM parents GROUP BY id, name"))
                .anyMatch(e -> e.startsWith("GROUP_BY: name is determined"))
                .anyMatch(e -> e.startsWith("AGGREGATE: every group has one row"))
                .noneMatch(e -> e.startsWith("GROUP_BY: id"));
        assertThat(
                        equivalents(
                                "SELECT p.id, c.parent, COUNT(*) AS n FROM parents p JOIN children c ON c.parent = p.id GROUP BY p.id, c.parent"))
                .anyMatch(e -> e.startsWith("GROUP_BY: p.id equals c.parent"));
    }

    /** The rules against brute force: no generated dataset may tell what they call equivalent from the original. */
    @Test
    void noDatasetTellsAnEquivalentFromTheOriginal() throws Exception {
        List<String> queries = List.of(
                "SELECT c.id, p.name FROM children c JOIN parents p ON p.id = c.parent WHERE c.amount >= 0 AND c.id > 1",
                "SELECT c.id FROM children c LEFT JOIN parents p ON p.id = c.step_parent WHERE p.size > 3",
                "SELECT DISTINCT c.id, c.born FROM children c JOIN parents p ON c.parent = p.id ORDER BY c.id LIMIT 2",
                "SELECT id, 'p' AS k FROM parents UNION SELECT id, 'c' AS k FROM children WHERE amount > 1.005",
                "SELECT p.id, p.name, c.parent, COUNT(c.id) AS n, SUM(c.amount) AS s FROM parents p"
                        + " JOIN children c ON c.parent = p.id GROUP BY p.id, p.name, c.parent HAVING COUNT(*) > 1",
                "SELECT id, name, MIN(size) AS m, COALESCE(name, 'x') AS y FROM parents GROUP BY id, name",
                "SELECT id, RANK() OVER (PARTITION BY parent ORDER BY id) AS r FROM children WHERE NOT (amount < 0 OR id = 2)",
                "SELECT p.id FROM parents p WHERE EXISTS (SELECT 1 FROM children c WHERE c.parent = p.id AND c.amount > 0)",
                "SELECT t.id FROM (SELECT id, size FROM parents ORDER BY size) t WHERE t.size BETWEEN 0 AND 2",
                "SELECT COUNT(DISTINCT c.id) AS n, AVG(c.amount) AS a FROM children c LEFT JOIN parents p ON p.id = c.step_parent",
                "SELECT CASE WHEN size > 1 THEN 'a' ELSE NULL END AS k, size + 1 AS t FROM parents WHERE size IS NOT NULL");
        Pipeline.Builder builder = Pipeline.over(SCHEMA);
        for (int i = 0; i < queries.size(); i++) {
            builder.step("q" + i, queries.get(i));
        }
        Pipeline pipeline = builder.build();
        Catalog catalog = new Catalog(SCHEMA);
        try (Workspace workspace = new Workspace(Mutation.of(pipeline).database(), catalog, "brute")) {
            for (Step step : pipeline.steps()) {
                workspace.learn(pipeline, step);
            }
            MutantFactory factory =
                    new MutantFactory(pipeline, catalog, java.util.Map.of(), o -> o != MutationOperator.STEPS_SWAPPED);
            factory.make(java.util.Set.of());
            int tried = 0;
            for (Step step : pipeline.steps()) {
                List<Mutant> claimed = factory.mutants.stream()
                        .filter(m -> m.step().equals(step.name()) && factory.equivalents.containsKey(m.id()))
                        .toList();
                WitnessSearch.Found found =
                        new WitnessSearch(pipeline, catalog, workspace, 7).search(step.name(), claimed, 400);
                assertThat(found.witnesses()).as("%s", claimed).isEmpty();
                assertThat(found.fragile()).isEmpty();
                tried += claimed.size();
            }
            assertThat(tried).isGreaterThan(20);
        }
    }

    /** What looks like a rule but can differ: by an operator, the query, and why. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    JOIN_TYPE | SELECT c.id FROM children c LEFT JOIN parents p ON p.id = c.step_parent WHERE p.size NOT IN (SELECT 1 FROM parents WHERE id < 0) | nothing is not in nothing
                    JOIN_TYPE | SELECT c.id FROM children c LEFT JOIN parents p ON p.id = c.step_parent WHERE p.size > ALL (SELECT 1 FROM parents WHERE id < 0) | all of none
                    DISTINCT | SELECT DISTINCT c.id FROM children c JOIN parents p ON p.id = p.size + 1 | many meet a condition on themselves
                    DISTINCT | SELECT DISTINCT c.id FROM children c JOIN codes k ON k.code = c.parent | '01' is 1 as 1 is
                    GROUP_BY | SELECT k.code, c.parent, COUNT(*) AS n FROM codes k JOIN children c ON k.code = c.parent GROUP BY k.code, c.parent | 01 and 1 are one number
                    BOUNDARY | SELECT code FROM codes WHERE kind > 5 | texts that are numbers
                    AGGREGATE | SELECT id, SUM(size) / 2 AS h FROM parents GROUP BY id | whole numbers divide as such
                    NULL_HANDLING | SELECT COALESCE(id, 0.5) / 2 AS h FROM parents | the type goes with the default
                    NULL_HANDLING | SELECT COALESCE(amount, 0) / 3 AS h FROM children | as does the scale
                    ORDER | SELECT STRING_AGG(t.name, ',') AS n FROM (SELECT name FROM parents ORDER BY id) t | it is kept
                    ORDER | SELECT t.name FROM (SELECT name FROM parents ORDER BY id) t LIMIT 1 | it is kept
                    SET_OPERATION | SELECT id, 1 AS k FROM parents UNION SELECT id, 01 AS k FROM parents | the same number
                    DISTINCT | WITH parents AS (SELECT parent AS id FROM children) SELECT DISTINCT id FROM parents | not the source
                    JOIN_TYPE | WITH parents AS (SELECT id FROM children) SELECT c.id FROM children c JOIN parents p ON p.id = c.parent | not the source
                    NULL_HANDLING | WITH a AS (SELECT 1 AS x), parents AS (SELECT NULLIF(x, 1) AS id FROM a) SELECT COALESCE(id, 7) AS id FROM parents | not the source
                    BOUNDARY | WITH parents AS (SELECT amount AS id FROM children) SELECT id FROM parents WHERE id > 3 AND id >= 4 | not whole
                    """)
    void whatCanDifferIsNotCalledEquivalent(String operator, String sql, String why) {
        assertThat(claims(sql)).as(why).noneMatch(e -> e.startsWith(operator + ": "));
    }

    /** As above, on what DuckDB alone has. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    NULL_HANDLING | SELECT COALESCE(name, 'all') AS n, COUNT(*) AS c FROM parents GROUP BY ROLLUP (name) | the total has none
                    GROUP_BY | SELECT id, COUNT(*) AS c FROM parents GROUP BY id, ROLLUP (name) | totals are rows
                    NULL_HANDLING | SELECT COALESCE(name, 'all') AS n, COUNT(*) AS c FROM parents GROUP BY GROUPING SETS ((name), ()) | the total has none
                    NULL_HANDLING | SELECT COALESCE(TRY_CAST(name AS BIGINT), 0) AS n FROM parents | a try may fail
                    OUT_OF_ORDER_ROWS | SELECT MAX_BY(id, amount) AS n, MIN(born) AS b FROM children | the first of equals
                    DISTINCT | SELECT DISTINCT id, UNNEST([1, 1]) AS u FROM parents | rows that multiply
                    DISTINCT | WITH parents AS (SELECT 1 AS id FROM parents) SELECT DISTINCT id FROM parents | not the source
                    """)
    void whatCanDifferOnDuckIsNotCalledEquivalent(String operator, String sql, String why) {
        assertThat(claims(sql, () -> java.sql.DriverManager.getConnection("jdbc:duckdb:")))
                .as(why)
                .noneMatch(e -> e.startsWith(operator + ": "));
    }

    private static List<String> claims(String sql) {
        return claims(sql, Mutation.builder().database());
    }

    /** What is called equivalent, although the engine may refuse some of it. */
    private static List<String> claims(String sql, ConnectionSource database) {
        Pipeline pipeline = Pipeline.over(WIDER).step("q", sql).build();
        MutationReport report = Mutation.of(pipeline)
                .tests(PipelineTest.of("none", run -> run.result("q", Map.of())))
                .database(database)
                .datasets(0)
                .run();
        assertThat(report.problems()).isEmpty();
        return report.results().stream()
                .filter(r -> r.status() == MutantStatus.EQUIVALENT)
                .map(r -> r.mutant().operator() + ": " + r.reason())
                .toList();
    }

    @Test
    void aCommonTableThatReadsTheSourceOfItsNameLeavesItsRulesAlone() {
        assertThat(claims(
                        "WITH parents AS (SELECT DISTINCT id FROM parents) SELECT id FROM parents",
                        () -> java.sql.DriverManager.getConnection("jdbc:duckdb:")))
                .contains("DISTINCT: a key is among the columns");
    }

    @Test
    void formsThatLookTheSame() {
        Catalog catalog = new Catalog(SCHEMA);
        assertThat(form("SELECT id FROM parents WHERE NOT (id > ALL (SELECT size FROM parents))", catalog))
                .isNotEqualTo(form("SELECT id FROM parents WHERE id <= ALL (SELECT size FROM parents)", catalog));
        assertThat(form(
                        "SELECT id FROM parents WHERE EXISTS (SELECT DISTINCT size FROM parents OFFSET 1 ROWS)",
                        catalog))
                .isNotEqualTo(
                        form("SELECT id FROM parents WHERE EXISTS (SELECT size FROM parents OFFSET 1 ROWS)", catalog));
    }

    @Test
    void canonicalFormsAreTheSameForTheSameMeaning() {
        Catalog catalog = new Catalog(SCHEMA);
        assertThat(form("SELECT id FROM parents WHERE NOT (id > 3 OR name = 'a')", catalog))
                .isEqualTo(form("SELECT id FROM parents WHERE 'a' <> name AND id <= 3", catalog))
                .isEqualTo(form("SELECT id FROM parents WHERE (id < 4) AND name != 'a'", catalog))
                .isNotEqualTo(form("SELECT id FROM parents WHERE id < 3 AND name <> 'a'", catalog))
                .isNotEqualTo(form("SELECT id FROM parents WHERE id <= 3 OR name <> 'a'", catalog));
        assertThat(form("SELECT id FROM children WHERE amount BETWEEN 1 AND 2", catalog))
                .isEqualTo(form("SELECT id FROM children WHERE amount <= 2 AND 1 <= amount", catalog))
                .isNotEqualTo(form("SELECT id FROM children WHERE amount <= 2 AND amount > 1", catalog));
        // Only whole numbers have a next one.
        assertThat(form("SELECT id FROM children WHERE amount > 1", catalog))
                .isNotEqualTo(form("SELECT id FROM children WHERE amount >= 2", catalog));
        assertThat(form("SELECT id FROM parents GROUP BY id, name HAVING COUNT(*) > 1", catalog))
                .isEqualTo(form("SELECT id FROM parents GROUP BY name, id HAVING COUNT(*) >= 2", catalog));
        assertThat(form(
                        "SELECT id FROM parents p WHERE EXISTS (SELECT 1 FROM children c WHERE c.parent = p.id)",
                        catalog))
                .isEqualTo(form(
                        "SELECT id FROM parents p WHERE EXISTS (SELECT DISTINCT 2 FROM children c WHERE c.parent = p.id)",
                        catalog));
    }

    private static String form(String sql, Catalog catalog) {
        var query = SqlText.parse("q", sql);
        String before = query.toString();
        String form = Canonical.form(query, catalog);
        assertThat(query.toString()).isEqualTo(before);
        return form;
    }
}
