package io.dataops.testing.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataops.api.InputException;
import io.dataops.testing.property.RelationalSchema;
import io.dataops.testing.property.Schema;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScriptStepTest {
    private static final RelationalSchema SOURCES = Schema.of(
            Schema.table("orders")
                    .pk("id", Schema.int64(0, 1_000))
                    .column("customer", Schema.int64(0, 50))
                    .column("amount", Schema.int64(0, 1_000))
                    .nullable("note", Schema.text(10))
                    .build(),
            Schema.table("totals_before")
                    .pk("customer", Schema.int64(0, 50))
                    .column("total", Schema.int64(0, 10_000))
                    .build());

    private static final String SCRIPT = """
            -- what was there; a semicolon in a comment; is none
            CREATE TABLE totals AS SELECT customer, total FROM totals_before;
            CREATE TEMP TABLE fresh AS SELECT customer, SUM(amount) AS total FROM orders
                WHERE note IS NULL OR note <> 'a;b' GROUP BY customer;
            DELETE FROM fresh WHERE total < 10;
            UPDATE fresh SET total = total + 5 WHERE customer = 1;
            MERGE INTO totals t USING fresh f ON t.customer = f.customer
                WHEN MATCHED THEN UPDATE SET total = t.total + f.total
                WHEN NOT MATCHED THEN INSERT (customer, total) VALUES (f.customer, f.total);
            INSERT INTO totals (customer, total) SELECT -1, COUNT(*) FROM orders WHERE amount > 100
            """;

    private static final Map<String, Relation> GIVEN = Map.of(
            "orders",
            Relation.of(
                    List.of("id", "customer", "amount", "note"),
                    Arrays.asList(1, 1, 10, null),
                    Arrays.asList(2, 1, 101, "x"),
                    Arrays.asList(3, 2, 9, null),
                    Arrays.asList(4, 3, 100, null),
                    Arrays.asList(5, 3, 500, "a;b")),
            "totals_before",
            Relation.of(List.of("customer", "total"), List.of(3, 7), List.of(4, 8)));

    private static Pipeline pipeline() {
        return Pipeline.over(SOURCES)
                .step("paid", "SELECT id, customer, amount, note FROM orders")
                .script("totals", SCRIPT.replace("FROM orders", "FROM paid"))
                .step("big", "SELECT customer FROM totals WHERE total > 50")
                .build();
    }

    @Test
    void aScriptGivesTheTableThatIsNamedLikeIt() {
        try (PipelineSession session = PipelineSession.open(pipeline())) {
            Relation expected = Relation.of(
                    List.of("customer", "total"), List.of(1, 116), List.of(3, 107), List.of(4, 8), List.of(-1, 2));
            for (int i = 0; i < 3; i++) {
                assertThat(session.result("totals", GIVEN).isSameAs(expected)).isTrue();
            }
            assertThat(session.result("big", GIVEN).column("customer")).containsExactlyInAnyOrder(1L, 3L);
        }
    }

    @Test
    void everyStatementIsMutatedAndEveryReportedDatasetKills() {
        PipelineTest test = PipelineTest.expecting(
                "totals",
                GIVEN,
                "totals",
                Relation.of(
                        List.of("customer", "total"), List.of(1, 116), List.of(3, 107), List.of(4, 8), List.of(-1, 2)));
        MutationReport report =
                Mutation.of(pipeline()).tests(test).datasets(150).threads(2).run();
        assertThat(report.problems()).isEmpty();
        Set<String> places = report.results().stream()
                .filter(r ->
                        r.status() == MutantStatus.KILLED && r.mutant().step().equals("totals"))
                .map(r -> r.mutant().place().split(",")[0] + " " + r.mutant().operator())
                .collect(Collectors.toSet());
        assertThat(places)
                .contains(
                        "statement 2 AGGREGATE",
                        "statement 2 COMPARISON",
                        "statement 3 COMPARISON",
                        "statement 3 DROPPED_PREDICATE",
                        "statement 4 ARITHMETIC",
                        "statement 4 LITERAL",
                        "statement 4 COMPARISON",
                        "statement 5 ARITHMETIC",
                        "statement 5 COMPARISON",
                        "statement 6 BOUNDARY",
                        "statement 6 DUPLICATE_DELIVERY");
        List<MutantResult> survivors = report.results().stream()
                .filter(r -> r.status() == MutantStatus.SURVIVED && r.witness().isPresent())
                .toList();
        assertThat(survivors).isNotEmpty();
        for (MutantResult survivor : survivors) {
            KillingDataset dataset = survivor.witness().orElseThrow();
            Pipeline mutated =
                    pipeline().with(survivor.mutant().step(), survivor.mutant().mutated());
            try (PipelineSession original = PipelineSession.open(pipeline());
                    PipelineSession other = PipelineSession.open(mutated)) {
                Relation expected = original.result(dataset.step(), dataset.dataset());
                assertThat(expected.isSameAs(dataset.expected())).isTrue();
                assertThat(other.result(dataset.step(), dataset.dataset()).isSameAs(expected))
                        .as(survivor.mutant().toString())
                        .isFalse();
            } catch (PipelineException refused) {
                assertThat(dataset.mutated()).isEmpty();
            }
        }
    }

    @Test
    void noRuleForSourcesHoldsOnceTheScriptHasChangedThem() {
        Pipeline clearing = Pipeline.over(SOURCES).script("kept", """
                        UPDATE orders SET amount = NULL WHERE id > 1;
                        CREATE TABLE kept AS SELECT id FROM orders WHERE amount IS NOT NULL""").build();
        PipelineTest test = PipelineTest.of("any", run -> run.result("kept", Map.of()));
        MutationReport report = Mutation.of(clearing).tests(test).datasets(200).run();
        assertThat(report.results())
                .filteredOn(r -> r.mutant().place().startsWith("statement 2")
                        && r.mutant().mutated().endsWith("SELECT id FROM orders"))
                .isNotEmpty()
                .allSatisfy(r -> assertThat(r.status()).isEqualTo(MutantStatus.SURVIVED));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(
                        "CREATE TABLE s AS SELECT 1 AS a;\nINSERT INTO other.t SELECT 1",
                        "step s at line 2: writes outside its schema: other.t"),
                Arguments.of("DROP SCHEMA other CASCADE", "step s at line 1: expected CREATE TABLE, INSERT"),
                Arguments.of(
                        "CREATE TABLE s AS SELECT 1 AS a;\n\nINSERT INTO s VALUES (1", "step s at line 3, column "),
                Arguments.of(
                        "CREATE TABLE s AS SELECT 1 AS a; COMMIT", "step s at line 1: expected CREATE TABLE, INSERT"),
                Arguments.of(
                        "WITH x AS (DELETE FROM public.orders RETURNING *) INSERT INTO s SELECT * FROM x",
                        "step s at line 1: expected a statement that writes one table"),
                Arguments.of(
                        "CREATE TABLE s AS WITH x AS (DELETE FROM orders RETURNING *) SELECT * FROM x",
                        "step s at line 1: expected a statement that writes one table"),
                Arguments.of(
                        "CREATE TABLE s AS SELECT * FROM (SELECT id INTO public.x FROM orders) y",
                        "step s at line 1: expected a statement that writes one table"),
                Arguments.of(
                        "CREATE TABLE s (id INT);\nMERGE INTO s USING (WITH x AS (UPDATE orders SET id = 1 RETURNING id)"
                                + " SELECT id FROM x) o ON s.id = o.id WHEN MATCHED THEN UPDATE SET id = 2",
                        "step s at line 2: expected a statement that writes one table"),
                Arguments.of(
                        "CREATE TABLE s (id INT); DELETE a, public.orders FROM s a JOIN public.orders ON true",
                        "step s at line 1: writes outside its schema: public.orders"),
                Arguments.of(
                        "UPDATE s JOIN public.orders o ON s.id = o.id SET o.id = 2",
                        "step s at line 1: expected a statement that writes one table"),
                Arguments.of(
                        "INSERT ALL INTO s VALUES (1) INTO public.orders VALUES (2) SELECT 1",
                        "step s at line 1: expected a statement that writes one table"),
                Arguments.of(
                        "CREATE TABLE db..s AS SELECT 1 AS a", "step s at line 1: writes outside its schema: db..s"),
                Arguments.of(
                        "CREATE TABLE s AS SELECT E'a\\'b' AS a, 'c\\' AS b",
                        "step s at line 1: expected SQL: texts with escapes (E'...') or backslashes in texts without"),
                Arguments.of(
                        "CREATE TABLE s AS SELECT " + "(".repeat(3_000) + "1" + ")".repeat(3_000) + " AS a",
                        "step s at line 1: expected SQL: it is nested too deeply"),
                Arguments.of("-- nothing", "step s: expected statements, found none"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatAScriptMayNotDoIsSaidWithItsLine(String script, String message) {
        assertThatThrownBy(() -> SqlScript.parse("s", script))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(message);
        Pipeline two = Pipeline.over(SOURCES)
                .script("s", script)
                .step("t", "SELECT id FROM orders WHERE id > 3")
                .build();
        MutationReport report = Mutation.of(two)
                .tests(PipelineTest.of("t", run -> run.result("t", Map.of())))
                .datasets(10)
                .run();
        assertThat(report.problems()).hasSize(1);
        assertThat(report.problems().get(0)).startsWith(message);
        assertThat(report.results()).isNotEmpty();
    }

    @Test
    void statementsEndOutsideTextsNamesAndComments() {
        String script = """
                CREATE TABLE a AS SELECT 'x;''y' AS b; -- not here; nor here
                INSERT INTO a SELECT $$c;d$$;
                INSERT INTO a SELECT 1 /* ; */;
                INSERT INTO a SELECT E'g\\';h', `i;j` AS ";"
                """;
        assertThat(SqlScript.parse("s", script).size()).isEqualTo(4);
    }

    @Test
    void longTextsTakeNoStack() {
        String longText = "'" + "a''b".repeat(20_000) + "'";
        assertThat(SqlScript.parse("s", "CREATE TABLE a AS SELECT " + longText + " AS b; DROP TABLE a")
                        .size())
                .isEqualTo(2);
        assertThat(SqlScript.parse("s", "CREATE TABLE a AS SELECT E'g\\'h' AS b")
                        .with(0, "DROP TABLE a"))
                .isEqualTo("DROP TABLE a");
        assertThat(SqlText.words(
                        new Step.Query("q", "SELECT " + longText + " FROM orders, \"it's\", lines"),
                        java.util.Set.of("orders", "lines", "a")))
                .containsExactlyInAnyOrder("orders", "lines");
    }

    @Test
    void anErrorNamesOnePlace() {
        assertThatThrownBy(
                        () -> SqlScript.parse("s", "DROP TABLE a;\nDROP TABLE b;\n\n INSERT INTO a SELECT FROM WHERE"))
                .hasMessageStartingWith("step s at line 4, column 16: expected SQL: ")
                .message()
                .satisfies(m -> assertThat(m.indexOf("line ")).isEqualTo(m.lastIndexOf("line ")));
    }

    @Test
    void aQueryIsOneStatement() {
        assertThat(SqlText.parse("s", "SELECT 1 ; ;")).isNotNull();
        assertThatThrownBy(() -> SqlText.parse("s", "SELECT 1;\n DELETE FROM orders"))
                .hasMessage("step s at line 2, column 2: expected SQL: a single statement, found DELETE behind its end."
                        + " Maybe call script(...)");
    }

    @Test
    void aQueryThatWritesIsRefused() {
        for (String sql : List.of(
                "SELECT id INTO copies FROM orders",
                "WITH gone AS (DELETE FROM orders RETURNING id) SELECT id FROM gone",
                "DELETE FROM orders")) {
            assertThatThrownBy(() -> SqlText.parse("s", sql))
                    .isInstanceOf(InputException.class)
                    .hasMessageMatching("step s at line 1: expected a query.*");
        }
    }

    @Test
    void whatIsCalledEquivalentInAScriptShowsNoDifferenceOnManyDatasets() throws Exception {
        List<String> scripts = List.of(SCRIPT, """
                CREATE TABLE s AS SELECT DISTINCT id, amount FROM orders WHERE amount >= 0 AND customer IS NOT NULL;
                INSERT INTO s SELECT DISTINCT customer, total FROM totals_before WHERE total > -1""", """
                UPDATE totals_before SET total = total * 2, customer = NULL WHERE customer IS NOT NULL AND total >= 0;
                CREATE TABLE s AS SELECT DISTINCT customer FROM totals_before WHERE total >= 0;
                DELETE FROM s WHERE customer IS NOT NULL""", """
                CREATE TABLE s AS SELECT id AS a, customer AS b FROM orders;
                INSERT INTO s SELECT customer, id FROM orders WHERE amount BETWEEN 0 AND 1000;
                UPDATE s SET a = b, b = a WHERE a IS NOT NULL OR b >= 0""");
        int claimed = 0;
        for (String script : scripts) {
            Pipeline pipeline = Pipeline.over(SOURCES)
                    .script(script.equals(SCRIPT) ? "totals" : "s", script)
                    .build();
            String step = pipeline.steps().get(0).name();
            Catalog catalog = new Catalog(SOURCES);
            try (Workspace workspace = new Workspace(Mutation.of(pipeline).database(), catalog, "brute")) {
                workspace.learn(pipeline, pipeline.step(step));
                MutantFactory factory = new MutantFactory(pipeline, catalog, Map.of(), o -> true);
                factory.make(Set.of());
                List<Mutant> equivalents = factory.mutants.stream()
                        .filter(m -> factory.equivalents.containsKey(m.id()))
                        .toList();
                claimed += equivalents.size();
                assertThat(new WitnessSearch(pipeline, catalog, workspace, 5)
                                .search(step, equivalents, 200)
                                .witnesses())
                        .as("%s", equivalents)
                        .isEmpty();
            }
        }
        assertThat(claimed).isGreaterThan(4);
    }

    @Test
    void nothingIsLeftInTheDatabase() throws Exception {
        String url = "jdbc:h2:mem:scripts;DB_CLOSE_DELAY=-1;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE";
        try (Connection watching = DriverManager.getConnection(url)) {
            List<String> before = schemas(watching);
            Mutation.of(pipeline())
                    .tests(PipelineTest.of("any", run -> run.result("big", GIVEN)))
                    .database(() -> DriverManager.getConnection(url))
                    .datasets(20)
                    .run();
            assertThat(schemas(watching)).isEqualTo(before);
        }
    }

    private static List<String> schemas(Connection connection) throws Exception {
        List<String> out = new ArrayList<>();
        try (ResultSet rows = connection.getMetaData().getSchemas()) {
            while (rows.next()) {
                out.add(rows.getString(1));
            }
        }
        return out;
    }
}
