package io.dataops.benchmarks.observability;

import io.dataops.benchmarks.Board;
import io.dataops.benchmarks.BoardOptions;
import io.dataops.benchmarks.Score;
import io.dataops.observability.changepoint.ChangePoints;
import io.dataops.observability.changepoint.Cost;
import io.dataops.observability.changepoint.Scatter;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Where the default penalty of change points comes from: on simulated series without a change, the penalty at which one in twenty would
 * just be cut; how many are cut at the default; and what is found of series with one and with three shifts.
 */
public final class PenaltyBoard implements Board {
    private static final int[] LENGTHS = {100, 300, 1_000};

    /** Noise of variance 1. */
    enum Noise {
        WHITE(0),
        STUDENT_3(0),
        AR_03(0.3),
        AR_05(0.5),
        AR_08(0.8);

        final double memory;

        Noise(double memory) {
            this.memory = memory;
        }

        double[] values(Random random, int n) {
            double[] x = new double[n];
            double state = random.nextGaussian();
            for (int i = 0; i < n; i++) {
                double g = random.nextGaussian();
                if (this == STUDENT_3) {
                    double square = 0;
                    for (int k = 0; k < 3; k++) {
                        double h = random.nextGaussian();
                        square += h * h;
                    }
                    x[i] = g / Math.sqrt(square);
                } else {
                    state = memory * state + Math.sqrt(1 - memory * memory) * g;
                    x[i] = state;
                }
            }
            return x;
        }
    }

    @Override
    public String name() {
        return "penalty";
    }

    @Override
    public String question() {
        return "how often are simulated series without a change cut, and which changes are found, by penalty";
    }

    @Override
    public Score run(BoardOptions options, PrintStream out) {
        int runs = options.all() ? 400 : 100;
        Map<String, ChangePoints> searches = new LinkedHashMap<>();
        searches.put("default", ChangePoints.pelt());
        searches.put("outliers kept", ChangePoints.pelt().keepOutliers());
        searches.put("autocorrelated", ChangePoints.pelt().autocorrelatedNoise());
        searches.put("local", ChangePoints.pelt().scatter(Scatter.LOCAL));
        searches.put("mean", ChangePoints.pelt().cost(Cost.MEAN));
        searches.put("rank", ChangePoints.pelt().cost(Cost.RANK));
        Score score = new Score();
        out.printf(
                Locale.ROOT,
                "%-15s %-10s %6s %12s %10s %10s %10s%n",
                "search",
                "noise",
                "points",
                "95 %/log n",
                "false cuts",
                "one shift",
                "F1 of three");
        for (Map.Entry<String, ChangePoints> search : searches.entrySet()) {
            for (Noise noise : Noise.values()) {
                for (int n : LENGTHS) {
                    cell(search.getKey(), search.getValue(), noise, n, runs, score, out);
                }
            }
        }
        return score;
    }

    private static void cell(
            String name, ChangePoints search, Noise noise, int n, int runs, Score score, PrintStream out) {
        double[] critical = new double[runs];
        int cut = 0;
        int found = 0;
        double f1 = 0;
        for (int run = 0; run < runs; run++) {
            Random random = new Random(1_000_003L * n + run);
            double[] x = noise.values(random, n);
            cut += search.find(x).changes().isEmpty() ? 0 : 1;
            critical[run] = name.equals("rank") && n > 300 ? Double.NaN : critical(search, x);
            int at = n / 3 + random.nextInt(n / 3);
            found += near(search.find(shifted(x, at)).indices(), at, n) ? 1 : 0;
            int[] three = {n / 4, n / 2, 3 * n / 4};
            f1 += f1(search.find(shifted(x, three)).indices(), three, n) / runs;
        }
        Arrays.sort(critical);
        double quantile = critical[(int) (0.95 * runs)] / Math.log(n);
        out.printf(
                Locale.ROOT,
                "%-15s %-10s %6d %12.2f %10.3f %10.2f %10.2f%n",
                name,
                noise,
                n,
                quantile,
                cut / (double) runs,
                found / (double) runs,
                f1);
        if (n == 300 && List.of("default", "autocorrelated", "local").contains(name)) {
            String key = name + "_" + noise.name().toLowerCase(Locale.ROOT);
            score.put(key + "_false", cut / (double) runs);
            if (noise == Noise.WHITE) {
                score.put(key + "_critical", quantile).put(key + "_power", found / (double) runs);
            }
        }
    }

    /** The least penalty that leaves a series whole, by bisection. */
    private static double critical(ChangePoints search, double[] x) {
        double low = 0;
        double high = 60 * Math.log(x.length);
        for (int i = 0; i < 11; i++) {
            double middle = (low + high) / 2;
            if (search.penalty(middle).find(x).changes().isEmpty()) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    /** The level moves by 2 deviations of the noise at each place, up and down in turn. */
    private static double[] shifted(double[] x, int... places) {
        double[] out = x.clone();
        for (int i = 0; i < x.length; i++) {
            int at = i;
            long before = Arrays.stream(places).filter(p -> p <= at).count();
            out[i] += before % 2 == 1 ? 2 : 0;
        }
        return out;
    }

    private static boolean near(int[] found, int at, int n) {
        return Arrays.stream(found).anyMatch(f -> Math.abs(f - at) <= Math.max(5, n / 50));
    }

    private static double f1(int[] found, int[] truth, int n) {
        long right = Arrays.stream(truth).filter(t -> near(found, t, n)).count();
        double precision = found.length == 0 ? 0 : Math.min(right, found.length) / (double) found.length;
        double recall = right / (double) truth.length;
        return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }
}
