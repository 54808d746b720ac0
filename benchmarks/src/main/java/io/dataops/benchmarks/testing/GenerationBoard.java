package io.dataops.benchmarks.testing;

import io.dataops.benchmarks.Board;
import io.dataops.benchmarks.BoardOptions;
import io.dataops.benchmarks.Score;
import io.dataops.testing.property.Dataset;
import io.dataops.testing.property.Datasets;
import io.dataops.testing.property.RelationalSchema;
import io.dataops.testing.property.Schema;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.sessions.JqwikSession;

/** Rows a second for four columns with a unique key: ours beside jqwik's own combinators, one thread each. */
public final class GenerationBoard implements Board {
    private static final RelationalSchema SCHEMA = Schema.of(Schema.table("rows")
            .pk("id", Schema.int64())
            .column("name", Schema.text(20))
            .column("amount", Schema.decimal(12, 2, "0", "1000000"))
            .nullable("flag", Schema.bool())
            .build());
    private static final int OURS = 200_000;
    private static final int THEIRS = 1_000;

    private record Line(long id, String name, BigDecimal amount, Boolean flag) {}

    @Override
    public String name() {
        return "generation";
    }

    @Override
    public String question() {
        return "rows a second of a table with four columns and a unique key, beside jqwik's combinators";
    }

    @Override
    public Score run(BoardOptions options, PrintStream out) {
        double seconds = options.seconds() > 0 ? options.seconds() : 3;
        Datasets.Builder ours = Datasets.of(SCHEMA).rows(OURS, OURS);
        long[] invalid = {0};
        for (int seed = 0; seed < 3; seed++) {
            Dataset data = ours.generate(seed);
            invalid[0] += data.violations().isEmpty() ? 0 : 1;
        }
        double oursPerSecond = rate(seconds, OURS, seed -> ours.generate(seed).size());
        double[] theirs = {0};
        JqwikSession.run(() -> {
            RandomGenerator<List<Line>> jqwik = jqwik().generator(1_000);
            Random random = new Random(1);
            theirs[0] = rate(seconds, THEIRS, seed -> jqwik.next(random).value().size());
        });
        double theirsPerSecond = theirs[0];
        out.printf(Locale.ROOT, "%-24s %14s%n", "generator", "rows/s");
        out.printf(Locale.ROOT, "%-24s %14.0f%n", "dataops", oursPerSecond);
        out.printf(Locale.ROOT, "%-24s %14.0f%n", "jqwik combinators", theirsPerSecond);
        return new Score()
                .put("rows_per_s", (long) oursPerSecond)
                .put("vs_jqwik", oursPerSecond / theirsPerSecond)
                .put("invalid", invalid[0]);
    }

    private static Arbitrary<List<Line>> jqwik() {
        return Combinators.combine(
                        Arbitraries.longs(),
                        Arbitraries.strings().alpha().ofMaxLength(20),
                        Arbitraries.bigDecimals()
                                .between(BigDecimal.ZERO, new BigDecimal("1000000"))
                                .ofScale(2),
                        Arbitraries.of(true, false).injectNull(0.1))
                .as(Line::new)
                .list()
                .ofSize(THEIRS)
                .uniqueElements(Line::id);
    }

    /** Rows a second in the best of rounds after a warm-up of the same length. */
    private static double rate(double seconds, int rows, IntUnaryOperator generate) {
        double best = 0;
        long sum = 0;
        long end = System.nanoTime() + (long) (2e9 * seconds);
        for (int seed = 0; System.nanoTime() < end || seed < 3; seed++) {
            long before = System.nanoTime();
            sum += generate.applyAsInt(seed);
            best = Math.max(best, rows / ((System.nanoTime() - before) / 1e9));
        }
        if (sum == 0) {
            throw new IllegalStateException("nothing was generated");
        }
        return best;
    }
}
