package io.dataops.testing.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataops.testing.property.RelationalSchema;
import io.dataops.testing.property.Schema;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MutationRunTest {
    static final RelationalSchema SHOP = Schema.of(
            Schema.table("customers")
                    .pk("id", Schema.int64())
                    .column("name", Schema.text(40))
                    .nullable("region", Schema.text(10))
                    .build(),
            Schema.table("orders")
                    .pk("id", Schema.int64())
                    .column("customer_id", Schema.int64())
                    .column("amount", Schema.decimal(12, 2, "0", "1e6"))
                    .nullable("placed", Schema.date())
                    .fk("customer_id", "customers", "id")
                    .build());

    static Pipeline pipeline() {
        return Pipeline.over(SHOP)
                .step("big_orders", "SELECT id, customer_id, amount FROM orders WHERE amount >= 100")
                .step("spending", """
                        SELECT c.region, COUNT(*) AS orders, SUM(o.amount) AS total
                        FROM big_orders o JOIN customers c ON c.id = o.customer_id
                        WHERE c.region IS NOT NULL
                        GROUP BY c.region""")
                .build();
    }

    private static final Map<String, Relation> GIVEN = Map.of(
            "customers", Relation.of(List.of("id", "region"), List.of(1, "north"), List.of(2, "south")),
            "orders",
                    Relation.of(
                            List.of("id", "customer_id", "amount"),
                            List.of(1, 1, 100),
                            List.of(2, 1, 250),
                            List.of(3, 2, 99)));

    static PipelineTest weak() {
        return PipelineTest.expecting(
                "one region",
                GIVEN,
                "spending",
                Relation.of(List.of("region", "orders", "total"), List.of("north", 2, 350)));
    }

    @Test
    void survivorsComeWithTheTestThatIsMissing() {
        MutationReport before = Mutation.of(pipeline()).tests(weak()).run();
        assertThat(before.problems()).isEmpty();
        assertThat(before.count(MutantStatus.KILLED)).isGreaterThan(20);
        assertThat(before.survivors())
                .isNotEmpty()
                .allSatisfy(s -> assertThat(s.witness()).isPresent());
        List<PipelineTest> more = new ArrayList<>(List.of(weak()));
        for (MutantResult survivor : before.survivors()) {
            KillingDataset witness = survivor.witness().orElseThrow();
            assertThat(witness.dataset().violations()).isEmpty();
            more.add(witness.test("kills " + survivor.mutant().id()));
            assertThat(witness.java("x")).startsWith("PipelineTest.expecting(\"x\",");
        }
        MutationReport after = Mutation.of(pipeline()).tests(more).threads(2).run();
        assertThat(after.problems()).isEmpty();
        assertThat(after.score().high()).isEqualTo(1.0);
        assertThat(after.score().low()).isGreaterThan(before.score().low());
        assertThat(after.survivors()).isEmpty();
        assertThat(after.dominatorScore()).isEqualTo(1.0);
        assertThat(after.prioritised(Duration.ofDays(1))).isNotEmpty();
        List<String> redundant = after.redundant();
        assertThat(after.results())
                .filteredOn(result -> !result.killedBy().isEmpty())
                .allSatisfy(result ->
                        assertThat(redundant.containsAll(result.killedBy())).isFalse());
        assertThat(after.prioritised(Duration.ZERO)).isEmpty();
    }

    @Test
    void theSameForAnyNumberOfThreads() {
        MutationReport one = Mutation.of(pipeline()).tests(weak()).datasets(100).run();
        MutationReport three =
                Mutation.of(pipeline()).tests(weak()).datasets(100).threads(3).run();
        assertThat(three.results()).isEqualTo(one.results());
    }

    @Test
    void theJournalResumesAndRunsWhatAChangeReachesAlone(@TempDir Path folder) throws Exception {
        Path journal = folder.resolve("journal");
        PipelineTest other = PipelineTest.checking(
                "big orders are big",
                Workspaces.empty(SHOP),
                "big_orders",
                r -> assertThat(r.column("amount")).allMatch(a -> ((BigDecimal) a).intValue() >= 100));
        MutationReport first = Mutation.of(pipeline())
                .tests(weak(), other)
                .journal(journal)
                .datasets(0)
                .run();
        assertThat(first.reused()).isZero();
        int judged =
                first.results().size() - first.count(MutantStatus.EQUIVALENT) - first.count(MutantStatus.DUPLICATE);
        // A crash in the midst of a line.
        String text = Files.readString(journal);
        Files.writeString(journal, text.substring(0, text.length() - 5));
        MutationReport second = Mutation.of(pipeline())
                .tests(weak(), other)
                .journal(journal)
                .datasets(0)
                .run();
        assertThat(second.reused()).isEqualTo(judged - 1);
        assertThat(second.results()).hasSameSizeAs(first.results());
        Pipeline changed = Pipeline.over(SHOP)
                .step("big_orders", "SELECT id, customer_id, amount FROM orders WHERE amount >= 100")
                .step("spending", """
                        SELECT c.region, COUNT(*) AS orders, SUM(o.amount) AS total
                        FROM big_orders o JOIN customers c ON c.id = o.customer_id
                        WHERE c.region IS NOT NULL AND c.region <> ''
                        GROUP BY c.region""")
                .build();
        MutationReport third =
                Mutation.of(changed).tests(other).journal(journal).datasets(0).run();
        MutationReport fourth = Mutation.of(pipeline())
                .tests(other)
                .journal(journal)
                .datasets(0)
                .run();
        // The test does not reach the changed step, so that the mutants of the other one keep their results.
        assertThat(fourth.reused()).isGreaterThan(10);
        assertThat(third.reused()).isZero();
        Files.writeString(journal, "something else");
        assertThatThrownBy(() ->
                        Mutation.of(pipeline()).tests(weak()).journal(journal).run())
                .hasMessageContaining("line 1");
    }

    @Test
    void flakyAndFailingTestsAreNamedAndLeftOut() {
        AtomicInteger calls = new AtomicInteger();
        MutationReport report = Mutation.of(pipeline())
                .tests(
                        weak(),
                        PipelineTest.of("wavers", run -> {
                            run.result("spending", GIVEN);
                            assertThat(calls.incrementAndGet() % 2).isZero();
                        }),
                        PipelineTest.of(
                                "wrong",
                                run -> assertThat(run.result("spending", GIVEN).size())
                                        .isEqualTo(77)))
                .datasets(0)
                .run();
        assertThat(report.tests()).extracting(TestRecord::name).containsExactly("one region");
        assertThat(report.problems())
                .anyMatch(p -> p.startsWith("test wavers is flaky: it failed 2 of 3"))
                .anyMatch(p -> p.startsWith("test wrong fails on the original"));
    }

    @Test
    void aHangingTestIsGivenUpAndTheRunGoesOn() {
        PipelineTest hangs = PipelineTest.of("hangs on mutants", run -> {
            if (run.result("big_orders", GIVEN).size() != 2) {
                Thread.sleep(60_000);
            }
        });
        MutationReport report = Mutation.of(pipeline())
                .tests(hangs)
                .operators(MutationOperator.BOUNDARY, MutationOperator.COMPARISON)
                .timeLimit(Duration.ofMillis(300))
                .datasets(0)
                .run();
        assertThat(report.count(MutantStatus.TIMED_OUT)).isEqualTo(2);
        assertThat(report.score().high()).isEqualTo(1.0);
    }

    @Test
    void aTestThatFillsTheMemoryIsGivenUpAndTheRunGoesOn() {
        PipelineTest greedy = PipelineTest.of("greedy on mutants", run -> {
            if (run.result("big_orders", GIVEN).size() != 2) {
                throw new OutOfMemoryError("simulated");
            }
        });
        MutationReport report = Mutation.of(pipeline())
                .tests(greedy, weak())
                .operators(MutationOperator.BOUNDARY, MutationOperator.COMPARISON)
                .datasets(0)
                .run();
        assertThat(report.problems()).isEmpty();
        assertThat(report.count(MutantStatus.TIMED_OUT)).isEqualTo(2);
        assertThat(report.results())
                .filteredOn(r -> r.status() == MutantStatus.TIMED_OUT)
                .allSatisfy(r -> assertThat(r.reason()).contains("the memory was full: simulated"));
        assertThat(report.count(MutantStatus.KILLED)).isPositive();
    }

    @Test
    void aTestThatHangsOnTheOriginalIsLeftOut() {
        MutationReport report = Mutation.of(pipeline())
                .tests(PipelineTest.of("hangs", run -> Thread.sleep(60_000)), weak())
                .operators(MutationOperator.BOUNDARY)
                .timeLimit(Duration.ofMillis(200))
                .datasets(0)
                .run();
        assertThat(report.problems())
                .singleElement()
                .asString()
                .contains("test hangs fails on the original: did not end");
        assertThat(report.tests()).hasSize(1);
    }

    @Test
    void anInterruptedRunLeavesNothingRunningAndIsResumed(@TempDir Path folder) throws Exception {
        Path journal = folder.resolve("journal");
        PipelineTest slow = PipelineTest.of("slow", run -> {
            Thread.sleep(20);
            assertThat(run.result("spending", GIVEN).size()).isEqualTo(1);
        });
        List<Throwable> thrown = new ArrayList<>();
        Thread runner = new Thread(() -> {
            try {
                Mutation.of(pipeline())
                        .tests(slow)
                        .journal(journal)
                        .threads(2)
                        .datasets(0)
                        .run();
            } catch (RuntimeException e) {
                thrown.add(e);
            }
        });
        runner.start();
        for (int i = 0;
                i < 500
                        && (!Files.exists(journal)
                                || Files.readAllLines(journal).size() < 4);
                i++) {
            Thread.sleep(10);
        }
        runner.interrupt();
        runner.join(10_000);
        assertThat(runner.isAlive()).isFalse();
        assertThat(thrown).singleElement().asString().contains("interrupted; with a journal it can be resumed");
        for (int i = 0; i < 100 && running() > 0; i++) {
            Thread.sleep(20);
        }
        assertThat(running()).isZero();
        MutationReport resumed = Mutation.of(pipeline())
                .tests(slow)
                .journal(journal)
                .threads(2)
                .datasets(0)
                .run();
        assertThat(resumed.reused()).isGreaterThanOrEqualTo(3);
        assertThat(resumed.problems()).isEmpty();
    }

    private static long running() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.isAlive() && t.getName().matches("(dataops_|mutation-).*"))
                .count();
    }

    @Test
    void brokenStepsAreNamedAndTheOthersGoOn() {
        Pipeline broken = Pipeline.over(SHOP)
                .step("bad_syntax", "SELECT id FROM orders WHERE WHERE")
                .step("bad_column", "SELECT nothing FROM orders")
                .step("writes", "DELETE FROM orders")
                .step("reader", "SELECT * FROM bad_column")
                .step("good", "SELECT id FROM orders WHERE amount > 5")
                .build();
        MutationReport report = Mutation.of(broken)
                .tests(PipelineTest.expecting(
                        "good", GIVEN, "good", Relation.of(List.of("id"), List.of(1), List.of(2), List.of(3))))
                .run();
        assertThat(report.problems())
                .hasSize(4)
                .anyMatch(p -> p.startsWith("step bad_syntax at line 1, column"))
                .anyMatch(p -> p.startsWith("step bad_column is refused by the database"))
                .anyMatch(p -> p.contains("writes") && p.contains("expected a query, found Delete"))
                .anyMatch(p -> p.startsWith("step reader reads step bad_column"));
        assertThat(report.results())
                .isNotEmpty()
                .allMatch(r -> r.mutant().step().equals("good"));
    }

    @Test
    void aDatabaseThatRefusesOrDropsConnectionsIsOneClearError() {
        assertThatThrownBy(() -> Mutation.of(pipeline())
                        .tests(weak())
                        .database(() -> {
                            throw new SQLException("nobody there", "08001");
                        })
                        .run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the database refuses connections: nobody there");
        List<Connection> opened = new ArrayList<>();
        PipelineTest cuts = PipelineTest.of("cuts the line", run -> {
            if (run.result("big_orders", GIVEN).size() != 2 && opened.size() == 1) {
                opened.get(0).close();
            }
            assertThat(run.result("big_orders", GIVEN).size()).isEqualTo(2);
        });
        MutationReport report = Mutation.of(pipeline())
                .tests(cuts)
                .operators(MutationOperator.BOUNDARY, MutationOperator.COMPARISON)
                .database(() -> {
                    opened.add(DriverManager.getConnection("jdbc:h2:mem:"));
                    return opened.get(opened.size() - 1);
                })
                .datasets(0)
                .run();
        assertThat(opened).hasSizeGreaterThan(1);
        assertThat(report.count(MutantStatus.KILLED)).isEqualTo(2);
    }

    @Test
    void rowsThatDoNotFitFailEveryTimeAlike() {
        for (Map<String, Relation> given : List.of(
                Map.of("ordrs", Relation.of(List.of("id"), List.of(1))),
                Map.of("orders", Relation.of(List.of("id", "amont"), List.of(1, 2))),
                Map.of("orders", Relation.of(List.of("id", "amount"), List.of(1, "much"))))) {
            MutationReport report = Mutation.of(pipeline())
                    .tests(PipelineTest.of("odd", run -> run.result("spending", given)), weak())
                    .datasets(0)
                    .run();
            assertThat(report.problems()).singleElement().asString().startsWith("test odd fails on the original: ");
            assertThat(report.count(MutantStatus.KILLED)).isPositive();
        }
    }

    @Test
    void mistakesOfTheCallerHaveTheirNames() {
        assertThatThrownBy(() -> Mutation.of(pipeline()).run()).hasMessageContaining("there is no test");
        assertThatThrownBy(() -> Mutation.of(pipeline()).tests(weak(), weak()))
                .hasMessageContaining("test (one region) is there twice");
        assertThatThrownBy(() -> Mutation.of(pipeline()).threads(0)).hasMessageContaining("threads (0)");
        assertThatThrownBy(() -> Mutation.of(pipeline()).seed(1).seed(2)).hasMessageContaining("already set to 1");
        assertThatThrownBy(() -> Pipeline.over(SHOP).step("orders", "SELECT 1"))
                .hasMessageContaining("step (orders) has the name of a source");
        assertThatThrownBy(() -> Relation.of(List.of("a"), List.of(1, 2))).hasMessageContaining("row 0 has 2 cells");
        assertThatThrownBy(() -> Mutation.builder().tests(weak()).run()).hasMessageContaining("no pipeline");
    }

    @Test
    void javaStepsAreRunBetweenQueries() {
        Pipeline mixed = Pipeline.over(SHOP)
                .step("big", "SELECT id, amount FROM orders WHERE amount >= 100")
                .step("doubled", List.of("big"), in -> {
                    Relation big = java.util.Objects.requireNonNull(in.get("big"));
                    List<List<Object>> rows = new ArrayList<>();
                    big.rows()
                            .forEach(r -> rows.add(
                                    Arrays.asList(r.get(0), ((BigDecimal) r.get(1)).multiply(BigDecimal.valueOf(2)))));
                    return new Relation(List.of("id", "twice"), new ArrayList<>(rows));
                })
                .step("counted", "SELECT COUNT(*) AS n FROM doubled WHERE id > 0")
                .build();
        MutationReport report = Mutation.of(mixed)
                .tests(PipelineTest.expecting("two", GIVEN, "counted", Relation.of(List.of("n"), List.of(2))))
                .run();
        assertThat(report.problems()).isEmpty();
        assertThat(report.count(MutantStatus.KILLED)).isGreaterThan(3);
        assertThat(report.results()).noneMatch(r -> r.mutant().step().equals("doubled"));
    }

    @Test
    void reportsAreWrittenAndEscaped() throws Exception {
        Map<String, Relation> given = new HashMap<>(GIVEN);
        MutationReport report = Mutation.of(Pipeline.over(SHOP)
                        .step("odd", "SELECT id FROM orders WHERE '<script>' <> '&' AND amount < 300")
                        .build())
                .tests(PipelineTest.expecting(
                        "<b>", given, "odd", Relation.of(List.of("id"), List.of(1), List.of(2), List.of(3))))
                .run();
        assertThat(report.html())
                .contains("Mutation score")
                .doesNotContain("<script>")
                .contains("&lt;b&gt;");
        var json = new com.fasterxml.jackson.databind.ObjectMapper().readTree(report.json());
        assertThat(json.get("mutants").size()).isEqualTo(report.results().size());
        assertThat(json.get("score_low").asDouble()).isEqualTo(report.score().low());
        assertThat(report.explain()).startsWith("score ");
    }
}
