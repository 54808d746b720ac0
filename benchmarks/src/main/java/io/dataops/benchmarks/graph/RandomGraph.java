package io.dataops.benchmarks.graph;

import io.dataops.graph.IntGraph;
import java.util.SplittableRandom;

/**
 * A random layered graph without cycles: 50 layers, every edge from one layer to the next.
 *
 * @param vertices how many
 * @param from start of each edge
 * @param to end of each edge, in the next layer
 * @param propagation probability of each edge
 */
record RandomGraph(int vertices, int[] from, int[] to, double[] propagation) {
    static final int LAYERS = 50;

    /** Local: an edge leads to the next layer, near the same place, so that what is reached stays a cone. */
    static RandomGraph cone(int vertices, int edges, long seed, double low, double high) {
        return make(vertices, edges, seed, low, high, true);
    }

    /** Anywhere: an edge leads to any place of the next layer, so that a closure soon fills the layers. */
    static RandomGraph expander(int vertices, int edges, long seed, double low, double high) {
        return make(vertices, edges, seed, low, high, false);
    }

    private static RandomGraph make(int vertices, int edges, long seed, double low, double high, boolean local) {
        SplittableRandom random = new SplittableRandom(seed);
        int width = vertices / LAYERS;
        int[] from = new int[edges];
        int[] to = new int[edges];
        double[] propagation = new double[edges];
        int reach = 20;
        for (int e = 0; e < edges; e++) {
            int layer = random.nextInt(LAYERS - 1);
            int place = random.nextInt(width);
            int later = layer + 1;
            int there = local ? Math.floorMod(place + random.nextInt(-reach, reach + 1), width) : random.nextInt(width);
            from[e] = layer * width + place;
            to[e] = later * width + there;
            propagation[e] = low + (high - low) * random.nextDouble();
        }
        return new RandomGraph(vertices, from, to, propagation);
    }

    IntGraph freeze() {
        return IntGraph.freeze(vertices, from, to, propagation, propagation);
    }
}
