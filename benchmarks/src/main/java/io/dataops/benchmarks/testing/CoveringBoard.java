package io.dataops.benchmarks.testing;

import de.rwth.swc.coffee4j.algorithmic.model.CompleteTestModel;
import de.rwth.swc.coffee4j.algorithmic.model.TupleList;
import de.rwth.swc.coffee4j.algorithmic.report.Reporter;
import de.rwth.swc.coffee4j.algorithmic.sequential.generator.ipog.Ipog;
import io.dataops.api.Budget;
import io.dataops.benchmarks.Board;
import io.dataops.benchmarks.BoardOptions;
import io.dataops.benchmarks.Score;
import io.dataops.testing.combinatorial.CoveringArray;
import io.dataops.testing.combinatorial.CoveringArrays;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Rows and time of covering arrays: ours fast and compacted, coffee4j in the same run, PICT's rows from the table of peers,
 * the best known from Colbourn's. Every array of ours is checked by the independent checker.
 */
public final class CoveringBoard implements Board {
    private static final int WARM = 5;
    private static final double PATIENCE = 20;

    @Override
    public String name() {
        return "covering";
    }

    @Override
    public String question() {
        return "rows and time of covering arrays beside PICT, coffee4j and the best known";
    }

    private record Peer(int rows, double millis) {}

    @Override
    public Score run(BoardOptions options, PrintStream out) throws IOException {
        double seconds = options.seconds() > 0 ? options.seconds() : 2;
        Mean vsPict = new Mean();
        Mean vsCoffee = new Mean();
        Mean vsBest = new Mean();
        Mean fastVsPict = new Mean();
        Mean speed = new Mean();
        Mean constrainedSpeed = new Mean();
        double slowest = 0;
        long incomplete = 0;
        out.printf(
                Locale.ROOT,
                "%-28s %2s %7s %9s %7s %7s %9s %9s %7s %7s%n",
                "model",
                "t",
                "fast",
                "ms",
                "rows",
                "bound",
                "coffee4j",
                "ms",
                "PICT",
                "best");
        for (CoveringInstance model : CoveringInstance.all(options.data())) {
            long before = System.nanoTime();
            CoveringArray fast = CoveringArrays.over(model.model())
                    .strength(model.strength())
                    .build();
            double millis = (System.nanoTime() - before) / 1e6;
            if (model.isCasaStrength3()) {
                slowest = Math.max(slowest, millis / 1e3);
            }
            for (int i = 0; i < WARM && millis < 500; i++) {
                before = System.nanoTime();
                CoveringArrays.over(model.model()).strength(model.strength()).build();
                millis = Math.min(millis, (System.nanoTime() - before) / 1e6);
            }
            CoveringArray array = CoveringArrays.over(model.model())
                    .strength(model.strength())
                    .compact(Budget.time(Duration.ofMillis((long) (1000 * seconds)))
                            .withSeed(1))
                    .build();
            incomplete += fast.check().isComplete() ? 0 : 1;
            incomplete += array.check().isComplete() ? 0 : 1;
            Optional<Peer> coffee = model.translatable() ? coffee4j(model) : Optional.empty();
            boolean tried = model.translatable();
            if (coffee.isPresent()) {
                vsCoffee.add(array.size() / (double) coffee.get().rows());
            }
            if (tried && (model.constrained() || model.levels().length >= 50)) {
                // A run that was cut off took at least as long as we waited.
                double theirs = coffee.map(Peer::millis).orElse(1000 * PATIENCE);
                (model.constrained() ? constrainedSpeed : speed).add(theirs / millis);
            }
            model.pictRows().ifPresent(rows -> {
                vsPict.add(array.size() / rows);
                fastVsPict.add(fast.size() / rows);
            });
            model.bestKnown().ifPresent(rows -> vsBest.add(array.size() / rows));
            out.printf(
                    Locale.ROOT,
                    "%-28s %2d %7d %9.2f %7d %7d %9s %9s %7s %7s%n",
                    model.name(),
                    model.strength(),
                    fast.size(),
                    millis,
                    array.size(),
                    array.lowerBound(),
                    coffee.map(p -> String.valueOf(p.rows())).orElse(tried ? "timeout" : "-"),
                    coffee.map(p -> String.format(Locale.ROOT, "%.1f", p.millis()))
                            .orElse("-"),
                    model.pictRows().isPresent() ? (int) model.pictRows().getAsDouble() : "-",
                    model.bestKnown().isPresent() ? (int) model.bestKnown().getAsDouble() : "-");
            out.flush();
        }
        return new Score()
                .put("rows_vs_pict", vsPict.geometric())
                .put("rows_vs_coffee4j", vsCoffee.geometric())
                .put("rows_vs_best", vsBest.geometric())
                .put("fast_rows_vs_pict", fastVsPict.geometric())
                .put("fast_speed_vs_coffee4j", speed.geometric())
                .put("fast_speed_vs_coffee4j_constrained", constrainedSpeed.geometric())
                .put("casa_t3_max_s", slowest)
                .put("incomplete", incomplete);
    }

    /** Rows and the best of a few times; empty if the first run takes too long. */
    private static Optional<Peer> coffee4j(CoveringInstance model) {
        List<TupleList> forbidden = new ArrayList<>();
        for (int[] tuple : model.forbidden()) {
            int[] parameters = new int[tuple.length / 2];
            int[] values = new int[parameters.length];
            for (int i = 0; i < parameters.length; i++) {
                parameters[i] = tuple[2 * i];
                values[i] = tuple[2 * i + 1];
            }
            forbidden.add(new TupleList(forbidden.size() + 1, parameters, List.of(values)));
        }
        CompleteTestModel request = CompleteTestModel.builder()
                .positiveTestingStrength(model.strength())
                .parameterSizes(model.levels())
                .exclusionTupleLists(forbidden)
                .build();
        AtomicReference<Peer> result = new AtomicReference<>();
        Thread thread = new Thread(
                () -> {
                    Peer best = once(request);
                    for (int i = 0; i < WARM && best.millis() < 500; i++) {
                        Peer again = once(request);
                        best = again.millis() < best.millis() ? again : best;
                    }
                    result.set(best);
                },
                "coffee4j");
        thread.setDaemon(true);
        thread.start();
        try {
            thread.join((long) (1000 * PATIENCE));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            stop(thread);
        }
        return Optional.ofNullable(result.get());
    }

    /** coffee4j does not look at interrupts, and what still runs would disturb the next measurement. */
    @SuppressWarnings({"deprecation", "removal"})
    private static void stop(Thread thread) {
        try {
            thread.stop();
        } catch (UnsupportedOperationException newerJava) {
            thread.setPriority(Thread.MIN_PRIORITY);
        }
    }

    private static Peer once(CompleteTestModel request) {
        long before = System.nanoTime();
        int rows = new Ipog()
                .generate(request, Reporter.getEmptyReporter()).stream()
                        .mapToInt(group -> group.get().getTestInputs().size())
                        .sum();
        return new Peer(rows, (System.nanoTime() - before) / 1e6);
    }
}
