package io.dataops.benchmarks.graph;

import io.dataops.benchmarks.Board;
import io.dataops.benchmarks.BoardOptions;
import io.dataops.benchmarks.Score;
import io.dataops.graph.IntGraph;
import io.dataops.graph.Spread;
import java.io.PrintStream;
import java.util.Locale;
import java.util.SplittableRandom;

/** 1,000 worlds on 10,000 vertices in a calm and in a stormy regime, many at a time and singly; certain limits on 1 M. */
public final class ImpactBoard implements Board {
    private static final int WORLDS = 1_000;
    private static final int ROUNDS = 8;

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
                "%-28s %12s %12s %12s %14s %14s%n",
                "10,000 vertices, 30,000 edges",
                "chosen ms",
                "together ms",
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
                .put("singly_ms", Math.max(calm[2], stormy[2]))
                .put("low_together_vs_singly", calm[1] / calm[2])
                .put("high_together_vs_singly", stormy[1] / stormy[2])
                .put("bounds_ms", slowest);
    }

    private static double[] regime(String name, double low, double high, PrintStream out) {
        IntGraph graph = RandomGraph.cone(10_000, 30_000, 1, low, high).freeze();
        int[] roots = new SplittableRandom(2).ints(20, 0, 2_000).toArray();
        double[] best = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};
        double affected = 0;
        double apart = 0;
        for (int round = 0; round < ROUNDS; round++) {
            double[] ms = new double[3];
            affected = 0;
            apart = 0;
            for (int root : roots) {
                Spread[] spreads = {graph.spread(root), graph.spread(root), graph.spread(root)};
                long start = System.nanoTime();
                spreads[0].simulate(WORLDS, 42);
                long first = System.nanoTime();
                spreads[1].simulateTogether(WORLDS, 42);
                long second = System.nanoTime();
                spreads[2].simulateSingly(WORLDS, 42);
                ms[0] += (first - start) / 1e6 / roots.length;
                ms[1] += (second - first) / 1e6 / roots.length;
                ms[2] += (System.nanoTime() - second) / 1e6 / roots.length;
                double[] sums = new double[3];
                for (int v = 0; v < graph.vertices(); v++) {
                    for (int i = 0; i < 3; i++) {
                        sums[i] += spreads[i].share(v);
                    }
                }
                affected += sums[0] / roots.length;
                double most = Math.max(Math.abs(sums[0] - sums[2]), Math.abs(sums[1] - sums[2]));
                apart += most / sums[2] / roots.length;
            }
            for (int i = 0; i < 3; i++) {
                best[i] = Math.min(best[i], ms[i]);
            }
        }
        if (apart > 0.1) {
            throw new IllegalStateException("the simulations differ by " + apart);
        }
        out.printf(
                Locale.ROOT,
                "%-28s %12.3f %12.3f %12.3f %14.1f %13.1f%%%n",
                name,
                best[0],
                best[1],
                best[2],
                affected,
                100 * apart);
        return best;
    }
}
