package io.dataops.testing.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.dataops.testing.mutation.Mutation;
import io.dataops.testing.mutation.MutationOperator;
import io.dataops.testing.mutation.Pipeline;
import io.dataops.testing.mutation.PipelineTest;
import io.dataops.testing.mutation.Relation;
import io.dataops.testing.property.RelationalSchema;
import io.dataops.testing.property.Schema;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

class MutationTestTest {
    private static final RelationalSchema SCHEMA = Schema.of(Schema.table("t")
            .pk("id", Schema.int64())
            .column("x", Schema.int64())
            .build());
    private static final Pipeline PIPELINE =
            Pipeline.over(SCHEMA).step("big", "SELECT id FROM t WHERE x > 5").build();

    private static PipelineTest test(int... xs) {
        List<List<?>> rows = new java.util.ArrayList<>();
        List<List<?>> expected = new java.util.ArrayList<>();
        for (int i = 0; i < xs.length; i++) {
            rows.add(List.of(i, xs[i]));
            if (xs[i] > 5) {
                expected.add(List.of(i));
            }
        }
        return PipelineTest.expecting(
                "t",
                Map.of("t", Relation.of(List.of("id", "x"), rows.toArray(List<?>[]::new))),
                "big",
                Relation.of(List.of("id"), expected.toArray(List<?>[]::new)));
    }

    static class Strong {
        @MutationTest(minimumScore = 1)
        void all(Mutation.Builder mutation) {
            mutation.pipeline(PIPELINE).tests(test(5, 6, 7, 4, -7));
        }
    }

    static class Weak {
        @MutationTest(minimumScore = 0.9)
        void few(Mutation.Builder mutation) {
            mutation.pipeline(PIPELINE).tests(test(100));
        }
    }

    static class Wrong {
        @MutationTest(minimumScore = 2)
        void never(Mutation.Builder mutation) {
            mutation.pipeline(PIPELINE).tests(test(1));
        }
    }

    static class Unreadable {
        @MutationTest(minimumScore = 0)
        void unreadable(Mutation.Builder mutation) {
            mutation.pipeline(Pipeline.over(SCHEMA)
                            .script("big", "CREATE TABLE big AS SELEC id FROM t")
                            .build())
                    .tests(test(5, 6));
        }
    }

    static class Broken {
        @MutationTest(minimumScore = 0)
        void broken(Mutation.Builder mutation) {
            mutation.pipeline(PIPELINE).tests(test(5, 6, 7, 4, -7), PipelineTest.of("broken", run -> {
                throw new AssertionError("as ever");
            }));
        }
    }

    static class AllBroken {
        @MutationTest(minimumScore = 0)
        void broken(Mutation.Builder mutation) {
            mutation.pipeline(PIPELINE).tests(PipelineTest.of("broken", run -> {
                throw new AssertionError("as ever");
            }));
        }
    }

    static class Empty {
        @MutationTest(minimumScore = 0)
        void empty(Mutation.Builder mutation) {
            mutation.pipeline(PIPELINE).tests(test(5, 6)).operators(MutationOperator.CASE_BRANCH);
        }
    }

    static class WithoutBuilder {
        @MutationTest
        void nothing() {}
    }

    private static Events run(Class<?> type) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(type))
                .execute()
                .testEvents();
    }

    private static String failure(Class<?> type) {
        return run(type).failed().stream()
                .map(e -> e.getPayload(org.junit.platform.engine.TestExecutionResult.class)
                        .orElseThrow()
                        .getThrowable()
                        .orElseThrow()
                        .getMessage())
                .findFirst()
                .orElse("");
    }

    @Test
    void passesOrShowsTheMissingTests() {
        assertThat(failure(Strong.class)).isEmpty();
        assertThat(failure(Weak.class))
                .contains("the tests notice too few faults, less than 0.9: score ")
                .contains("BOUNDARY in big")
                .contains("killed by");
        assertThat(failure(Unreadable.class))
                .contains("was not tried")
                .contains("left out: step big at line 1, column 21: expected SQL: ")
                .contains("no mutant counts");
        assertThat(failure(Broken.class))
                .contains("was not tried")
                .contains("left out: test broken fails on the original: ");
        assertThat(failure(AllBroken.class))
                .contains("left out: test broken fails on the original: ")
                .contains("score ");
        assertThat(failure(Empty.class))
                .startsWith("no mutant counts, so that the tests were not tried; ")
                .contains("score 0.0 % to 100.0 %");
        assertThat(failure(Wrong.class)).contains("minimumScore (2.0) must be between 0 and 1");
        assertThat(failure(WithoutBuilder.class)).contains("must have a parameter of type Mutation.Builder");
    }
}
