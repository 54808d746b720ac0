package io.dataops.testing.mutation;

import io.dataops.api.Progress;
import io.dataops.api.Provenance;
import io.dataops.api.Ticker;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import net.sf.jsqlparser.statement.select.Select;
import org.jspecify.annotations.Nullable;

/** One run: learns the columns, runs the tests on the original, then on every mutant, then looks for the missing tests. */
final class MutationRun {
    private static final int CHUNK = 16;

    private final Mutation.Builder options;
    private final Pipeline pipeline;
    private final Catalog catalog;
    private final Map<String, Select> parsed = new HashMap<>();
    private final List<String> problems = new ArrayList<>();
    private final Set<String> broken = new HashSet<>();
    private final Ticker ticker = Ticker.system();

    MutationRun(Mutation.Builder options) {
        this.options = options;
        this.pipeline = options.pipeline();
        this.catalog = new Catalog(pipeline.sources());
    }

    /** A test that counts, with what it does on the original. */
    private record Active(PipelineTest test, TestRecord record) {}

    List<Mutant> mutants() {
        try (Guard guard = guard("mutants")) {
            learn(guard);
        }
        MutantFactory factory = factory();
        return factory.mutants.stream()
                .filter(m -> !factory.equivalents.containsKey(m.id()) && !factory.duplicates.containsKey(m.id()))
                .toList();
    }

    private Guard guard(String name) {
        return new Guard(options.database(), catalog, "dataops_" + name, options.limit(), options.isPrivate());
    }

    private MutantFactory factory() {
        MutantFactory factory = new MutantFactory(pipeline, catalog, parsed, options.operators()::contains);
        factory.make(broken);
        problems.addAll(factory.problems);
        return factory;
    }

    MutationReport run() {
        try (Guard first = guard("original")) {
            return run(first);
        }
    }

    private MutationReport run(Guard first) {
        List<Active> active = new ArrayList<>();
        learn(first);
        originals(first, active);
        MutantFactory factory = factory();
        Map<String, MutantResult> results = new HashMap<>();
        int reused;
        try (Journal journal = Journal.open(options.journal)) {
            reused = execute(first, factory, active, results, journal);
        }
        search(first, factory, results);
        List<MutantResult> all = new ArrayList<>();
        for (Mutant mutant : factory.mutants) {
            MutantResult result = results.get(mutant.id());
            if (result != null) {
                all.add(result);
            }
        }
        int runs = options.datasets();
        return new MutationReport(
                all,
                active.stream().map(Active::record).toList(),
                problems,
                reused,
                runs == 0 ? 1 : 1 - Math.pow(0.05, 1.0 / runs),
                new Provenance("mutation testing, boundary-rich search", options.seed(), runs, Optional.empty()));
    }

    /** Learns the columns of every step; one that cannot be computed is named, with those that read it. */
    private void learn(Guard guard) {
        for (Step step : pipeline.steps()) {
            Optional<String> bad = pipeline.readsOf(step.name()).stream()
                    .filter(r -> broken.stream().anyMatch(b -> b.equalsIgnoreCase(r)))
                    .findFirst();
            if (bad.isPresent()) {
                broken.add(step.name());
                problems.add("step " + step.name() + " reads step " + bad.get() + ", which cannot be computed");
                continue;
            }
            try {
                if (step instanceof Step.Query query) {
                    parsed.put(query.name(), SqlText.parse(query.name(), query.sql()));
                } else if (step instanceof Step.Script script) {
                    SqlScript.parse(script.name(), script.sql());
                }
                guard.now(workspace -> {
                    workspace.learn(pipeline, step);
                    return "";
                });
            } catch (io.dataops.api.InputException e) {
                broken.add(step.name());
                problems.add(String.valueOf(e.getMessage()));
            } catch (SQLException e) {
                if (isLost(e) || isRefused(guard)) {
                    throw new IllegalStateException("the database refuses connections: " + first(e), e);
                }
                broken.add(step.name());
                problems.add("step " + step.name() + " is refused by the database: " + first(e));
            } catch (Exception e) {
                broken.add(step.name());
                problems.add("step " + step.name() + " cannot be computed: " + first(e));
            }
        }
    }

    private static boolean isRefused(Guard guard) {
        try {
            guard.now(workspace -> "");
            return false;
        } catch (Exception e) {
            return true;
        }
    }

    private static String first(Throwable e) {
        return String.valueOf(e.getMessage())
                .lines()
                .findFirst()
                .orElse(e.getClass().getSimpleName());
    }

    /** Whether the connection is gone (SQLSTATE class 08), or the database closed it. */
    private static boolean isLost(@Nullable Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof SQLException e
                    && e.getSQLState() != null
                    && (e.getSQLState().startsWith("08")
                            || e.getSQLState().startsWith("9009")
                            || e.getSQLState().equals("90121"))) {
                return true;
            }
        }
        return false;
    }

    /** Runs every test on the original several times; one that fails or wavers is named. */
    private void originals(Guard guard, List<Active> active) {
        List<PipelineTest> tests = options.tests;
        int at = 0;
        while (at < tests.size()) {
            try {
                Guard.Stopped stopped = guard.parts(at, tests.size(), (workspace, i) -> {
                    Original seen = original(workspace, tests.get(i));
                    return () -> settle(tests.get(i), seen, active);
                });
                at = stopped.at();
                Throwable cause = stopped.cause();
                if (cause != null && isLost(cause)) {
                    throw new IllegalStateException("the database drops connections: " + first(cause), cause);
                }
                if (cause != null) {
                    stopIfInterrupted(cause);
                    problems.add("test " + tests.get(at).name() + " fails on the original: "
                            + first(isMemory(cause) && cause.getCause() != null ? cause.getCause() : cause));
                    at++;
                }
            } catch (InterruptedException | SQLException e) {
                stopIfInterrupted(e);
                throw new IllegalStateException("the database drops connections: " + first(e), e);
            }
        }
    }

    private Original original(Workspace workspace, PipelineTest test) throws Exception {
        Original seen = new Original();
        for (int i = 0; i < options.originalRuns(); i++) {
            long before = ticker.nanos();
            RecordingRun run = new RecordingRun(pipeline, workspace);
            try {
                check(test, run);
                seen.shortest = Math.min(seen.shortest, ticker.nanos() - before);
                seen.reached.addAll(run.reached);
            } catch (Failed e) {
                if (isLost(e) || workspace.isClosed()) {
                    throw new SQLException("the connection was closed", "08003", e);
                }
                if (isMemory(e)) {
                    throw e;
                }
                seen.failed++;
                seen.why = e.getCause() == null ? first(e) : first(e.getCause());
            }
        }
        return seen;
    }

    private void settle(PipelineTest test, Original seen, List<Active> active) {
        if (seen.failed == 0) {
            active.add(new Active(test, new TestRecord(test.name(), Duration.ofNanos(seen.shortest), seen.reached)));
        } else {
            problems.add(
                    seen.failed < options.originalRuns()
                            ? "test " + test.name() + " is flaky: it failed " + seen.failed + " of "
                                    + options.originalRuns() + " times on the original: " + seen.why
                            : "test " + test.name() + " fails on the original: " + seen.why);
        }
    }

    /** What several runs of a test on the original showed. */
    private static final class Original {
        final Set<String> reached = new LinkedHashSet<>();
        long shortest = Long.MAX_VALUE;
        int failed;
        String why = "";
    }

    /** What a test threw. */
    private static final class Failed extends Exception {
        private static final long serialVersionUID = 1L;

        Failed(Throwable cause) {
            super("the test failed", cause, false, false);
        }
    }

    private static void check(PipelineTest test, PipelineRun run) throws Failed, InterruptedException {
        try {
            test.check(run);
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) {
            throw new Failed(e);
        }
    }

    private static void stopIfInterrupted(Throwable e) {
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the run was interrupted; with a journal it can be resumed.", e);
        }
    }

    /** Runs the tests on every mutant that is left; returns how many results the journal had. */
    private int execute(
            Guard first,
            MutantFactory factory,
            List<Active> active,
            Map<String, MutantResult> results,
            Journal journal) {
        List<Mutant> open = new ArrayList<>();
        Map<String, String> fingerprints = new HashMap<>();
        Map<String, String> contexts = new HashMap<>();
        int reused = 0;
        for (Mutant mutant : factory.mutants) {
            String equivalent = factory.equivalents.get(mutant.id());
            String duplicate = factory.duplicates.get(mutant.id());
            if (equivalent != null) {
                results.put(mutant.id(), new MutantResult(mutant, MutantStatus.EQUIVALENT, List.of(), equivalent));
            } else if (duplicate != null) {
                results.put(
                        mutant.id(),
                        new MutantResult(mutant, MutantStatus.DUPLICATE, List.of(), "means the same as " + duplicate));
            } else {
                String fingerprint = options.journal.isEmpty()
                        ? ""
                        : mutant.id() + contexts.computeIfAbsent(mutant.step(), step -> context(step, active));
                Journal.Entry known = journal.find(fingerprint);
                if (known != null) {
                    results.put(mutant.id(), new MutantResult(mutant, known.status(), known.killedBy(), ""));
                    reused++;
                } else {
                    fingerprints.put(mutant.id(), fingerprint);
                    open.add(mutant);
                }
            }
        }
        int known = reused;
        AtomicInteger done = new AtomicInteger(known);
        int chunks = (open.size() + CHUNK - 1) / CHUNK;
        Workers.run(options.threads(), chunks, first, i -> guard("mutants_" + i), (guard, c) -> {
            int end = Math.min(open.size(), (c + 1) * CHUNK);
            chunk(guard, c * CHUNK, end, open, active, result -> {
                String id = result.mutant().id();
                journal.write(fingerprints.getOrDefault(id, ""), result.status(), result.killedBy());
                synchronized (results) {
                    results.put(id, result);
                    options.progress()
                            .progressed(Progress.of("running mutants", done.incrementAndGet())
                                    .outOf(open.size() + known));
                }
            });
        });
        return reused;
    }

    /** Judges mutants one after the other; one that hangs or loses its connection does not keep the others from it. */
    private void chunk(
            Guard guard, int from, int end, List<Mutant> open, List<Active> active, Consumer<MutantResult> record)
            throws InterruptedException, SQLException {
        int at = from;
        int lost = -1;
        while (at < end) {
            Guard.Stopped stopped = guard.parts(at, end, (workspace, i) -> {
                MutantResult result = judge(workspace, open.get(i), active);
                return () -> record.accept(result);
            });
            Throwable cause = stopped.cause();
            at = stopped.at();
            if (cause == null) {
                return;
            }
            if (isLost(cause)) {
                if (lost == at) {
                    throw new IllegalStateException("the database drops connections: " + first(cause), cause);
                }
                lost = at;
                guard.forget();
            } else if (cause instanceof Guard.OutOfTime || isMemory(cause)) {
                String why = isMemory(cause)
                        ? "the memory was full: " + first(cause.getCause() == null ? cause : cause.getCause())
                        : first(cause);
                record.accept(new MutantResult(open.get(at), MutantStatus.TIMED_OUT, List.of(), why));
                at++;
            } else {
                stopIfInterrupted(cause);
                throw new IllegalStateException("mutant " + open.get(at) + " cannot be judged: " + first(cause), cause);
            }
        }
    }

    private static boolean isMemory(Throwable cause) {
        return cause instanceof VirtualMachineError || cause.getCause() instanceof VirtualMachineError;
    }

    private MutantResult judge(Workspace workspace, Mutant mutant, List<Active> active) throws Exception {
        Pipeline mutated = pipeline.with(mutant.step(), mutant.mutated());
        boolean arrival = mutant.operator().compareTo(MutationOperator.SCHEMA_COLUMN_DROPPED) >= 0;
        boolean refused = false;
        boolean reached = false;
        List<String> killers = new ArrayList<>();
        for (Active one : active) {
            if (!one.record().reaches().contains(mutant.step())) {
                continue;
            }
            reached = true;
            try {
                check(one.test(), new RecordingRun(mutated, workspace));
            } catch (Failed e) {
                if (isLost(e) || workspace.isClosed()) {
                    throw new SQLException("the connection was closed", "08003", e);
                }
                if (e.getCause() instanceof VirtualMachineError
                        || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                killers.add(one.test().name());
                refused |= e.getCause() instanceof PipelineException;
                if (options.firstKill) {
                    break;
                }
            }
        }
        if (!arrival && (refused || !reached)) {
            try {
                workspace.result(mutated, mutant.step(), Map.of());
            } catch (SQLException e) {
                if (isLost(e) || workspace.isClosed()) {
                    throw new SQLException("the connection was closed", "08003", e);
                }
                return new MutantResult(mutant, MutantStatus.INVALID, List.of(), first(e));
            }
        }
        return new MutantResult(mutant, killers.isEmpty() ? MutantStatus.SUSPECTED : MutantStatus.KILLED, killers, "");
    }

    /** What the results of a step's mutants depend on beside them: the tests that reach it with all SQL that they run. */
    private String context(String step, List<Active> active) {
        StringBuilder all = new StringBuilder().append(options.firstKill);
        all.append(pipeline.sources());
        for (Active one : active) {
            if (one.record().reaches().contains(step)) {
                all.append('\n').append(one.test().name());
                for (Step other : pipeline.steps()) {
                    String sql = SqlText.of(other);
                    if (one.record().reaches().contains(other.name()) && !sql.isEmpty()) {
                        all.append('\n').append(other.name()).append('=').append(sql);
                    }
                }
            }
        }
        return Mutant.hash(all);
    }

    /** Looks for killing datasets, step by step. */
    private void search(Guard first, MutantFactory factory, Map<String, MutantResult> results) {
        Map<String, List<Mutant>> alive = new LinkedHashMap<>();
        for (Mutant mutant : factory.mutants) {
            MutantResult result = results.get(mutant.id());
            boolean passed = result != null
                    && (result.status() == MutantStatus.SUSPECTED || result.status() == MutantStatus.SURVIVED);
            if (passed) {
                alive.computeIfAbsent(mutant.step(), s -> new ArrayList<>()).add(mutant);
            }
        }
        List<String> steps = new ArrayList<>(alive.keySet());
        AtomicInteger done = new AtomicInteger();
        Workers.run(options.threads(), steps.size(), first, i -> guard("search_" + i), (guard, i) -> {
            String step = steps.get(i);
            List<Mutant> own = alive.getOrDefault(step, List.of());
            WitnessSearch.Found found = options.datasets() == 0
                    ? new WitnessSearch.Found(Map.of(), Set.of())
                    : guard.now(workspace -> new WitnessSearch(pipeline, catalog, workspace, options.seed())
                            .search(step, own, options.datasets()));
            synchronized (results) {
                own.forEach(mutant -> results.put(mutant.id(), survivor(mutant, found)));
                options.progress()
                        .progressed(Progress.of("looking for missing tests", done.incrementAndGet())
                                .outOf(steps.size()));
            }
        });
    }

    private MutantResult survivor(Mutant mutant, WitnessSearch.Found found) {
        KillingDataset witness = found.witnesses().get(mutant.id());
        if (witness != null) {
            return new MutantResult(mutant, MutantStatus.SURVIVED, List.of(), "", Optional.of(witness));
        }
        return found.fragile().contains(mutant.id())
                ? new MutantResult(
                        mutant,
                        MutantStatus.SURVIVED,
                        List.of(),
                        "differs only by what equal sort keys leave open; no test can rely on that")
                : new MutantResult(
                        mutant,
                        MutantStatus.SUSPECTED,
                        List.of(),
                        "no difference on " + options.datasets() + " datasets");
    }
}
