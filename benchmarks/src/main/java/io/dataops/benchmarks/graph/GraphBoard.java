package io.dataops.benchmarks.graph;

import com.google.common.graph.GraphBuilder;
import com.google.common.graph.ImmutableGraph;
import com.google.common.graph.Traverser;
import io.dataops.benchmarks.Board;
import io.dataops.benchmarks.BoardOptions;
import io.dataops.benchmarks.Score;
import io.dataops.graph.IntGraph;
import io.dataops.graph.Reachability;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import org.jgrapht.alg.util.Pair;
import org.jgrapht.graph.DefaultDirectedGraph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.opt.graph.sparse.SparseIntDirectedGraph;
import org.jgrapht.traverse.BreadthFirstIterator;

/** Closures on a random layered graph of 1 M vertices and 5 M edges, both shapes, every size compared. */
public final class GraphBoard implements Board {
    private static final int VERTICES = 1_000_000;
    private static final int EDGES = 5_000_000;

    @Override
    public String name() {
        return "graph";
    }

    @Override
    public String question() {
        return "closures of a graph of 1 M vertices and 5 M edges, beside JGraphT, WebGraph and, with --all, Guava";
    }

    @Override
    public Score run(BoardOptions options, PrintStream out) {
        Shape cone = shape("cone", RandomGraph.cone(VERTICES, EDGES, 42, 0.1, 0.9), 40, 20, options.all(), out);
        Shape expander =
                shape("expander", RandomGraph.expander(VERTICES, EDGES, 99, 0.1, 0.9), 40, 4, options.all(), out);
        return new Score()
                .put("closure_vs_jgrapht", Math.min(cone.jgrapht, expander.jgrapht))
                .put("closure_vs_sparse", Math.min(cone.sparse, expander.sparse))
                .put("closure_vs_webgraph", Math.min(cone.webgraph, expander.webgraph))
                .put("allroots_vs_jgrapht", Math.min(cone.allRoots, expander.allRoots))
                .put("bytes_per_edge", Math.max(cone.bytes, expander.bytes))
                .put("freeze_ms", Math.max(cone.freeze, expander.freeze))
                .put("scc_ms", Math.max(cone.components, expander.components))
                .put("diff_ms", Math.max(cone.difference, expander.difference));
    }

    private record Shape(
            double jgrapht,
            double sparse,
            double webgraph,
            double allRoots,
            double bytes,
            double freeze,
            double components,
            double difference) {}

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static long heap() {
        System.gc();
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static Shape shape(
            String name, RandomGraph random, int roots, int peerRoots, boolean all, PrintStream out) {
        IntGraph graph = random.freeze();
        double freeze = Double.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long start = System.nanoTime();
            graph = random.freeze();
            freeze = Math.min(freeze, seconds(start));
        }
        IntGraph other = random.freeze();
        graph = null;
        long before = heap();
        graph = random.freeze();
        double measured = (double) (heap() - before) / EDGES;
        double bytes = (double) graph.bytes() / EDGES;
        double difference = Double.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long start = System.nanoTime();
            if (graph.differences(other) != 0) {
                throw new IllegalStateException("a graph differs from itself");
            }
            difference = Math.min(difference, seconds(start));
        }
        double components = components(random);
        int[] chosen = new SplittableRandom(7).ints(roots, 0, VERTICES).toArray();
        int[] sizes = new int[roots];
        Reachability reach = graph.reach();
        double ours = Double.MAX_VALUE;
        for (int round = 0; round < 3; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < roots; i++) {
                sizes[i] = reach.sizeOf(chosen[i]);
            }
            ours = Math.min(ours, seconds(start) / roots);
        }
        int blocks = all ? 200 : 40;
        double many = allRoots(reach, blocks);
        double jgrapht = jgrapht(random, chosen, sizes, peerRoots);
        double[] sparse = sparse(random, chosen, sizes, peerRoots);
        WebGraphPeer peer = WebGraphPeer.of(VERTICES, random.from(), random.to());
        double webgraph = timed(chosen, sizes, peerRoots, peer::sizeOf);
        double guava = all ? guava(random, chosen, sizes, peerRoots) : Double.NaN;
        out.printf(Locale.ROOT, "%n%s: mean closure %.0f%n", name, mean(sizes));
        out.printf(
                Locale.ROOT,
                "  freeze %.0f ms, components %.0f ms, difference %.0f ms, %.1f bytes an edge (heap grew by %.1f)%n",
                1e3 * freeze,
                1e3 * components,
                1e3 * difference,
                bytes,
                measured);
        out.printf(
                Locale.ROOT,
                "  ms a root: one %.4f, 64 at a time %.5f (%d blocks), JGraphT %.2f, sparse %.2f, sparse with bit set %.2f, WebGraph %.2f, Guava %.2f%n",
                1e3 * ours,
                1e3 * many,
                blocks,
                1e3 * jgrapht,
                1e3 * sparse[0],
                1e3 * sparse[1],
                1e3 * webgraph,
                1e3 * guava);
        return new Shape(
                jgrapht / ours,
                sparse[1] / ours,
                webgraph / ours,
                jgrapht / many,
                bytes,
                1e3 * freeze,
                1e3 * components,
                1e3 * difference);
    }

    private static double mean(int[] sizes) {
        double sum = 0;
        for (int size : sizes) {
            sum += (double) size / sizes.length;
        }
        return sum;
    }

    /** The same edges under a random naming, so that the order has to be found. */
    private static double components(RandomGraph random) {
        int[] name = new int[random.vertices()];
        SplittableRandom shuffle = new SplittableRandom(3);
        for (int i = 0; i < name.length; i++) {
            int k = shuffle.nextInt(i + 1);
            name[i] = name[k];
            name[k] = i;
        }
        int[] from = new int[EDGES];
        int[] to = new int[EDGES];
        for (int e = 0; e < EDGES; e++) {
            from[e] = name[random.from()[e]];
            to[e] = name[random.to()[e]];
        }
        double best = Double.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long start = System.nanoTime();
            if (IntGraph.components(random.vertices(), from, to) != random.vertices()) {
                throw new IllegalStateException("a graph without cycles has one");
            }
            best = Math.min(best, seconds(start));
        }
        return best;
    }

    private static double allRoots(Reachability reach, int blocks) {
        SplittableRandom random = new SplittableRandom(11);
        long time = 0;
        for (int b = 0; b < blocks; b++) {
            int from = 64 * random.nextInt(VERTICES / 64);
            int[] block = new int[64];
            for (int i = 0; i < 64; i++) {
                block[i] = from + i;
            }
            long start = System.nanoTime();
            int[] sizes = reach.sizesOf(block);
            time += System.nanoTime() - start;
            if (sizes[b % 64] != reach.sizeOf(block[b % 64])) {
                throw new IllegalStateException("64 at a time differ from one");
            }
        }
        return time / 1e9 / blocks / 64;
    }

    private static double timed(int[] roots, int[] sizes, int n, IntUnaryOperator size) {
        size.applyAsInt(roots[0]);
        long start = System.nanoTime();
        for (int i = 0; i < n; i++) {
            if (size.applyAsInt(roots[i]) != sizes[i]) {
                throw new IllegalStateException("closure of " + roots[i] + " differs");
            }
        }
        return seconds(start) / n;
    }

    private static double jgrapht(RandomGraph random, int[] roots, int[] sizes, int n) {
        DefaultDirectedGraph<Integer, DefaultEdge> graph = new DefaultDirectedGraph<>(DefaultEdge.class);
        for (int v = 0; v < VERTICES; v++) {
            graph.addVertex(v);
        }
        for (int e = 0; e < EDGES; e++) {
            graph.addEdge(random.from()[e], random.to()[e]);
        }
        return timed(roots, sizes, n, root -> count(new BreadthFirstIterator<>(graph, root)));
    }

    private static int count(BreadthFirstIterator<Integer, ?> iterator) {
        int count = 0;
        for (; iterator.hasNext(); iterator.next()) {
            count++;
        }
        return count;
    }

    private static double[] sparse(RandomGraph random, int[] roots, int[] sizes, int n) {
        List<Pair<Integer, Integer>> edges = new ArrayList<>(EDGES);
        for (int e = 0; e < EDGES; e++) {
            edges.add(Pair.of(random.from()[e], random.to()[e]));
        }
        SparseIntDirectedGraph graph = new SparseIntDirectedGraph(VERTICES, edges);
        double plain = timed(roots, sizes, n, root -> count(new BreadthFirstIterator<>(graph, root)));
        double bits = timed(roots, sizes, n, root -> {
            BitSet reached = new BitSet(VERTICES);
            ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(root));
            reached.set(root);
            while (!queue.isEmpty()) {
                for (Integer edge : graph.outgoingEdgesOf(queue.remove())) {
                    int to = graph.getEdgeTarget(edge);
                    if (!reached.get(to)) {
                        reached.set(to);
                        queue.add(to);
                    }
                }
            }
            return reached.cardinality();
        });
        return new double[] {plain, bits};
    }

    private static double guava(RandomGraph random, int[] roots, int[] sizes, int n) {
        ImmutableGraph.Builder<Integer> builder =
                GraphBuilder.directed().expectedNodeCount(VERTICES).immutable();
        for (int v = 0; v < VERTICES; v++) {
            builder.addNode(v);
        }
        for (int e = 0; e < EDGES; e++) {
            builder.putEdge(random.from()[e], random.to()[e]);
        }
        Traverser<Integer> traverser = Traverser.forGraph(builder.build());
        return timed(roots, sizes, n, root -> {
            int count = 0;
            for (Integer ignored : traverser.breadthFirst(root)) {
                count++;
            }
            return count;
        });
    }
}
