package io.dataops.testing.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataops.testing.property.RelationalSchema;
import io.dataops.testing.property.SqlDefinitions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
