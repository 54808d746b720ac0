package io.dataops.observability.changepoint;

import io.dataops.api.Budget;
import java.util.Arrays;

/**
 * The same segmentation for a change of the mean, in which a start is dropped once no mean of the last segment prefers it
 * (Maidstone, Hocking, Rigaill and Fearnhead, 2017, On optimal multiple changepoint algorithms for large data). Keeps, for
 * each stretch of possible means, the start that is best there; fast whether changes are few or many.
 */
final class FunctionalPruning {
    private final double[] sums;
    private final double[] squares;
    private final double[] best;
    private final double penalty;
    private double[] low = new double[16];
    private int[] start = new int[16];
    private double[] nextLow = new double[16];
    private int[] nextStart = new int[16];
    private int pieces;
    private int nextPieces;

    private FunctionalPruning(double[] x, double penalty) {
        this.sums = Costs.sums(x, 1);
        this.squares = Costs.sums(x, 2);
        this.best = new double[x.length + 1];
        this.penalty = penalty;
    }

    /** The starts of the segments but the first; the penalty is in squared units of the series. */
    static int[] changes(double[] x, double penalty, Budget.Meter meter) {
        return new FunctionalPruning(x, penalty).solve(x, meter);
    }

    private int[] solve(double[] x, Budget.Meter meter) {
        int n = x.length;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double v : x) {
            least = Math.min(least, v);
            most = Math.max(most, v);
        }
        int[] before = new int[n + 1];
        best[0] = -penalty;
        low[0] = least;
        start[0] = 0;
        pieces = 1;
        for (int end = 1; end <= n; end++) {
            double minimum = Double.POSITIVE_INFINITY;
            int from = 0;
            int last = -1;
            for (int i = 0; i < pieces; i++) {
                if (start[i] != last) {
                    last = start[i];
                    double value = atMean(last, end);
                    if (value < minimum || (value == minimum && last < from)) {
                        minimum = value;
                        from = last;
                    }
                }
            }
            best[end] = minimum + penalty;
            before[end] = from;
            meter.spend(pieces);
            prune(end, most);
        }
        return Pelt.backwards(before, n);
    }

    private double atMean(int from, int end) {
        double sum = sums[end] - sums[from];
        return best[from] + squares[end] - squares[from] - sum * sum / (end - from);
    }

    /** Gives to a segment that starts at the end all means at which every other start costs more. */
    private void prune(int end, double most) {
        nextPieces = 0;
        for (int i = 0; i < pieces; i++) {
            double from = low[i];
            double to = i + 1 < pieces ? low[i + 1] : most;
            int s = start[i];
            double slack = best[end] - atMean(s, end);
            if (slack < 0) {
                add(from, end);
                continue;
            }
            double mean = (sums[end] - sums[s]) / (end - s);
            double reach = Math.sqrt(slack / (end - s));
            double left = Math.max(from, mean - reach);
            double right = Math.min(to, mean + reach);
            if (left > right) {
                add(from, end);
                continue;
            }
            if (left > from) {
                add(from, end);
            }
            add(left, s);
            if (right < to) {
                add(right, end);
            }
        }
        double[] lows = low;
        int[] starts = start;
        low = nextLow;
        start = nextStart;
        nextLow = lows;
        nextStart = starts;
        pieces = nextPieces;
    }

    private void add(double from, int s) {
        if (nextPieces > 0 && nextStart[nextPieces - 1] == s) {
            return;
        }
        if (nextPieces == nextLow.length) {
            nextLow = Arrays.copyOf(nextLow, 2 * nextPieces);
            nextStart = Arrays.copyOf(nextStart, 2 * nextPieces);
        }
        nextLow[nextPieces] = from;
        nextStart[nextPieces++] = s;
    }
}
