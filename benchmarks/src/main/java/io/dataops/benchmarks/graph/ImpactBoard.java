package io.dataops.benchmarks.graph;

import io.dataops.benchmarks.Board;
import io.dataops.benchmarks.BoardOptions;
import io.dataops.benchmarks.Score;
import io.dataops.graph.IntGraph;
import io.dataops.graph.Spread;
import java.io.PrintStream;
import java.util.Locale;
import java.util.SplittableRandom;

/** 1,000 worlds on 10,000 vertices in a calm and in a stormy regime, word by word and singly; certain limits on 1 M. */
public final class ImpactBoard implements Board {
    private static final int WORLDS = 1_000;

    @Override
    public String name() {
        return "impact";
    }

    @Override
    public String question() {
        return "1,000 worlds on 10,000 vertices, and certain limits on 1 M";
    }

    @Override
    public Score run(BoardOptions options, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%-28s %12s %12s %14s %14s%n",
                "10,000 vertices, 30,000 edges",
                "by word ms",
                "singly ms",
                "affected",
                "difference");
        double[] calm = regime("low probabilities", 0.08, 0.46, out);
        double[] stormy = regime("high probabilities", 0.39, 0.78, out);
        IntGraph large =
                RandomGraph.expander(1_000_000, 5_000_000, 99, 0.1, 0.9).freeze();
        double bounds = Double.MAX_VALUE;
        int[] roots = new SplittableRandom(5).ints(10, 0, 100_000).toArray();
        for (int round = 0; round < 5; round++) {
            for (int root : roots) {
                Spread spread = large.spread(root);
                long start = System.nanoTime();
                spread.bounds();
                bounds = Math.min(bounds, (System.nanoTime() - start) / 1e6);
            }
        }
        double slowest = 0;
        for (int root : roots) {
            Spread spread = large.spread(root);
            long start = System.nanoTime();
            spread.bounds();
            slowest = Math.max(slowest, (System.nanoTime() - start) / 1e6);
        }
        out.printf(Locale.ROOT, "certain limits on 1 M vertices: %.1f to %.1f ms a root%n", bounds, slowest);
        return new Score()
                .put("impact_ms", Math.max(calm[0], stormy[0]))
                .put("singly_ms", Math.max(calm[1], stormy[1]))
                .put("low_by_word_vs_singly", calm[0] / calm[1])
                .put("high_by_word_vs_singly", stormy[0] / stormy[1])
                .put("bounds_ms", slowest);
    }

    private static double[] regime(String name, double low, double high, PrintStream out) {
        IntGraph graph = RandomGraph.cone(10_000, 30_000, 1, low, high).freeze();
        int[] roots = new SplittableRandom(2).ints(20, 0, 2_000).toArray();
        double word = 0;
        double single = 0;
        double affected = 0;
        double apart = 0;
        for (int round = 0; round < 6; round++) {
            word = 0;
            single = 0;
            affected = 0;
            apart = 0;
            for (int root : roots) {
                Spread byWord = graph.spread(root);
                Spread singly = graph.spread(root);
                long start = System.nanoTime();
                byWord.simulate(WORLDS, 42);
                long middle = System.nanoTime();
                singly.simulateSingly(WORLDS, 42);
                word += (middle - start) / 1e6 / roots.length;
                single += (System.nanoTime() - middle) / 1e6 / roots.length;
                double a = 0;
                double b = 0;
                for (int v = 0; v < graph.vertices(); v++) {
                    a += byWord.share(v);
                    b += singly.share(v);
                }
                affected += a / roots.length;
                apart += Math.abs(a - b) / b / roots.length;
            }
        }
        if (apart > 0.1) {
            throw new IllegalStateException("both simulations differ by " + apart);
        }
        out.printf(Locale.ROOT, "%-28s %12.3f %12.3f %14.1f %13.1f%%%n", name, word, single, affected, 100 * apart);
        return new double[] {word, single};
    }
}
