package io.dataops.benchmarks.graph;

import io.dataops.graph.IntGraph;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What do freezing, limits and both ways to simulate cost, where little and where much is reached? */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class KernelBenchmark {
    private static final int WORLDS = 1_000;

    /** Probabilities of the edges. */
    @Param({"0.08 to 0.46", "0.39 to 0.78"})
    public String probabilities;

    private RandomGraph random;
    private IntGraph graph;
    private int[] roots;
    private int next;

    /** Builds the graph. */
    @Setup
    public void build() {
        String[] limits = probabilities.split(" to ", -1);
        random = RandomGraph.cone(10_000, 30_000, 1, Double.parseDouble(limits[0]), Double.parseDouble(limits[1]));
        graph = random.freeze();
        roots = new SplittableRandom(2).ints(20, 0, 2_000).toArray();
    }

    private int root() {
        next = (next + 1) % roots.length;
        return roots[next];
    }

    /** Freezing all edges. */
    @Benchmark
    public int freeze() {
        return random.freeze().edges();
    }

    /** Certain limits. */
    @Benchmark
    public double limits() {
        int root = root();
        return graph.spread(root).bounds().upper(root);
    }

    /** A thousand worlds, in the way that is chosen. */
    @Benchmark
    public double chosen() {
        int root = root();
        return graph.spread(root).simulate(WORLDS, 42).share(root);
    }

    /** A thousand worlds at a time. */
    @Benchmark
    public double together() {
        int root = root();
        return graph.spread(root).simulateTogether(WORLDS, 42).share(root);
    }

    /** A thousand worlds one after the other. */
    @Benchmark
    public double singly() {
        int root = root();
        return graph.spread(root).simulateSingly(WORLDS, 42).share(root);
    }
}
