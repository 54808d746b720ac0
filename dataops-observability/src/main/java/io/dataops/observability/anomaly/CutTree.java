package io.dataops.observability.anomaly;

import java.util.List;

/**
 * One tree of a {@link RandomCutForest} over its own sample. A node cuts its box at a place that is uniform over the sum of
 * its sides; putting a point in and taking it out keep that distribution (Guha and others, 2016, theorems 1 and 2). Inner nodes
 * are 0 to samples - 2, leaves follow. Only nodes of 8 points or more keep their box; that of others is read from their points.
 */
final class CutTree {
    static final int NONE = -1;
    private static final int BOXED = 8;
    private static final double NEGLIGIBLE = 1e-9;
    private static final double LOG_2 = Math.log(2);

    private final int inner;
    private final int dimensions;
    private final ForestPoints points;

    private final short[] left;
    private final short[] right;
    private final short[] dimension;
    private final float[] cut;
    private final short[] mass;
    private final int[] leafPoint;
    /** Free nodes hang together by their left child or point. */
    private int freeInner;

    private int freeLeaf;
    private int root = NONE;
    private final NodeBoxes boxes;

    /** The sample: a heap with the leaf that goes next on top, by the logarithm of its exponential clock. */
    private final float[] clock;

    private final short[] sampled;
    private int size;
    private long random;
    private float newCut;

    CutTree(ForestPoints points, int samples, long seed) {
        this.points = points;
        this.dimensions = points.dimensions;
        this.inner = samples - 1;
        this.random = seed;
        left = new short[inner];
        right = new short[inner];
        dimension = new short[inner];
        cut = new float[inner];
        mass = new short[inner + samples];
        leafPoint = new int[samples];
        clock = new float[samples];
        sampled = new short[samples];
        boxes = new NodeBoxes(inner, dimensions);
        for (int i = 0; i < inner; i++) {
            left[i] = (short) (i + 1 < inner ? i + 1 : NONE);
        }
        for (int i = 0; i < samples; i++) {
            leafPoint[i] = i + 1 < samples ? i + 1 : NONE;
        }
    }

    boolean isLeaf(int node) {
        return node >= inner;
    }

    int root() {
        return root;
    }

    int mass(int node) {
        return mass[node];
    }

    int child(int node, boolean first) {
        return first ? left[node] : right[node];
    }

    int dimension(int node) {
        return dimension[node];
    }

    float cut(int node) {
        return cut[node];
    }

    int point(int leaf) {
        return leafPoint[leaf - inner];
    }

    private boolean goesLeft(int node, float[] values) {
        return values[dimension[node]] <= cut[node];
    }

    /** A number from 0 (excluded) to 1 (included), by SplitMix64. */
    private double uniform() {
        random += 0x9E3779B97F4A7C15L;
        long z = random;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        z ^= z >>> 31;
        return ((z >>> 11) + 1) * 0x1.0p-53;
    }

    /**
     * Offers a point to the sample; what came later is exponentially likelier to stay (Efraimidis and Spirakis, 2006).
     *
     * @param age decay times the number of points so far
     */
    void offer(float[] values, int point, double age) {
        float time = (float) (Math.log(-Math.log(uniform()) + Double.MIN_NORMAL) - age);
        if (size == clock.length) {
            if (time >= clock[0]) {
                return;
            }
            int leaf = sampled[0];
            size--;
            sink(clock[size], sampled[size]);
            remove(leaf);
        }
        rise(time, (short) insert(values, point));
    }

    private void rise(float time, short leaf) {
        int i = size++;
        while (i > 0 && clock[(i - 1) / 2] < time) {
            clock[i] = clock[(i - 1) / 2];
            sampled[i] = sampled[(i - 1) / 2];
            i = (i - 1) / 2;
        }
        clock[i] = time;
        sampled[i] = leaf;
    }

    private void sink(float time, short leaf) {
        int i = 0;
        while (2 * i + 1 < size) {
            int child = 2 * i + 1;
            if (child + 1 < size && clock[child + 1] > clock[child]) {
                child++;
            }
            if (clock[child] <= time) {
                break;
            }
            clock[i] = clock[child];
            sampled[i] = sampled[child];
            i = child;
        }
        clock[i] = time;
        sampled[i] = leaf;
    }

    private int newLeaf(int point) {
        int slot = freeLeaf;
        freeLeaf = leafPoint[slot];
        leafPoint[slot] = point;
        mass[inner + slot] = 1;
        points.use(point);
        return inner + slot;
    }

    /** Puts a point in; one that is there already makes its leaf heavier. */
    private int insert(float[] values, int point) {
        if (root == NONE) {
            root = newLeaf(point);
            return root;
        }
        int[] path = points.path;
        int depth = 0;
        int node = root;
        int d = NONE;
        while (!(isLeaf(node) && points.same(point(node), values))) {
            boxes.find(this, node, points);
            d = separate(values);
            if (d >= 0) {
                break;
            }
            path[depth++] = node;
            node = goesLeft(node, values) ? left[node] : right[node];
        }
        int leaf = node;
        if (d >= 0) {
            leaf = newLeaf(point);
            int made = freeInner;
            freeInner = left[made];
            boolean first = values[d] <= newCut;
            left[made] = (short) (first ? leaf : node);
            right[made] = (short) (first ? node : leaf);
            dimension[made] = (short) d;
            cut[made] = newCut;
            mass[made] = mass[node];
            replace(depth, node, made);
            mass[made]++;
            boxes.keep(made, mass[made] >= BOXED, this, points);
        } else {
            mass[leaf]++;
        }
        for (int i = depth - 1; i >= 0; i--) {
            mass[path[i]]++;
            boxes.widen(path[i], values);
            boxes.keep(path[i], mass[path[i]] >= BOXED, this, points);
        }
        return leaf;
    }

    private void replace(int depth, int before, int after) {
        if (depth == 0) {
            root = after;
        } else if (left[points.path[depth - 1]] == before) {
            left[points.path[depth - 1]] = (short) after;
        } else {
            right[points.path[depth - 1]] = (short) after;
        }
    }

    /** Draws a cut of the found box together with a point: the dimension if it parts them, -1 if not. */
    private int separate(float[] values) {
        double sides = 0;
        for (int d = 0; d < dimensions; d++) {
            sides += Math.max(boxes.high(d), values[d]) - (double) Math.min(boxes.low(d), values[d]);
        }
        double at = (1 - uniform()) * sides;
        int last = NONE;
        for (int d = 0; d < dimensions; d++) {
            float from = Math.min(boxes.low(d), values[d]);
            double side = Math.max(boxes.high(d), values[d]) - (double) from;
            if (side > 0) {
                last = d;
                if (at < side) {
                    return parts(d, values[d], from + at) ? d : NONE;
                }
            }
            at -= side;
        }
        return parts(last, values[last], Math.max(boxes.high(last), values[last])) ? last : NONE;
    }

    /** Whether a cut lies between the found box and a point; puts it on the grid of floats so that it does part them. */
    private boolean parts(int d, float value, double at) {
        float low = boxes.low(d);
        float high = boxes.high(d);
        if (value > high && at >= high) {
            newCut = Math.max(high, Math.min((float) at, Math.nextDown(value)));
            return true;
        }
        if (value < low && at < low) {
            newCut = Math.max(value, Math.min((float) at, Math.nextDown(low)));
            return true;
        }
        return false;
    }

    /** Takes one use of a leaf out; the last one takes the node above along. */
    private void remove(int leaf) {
        int point = point(leaf);
        int[] path = points.path;
        int depth = 0;
        for (int node = root; node != leaf; depth++) {
            path[depth] = node;
            node = points.value(point, dimension[node]) <= cut[node] ? left[node] : right[node];
        }
        if (--mass[leaf] == 0) {
            leafPoint[leaf - inner] = freeLeaf;
            freeLeaf = leaf - inner;
            points.release(point);
            if (depth == 0) {
                root = NONE;
                return;
            }
            int above = path[--depth];
            replace(depth, above, left[above] == leaf ? right[above] : left[above]);
            boxes.keep(above, false, this, points);
            left[above] = (short) freeInner;
            freeInner = above;
            for (int i = depth - 1; i >= 0; i--) {
                mass[path[i]]--;
                boxes.keep(path[i], mass[path[i]] >= BOXED, this, points);
                boxes.renew(path[i], this, points);
            }
            return;
        }
        for (int i = depth - 1; i >= 0; i--) {
            mass[path[i]]--;
            boxes.keep(path[i], mass[path[i]] >= BOXED, this, points);
        }
    }

    /**
     * Adds how early a point would be cut off to the parts of its dimensions: the mean of 1 / (depth + 1) over the cuts that
     * would put it in. Where it is in the tree already, its depth grows with the logarithm of its copies, and what it weighs
     * counts less, by half if it is all of the tree. In units of a tree of as many points that halves at every cut.
     */
    void oddness(float[] values, double[] parts) {
        double unit = Math.log(1.0 + size) / LOG_2;
        double kept = 1;
        int node = root;
        for (int depth = 0; node != NONE && kept > NEGLIGIBLE; depth++) {
            boxes.find(this, node, points);
            double sides = 0;
            double outside = 0;
            for (int d = 0; d < dimensions; d++) {
                double beyond = boxes.beyond(d, values[d]);
                sides += (double) boxes.high(d) - boxes.low(d) + beyond;
                outside += beyond;
            }
            if (outside > 0) {
                double share = unit * kept / (depth + 1) / sides;
                for (int d = 0; d < dimensions; d++) {
                    parts[d] += share * boxes.beyond(d, values[d]);
                }
                kept *= 1 - outside / sides;
            }
            if (isLeaf(node)) {
                double copies = Math.log(1.0 + mass[node]) / LOG_2;
                double rest = outside > 0 ? 0 : unit * kept * (1 - mass[node] / (2.0 * size)) / (depth + copies);
                for (int d = 0; d < dimensions; d++) {
                    parts[d] += rest / dimensions;
                }
                return;
            }
            node = goesLeft(node, values) ? left[node] : right[node];
        }
    }

    /** The last dimension of the sampled point that the others lead to; the heavier side where they do not say. */
    float expectedLast(float[] values) {
        int node = root;
        while (!isLeaf(node)) {
            boolean known = dimension[node] < dimensions - 1;
            boolean first = known ? goesLeft(node, values) : mass[left[node]] >= mass[right[node]];
            node = first ? left[node] : right[node];
        }
        return points.value(point(node), dimensions - 1);
    }

    long bytes() {
        return 2L * (left.length + right.length + dimension.length + mass.length + sampled.length)
                + 4L * (cut.length + leafPoint.length + clock.length)
                + boxes.bytes();
    }

    void transfer(State state) {
        for (short[] part : List.of(left, right, dimension, mass, sampled)) {
            state.shorts(part);
        }
        state.floats(cut);
        state.floats(clock);
        state.ints(leafPoint);
        boxes.transfer(state);
        freeInner = state.count(freeInner);
        freeLeaf = state.count(freeLeaf);
        root = state.count(root);
        size = state.count(size);
        random = state.whole(random);
    }
}
