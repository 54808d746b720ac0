package io.dataops.observability.anomaly;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A random cut tree by its definition: cut the bounding box, part the points, go on; all boxes are read from the points. */
final class NaiveCutTree {
    private final List<float[]> points;
    private int dimension;
    private double cut;
    private NaiveCutTree left;
    private NaiveCutTree right;

    private NaiveCutTree(List<float[]> points) {
        this.points = points;
    }

    static NaiveCutTree grow(List<float[]> points, Random random) {
        NaiveCutTree tree = new NaiveCutTree(points);
        double sides = 0;
        int dimensions = points.get(0).length;
        for (int d = 0; d < dimensions; d++) {
            sides += tree.bound(d, true) - tree.bound(d, false);
        }
        if (sides > 0) {
            double at = random.nextDouble() * sides;
            int d = 0;
            while (at >= tree.bound(d, true) - tree.bound(d, false)) {
                at -= tree.bound(d, true) - tree.bound(d, false);
                d++;
            }
            tree.part(d, tree.bound(d, false) + at);
            tree.left = grow(tree.side(true), random);
            tree.right = grow(tree.side(false), random);
        }
        return tree;
    }

    /** The same cuts as a tree of the forest has, over the points of its leaves. */
    static NaiveCutTree copy(CutTree tree, int node, ForestPoints store) {
        if (tree.isLeaf(node)) {
            float[] point = new float[store.dimensions];
            for (int d = 0; d < point.length; d++) {
                point[d] = store.value(tree.point(node), d);
            }
            List<float[]> copies = new ArrayList<>();
            for (int i = 0; i < tree.mass(node); i++) {
                copies.add(point);
            }
            return new NaiveCutTree(copies);
        }
        NaiveCutTree first = copy(tree, tree.child(node, true), store);
        NaiveCutTree second = copy(tree, tree.child(node, false), store);
        List<float[]> all = new ArrayList<>(first.points);
        all.addAll(second.points);
        NaiveCutTree copy = new NaiveCutTree(all);
        copy.part(tree.dimension(node), tree.cut(node));
        copy.left = first;
        copy.right = second;
        return copy;
    }

    List<float[]> points() {
        return points;
    }

    int dimension() {
        return dimension;
    }

    private void part(int d, double at) {
        dimension = d;
        cut = at;
    }

    private List<float[]> side(boolean first) {
        return points.stream().filter(p -> p[dimension] <= cut == first).toList();
    }

    double bound(int d, boolean upper) {
        double bound = points.get(0)[d];
        for (float[] p : points) {
            bound = upper ? Math.max(bound, p[d]) : Math.min(bound, p[d]);
        }
        return bound;
    }

    /** Whether every cut parts its points into those of its two sides, both of them some. */
    boolean sound() {
        if (left == null) {
            return points.stream().allMatch(p -> java.util.Arrays.equals(p, points.get(0)));
        }
        return side(true).size() == left.points.size()
                && side(false).size() == right.points.size()
                && !left.points.isEmpty()
                && !right.points.isEmpty()
                && left.sound()
                && right.sound();
    }

    /** The score by its definition, as an expectation over the first cut of the point's own box at each node. */
    double score(float[] p) {
        return Math.log(points.size() + 1.0) / Math.log(2) * score(p, 0, points.size());
    }

    private double score(float[] p, int depth, int all) {
        double sides = 0;
        double inside = 0;
        for (int d = 0; d < p.length; d++) {
            sides += Math.max(bound(d, true), p[d]) - Math.min(bound(d, false), p[d]);
            inside += bound(d, true) - bound(d, false);
        }
        if (left == null && sides == 0) {
            double copies = Math.log(points.size() + 1.0) / Math.log(2);
            return (1 - points.size() / (2.0 * all)) / (depth + copies);
        }
        double parted = 1 - inside / sides;
        double later = left == null ? 0 : (p[dimension] <= cut ? left : right).score(p, depth + 1, all);
        return parted / (depth + 1) + (1 - parted) * later;
    }
}
