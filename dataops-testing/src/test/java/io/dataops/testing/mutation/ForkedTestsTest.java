package io.dataops.testing.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataops.testing.property.RelationalSchema;
import io.dataops.testing.property.Schema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ForkedTestsTest {
    private static final RelationalSchema SCHEMA = Schema.of(Schema.table("orders")
            .pk("id", Schema.int64(0, 100))
            .column("amount", Schema.int64(0, 1_000))
            .build());
    private static final Pipeline SHOP = Pipeline.over(SCHEMA)
            .step("big", "SELECT id, amount FROM orders WHERE amount >= 100")
            .build();
    private static final Map<String, Relation> ORDERS = Map.of(
            "orders",
            Relation.of(List.of("id", "amount"), Arrays.asList(1, 100), Arrays.asList(2, 99), List.of(3, 500)));

    private static int size(PipelineRun run) {
        return run.result("big", ORDERS).size();
    }

    /** Tests that end, fill or block their process: always, or only when the pipeline is mutated. */
    public static final class Hostile implements Supplier<List<PipelineTest>> {
        @Override
        public List<PipelineTest> get() {
            return List.of(
                    PipelineTest.of("exits", run -> System.exit(3)),
                    PipelineTest.of("fills the memory", run -> fill()),
                    PipelineTest.of("hangs", run -> hang()),
                    PipelineTest.of("fails", run -> assertThat(size(run)).isEqualTo(7)),
                    PipelineTest.of("passes", run -> assertThat(size(run)).isEqualTo(2)),
                    PipelineTest.of("prints", run -> System.out.println("to the error stream")));
        }
    }

    /** Tests that pass on the original, and otherwise do what no test should. */
    public static final class Touchy implements Supplier<List<PipelineTest>> {
        @Override
        public List<PipelineTest> get() {
            return List.of(
                    PipelineTest.of("exits if not two", run -> {
                        if (size(run) != 2) {
                            System.exit(0);
                        }
                    }),
                    PipelineTest.of("fills if three", run -> {
                        if (size(run) == 3) {
                            fill();
                        }
                    }),
                    PipelineTest.of("hangs if one", run -> {
                        if (size(run) == 1) {
                            hang();
                        }
                    }));
        }
    }

    private static void fill() {
        List<long[]> all = new ArrayList<>();
        while (all.size() < Integer.MAX_VALUE) {
            all.add(new long[100_000]);
        }
    }

    @SuppressWarnings("InfiniteLoopStatement")
    private static void hang() {
        while (true) {
            Thread.onSpinWait();
        }
    }

    private static Stream<ProcessHandle> forks() {
        return ProcessHandle.current()
                .children()
                .filter(p -> p.isAlive() && p.info().commandLine().orElse("").contains(ForkedMain.class.getName()));
    }

    @AfterEach
    void noProcessIsLeft() throws Exception {
        for (ProcessHandle left : forks().toList()) {
            left.onExit().get(5, java.util.concurrent.TimeUnit.SECONDS);
        }
        assertThat(forks()).isEmpty();
    }

    @Test
    void whatATestDoesToItsProcessIsSaidAndTheOthersGoOn() {
        MutationReport report = Mutation.of(SHOP)
                .tests(ForkedTests.of(Hostile.class)
                        .memory(32)
                        .timeLimit(Duration.ofSeconds(2))
                        .tests())
                .originalRuns(1)
                .operators(MutationOperator.BOUNDARY, MutationOperator.DROPPED_PREDICATE)
                .run();
        assertThat(report.problems())
                .containsExactly(
                        "test exits fails on the original: test exits ended its process with exit code 3, as System.exit does",
                        "test fills the memory fails on the original: test fills the memory filled the 32 MB of its process",
                        "test hangs fails on the original: test hangs did not end within PT2S, and its process was ended",
                        report.problems().get(3));
        assertThat(report.problems().get(3)).startsWith("test fails fails on the original:");
        assertThat(report.score().low()).isEqualTo(1);
        assertThat(report.results())
                .filteredOn(r -> r.status() == MutantStatus.KILLED)
                .allSatisfy(r -> assertThat(r.killedBy()).containsExactly("passes"));
    }

    @Test
    void aTestThatEndsItsProcessForAMutantKillsIt() {
        MutationReport report = Mutation.of(SHOP)
                .tests(ForkedTests.of(Touchy.class)
                        .memory(32)
                        .timeLimit(Duration.ofSeconds(2))
                        .tests())
                .operators(MutationOperator.BOUNDARY, MutationOperator.DROPPED_PREDICATE, MutationOperator.COMPARISON)
                .threads(2)
                .run();
        assertThat(report.problems()).isEmpty();
        assertThat(report.score().low()).isEqualTo(1);
        assertThat(report.results().stream().flatMap(r -> r.killedBy().stream()))
                .contains("exits if not two", "fills if three", "hangs if one");
    }

    @Test
    void aStepThatTheDatabaseRefusesIsInvalidHereAsWell() {
        List<PipelineTest> tests = ForkedTests.of(Touchy.class).tests();
        PipelineRun refusing = new PipelineRun() {
            @Override
            public Relation result(String step, Map<String, Relation> given) {
                throw new PipelineException("step big cannot be computed: no", new IllegalStateException());
            }

            @Override
            public Relation result(String step, io.dataops.testing.property.Dataset sources) {
                return result(step, Map.of());
            }
        };
        try {
            assertThatThrownBy(() -> tests.get(0).check(refusing))
                    .isInstanceOf(PipelineException.class)
                    .hasMessage("step big cannot be computed: no");
        } finally {
            close(tests);
        }
    }

    private static void close(List<PipelineTest> tests) {
        try {
            ((AutoCloseable) tests.get(0)).close();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Not public, so that no process could make it. */
    static final class Hidden implements Supplier<List<PipelineTest>> {
        private Hidden() {}

        @Override
        public List<PipelineTest> get() {
            return List.of();
        }
    }

    @Test
    void aSuiteThatCannotBeMadeAndLimitsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> ForkedTests.of(Hidden.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be a public class with a public constructor");
        assertThatThrownBy(() -> ForkedTests.of(Touchy.class).memory(1))
                .hasMessage("memory (1 MB) must be between 16 and 1048576 MB.");
        assertThatThrownBy(() -> ForkedTests.of(Touchy.class).timeLimit(Duration.ZERO))
                .hasMessage("timeLimit (PT0S) must be more than 0.");
    }
}
