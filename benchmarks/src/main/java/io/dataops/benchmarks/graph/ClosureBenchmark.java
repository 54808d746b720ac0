package io.dataops.benchmarks.graph;

import io.dataops.graph.IntGraph;
import io.dataops.graph.Reachability;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;
import org.jgrapht.graph.DefaultDirectedGraph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.traverse.BreadthFirstIterator;
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

/** How long does a closure take on a graph of 100,000 vertices and 500,000 edges? */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ClosureBenchmark {
    private static final int VERTICES = 100_000;
    private static final int EDGES = 500_000;

    /** Who answers. */
    @Param({"dataops", "jgrapht", "webgraph"})
    public String library;

    private IntUnaryOperator closure;
    private int[] roots;
    private int next;

    /** Builds the graph and checks that all agree on the size of a closure. */
    @Setup
    public void build() {
        RandomGraph random = RandomGraph.cone(VERTICES, EDGES, 42, 0.1, 0.9);
        IntGraph graph = random.freeze();
        Reachability reach = graph.reach();
        roots = new SplittableRandom(7).ints(64, 0, VERTICES).toArray();
        closure = switch (library) {
            case "jgrapht" -> jgrapht(random);
            case "webgraph" -> WebGraphPeer.of(VERTICES, random.from(), random.to())::sizeOf;
            default -> reach::sizeOf;
        };
        if (closure.applyAsInt(roots[0]) != graph.reach().sizeOf(roots[0])) {
            throw new IllegalStateException(library + " finds another closure");
        }
    }

    private static IntUnaryOperator jgrapht(RandomGraph random) {
        DefaultDirectedGraph<Integer, DefaultEdge> peer = new DefaultDirectedGraph<>(DefaultEdge.class);
        for (int v = 0; v < VERTICES; v++) {
            peer.addVertex(v);
        }
        for (int e = 0; e < EDGES; e++) {
            peer.addEdge(random.from()[e], random.to()[e]);
        }
        return root -> {
            int count = 0;
            for (var iterator = new BreadthFirstIterator<>(peer, root); iterator.hasNext(); iterator.next()) {
                count++;
            }
            return count;
        };
    }

    /** The size of one closure. */
    @Benchmark
    public int closure() {
        next = (next + 1) % roots.length;
        return closure.applyAsInt(roots[next]);
    }
}
