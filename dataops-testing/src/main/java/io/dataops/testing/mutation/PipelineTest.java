package io.dataops.testing.mutation;

import io.dataops.testing.property.Dataset;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A test of a pipeline. It gets the pipeline, original or mutated, and throws if a result is wrong.
 *
 * <pre>{@code
 * PipelineTest.expecting("sums by customer", Map.of("orders", orders), "spending", expected);
 * PipelineTest.of("no total is negative", run ->
 *         assertThat(run.result("spending", data).column("total")).noneMatch(t -> ((BigDecimal) t).signum() < 0));
 * }</pre>
 */
public interface PipelineTest {
    /**
     * Returns the name; no two tests of a suite have the same.
     *
     * @return the name
     */
    String name();

    /**
     * Runs the test.
     *
     * @param run the pipeline
     * @throws Throwable if a result is wrong
     */
    void check(PipelineRun run) throws Throwable;

    /** The body of a test. */
    @FunctionalInterface
    interface Body {
        /**
         * Runs the test.
         *
         * @param run the pipeline
         * @throws Throwable if a result is wrong
         */
        void check(PipelineRun run) throws Throwable;
    }

    /**
     * Makes a test of a lambda.
     *
     * @param name its name
     * @param body what it does
     * @return the test
     */
    static PipelineTest of(String name, Body body) {
        return new PipelineTest() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void check(PipelineRun run) throws Throwable {
                body.check(run);
            }

            @Override
            public String toString() {
                return name;
            }
        };
    }

    /**
     * Makes a test that a step gives the expected rows, in any order.
     *
     * @param name its name
     * @param given relations by name
     * @param step the step
     * @param expected its result
     * @return the test
     */
    static PipelineTest expecting(String name, Map<String, Relation> given, String step, Relation expected) {
        Map<String, Relation> copy = Map.copyOf(given);
        return of(name, run -> same(step, expected, run.result(step, copy)));
    }

    /**
     * Makes a test that a step gives the expected rows, in any order.
     *
     * @param name its name
     * @param sources the rows of all sources
     * @param step the step
     * @param expected its result
     * @return the test
     */
    static PipelineTest expecting(String name, Dataset sources, String step, Relation expected) {
        return of(name, run -> same(step, expected, run.result(step, sources)));
    }

    /**
     * Makes a test that a step gives the expected rows in the expected order.
     *
     * @param name its name
     * @param sources the rows of all sources
     * @param step the step
     * @param expected its result
     * @return the test
     */
    static PipelineTest expectingInOrder(String name, Dataset sources, String step, Relation expected) {
        return of(name, run -> {
            Relation actual = run.result(step, sources);
            same(step, expected, actual);
            if (!expected.isSameInOrderAs(actual)) {
                throw new AssertionError("step " + step + " gives another order:\n" + actual.text());
            }
        });
    }

    /**
     * Makes a test that looks at what a step gives.
     *
     * @param name its name
     * @param sources the rows of all sources
     * @param step the step
     * @param check throws if the result is wrong
     * @return the test
     */
    static PipelineTest checking(String name, Dataset sources, String step, Consumer<Relation> check) {
        return of(name, run -> check.accept(run.result(step, sources)));
    }

    /**
     * Makes a test that a step refuses to compute, since the rows break a constraint of its tables.
     *
     * @param name its name
     * @param sources the rows of all sources
     * @param step the step
     * @return the test
     */
    static PipelineTest refusing(String name, Dataset sources, String step) {
        return of(name, run -> {
            Relation actual;
            try {
                actual = run.result(step, sources);
            } catch (PipelineException refused) {
                return;
            }
            throw new AssertionError("step " + step + " does not refuse, and gives\n" + actual.text());
        });
    }

    private static void same(String step, Relation expected, Relation actual) {
        if (!expected.isSameAs(actual)) {
            throw new AssertionError("step " + step + " gives\n" + actual.text() + "\nand not\n" + expected.text());
        }
    }
}
