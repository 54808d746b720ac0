package io.dataops.observability.anomaly;

import java.util.Arrays;

/** The boxes of the nodes of a {@link CutTree} that keep theirs, in one array: lows before highs. */
final class NodeBoxes {
    private static final int NONE = -1;

    private final int dimensions;
    private final short[] slot;
    private float[] bounds = new float[0];
    private int used;
    /** Free slots hang together by their first bound, which holds the next one exactly. */
    private int free = NONE;

    private float[] in = bounds;
    private int at;

    NodeBoxes(int inner, int dimensions) {
        this.dimensions = dimensions;
        this.slot = new short[inner];
        Arrays.fill(slot, (short) NONE);
    }

    float low(int d) {
        return in[at + d];
    }

    float high(int d) {
        return in[at + dimensions + d];
    }

    /** How far a value lies outside the found box. */
    double beyond(int d, float value) {
        float high = high(d);
        float low = low(d);
        return value > high ? (double) value - high : value < low ? (double) low - value : 0;
    }

    /** Finds the box of a node, for {@link #low} and {@link #high}. */
    void find(CutTree tree, int node, ForestPoints points) {
        if (!tree.isLeaf(node) && slot[node] >= 0) {
            in = bounds;
            at = slot[node] * 2 * dimensions;
            return;
        }
        Arrays.fill(points.box, 0, dimensions, Float.POSITIVE_INFINITY);
        Arrays.fill(points.box, dimensions, 2 * dimensions, Float.NEGATIVE_INFINITY);
        gather(tree, node, points);
        in = points.box;
        at = 0;
    }

    /** Fewer than eight points lie below a node that keeps no box, so that this is never deeper than seven. */
    private static void gather(CutTree tree, int node, ForestPoints points) {
        if (tree.isLeaf(node)) {
            points.widen(tree.point(node));
        } else {
            gather(tree, tree.child(node, true), points);
            gather(tree, tree.child(node, false), points);
        }
    }

    /** Begins or ends to keep the box of a node, whose children have theirs. */
    void keep(int node, boolean kept, CutTree tree, ForestPoints points) {
        if (kept && slot[node] < 0) {
            slot[node] = (short) take();
            renew(node, tree, points);
        } else if (!kept && slot[node] >= 0) {
            bounds[slot[node] * 2 * dimensions] = free;
            free = slot[node];
            slot[node] = NONE;
        }
    }

    private int take() {
        if (free != NONE) {
            int taken = free;
            free = (int) bounds[taken * 2 * dimensions];
            return taken;
        }
        if ((used + 1) * 2 * dimensions > bounds.length) {
            bounds = Arrays.copyOf(bounds, (used + used / 4 + 8) * 2 * dimensions);
        }
        return used++;
    }

    /** Widens the box of a node, if it keeps one, by a point. */
    void widen(int node, float[] values) {
        if (slot[node] < 0) {
            return;
        }
        int base = slot[node] * 2 * dimensions;
        for (int d = 0; d < dimensions; d++) {
            bounds[base + d] = Math.min(bounds[base + d], values[d]);
            bounds[base + dimensions + d] = Math.max(bounds[base + dimensions + d], values[d]);
        }
    }

    /** Reads the box of a node, if it keeps one, anew from its children. */
    void renew(int node, CutTree tree, ForestPoints points) {
        if (slot[node] < 0) {
            return;
        }
        int base = slot[node] * 2 * dimensions;
        find(tree, tree.child(node, true), points);
        System.arraycopy(in, at, bounds, base, 2 * dimensions);
        find(tree, tree.child(node, false), points);
        for (int d = 0; d < dimensions; d++) {
            bounds[base + d] = Math.min(bounds[base + d], low(d));
            bounds[base + dimensions + d] = Math.max(bounds[base + dimensions + d], high(d));
        }
    }

    long bytes() {
        return 2L * slot.length + 4L * bounds.length;
    }

    void transfer(State state) {
        int length = state.length(bounds.length, 4);
        if (state.reading()) {
            bounds = new float[length];
        }
        state.shorts(slot);
        state.floats(bounds);
        used = state.count(used);
        free = state.count(free);
    }
}
