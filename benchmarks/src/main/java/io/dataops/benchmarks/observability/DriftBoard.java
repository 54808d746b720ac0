package io.dataops.benchmarks.observability;

import io.dataops.benchmarks.Board;
import io.dataops.benchmarks.BoardOptions;
import io.dataops.benchmarks.Score;
import io.dataops.observability.drift.CategoryProfile;
import io.dataops.observability.drift.ColumnDrift;
import io.dataops.observability.drift.ColumnProfile;
import io.dataops.observability.drift.DataDrift;
import io.dataops.observability.drift.NumericProfile;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/** Realised false-discovery rate and power over 500 columns of many kinds, beside a fixed stability index; and throughput. */
public final class DriftBoard implements Board {
    private static final int COLUMNS = 500;
    private static final double LEVEL = 0.05;

    @Override
    public String name() {
        return "drift";
    }

    @Override
    public String question() {
        return "which of 500 columns drifted, beside the stability index with its fixed limit of 0.1";
    }

    @Override
    public Score run(BoardOptions options, PrintStream out) {
        int runs = options.all() ? 40 : 10;
        double wrong = 0;
        double wrongIndex = 0;
        int found = 0;
        int foundIndex = 0;
        int real = 0;
        for (int run = 0; run < runs; run++) {
            Random random = new Random(run);
            List<ColumnProfile> before = new ArrayList<>();
            List<ColumnProfile> now = new ArrayList<>();
            for (int c = 0; c < COLUMNS; c++) {
                before.add(column(random, c, 2_000, false));
                now.add(column(random, c, 1_000, drifts(c)));
            }
            int right = 0;
            int all = 0;
            int rightIndex = 0;
            int allIndex = 0;
            List<ColumnDrift> columns =
                    DataDrift.between(before, now).level(LEVEL).test().columns();
            for (int c = 0; c < COLUMNS; c++) {
                real += drifts(c) ? 1 : 0;
                all += columns.get(c).drifted() ? 1 : 0;
                right += columns.get(c).drifted() && drifts(c) ? 1 : 0;
                boolean index = columns.get(c).stability() > 0.1;
                allIndex += index ? 1 : 0;
                rightIndex += index && drifts(c) ? 1 : 0;
            }
            wrong += all == 0 ? 0 : (double) (all - right) / all / runs;
            wrongIndex += allIndex == 0 ? 0 : (double) (allIndex - rightIndex) / allIndex / runs;
            found += right;
            foundIndex += rightIndex;
        }
        double power = (double) found / real;
        double powerIndex = (double) foundIndex / real;
        out.printf(Locale.ROOT, "%-28s %10s %10s%n", "500 columns, 50 drift", "false", "found");
        out.printf(Locale.ROOT, "%-28s %10.4f %10.4f%n", "dataops, level 0.05", wrong, power);
        out.printf(Locale.ROOT, "%-28s %10.4f %10.4f%n", "stability index above 0.1", wrongIndex, powerIndex);
        return throughput(
                new Score()
                        .put("fdr", wrong)
                        .put("power", power)
                        .put("psi_fdr", wrongIndex)
                        .put("psi_power", powerIndex),
                out);
    }

    private static boolean drifts(int column) {
        return column % 10 == 3;
    }

    private static ColumnProfile column(Random random, int c, int n, boolean drifted) {
        double by = drifted ? 0.25 : 0;
        String name = "c" + c;
        String part = Long.toHexString(random.nextLong());
        double[] values = new double[n];
        switch (c / 10 % 5) {
            case 0 -> Arrays.setAll(values, i -> by + random.nextGaussian());
            case 1 -> Arrays.setAll(values, i -> Math.exp(by + random.nextGaussian()));
            case 2 -> Arrays.setAll(values, i -> Math.floor(5 * (by + 1) * random.nextDouble()));
            case 3 ->
                Arrays.setAll(values, i -> random.nextDouble() < 0.05 + by / 4 ? Double.NaN : random.nextGaussian());
            default -> {
                String[] categories = new String[n];
                Arrays.setAll(categories, i -> "v" + (int) (20 * Math.pow(random.nextDouble(), 2 + 2 * by)));
                return CategoryProfile.of(name, part, categories);
            }
        }
        return NumericProfile.of(name, part, values);
    }

    private static Score throughput(Score score, PrintStream out) {
        int rows = 1_000_000;
        int columns = 50;
        double[][] data = new double[columns][];
        Random random = new Random(1);
        for (int c = 0; c < columns; c++) {
            data[c] = random.doubles(rows).toArray();
        }
        double best = Double.MAX_VALUE;
        for (int round = 0; round < 3; round++) {
            long start = System.nanoTime();
            List<NumericProfile> now = IntStream.range(0, columns)
                    .parallel()
                    .mapToObj(c -> NumericProfile.of("c" + c, "now", data[c]))
                    .toList();
            int drifted = DataDrift.between(now, now).test().drifted().size();
            if (drifted != 0) {
                throw new IllegalStateException("a column drifted from itself");
            }
            best = Math.min(best, (System.nanoTime() - start) / 1e9);
        }
        NumericProfile whole = NumericProfile.of("c0", "whole", data[0]);
        NumericProfile merged = IntStream.range(0, 10)
                .mapToObj(p -> NumericProfile.of(
                        "c0", "part" + p, Arrays.copyOfRange(data[0], p * rows / 10, (p + 1) * rows / 10)))
                .reduce(NumericProfile::merge)
                .orElseThrow();
        double error = DataDrift.between(List.of(whole), List.of(merged))
                .test()
                .columns()
                .get(0)
                .distance();
        out.printf(
                Locale.ROOT,
                "%,d rows x %d columns profiled and compared in %.2f s; merged against whole: distance %.4f%n",
                rows,
                columns,
                best,
                error);
        return score.put("rows_per_s", rows / best).put("seconds", best).put("merge_error", error);
    }
}
