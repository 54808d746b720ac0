package io.dataops.benchmarks.graph;

import it.unimi.dsi.webgraph.ArrayListMutableGraph;
import it.unimi.dsi.webgraph.BVGraph;
import it.unimi.dsi.webgraph.ImmutableGraph;
import it.unimi.dsi.webgraph.LazyIntIterator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.Stream;

/** WebGraph's compressed graph, with a breadth-first search over an array and a bit set: its kernel at its best. */
final class WebGraphPeer {
    private final ImmutableGraph graph;
    private final int[] queue;

    private WebGraphPeer(ImmutableGraph graph) {
        this.graph = graph;
        this.queue = new int[graph.numNodes()];
    }

    static WebGraphPeer of(int vertices, int[] from, int[] to) {
        ArrayListMutableGraph mutable = new ArrayListMutableGraph(vertices);
        long[] arcs = new long[from.length];
        Arrays.setAll(arcs, e -> (long) from[e] << 32 | to[e]);
        Arrays.sort(arcs);
        for (int e = 0; e < arcs.length; e++) {
            if (e == 0 || arcs[e] != arcs[e - 1]) {
                mutable.addArc((int) (arcs[e] >>> 32), (int) arcs[e]);
            }
        }
        try {
            Path folder = Files.createTempDirectory("webgraph");
            String name = folder.resolve("graph").toString();
            BVGraph.store(mutable.immutableView(), name);
            ImmutableGraph loaded = BVGraph.load(name);
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
            return new WebGraphPeer(loaded);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int sizeOf(int root) {
        BitSet reached = new BitSet(graph.numNodes());
        reached.set(root);
        queue[0] = root;
        int size = 1;
        for (int at = 0; at < size; at++) {
            LazyIntIterator readers = graph.successors(queue[at]);
            for (int w = readers.nextInt(); w >= 0; w = readers.nextInt()) {
                if (!reached.get(w)) {
                    reached.set(w);
                    queue[size++] = w;
                }
            }
        }
        return size;
    }
}
