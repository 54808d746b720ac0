package io.dataops.benchmarks.testing;

import io.dataops.benchmarks.Board;
import io.dataops.benchmarks.BoardOptions;
import io.dataops.benchmarks.Score;
import io.dataops.testing.mutation.KillingDataset;
import io.dataops.testing.mutation.Mutant;
import io.dataops.testing.mutation.MutantResult;
import io.dataops.testing.mutation.MutantStatus;
import io.dataops.testing.mutation.Mutation;
import io.dataops.testing.mutation.MutationOperator;
import io.dataops.testing.mutation.MutationReport;
import io.dataops.testing.mutation.Pipeline;
import io.dataops.testing.mutation.PipelineTest;
import io.dataops.testing.mutation.Relation;
import io.dataops.testing.mutation.Step;
import io.dataops.testing.property.Dataset;
import io.dataops.testing.property.Datasets;
import io.dataops.testing.property.SqlDefinitions;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Mutation of ten queries whose mutants are labelled by hand: how many equivalents are recognised, whether a mutant is called
 * equivalent that is not, whether every killing dataset kills when it is run by plain JDBC, what the missing tests add to weak
 * suites, and how fast it all is.
 */
public final class MutationBoard implements Board {
    private static final int REPEATED = 15;

    /** What a hand has decided of a mutant. */
    record Label(boolean equivalent, String step, String operator, String text) {}

    @Override
    public String name() {
        return "mutation";
    }

    @Override
    public String question() {
        return "how well are faults of queries told from equivalents, and killed";
    }

    static String resource(String name) {
        try (InputStream in = MutationBoard.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, Label> labels() {
        Map<String, Label> out = new HashMap<>();
        for (String line : resource("mutation-labels.txt").lines().toList()) {
            if (!line.startsWith("#") && !line.isBlank()) {
                String[] fields = line.split(" \\| ", -1);
                out.put(fields[1], new Label(fields[0].equals("E"), fields[2], fields[3], fields[5]));
            }
        }
        return out;
    }

    static Pipeline pipeline(String ddl) {
        Pipeline.Builder builder =
                Pipeline.over(SqlDefinitions.parse("mutation-schema.sql", ddl).schema());
        for (String part : resource("mutation-queries.sql").split("-- step ", -1)) {
            if (!part.isBlank()) {
                int end = part.indexOf('\n');
                builder.step(part.substring(0, end).strip(), part.substring(end + 1));
            }
        }
        return builder.build();
    }

    /** One golden-master test a query, on a single dataset of one to three rows a table. */
    private static List<PipelineTest> weak(Pipeline pipeline, AtomicLong inTests) {
        Dataset data = Datasets.of(pipeline.sources())
                .rows(1, 3)
                .nulls(0)
                .edges(0)
                .seed(4)
                .generate();
        List<PipelineTest> out = new ArrayList<>();
        for (Step step : pipeline.steps()) {
            AtomicReference<Relation> golden = new AtomicReference<>();
            out.add(timed(
                    PipelineTest.of("weak " + step.name(), run -> {
                        Relation actual = run.result(step.name(), data);
                        golden.compareAndSet(null, actual);
                        if (!golden.get().isSameAs(actual)) {
                            throw new AssertionError("differs");
                        }
                    }),
                    inTests));
        }
        return out;
    }

    private static PipelineTest timed(PipelineTest test, AtomicLong inTests) {
        return PipelineTest.of(test.name(), run -> {
            long before = System.nanoTime();
            try {
                test.check(run);
            } finally {
                inTests.addAndGet(System.nanoTime() - before);
            }
        });
    }

    static Mutation.Builder mutation(Pipeline pipeline) {
        MutationOperator[] sql = EnumSet.range(MutationOperator.BOUNDARY, MutationOperator.COLUMN_SWAP)
                .toArray(MutationOperator[]::new);
        return Mutation.of(pipeline).operators(MutationOperator.COMPARISON, sql);
    }

    @Override
    public Score run(BoardOptions options, PrintStream out) {
        String ddl = resource("mutation-schema.sql");
        Pipeline pipeline = pipeline(ddl);
        Map<String, Label> labels = labels();
        AtomicLong inTests = new AtomicLong();

        MutationReport first =
                mutation(pipeline).tests(weak(pipeline, inTests)).threads(2).run();
        List<String> unlabelled = first.results().stream()
                .map(r -> r.mutant().id())
                .filter(id -> !labels.containsKey(id))
                .toList();
        if (!unlabelled.isEmpty() || !first.problems().isEmpty()) {
            throw new IllegalStateException("mutants without a label: " + unlabelled + " " + first.problems());
        }
        int equivalents = 0;
        int proved = 0;
        int recognised = 0;
        int discarded = 0;
        int bad = 0;
        Map<String, MutantStatus> statuses = new HashMap<>();
        first.results().forEach(r -> statuses.put(r.mutant().id(), r.status()));
        for (MutantResult result : first.results()) {
            // A duplicate is what the mutant is that it repeats.
            MutantStatus status = result.status() == MutantStatus.DUPLICATE
                    ? statuses.get(result.reason().replace("means the same as ", ""))
                    : result.status();
            Label label = Objects.requireNonNull(labels.get(result.mutant().id()));
            boolean called = status == MutantStatus.EQUIVALENT || status == MutantStatus.SUSPECTED;
            equivalents += label.equivalent() ? 1 : 0;
            proved += label.equivalent() && status == MutantStatus.EQUIVALENT ? 1 : 0;
            recognised += label.equivalent() && called ? 1 : 0;
            if (!label.equivalent() && called) {
                discarded++;
                out.println("wrongly called " + status + ": " + result.mutant());
            }
            if (label.equivalent() && !called) {
                out.println("not recognised: " + result.mutant());
            }
            if (result.witness().filter(w -> isBad(ddl, result.mutant(), w)).isPresent()) {
                bad++;
                out.println("does not kill: " + result.mutant() + "\n"
                        + result.witness().orElseThrow().explain());
            }
        }
        List<PipelineTest> more = new ArrayList<>(weak(pipeline, inTests));
        for (MutantResult survivor : first.survivors()) {
            survivor.witness()
                    .map(w -> w.test("kills " + survivor.mutant().id()))
                    .ifPresent(test -> more.add(timed(test, inTests)));
        }
        MutationReport second = mutation(pipeline).tests(more).datasets(0).run();
        double before = killed(first, labels);
        double after = killed(second, labels);

        double generated = generated(pipeline, first.results().size());
        double best = 0;
        double overhead = Double.POSITIVE_INFINITY;
        for (int i = 0; i < REPEATED; i++) {
            inTests.set(0);
            long start = System.nanoTime();
            MutationReport again = mutation(pipeline).tests(more).datasets(0).run();
            double seconds = (System.nanoTime() - start) / 1e9;
            long executed = again.results().stream()
                    .filter(r -> r.status() != MutantStatus.EQUIVALENT && r.status() != MutantStatus.DUPLICATE)
                    .count();
            best = Math.max(best, executed / seconds);
            overhead = Math.min(overhead, seconds / (inTests.get() / 1e9));
        }
        out.printf(
                Locale.ROOT,
                "%d labelled mutants, %d equivalent (%d proved, %d recognised); %d survivors of the weak suites%n",
                first.results().size(),
                equivalents,
                proved,
                recognised,
                first.survivors().size());
        return new Score()
                .put("mutants_per_s", generated)
                .put("executed_per_s", best)
                .put("equivalent_recall", (double) recognised / equivalents)
                .put("equivalent_proved", (double) proved / equivalents)
                .put("false_discards", (long) discarded)
                .put("bad_witnesses", (long) bad)
                .put("score_before", before)
                .put("score_after", after)
                .put("overhead", overhead);
    }

    private static double generated(Pipeline pipeline, int all) {
        double best = 0;
        for (int i = 0; i < REPEATED; i++) {
            long start = System.nanoTime();
            mutation(pipeline).mutants();
            best = Math.max(best, all / ((System.nanoTime() - start) / 1e9));
        }
        return best;
    }

    /** Killed mutants among those that are not labelled equivalent. */
    private static double killed(MutationReport report, Map<String, Label> labels) {
        long total = 0;
        long killed = 0;
        for (MutantResult result : report.results()) {
            boolean repeats = result.status() == MutantStatus.DUPLICATE;
            if (!Objects.requireNonNull(labels.get(result.mutant().id())).equivalent() && !repeats) {
                total++;
                killed += result.killedBy().isEmpty() ? 0 : 1;
            }
        }
        return (double) killed / total;
    }

    private static boolean isBad(String ddl, Mutant mutant, KillingDataset witness) {
        try {
            List<String> original = PlainSql.rows(ddl, witness.dataset(), mutant.original(), witness.ordered());
            List<String> mutated = PlainSql.rows(ddl, witness.dataset(), mutant.mutated(), witness.ordered());
            return original.equals(mutated) || original.contains("error");
        } catch (SQLException invalid) {
            return true;
        }
    }
}
