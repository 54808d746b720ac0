package io.dataops.benchmarks.testing;

import io.dataops.api.Budget;
import io.dataops.benchmarks.Board;
import io.dataops.benchmarks.BoardOptions;
import io.dataops.benchmarks.Score;
import io.dataops.testing.property.Dataset;
import io.dataops.testing.property.DatasetShrinker;
import io.dataops.testing.property.Datasets;
import io.dataops.testing.property.ShrunkDataset;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Combinators;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.sessions.JqwikSession;
import org.quicktheories.QuickTheory;
import org.quicktheories.generators.SourceDSL;

/**
 * Property calls and time until a failing dataset is as small as it can be; jqwik's own shrinkables, followed greedily, and
 * QuickTheories, on the same table in the same run.
 */
public final class ShrinkingBoard implements Board {
    private static final int CALLS = 20_000;
    private static final int WARM = 15;
    private static final int SEEDS = 5;

    private record Reading(long id, int station, int amount, boolean late) {}

    @Override
    public String name() {
        return "shrinking";
    }

    @Override
    public String question() {
        return "property calls until a failing dataset is smallest";
    }

    @Override
    public Score run(BoardOptions options, PrintStream out) {
        out.printf(Locale.ROOT, "%-40s %6s %6s %6s %9s%n", "case", "rows", "least", "calls", "ms");
        ShrinkingCase table = ShrinkingCase.table();
        // The worst of several failing datasets in calls and rows; the time is that of a warm run.
        long calls = 0;
        int rows = 0;
        double millis = 0;
        for (Dataset start : failing(table, SEEDS)) {
            double best = Double.POSITIVE_INFINITY;
            for (int i = 0; i < WARM; i++) {
                long before = System.nanoTime();
                ShrunkDataset shrunk = DatasetShrinker.shrink(start, table.property(), Budget.steps(CALLS));
                best = Math.min(best, (System.nanoTime() - before) / 1e6);
                calls = Math.max(calls, shrunk.calls());
                rows = Math.max(rows, shrunk.dataset().size());
            }
            millis = Math.max(millis, best);
        }
        out.printf(Locale.ROOT, "%-40s %6d %6d %6d %9.2f%n", table.name(), rows, table.minimum(), calls, millis);
        JqwikSession.run(() -> jqwik(out));
        quickTheories(out);
        int minimal = 0;
        List<ShrinkingCase> hard = ShrinkingCase.hard();
        for (ShrinkingCase one : hard) {
            boolean all = true;
            for (Dataset start : failing(one, SEEDS)) {
                long before = System.nanoTime();
                ShrunkDataset shrunk = DatasetShrinker.shrink(start, one.property(), Budget.steps(CALLS));
                boolean least = shrunk.dataset().size() == one.minimum()
                        && one.simplest().test(shrunk.dataset())
                        && shrunk.dataset().violations().isEmpty();
                all &= least;
                out.printf(
                        Locale.ROOT,
                        "%-40s %6d %6d %6d %9.2f%s%n",
                        one.name(),
                        shrunk.dataset().size(),
                        one.minimum(),
                        shrunk.calls(),
                        (System.nanoTime() - before) / 1e6,
                        least
                                ? ""
                                : "  not minimal: "
                                        + shrunk.dataset().toString().replace("\n", " "));
            }
            minimal += all ? 1 : 0;
        }
        return new Score()
                .put("calls", calls)
                .put("ms", millis)
                .put("rows", (long) rows)
                .put("hard_minimal", (long) minimal)
                .put("hard_total", (long) hard.size());
    }

    private static List<Dataset> failing(ShrinkingCase one, int count) {
        List<Dataset> out = new ArrayList<>();
        for (int seed = 0; out.size() < count && seed < 10_000; seed++) {
            Dataset data = Datasets.of(one.schema())
                    .rows(one.rows(), one.rows())
                    .seed(seed)
                    .generate();
            try {
                one.property().check(data);
            } catch (Throwable fails) {
                out.add(data);
            }
        }
        if (out.isEmpty()) {
            throw new IllegalStateException("nothing fails: " + one.name());
        }
        return out;
    }

    /** Follows the first failing candidate, as long as there is one; what the engine does without its limit of time. */
    private static void jqwik(PrintStream out) {
        var lists = Combinators.combine(
                        Arbitraries.longs(),
                        Arbitraries.integers().between(0, 19),
                        Arbitraries.integers().between(0, 1_000_000),
                        Arbitraries.of(true, false))
                .as(Reading::new)
                .list()
                .ofMaxSize(500)
                .uniqueElements(Reading::id);
        Random random = new Random(1);
        Shrinkable<List<Reading>> current = lists.generator(1_000).next(random);
        while (!fails(current.value())) {
            current = lists.generator(1_000).next(random);
        }
        long before = System.nanoTime();
        int calls = 0;
        boolean moved = true;
        while (moved && calls < CALLS) {
            moved = false;
            var candidates = current.shrink().iterator();
            while (candidates.hasNext() && calls < CALLS) {
                Shrinkable<List<Reading>> next = candidates.next();
                calls++;
                if (fails(next.value())) {
                    current = next;
                    moved = true;
                    break;
                }
            }
        }
        out.printf(
                Locale.ROOT,
                "%-40s %6d %6d %6d %9.2f%n",
                "  jqwik shrinkables, greedy",
                current.value().size(),
                3,
                calls,
                (System.nanoTime() - before) / 1e6);
    }

    /** QuickTheories shrinks by itself, as many cycles as calls; its lists have no unique elements. */
    private static void quickTheories(PrintStream out) {
        var readings = SourceDSL.longs()
                .all()
                .zip(
                        SourceDSL.integers().between(0, 19),
                        SourceDSL.integers().between(0, 1_000_000),
                        SourceDSL.booleans().all(),
                        Reading::new);
        List<List<Reading>> failing = new ArrayList<>();
        int[] calls = {0};
        long before = System.nanoTime();
        try {
            QuickTheory.qt()
                    .withFixedSeed(1)
                    .withExamples(1_000)
                    .withShrinkCycles(CALLS)
                    .forAll(SourceDSL.lists().of(readings).ofSizeBetween(0, 500))
                    .check(list -> {
                        calls[0]++;
                        boolean fails = fails(list);
                        if (fails) {
                            failing.add(List.copyOf(list));
                        }
                        return !fails;
                    });
        } catch (AssertionError found) {
            List<Reading> last = failing.stream()
                    .min(java.util.Comparator.comparingInt(List::size))
                    .orElseThrow();
            out.printf(
                    Locale.ROOT,
                    "%-40s %6d %6d %6d %9.2f%n",
                    "  QuickTheories 0.26",
                    last.size(),
                    3,
                    calls[0],
                    (System.nanoTime() - before) / 1e6);
            return;
        }
        throw new IllegalStateException("nothing fails for QuickTheories");
    }

    private static boolean fails(List<Reading> readings) {
        long[] count = new long[20];
        long[] sum = new long[20];
        boolean full = false;
        for (Reading reading : readings) {
            count[reading.station()]++;
            sum[reading.station()] += reading.amount();
            full |= count[reading.station()] >= 3 && sum[reading.station()] > 1_000_000;
        }
        return full;
    }
}
