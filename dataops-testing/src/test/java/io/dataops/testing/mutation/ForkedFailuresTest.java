package io.dataops.testing.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataops.testing.property.Dataset;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What goes wrong in a process of forked tests is said as it is. */
class ForkedFailuresTest {
    /** Computes nothing: each step answers as the test of this class wants. */
    private record Answering(java.util.function.Function<String, Relation> answer) implements PipelineRun {
        @Override
        public Relation result(String step, Map<String, Relation> given) {
            return answer.apply(step);
        }

        @Override
        public Relation result(String step, Dataset sources) {
            return answer.apply(step);
        }
    }

    private static final PipelineRun ONE = new Answering(step -> Relation.of(List.of("a"), List.of(1)));

    /** A type of a user. */
    public record Money(long cents) implements Serializable {}

    /** Tests with something unusual each. */
    public static final class Odd implements Supplier<List<PipelineTest>> {
        @Override
        public List<PipelineTest> get() {
            return List.of(
                    PipelineTest.of("prints in a process of its own", run -> {
                        String program = java.nio.file.Path.of(System.getProperty("java.home"), "bin", "java")
                                .toString();
                        new ProcessBuilder(program, "-version")
                                .inheritIO()
                                .redirectErrorStream(true)
                                .start()
                                .waitFor();
                        System.out.println(Fork.PORT + "1");
                        assertThat(run.result("s", Map.of()).size()).isEqualTo(1);
                    }),
                    PipelineTest.of(
                            "gives money",
                            run -> run.result("s", Map.of("t", Relation.of(List.of("price"), List.of(new Money(5)))))),
                    PipelineTest.of(
                            "takes money",
                            run -> assertThat(run.result("money", Map.of())
                                            .rows()
                                            .get(0)
                                            .get(0))
                                    .isEqualTo(new Money(7))),
                    PipelineTest.of(
                            "hides money",
                            run -> run.result(
                                    "s",
                                    Map.of(
                                            "t",
                                            Relation.of(
                                                    List.of("prices"),
                                                    List.of(new ArrayList<>(List.of(new Money(5)))))))),
                    PipelineTest.of("throws beside", run -> {
                        Thread thread = new Thread(() -> {
                            throw new IllegalStateException("thrown beside");
                        });
                        thread.start();
                        thread.join();
                    }),
                    PipelineTest.of("fails by itself after a step", run -> {
                        try {
                            run.result("refused", Map.of());
                        } catch (PipelineException expected) {
                            throw new AssertionError("something else");
                        }
                    }),
                    PipelineTest.of("wraps what a step threw", run -> {
                        try {
                            run.result("refused", Map.of());
                        } catch (PipelineException e) {
                            throw new AssertionError("wrapped", e);
                        }
                    }),
                    PipelineTest.of("rethrows what a step threw", run -> run.result("refused", Map.of())),
                    PipelineTest.of("takes much", run -> run.result("much", Map.of())),
                    PipelineTest.of("asks from two threads", ForkedFailuresTest::askTwice));
        }
    }

    private static void askTwice(PipelineRun run) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Boolean>> same = new ArrayList<>();
            for (String step : List.of("1", "2")) {
                same.add(threads.submit(() -> {
                    boolean all = true;
                    for (int i = 0; i < 300; i++) {
                        all &= run.result(step, Map.of()).rows().get(0).get(0).equals(step);
                    }
                    return all;
                }));
            }
            assertThat(same.get(0).get()).isTrue();
            assertThat(same.get(1).get()).isTrue();
        } finally {
            threads.shutdownNow();
        }
    }

    private static PipelineTest odd(List<PipelineTest> tests, String name) {
        return tests.stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
    }

    private static void close(List<PipelineTest> tests) throws Exception {
        ((AutoCloseable) tests.get(0)).close();
    }

    @Test
    void whatTestsPrintDoesNotBreakIn() throws Throwable {
        List<PipelineTest> tests = ForkedTests.of(Odd.class).tests();
        try {
            for (int i = 0; i < 2; i++) {
                odd(tests, "prints in a process of its own").check(ONE);
            }
        } finally {
            close(tests);
        }
    }

    @Test
    void onlyTypesOfTheJdkPassFromATestToAStep() throws Throwable {
        List<PipelineTest> tests = ForkedTests.of(Odd.class).tests();
        try {
            odd(tests, "takes money")
                    .check(new Answering(step -> Relation.of(List.of("price"), List.of(new Money(7)))));
            assertThatThrownBy(() -> odd(tests, "gives money").check(ONE))
                    .hasMessageContaining("column price of given t has a " + Money.class.getName()
                            + ", which cannot pass between processes, as only types of the JDK do.");
            assertThatThrownBy(() -> odd(tests, "hides money").check(ONE))
                    .hasMessageContaining(
                            "test hides money sent what cannot be read: a value of a type that cannot pass");
            odd(tests, "takes money")
                    .check(new Answering(step -> Relation.of(List.of("price"), List.of(new Money(7)))));
        } finally {
            close(tests);
        }
    }

    @Test
    void aFailureByAStepIsToldFromOneOfTheTest() throws Throwable {
        List<PipelineTest> tests = ForkedTests.of(Odd.class).tests();
        PipelineException thrown = new PipelineException("", new IllegalStateException());
        PipelineRun run = new Answering(step -> {
            throw thrown;
        });
        try {
            assertThatThrownBy(() -> odd(tests, "fails by itself after a step").check(run))
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("something else")
                    .hasNoCause();
            assertThatThrownBy(() -> odd(tests, "wraps what a step threw").check(run))
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("wrapped")
                    .hasCause(thrown);
            assertThatThrownBy(() -> odd(tests, "rethrows what a step threw").check(run))
                    .isSameAs(thrown);
            odd(tests, "throws beside").check(run);
        } finally {
            close(tests);
        }
    }

    @Test
    void anAnswerThatFillsTheMemoryIsSaid() throws Throwable {
        List<List<?>> rows = new ArrayList<>();
        LongStream.range(0, 40).forEach(i -> rows.add(Arrays.asList("x".repeat(1_000_000) + i)));
        Relation much = Relation.of(List.of("a"), rows.toArray(List<?>[]::new));
        List<PipelineTest> tests = ForkedTests.of(Odd.class).memory(24).tests();
        try {
            assertThatThrownBy(() -> odd(tests, "takes much").check(new Answering(step -> much)))
                    .hasMessage("test takes much filled the 24 MB of its process");
        } finally {
            close(tests);
        }
    }

    @Test
    void answersReachTheThreadThatAsked() throws Throwable {
        List<PipelineTest> tests = ForkedTests.of(Odd.class).tests();
        try {
            odd(tests, "asks from two threads").check(new Answering(step -> Relation.of(List.of("a"), List.of(step))));
        } finally {
            close(tests);
        }
    }

    /** Cannot be made in a process of forked tests. */
    public static final class OnlyHere implements Supplier<List<PipelineTest>> {
        @Override
        public List<PipelineTest> get() {
            if (ProcessHandle.current().info().commandLine().orElse("").contains(ForkedMain.class.getName())) {
                throw new IllegalStateException("not there");
            }
            return List.of(PipelineTest.of("nothing", run -> {}));
        }
    }

    /** Has an initialiser that fails. */
    public static final class Uninitialised implements Supplier<List<PipelineTest>> {
        private static final int NUMBER = Integer.parseInt("none");

        @Override
        public List<PipelineTest> get() {
            return List.of(PipelineTest.of("nothing " + NUMBER, run -> {}));
        }
    }

    /** Gives something else than tests. */
    public static final class Untyped implements Supplier<List<PipelineTest>> {
        @Override
        @SuppressWarnings({"unchecked", "rawtypes"})
        public List<PipelineTest> get() {
            return (List) List.of("text");
        }
    }

    @Test
    void aSuiteThatCannotBeMadeIsSaidWithItsReason() throws Exception {
        List<PipelineTest> tests = ForkedTests.of(OnlyHere.class).tests();
        try {
            assertThatThrownBy(() -> tests.get(0).check(ONE))
                    .hasMessage("the process of test nothing cannot be started: suite (" + OnlyHere.class.getName()
                            + ") cannot give its tests: java.lang.IllegalStateException: not there");
        } finally {
            close(tests);
        }
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> ForkedTests.of(Uninitialised.class))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("suite (" + Uninitialised.class.getName() + ") cannot be made: ");
        }
        assertThatThrownBy(() -> ForkedTests.of(Untyped.class))
                .hasMessage("suite (" + Untyped.class.getName() + ") must give tests, and not text.");
    }

    @Test
    void aProcessThatStartsWhileAllAreClosedIsEndedToo() throws Exception {
        Forks forks = new Forks(command(Slow.class), List.of("nothing"), 256, Duration.ofSeconds(10));
        CountDownLatch done = new CountDownLatch(1);
        Thread starting = new Thread(() -> {
            try {
                forks.check(0, ONE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            done.countDown();
        });
        starting.start();
        while (forked(Slow.class) == 0) {
            Thread.sleep(5);
        }
        forks.close();
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < 250 && forked(Slow.class) > 0; i++) {
            Thread.sleep(20);
        }
        assertThat(forked(Slow.class)).isZero();
    }

    /** Takes its time to be made. */
    public static final class Slow implements Supplier<List<PipelineTest>> {
        @Override
        public List<PipelineTest> get() {
            return List.of(PipelineTest.of("nothing", run -> {}));
        }
    }

    private static List<String> command(Class<?> suite) {
        return List.of(
                java.nio.file.Path.of(System.getProperty("java.home"), "bin", "java")
                        .toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                ForkedMain.class.getName(),
                suite.getName());
    }

    private static long forked(Class<?> suite) {
        return ProcessHandle.current()
                .children()
                .filter(p -> p.isAlive() && p.info().commandLine().orElse("").contains(suite.getName()))
                .count();
    }
}
