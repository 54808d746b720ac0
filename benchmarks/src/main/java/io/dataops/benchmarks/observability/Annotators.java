package io.dataops.benchmarks.observability;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * F1 and covering against several annotators (van den Burg and Williams, 2020, An evaluation of change point detection
 * algorithms): precision against the union of all marks, recall as the mean over annotators, within 5 points, each mark found
 * once, the first point counting as a change of everybody.
 */
final class Annotators {
    private static final int MARGIN = 5;

    private Annotators() {}

    static double f1(int[][] annotators, int[] found) {
        TreeSet<Integer> ours = withStart(found);
        TreeSet<Integer> union = withStart(new int[0]);
        double recall = 0;
        for (int[] marks : annotators) {
            TreeSet<Integer> theirs = withStart(marks);
            union.addAll(theirs);
            recall += (double) truePositives(theirs, ours) / theirs.size() / annotators.length;
        }
        double precision = (double) truePositives(union, ours) / ours.size();
        return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }

    private static TreeSet<Integer> withStart(int[] marks) {
        TreeSet<Integer> set = new TreeSet<>();
        set.add(0);
        for (int mark : marks) {
            set.add(mark);
        }
        return set;
    }

    /** Each true mark takes the nearest finding within the margin that no other took. */
    private static int truePositives(TreeSet<Integer> truth, TreeSet<Integer> found) {
        TreeSet<Integer> left = new TreeSet<>(found);
        int hits = 0;
        for (int mark : truth) {
            int nearest = -1;
            for (int candidate : left.subSet(mark - MARGIN, true, mark + MARGIN, true)) {
                if (nearest < 0 || Math.abs(candidate - mark) < Math.abs(nearest - mark)) {
                    nearest = candidate;
                }
            }
            if (nearest >= 0) {
                left.remove(nearest);
                hits++;
            }
        }
        return hits;
    }

    static double covering(int[][] annotators, int[] found, int n) {
        double sum = 0;
        List<int[]> ours = segments(found, n);
        for (int[] marks : annotators) {
            double covered = 0;
            for (int[] segment : segments(marks, n)) {
                double best = 0;
                for (int[] other : ours) {
                    double common = Math.min(segment[1], other[1]) - Math.max(segment[0], other[0]);
                    if (common > 0) {
                        double whole = Math.max(segment[1], other[1]) - Math.min(segment[0], other[0]);
                        best = Math.max(best, common / whole);
                    }
                }
                covered += (segment[1] - segment[0]) * best;
            }
            sum += covered / n / annotators.length;
        }
        return sum;
    }

    private static List<int[]> segments(int[] changes, int n) {
        List<int[]> segments = new ArrayList<>();
        int from = 0;
        for (int at : withStart(changes)) {
            if (at > from) {
                segments.add(new int[] {from, at});
                from = at;
            }
        }
        segments.add(new int[] {from, n});
        return segments;
    }
}
