package io.dataops.testing.mutation;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tests that run in processes of their own, with a limit of memory and time: one that calls {@code System.exit}, fills the memory
 * or hangs so that no interrupt ends it fails with a line that says so, its process is ended, and the run goes on with a new
 * one. The bodies of the tests run there; the steps of the pipeline are computed here, and their rows pass between the two.
 *
 * <p>Defaults: 256 MB, 10 s a test, the class path of this process. A process serves one test after the other and starts when it
 * is needed; {@link Mutation.Builder#run} ends those that are left, and none outlives this process.
 *
 * <pre>{@code
 * public final class ShopSuite implements Supplier<List<PipelineTest>> {      // public, with a constructor without parameters
 *     public List<PipelineTest> get() { return PipelineTests.in(ShopTest.class); }
 * }
 * Mutation.of(shop).tests(ForkedTests.of(ShopSuite.class).memory(128).tests()).run();
 * ForkedTests.of(ShopSuite.class).memory(1);   // IllegalArgumentException: memory (1 MB) must be between 16 and ...
 * }</pre>
 *
 * <p>Cells that a test gives to a step are of types of the JDK or {@link io.dataops.testing.property.Bytes}, since what comes out of
 * such a process is not trusted; cells that a step gives to a test are of any serializable type. What a test prints, and what the
 * processes print that it starts, goes to the error stream. Not safe for use by several threads; the tests are.
 */
public final class ForkedTests {
    private static final int LEAST_MEMORY = 16;
    private static final int MOST_MEMORY = 1_048_576;

    private final Class<?> suite;
    private int memory = 256;
    private Duration limit = Duration.ofSeconds(10);
    private List<Path> classPath = List.of();

    private ForkedTests(Class<?> suite) {
        this.suite = suite;
    }

    /**
     * Starts with a suite, which every process makes anew. It is made here too, for the names of its tests.
     *
     * @param suite a public class with a public constructor without parameters; it gives the same tests every time
     * @return the options
     * @throws IllegalArgumentException if the class cannot be made by its name
     */
    public static ForkedTests of(Class<? extends Supplier<? extends List<? extends PipelineTest>>> suite) {
        make(suite);
        return new ForkedTests(suite);
    }

    /**
     * Sets the memory of each process.
     *
     * @param megabytes from 16 to 1,048,576, the heap of the process
     * @return this
     */
    public ForkedTests memory(int megabytes) {
        if (megabytes < LEAST_MEMORY || megabytes > MOST_MEMORY) {
            throw new IllegalArgumentException(
                    "memory (" + megabytes + " MB) must be between " + LEAST_MEMORY + " and " + MOST_MEMORY + " MB.");
        }
        memory = megabytes;
        return this;
    }

    /**
     * Sets how long a test may take; the limit of {@link Mutation.Builder#timeLimit} holds beside it.
     *
     * @param newLimit more than 0
     * @return this
     */
    public ForkedTests timeLimit(Duration newLimit) {
        if (newLimit.isZero() || newLimit.isNegative()) {
            throw new IllegalArgumentException("timeLimit (" + newLimit + ") must be more than 0.");
        }
        limit = newLimit;
        return this;
    }

    /**
     * Sets the class path of the processes.
     *
     * @param entries folders and jars, among them those of the suite and of this library
     * @return this
     */
    public ForkedTests classPath(Path... entries) {
        classPath = List.of(entries);
        return this;
    }

    /**
     * Returns the tests of the suite, to be run in other processes.
     *
     * @return the tests, by their names in the suite
     */
    public List<PipelineTest> tests() {
        List<String> names = make(suite).stream().map(PipelineTest::name).toList();
        Forks forks = new Forks(command(), names, memory, limit);
        List<PipelineTest> out = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            out.add(new Forked(names.get(i), i, forks));
        }
        return List.copyOf(out);
    }

    private List<String> command() {
        // Surefire hides the class path of the tests behind a jar, and tells it in a property.
        String inherited = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", ""))
                + File.pathSeparator
                + System.getProperty("jdk.module.path", "");
        String path = classPath.isEmpty()
                ? String.join(
                        File.pathSeparator,
                        Arrays.stream(inherited.split(File.pathSeparator))
                                .filter(s -> !s.isEmpty())
                                .toList())
                : String.join(
                        File.pathSeparator,
                        classPath.stream().map(Path::toString).toList());
        return List.of(
                Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
                "-Xmx" + memory + "m",
                "-XX:+UseSerialGC",
                "-cp",
                path,
                ForkedMain.class.getName(),
                suite.getName());
    }

    /** The tests of a suite by its class. */
    static List<? extends PipelineTest> make(Class<?> suite) {
        try {
            Object made = suite.getConstructor().newInstance();
            if (made instanceof Supplier<?> supplier && given(suite, supplier) instanceof List<?> list) {
                List<PipelineTest> out = new ArrayList<>();
                for (Object test : list) {
                    if (!(test instanceof PipelineTest one)) {
                        throw new IllegalArgumentException(
                                "suite (" + suite.getName() + ") must give tests, and not " + test + ".");
                    }
                    out.add(one);
                }
                return out;
            }
            throw new IllegalArgumentException("suite (" + suite.getName() + ") must give a list of tests.");
        } catch (InvocationTargetException | LinkageError e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalArgumentException("suite (" + suite.getName() + ") cannot be made: " + cause, cause);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    "suite (" + suite.getName()
                            + ") must be a public class with a public constructor without parameters.",
                    e);
        }
    }

    private static @Nullable Object given(Class<?> suite, Supplier<?> supplier) {
        try {
            return supplier.get();
        } catch (RuntimeException | LinkageError e) {
            throw new IllegalArgumentException("suite (" + suite.getName() + ") cannot give its tests: " + e, e);
        }
    }

    /** A test of the suite; closing one ends all processes, and the next check starts a new one. */
    private record Forked(String name, int index, Forks forks) implements PipelineTest, AutoCloseable {
        @Override
        public void check(PipelineRun run) throws Throwable {
            Optional<Throwable> failure = forks.check(index, run);
            if (failure.isPresent()) {
                throw failure.get();
            }
        }

        @Override
        public void close() {
            forks.close();
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
