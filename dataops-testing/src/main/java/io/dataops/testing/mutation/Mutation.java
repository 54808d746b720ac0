package io.dataops.testing.mutation;

import io.dataops.api.ProgressListener;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Measures how good the tests of a pipeline are: puts small faults into its steps, one at a time, runs the tests that reach
 * the faulty step, and for every fault that they do not notice looks for the smallest dataset that would have shown it.
 *
 * <p>Defaults: H2 in memory ({@code com.h2database:h2} on the class path), all operators, one thread, 10 s a mutant, 3 runs of
 * the original, all tests that reach a mutant (so that the kill matrix is full), 1,000 datasets to look for differences, no
 * journal, seed 0. The same pipeline, tests and seed give the same results on any number of threads, as long as nothing runs
 * out of time.
 *
 * <p>Parsing needs {@code com.github.jsqlparser:jsqlparser}. The tests run in this process: one that hangs or fills the memory is
 * given up and the run goes on; one that calls {@code System.exit} ends it, and the journal resumes it. {@link ForkedTests} run in
 * processes of their own, with limits. A test that is {@link AutoCloseable} is closed when the run ends.
 *
 * <pre>{@code
 * MutationReport report = Mutation.of(shop).tests(tests).run();
 * report.score();      // an interval
 * report.survivors();  // each with the test that is missing: witness().get().java("name")
 * Mutation.of(shop).run();   // IllegalStateException: there is no test. Maybe call tests(...).
 * }</pre>
 */
public final class Mutation {
    private Mutation() {}

    /**
     * Starts a run.
     *
     * @param pipeline the pipeline
     * @return a builder
     */
    public static Builder of(Pipeline pipeline) {
        return new Builder(Optional.of(pipeline));
    }

    /**
     * Starts a run whose pipeline is set later.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder(Optional.empty());
    }

    /** Collects the options; each can be set once. Not safe for use by several threads. */
    public static final class Builder {
        private Optional<Pipeline> pipeline;
        final List<PipelineTest> tests = new ArrayList<>();
        private Optional<ConnectionSource> database = Optional.empty();
        private Optional<Set<MutationOperator>> operators = Optional.empty();
        private Optional<Integer> threads = Optional.empty();
        private Optional<Duration> limit = Optional.empty();
        private Optional<Integer> datasets = Optional.empty();
        private Optional<Integer> originalRuns = Optional.empty();
        private Optional<Long> seed = Optional.empty();
        private Optional<ProgressListener> progress = Optional.empty();
        Optional<Path> journal = Optional.empty();
        boolean firstKill;

        private Builder(Optional<Pipeline> pipeline) {
            this.pipeline = pipeline;
        }

        private static void once(String what, Optional<?> before) {
            before.ifPresent(value -> {
                throw new IllegalStateException(what + " was already set to " + value + ".");
            });
        }

        private static int atLeast(String what, int value, int least) {
            if (value < least) {
                throw new IllegalArgumentException(what + " (" + value + ") must be at least " + least + ".");
            }
            return value;
        }

        /**
         * Sets the pipeline.
         *
         * @param newPipeline the pipeline
         * @return this
         */
        public Builder pipeline(Pipeline newPipeline) {
            once("pipeline", pipeline.map(p -> "one of " + p.steps().size() + " steps"));
            pipeline = Optional.of(newPipeline);
            return this;
        }

        /**
         * Adds tests.
         *
         * @param more tests, each name once
         * @return this
         */
        public Builder tests(PipelineTest... more) {
            return tests(Arrays.asList(more));
        }

        /**
         * Adds tests.
         *
         * @param more tests, each name once
         * @return this
         */
        public Builder tests(List<? extends PipelineTest> more) {
            for (PipelineTest test : more) {
                if (tests.stream().anyMatch(t -> t.name().equals(test.name()))) {
                    throw new IllegalArgumentException("test (" + test.name() + ") is there twice. Maybe rename one.");
                }
                tests.add(test);
            }
            return this;
        }

        /**
         * Sets the database that runs the queries. Every thread opens a connection of its own, and works in schemas of its
         * own, which it drops at the end.
         *
         * @param newDatabase opens connections, for example {@code dataSource::getConnection}
         * @return this
         */
        public Builder database(ConnectionSource newDatabase) {
            once("database", database.map(d -> "another one"));
            database = Optional.of(newDatabase);
            return this;
        }

        /**
         * Chooses operators.
         *
         * @param first an operator
         * @param more further ones
         * @return this
         */
        public Builder operators(MutationOperator first, MutationOperator... more) {
            once("operators", operators);
            operators = Optional.of(EnumSet.of(first, more));
            return this;
        }

        /**
         * Sets how many mutants run side by side.
         *
         * @param count at least 1
         * @return this
         */
        public Builder threads(int count) {
            once("threads", threads);
            threads = Optional.of(atLeast("threads", count, 1));
            return this;
        }

        /**
         * Sets how long the tests of a mutant may take together.
         *
         * @param newLimit more than 0
         * @return this
         */
        public Builder timeLimit(Duration newLimit) {
            once("timeLimit", limit);
            if (newLimit.isZero() || newLimit.isNegative()) {
                throw new IllegalArgumentException("timeLimit (" + newLimit + ") must be more than 0.");
            }
            limit = Optional.of(newLimit);
            return this;
        }

        /**
         * Sets how many datasets are tried to tell survivors from the original.
         *
         * @param count 0 for none; then every survivor is suspected to be equivalent
         * @return this
         */
        public Builder datasets(int count) {
            once("datasets", datasets);
            datasets = Optional.of(atLeast("datasets", count, 0));
            return this;
        }

        /**
         * Sets how often each test runs on the original, to find those that waver.
         *
         * @param count at least 1
         * @return this
         */
        public Builder originalRuns(int count) {
            once("originalRuns", originalRuns);
            originalRuns = Optional.of(atLeast("originalRuns", count, 1));
            return this;
        }

        /**
         * Stops at the first test that fails for a mutant: faster, but the kill matrix is not full, and the dominator score
         * and the order of tests know less.
         *
         * @return this
         */
        public Builder firstKillOnly() {
            firstKill = true;
            return this;
        }

        /**
         * Sets the file that remembers results. A run that was stopped goes on from it, and after a change only what the
         * changed step can reach runs again. A test is known by its name: rename one whose body has changed.
         *
         * @param file made if it is not there
         * @return this
         */
        public Builder journal(Path file) {
            once("journal", journal);
            journal = Optional.of(file);
            return this;
        }

        /**
         * Sets the seed of the datasets.
         *
         * @param newSeed any number
         * @return this
         */
        public Builder seed(long newSeed) {
            once("seed", seed);
            seed = Optional.of(newSeed);
            return this;
        }

        /**
         * Sets who hears of every mutant that is done.
         *
         * @param listener called by one thread at a time
         * @return this
         */
        public Builder progress(ProgressListener listener) {
            once("progress", progress.map(p -> "another one"));
            progress = Optional.of(listener);
            return this;
        }

        Pipeline pipeline() {
            return pipeline.orElseThrow(
                    () -> new IllegalStateException("there is no pipeline. Maybe call pipeline(...)."));
        }

        ConnectionSource database() {
            return database.orElse(Builder::h2);
        }

        /** Whether every connection has a database of its own, which goes with it. */
        boolean isPrivate() {
            return database.isEmpty();
        }

        private static java.sql.Connection h2() throws SQLException {
            try {
                return DriverManager.getConnection(
                        "jdbc:h2:mem:;DATABASE_TO_LOWER=TRUE;"
                                + "CASE_INSENSITIVE_IDENTIFIERS=TRUE;NON_KEYWORDS=VALUE,DAY,MONTH,YEAR,HOUR,MINUTE,SECOND,KEY,USER");
            } catch (SQLException e) {
                throw new SQLException("No H2 is on the class path. Add com.h2database:h2, or call database(...).", e);
            }
        }

        Set<MutationOperator> operators() {
            return operators.orElse(new LinkedHashSet<>(Arrays.asList(MutationOperator.values())));
        }

        int threads() {
            return threads.orElse(1);
        }

        Duration limit() {
            return limit.orElse(Duration.ofSeconds(10));
        }

        int datasets() {
            return datasets.orElse(1_000);
        }

        int originalRuns() {
            return originalRuns.orElse(3);
        }

        long seed() {
            return seed.orElse(0L);
        }

        ProgressListener progress() {
            return progress.orElse(ProgressListener.silent());
        }

        /**
         * Makes the mutants without running anything, for a look at them.
         *
         * @return the mutants that are no duplicates and not known to be equivalent
         */
        public List<Mutant> mutants() {
            return new MutationRun(this).mutants();
        }

        /**
         * Runs.
         *
         * @return the report
         * @throws IllegalStateException if there is no test, or the database refuses connections
         */
        public MutationReport run() {
            if (tests.isEmpty()) {
                throw new IllegalStateException("there is no test. Maybe call tests(...).");
            }
            try {
                return new MutationRun(this).run();
            } finally {
                tests.forEach(Builder::close);
            }
        }

        private static void close(PipelineTest test) {
            if (test instanceof AutoCloseable closeable) {
                try {
                    closeable.close();
                } catch (Exception e) {
                    throw new IllegalStateException("test " + test.name() + " cannot be closed: " + e.getMessage(), e);
                }
            }
        }
    }
}
