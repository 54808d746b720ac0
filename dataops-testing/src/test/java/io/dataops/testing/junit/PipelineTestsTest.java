package io.dataops.testing.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataops.testing.mutation.ForkedTests;
import io.dataops.testing.mutation.MutantStatus;
import io.dataops.testing.mutation.Mutation;
import io.dataops.testing.mutation.MutationReport;
import io.dataops.testing.mutation.Pipeline;
import io.dataops.testing.mutation.PipelineException;
import io.dataops.testing.mutation.PipelineRun;
import io.dataops.testing.mutation.PipelineSession;
import io.dataops.testing.mutation.PipelineTest;
import io.dataops.testing.mutation.Relation;
import io.dataops.testing.mutation.TestRecord;
import io.dataops.testing.property.Schema;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineTestsTest {
    static final class Big implements Supplier<Pipeline> {
        @Override
        public Pipeline get() {
            return Pipeline.over(Schema.of(Schema.table("t")
                            .pk("id", Schema.int64())
                            .column("x", Schema.int64())
                            .build()))
                    .step("big", "SELECT id FROM t WHERE x > 5")
                    .build();
        }
    }

    @PipelineUnderTest(Big.class)
    static class Tests {
        @Test
        void keepsLargeOnes(PipelineRun run) {
            assertThat(size(run, 6, 100)).isEqualTo(2);
        }

        @ParameterizedTest
        @ValueSource(longs = {5, 4, -7})
        void dropsSmallOnes(long x, PipelineRun run) {
            assertThat(size(run, x)).isZero();
        }

        private static int size(PipelineRun run, long... xs) {
            List<List<?>> rows = new java.util.ArrayList<>();
            for (long x : xs) {
                rows.add(List.of(rows.size(), x));
            }
            return run.result("big", Map.of("t", Relation.of(List.of("id", "x"), rows.toArray(List<?>[]::new))))
                    .size();
        }
    }

    @Test
    void testsOfJUnitKillMutants() {
        MutationReport report = Mutation.of(new Big().get())
                .tests(PipelineTests.in(Tests.class))
                .threads(2)
                .run();
        assertThat(report.problems()).isEmpty();
        assertThat(report.tests())
                .extracting(TestRecord::name)
                .containsExactlyInAnyOrder(
                        "Tests.keepsLargeOnes(PipelineRun)", "Tests.dropsSmallOnes(long, PipelineRun)");
        assertThat(report.count(MutantStatus.KILLED)).isGreaterThan(4);
        assertThat(report.results())
                .filteredOn(r -> r.mutant().mutated().endsWith("x >= 5"))
                .singleElement()
                .satisfies(r -> assertThat(r.killedBy()).containsExactly("Tests.dropsSmallOnes(long, PipelineRun)"));
    }

    /** What a process of its own makes. */
    public static final class Suite implements Supplier<List<PipelineTest>> {
        @Override
        public List<PipelineTest> get() {
            return PipelineTests.in(Tests.class);
        }
    }

    @Test
    void testsOfJUnitRunInProcessesOfTheirOwn() {
        Mutation.Builder here = Mutation.of(new Big().get()).tests(PipelineTests.in(Tests.class));
        Mutation.Builder there = Mutation.of(new Big().get())
                .tests(ForkedTests.of(Suite.class).memory(64).tests())
                .threads(2);
        assertThat(there.run().results()).isEqualTo(here.run().results());
    }

    @Test
    void classesWithoutTestsAndBrokenPipelinesAreNamed() {
        assertThatThrownBy(() -> PipelineTests.in(String.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("class java.lang.String has no JUnit tests");
        Pipeline broken = Pipeline.over(new Big().get().sources())
                .step("bad", "SELECT nothing FROM t")
                .build();
        assertThatThrownBy(() -> PipelineSession.open(broken))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("step bad cannot be computed");
    }
}
