package io.dataops.testing.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataops.testing.property.RelationalSchema;
import io.dataops.testing.property.Schema;
import io.dataops.testing.property.SqlDefinitions;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NewerOperatorsTest {
    private static final RelationalSchema SHOP = Schema.of(
            Schema.table("customers")
                    .pk("id", Schema.int64(0, 100))
                    .column("region", Schema.text(5))
                    .build(),
            Schema.table("orders")
                    .pk("id", Schema.int64(0, 100))
                    .column("customer_id", Schema.int64(0, 100))
                    .column("amount", Schema.int64(0, 100))
                    .column("region", Schema.text(5))
                    .column("placed", Schema.date())
                    .fk("customer_id", "customers", "id")
                    .build());

    private static MutationReport run(RelationalSchema schema, String sql, MutationOperator... operators) {
        return Mutation.of(Pipeline.over(schema).step("s", sql).build())
                .tests(PipelineTest.of("looks away", run -> run.result("s", Map.of())))
                .operators(operators[0], operators)
                .datasets(400)
                .run();
    }

    @Test
    void aDoubledJoinConditionTakesColumnsOfOneName() {
        MutationReport report = run(
                SHOP,
                "SELECT o.id, c.region FROM orders o JOIN customers c ON c.id = o.customer_id",
                MutationOperator.JOIN_CONDITION_DOUBLED);
        assertThat(report.results()).hasSize(1);
        assertThat(report.results().get(0).mutant().mutated()).endsWith("ON c.id = o.customer_id AND o.id = c.id");
        assertThat(report.results().get(0).witness()).isPresent();
    }

    @Test
    void aDoubledJoinConditionFindsColumnsOfOneTypeAndKeepsAlternativesTogether() {
        MutationReport report = run(
                SHOP,
                "SELECT o.id, c.id AS other FROM orders o JOIN orders c ON c.id = o.customer_id OR c.id = o.amount",
                MutationOperator.JOIN_CONDITION_DOUBLED);
        assertThat(report.results()).hasSize(1);
        assertThat(report.results().get(0).mutant().mutated())
                .endsWith("ON (c.id = o.customer_id OR c.id = o.amount) AND o.id = c.id");
    }

    @Test
    void countingRowsReadsNoColumn() {
        MutationReport counted = run(
                SHOP,
                "SELECT region, COUNT(*) AS n FROM orders GROUP BY region",
                MutationOperator.SCHEMA_COLUMN_DROPPED,
                MutationOperator.SCHEMA_RETYPED,
                MutationOperator.DIRTY_CASE);
        assertThat(counted.results()).hasSize(2);
        assertThat(run(SHOP, "SELECT * FROM orders", MutationOperator.SCHEMA_COLUMN_DROPPED)
                        .results())
                .hasSize(5);
    }

    @Test
    void theOrderInWhichRowsArriveDoesNotMatterToABag() {
        MutationReport report = run(
                SHOP,
                "SELECT region, SUM(amount) AS total FROM orders GROUP BY region",
                MutationOperator.OUT_OF_ORDER_ROWS);
        assertThat(report.results()).hasSize(1);
        assertThat(report.results().get(0).status()).isEqualTo(MutantStatus.EQUIVALENT);
        assertThat(report.results().get(0).reason()).contains("order in which rows arrive");
    }

    @Test
    void aTestThatReliesOnTheOrderInWhichRowsArriveKillsTheirOtherOrder() {
        String sql = "SELECT id, ROW_NUMBER() OVER () AS n FROM orders";
        Relation orders = Relation.of(
                List.of("id", "placed"),
                List.of(1, java.time.LocalDate.of(2024, 1, 1)),
                List.of(2, java.time.LocalDate.of(2024, 1, 2)));
        MutationReport report = Mutation.of(Pipeline.over(SHOP).step("s", sql).build())
                .tests(PipelineTest.expecting(
                        "numbers",
                        Map.of("orders", orders),
                        "s",
                        Relation.of(List.of("id", "n"), List.of(1, 1), List.of(2, 2))))
                .operators(MutationOperator.OUT_OF_ORDER_ROWS)
                .run();
        assertThat(report.results()).hasSize(1);
        assertThat(report.results().get(0).status()).isEqualTo(MutantStatus.KILLED);
    }

    private static final RelationalSchema EVENTS = Schema.of(Schema.table("events")
            .column("event", Schema.uuid())
            .column("at", Schema.instant(ZoneId.of("Europe/Berlin")))
            .column("told", Schema.timestamp())
            .column("opens", Schema.time())
            .column("rings", Schema.zonedTime(java.time.ZoneOffset.ofHours(2)))
            .column("body", Schema.bytes(8))
            .build());

    @Test
    void boundariesOfMomentsAndTimesOfDayAreMetByTheSearch() {
        for (String condition : List.of(
                "at >= TIMESTAMP WITH TIME ZONE '2024-03-31 01:30:00+00:00'",
                "at < TIMESTAMP WITH TIME ZONE '2024-10-27 02:30:00+02:00'",
                "told > TIMESTAMP '2024-05-05 17:45:00'",
                "opens <= TIME '08:15:00'",
                "rings > TIME WITH TIME ZONE '06:30:00+00:00'")) {
            MutationReport report =
                    run(EVENTS, "SELECT event FROM events WHERE " + condition, MutationOperator.BOUNDARY);
            assertThat(report.results()).as(condition).hasSize(1);
            assertThat(report.results().get(0).witness()).as(condition).isPresent();
        }
    }

    @Test
    void whatReachesAStepIsMutatedForEveryKindOfColumn() {
        MutationReport report = run(
                EVENTS,
                "SELECT event, at, opens, body, told FROM events",
                MutationOperator.SCHEMA_NULLABLE,
                MutationOperator.SCHEMA_RETYPED,
                MutationOperator.SCHEMA_NARROWED,
                MutationOperator.LATE_ROWS);
        assertThat(report.problems()).isEmpty();
        assertThat(count(report, MutationOperator.SCHEMA_NULLABLE)).isEqualTo(5);
        assertThat(count(report, MutationOperator.SCHEMA_RETYPED)).isEqualTo(4);
        assertThat(count(report, MutationOperator.SCHEMA_NARROWED)).isEqualTo(3);
        assertThat(count(report, MutationOperator.LATE_ROWS)).isEqualTo(1);
        assertThat(report.results())
                .filteredOn(r -> r.mutant().operator() != MutationOperator.SCHEMA_RETYPED)
                .allSatisfy(
                        r -> assertThat(r.witness()).as(r.mutant().toString()).isPresent());
    }

    private static long count(MutationReport report, MutationOperator operator) {
        return report.results().stream()
                .filter(r -> r.mutant().operator() == operator)
                .count();
    }

    @Test
    void stepsKeepTheKindsOfTheirColumns() {
        Pipeline two = Pipeline.over(EVENTS)
                .step("early", "SELECT event, at, opens, body FROM events")
                .step("last", "SELECT MAX(at) AS at FROM early WHERE opens > TIME '08:15:00'")
                .build();
        Relation given = Relation.of(
                List.of("event", "at", "opens"),
                List.of(
                        java.util.UUID.fromString("00000000-0000-0000-0000-000000000001"),
                        java.time.OffsetDateTime.parse("2024-03-31T03:00:00+02:00"),
                        java.time.LocalTime.of(9, 0)));
        try (PipelineSession session = PipelineSession.open(two)) {
            Relation result = session.result("last", Map.of("early", given));
            assertThat(result.isSameAs(Relation.of(
                            List.of("at"), List.of(java.time.OffsetDateTime.parse("2024-03-31T01:00:00Z")))))
                    .isTrue();
        }
    }

    private static final RelationalSchema CHECKED = Schema.of(
            Schema.table("parents").pk("id", Schema.int64(0, 100)).build(),
            Schema.table("items")
                    .pk("id", Schema.int64())
                    .column("code", Schema.text(5))
                    .column("amount", Schema.decimal(8, 2, "0", "100"))
                    .column("state", Schema.oneOf("new", "old"))
                    .column("size", Schema.int64(1, 9))
                    .column("free", Schema.int64())
                    .column("parent", Schema.int64(0, 100))
                    .unique("code")
                    .fk("parent", "parents", "id")
                    .build());

    @Test
    void checksAndUniqueKeysOfSourcesAreDroppedByRowsThatBreakThem() {
        MutationReport report = run(
                CHECKED,
                "SELECT id, code, amount, state, size, free FROM items",
                MutationOperator.SCHEMA_CHECK_DROPPED,
                MutationOperator.SCHEMA_UNIQUE_DROPPED);
        assertThat(report.problems()).isEmpty();
        assertThat(report.results().stream().map(r -> r.mutant().mutated()))
                .anyMatch(sql -> sql.contains("CAST(-0.01 AS DECIMAL (8, 2)) AS amount"))
                .anyMatch(sql -> sql.contains("CAST('?' AS VARCHAR) AS state"))
                .anyMatch(sql -> sql.contains("CAST(0 AS BIGINT) AS size"))
                .anyMatch(sql -> sql.contains("UNION ALL SELECT -1 - id AS id"))
                .noneMatch(sql -> sql.contains("AS free"));
        assertThat(report.results())
                .allSatisfy(
                        r -> assertThat(r.witness()).as(r.mutant().toString()).isPresent());
    }

    private static final String KEPT = """
            CREATE TABLE kept (
                id BIGINT PRIMARY KEY,
                code VARCHAR(5) NOT NULL UNIQUE,
                amount DECIMAL(8, 2) CONSTRAINT least CHECK (amount >= 10),
                parent BIGINT REFERENCES parents (id),
                CONSTRAINT short CHECK (amount < 90));
            INSERT INTO kept (id, code, amount, parent)
                SELECT size, state, amount, parent FROM items""";

    @Test
    void everyConstraintThatAScriptDeclaresIsDroppedAndTheRefusedRowsAreShown() {
        Pipeline pipeline = Pipeline.over(CHECKED).script("kept", KEPT).build();
        MutationReport weak = Mutation.of(pipeline)
                .tests(PipelineTest.of("empty", run -> run.result("kept", Map.of())))
                .operators(MutationOperator.CONSTRAINT_DROPPED)
                .run();
        assertThat(weak.problems()).isEmpty();
        assertThat(weak.results()).hasSize(6);
        List<MutantResult> shown =
                weak.results().stream().filter(r -> r.witness().isPresent()).toList();
        // Rows of sources always have their parent, and no null comes out of columns that have none.
        assertThat(shown).hasSize(4);
        List<PipelineTest> tests = new java.util.ArrayList<>();
        for (MutantResult survivor : shown) {
            KillingDataset dataset = survivor.witness().orElseThrow();
            assertThat(dataset.refused()).isTrue();
            assertThat(dataset.java("x")).startsWith("PipelineTest.refusing(\"x\"");
            assertThat(dataset.explain()).contains("step kept refuses");
            tests.add(dataset.test("kills " + survivor.mutant().id()));
        }
        MutationReport strong = Mutation.of(pipeline)
                .tests(tests)
                .operators(MutationOperator.CONSTRAINT_DROPPED)
                .datasets(0)
                .run();
        assertThat(strong.problems()).isEmpty();
        assertThat(strong.count(MutantStatus.KILLED)).isEqualTo(4);
        Relation orphan = Relation.of(List.of("id", "size", "state", "amount", "parent"), List.of(1, 1, "new", 50, 77));
        MutationReport byHand = Mutation.of(pipeline)
                .tests(PipelineTest.of("orphans are refused", run -> {
                    try {
                        run.result("kept", Map.of("items", orphan));
                    } catch (PipelineException refused) {
                        return;
                    }
                    throw new AssertionError("an orphan was taken");
                }))
                .operators(MutationOperator.CONSTRAINT_DROPPED)
                .datasets(0)
                .run();
        assertThat(byHand.count(MutantStatus.KILLED)).isEqualTo(1);
    }

    @Test
    void anExpressionThatGroupsRowsIsMutatedWhereverItIsRepeated() {
        String buckets = "CASE WHEN amount >= 100 THEN 'big' WHEN amount >= 10 THEN 'mid' ELSE 'small' END";
        RelationalSchema schema = SqlDefinitions.parse("s", """
                        CREATE TABLE sales (id BIGINT PRIMARY KEY, amount INT NOT NULL);
                        """).schema();
        Pipeline pipeline = Pipeline.over(schema)
                .step(
                        "q",
                        "SELECT " + buckets + " AS b, COUNT(*) AS n FROM sales GROUP BY " + buckets + " ORDER BY "
                                + buckets)
                .build();
        List<Mutant> mutants = Mutation.of(pipeline)
                .operators(
                        MutationOperator.BOUNDARY,
                        MutationOperator.CASE_BRANCH,
                        MutationOperator.LITERAL,
                        MutationOperator.COMPARISON)
                .mutants();
        assertThat(mutants).hasSizeGreaterThan(8).allSatisfy(m -> {
            String item = m.mutated().substring("SELECT ".length(), m.mutated().indexOf(" AS b"));
            assertThat(m.mutated()).endsWith(" GROUP BY " + item + " ORDER BY " + item);
        });
        // With rows, H2 refuses a query that shows what it does not group by.
        try (PipelineSession session = PipelineSession.open(pipeline)) {
            assertThat(session).isNotNull();
        }
        for (Mutant mutant : mutants) {
            try (PipelineSession session = PipelineSession.open(
                    Pipeline.over(schema).step("q", mutant.mutated()).build())) {
                assertThat(session.result(
                                        "q",
                                        Map.of(
                                                "sales",
                                                Relation.of(List.of("id", "amount"), List.of(1, 100), List.of(2, 5))))
                                .size())
                        .isPositive();
            }
        }
    }

    @Test
    void distinctComesNotWhereRowsAreSortedByWhatIsNotShown() {
        RelationalSchema schema = SqlDefinitions.parse("s", """
                        CREATE TABLE sales (id BIGINT PRIMARY KEY, amount INT NOT NULL);
                        """).schema();
        for (Map.Entry<String, Boolean> query : Map.of(
                        "SELECT id FROM sales ORDER BY amount", false,
                        "SELECT id AS a FROM sales ORDER BY a, id, 1", true,
                        "SELECT s.id FROM sales s ORDER BY id", true,
                        "SELECT * FROM sales ORDER BY amount", true)
                .entrySet()) {
            Pipeline pipeline = Pipeline.over(schema).step("q", query.getKey()).build();
            MutationReport report = Mutation.of(pipeline)
                    .tests(PipelineTest.of("none", run -> run.result("q", Map.of())))
                    .operators(MutationOperator.DISTINCT)
                    .datasets(0)
                    .run();
            assertThat(report.results().isEmpty()).as(query.getKey()).isNotEqualTo(query.getValue());
        }
    }
}
