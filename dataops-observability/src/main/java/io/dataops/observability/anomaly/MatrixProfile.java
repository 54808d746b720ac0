package io.dataops.observability.anomaly;

import io.dataops.api.Progress;
import io.dataops.api.ProgressListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far each stretch of a series is from the stretch most like it elsewhere, by shape: the Euclidean distance of both with
 * mean 0 and deviation 1 (Yeh and others, 2016, Matrix profile I). A stretch unlike all others is a discord.
 *
 * <p>Stretches that overlap by more than half are not compared. A constant stretch is at distance 0 from a constant one and at
 * the square root of its length from any other; one with a missing value (NaN, infinite) is left out, at infinity.
 * {@link #of} walks the diagonals in constant time a pair, {@code O(n^2)}. {@link #discords} gives up on a stretch as soon as
 * something near it is seen; it tries first what lies beside the neighbour of the stretch before, so that it mostly takes
 * {@code O(n m)} (Keogh, Lin and Fu, 2005, HOT SAX).
 *
 * <pre>{@code
 * List<MatrixProfile.Discord> odd = MatrixProfile.discords(values, 100, 3);
 * MatrixProfile.of(values, 1);   // IllegalArgumentException: length (1) must be between 4 and half the points (…).
 * }</pre>
 */
public final class MatrixProfile {
    private static final double CONSTANT = 1e-10;

    private final double[] distances;
    private final int[] nearest;

    /**
     * A stretch unlike all others.
     *
     * @param from its first point
     * @param length in points
     * @param distance to the stretch most like it
     * @param nearest the first point of that one
     */
    public record Discord(int from, int length, double distance, int nearest) {}

    private MatrixProfile(double[] distances, int[] nearest) {
        this.distances = distances;
        this.nearest = nearest;
    }

    /**
     * Computes the whole profile.
     *
     * @param values the series
     * @param length of a stretch, 4 to half the points
     * @return the profile
     */
    public static MatrixProfile of(double[] values, int length) {
        return of(values, length, ProgressListener.silent());
    }

    /**
     * Computes the profile and tells how far it is.
     *
     * @param values the series
     * @param length points of a subsequence
     * @param listener is told of the lags that are done, about a hundred times
     * @return the profile
     * @throws IllegalArgumentException if the length is less than 4 or more than half the points, or a value is not finite
     */
    public static MatrixProfile of(double[] values, int length, ProgressListener listener) {
        Windows w = Windows.of(values, length);
        double[] best = new double[w.count];
        int[] nearest = new int[w.count];
        Arrays.fill(best, Double.NEGATIVE_INFINITY);
        Arrays.fill(nearest, -1);
        int often = Math.max(1, (w.count - w.apart) / 100);
        for (int lag = w.apart; lag < w.count; lag++) {
            if ((lag - w.apart) % often == 0) {
                listener.progressed(Progress.of("matrix profile", lag - w.apart).outOf(w.count - w.apart));
            }
            double dot = w.dot(0, lag);
            for (int i = 0; i + lag < w.count; i++) {
                int j = i + lag;
                if (i > 0) {
                    dot += w.x[i + length - 1] * w.x[j + length - 1] - w.x[i - 1] * w.x[j - 1];
                }
                double correlation = w.correlation(i, j, dot);
                if (correlation > best[i]) {
                    best[i] = correlation;
                    nearest[i] = j;
                }
                if (correlation > best[j]) {
                    best[j] = correlation;
                    nearest[j] = i;
                }
            }
        }
        double[] distances = new double[w.count];
        Arrays.setAll(distances, i -> w.distance(best[i]));
        return new MatrixProfile(distances, nearest);
    }

    /**
     * Finds the stretches that are most unlike all others.
     *
     * @param values the series
     * @param length of a stretch, 4 to half the points
     * @param most how many to find; they do not overlap
     * @return the furthest first
     */
    public static List<Discord> discords(double[] values, int length, int most) {
        if (most < 1) {
            throw new IllegalArgumentException("most (" + most + ") must be 1 or more.");
        }
        Windows w = Windows.of(values, length);
        List<Discord> found = new ArrayList<>();
        int[] guess = new int[w.count];
        Arrays.fill(guess, -1);
        double[] atLeast = new double[w.count];
        Arrays.fill(atLeast, Double.NEGATIVE_INFINITY);
        while (found.size() < most) {
            Discord next = w.furthest(found, guess, atLeast);
            if (next == null) {
                break;
            }
            found.add(next);
        }
        return found;
    }

    /**
     * Returns the distance of each stretch to the one most like it.
     *
     * @return a new array {@code [points - length + 1]}; infinite where there is none
     */
    public double[] distances() {
        return distances.clone();
    }

    /**
     * Returns where the stretch most like each begins.
     *
     * @return a new array {@code [points - length + 1]}; -1 where there is none
     */
    public int[] nearest() {
        return nearest.clone();
    }

    /** The stretches of a series with their means and deviations. */
    private static final class Windows {
        private final double[] x;
        private final int length;
        private final int count;
        private final int apart;
        private final double[] mean;
        /** Deviation times the square root of the length; 0 for constant, NaN for missing. */
        private final double[] norm;

        private Windows(double[] x, int length, double[] mean, double[] norm) {
            this.x = x;
            this.length = length;
            this.count = mean.length;
            this.apart = (length + 1) / 2;
            this.mean = mean;
            this.norm = norm;
        }

        static Windows of(double[] values, int length) {
            if (length < 4 || length > values.length / 2) {
                throw new IllegalArgumentException(
                        "length (" + length + ") must be between 4 and half the points (" + values.length / 2 + ").");
            }
            double centre = Arrays.stream(values)
                    .filter(v -> Math.abs(v) <= 1e150)
                    .average()
                    .orElse(0);
            double[] x = new double[values.length];
            int[] missing = new int[values.length + 1];
            double size = 0;
            for (int t = 0; t < x.length; t++) {
                boolean usable = Math.abs(values[t]) <= 1e150;
                x[t] = usable ? values[t] - centre : 0;
                size = Math.max(size, Math.abs(x[t]));
                missing[t + 1] = missing[t] + (usable ? 0 : 1);
            }
            if (size > 0) {
                for (int t = 0; t < x.length; t++) {
                    x[t] /= size;
                }
            }
            int count = x.length - length + 1;
            double[] mean = new double[count];
            double[] norm = new double[count];
            for (int i = 0; i < count; i++) {
                double sum = 0;
                for (int t = i; t < i + length; t++) {
                    sum += x[t];
                }
                mean[i] = sum / length;
                double square = 0;
                for (int t = i; t < i + length; t++) {
                    square += (x[t] - mean[i]) * (x[t] - mean[i]);
                }
                norm[i] = missing[i + length] > missing[i]
                        ? Double.NaN
                        : square <= CONSTANT * CONSTANT * length ? 0 : Math.sqrt(square);
            }
            return new Windows(x, length, mean, norm);
        }

        double dot(int i, int j) {
            double sum = 0;
            for (int k = 0; k < length; k++) {
                sum += x[i + k] * x[j + k];
            }
            return sum;
        }

        /** 1 for the same shape; 0.5, which is a distance of the square root of the length, if one of both is constant. */
        double correlation(int i, int j, double dot) {
            double product = norm[i] * norm[j];
            if (product > 0) {
                return Math.max(-1, Math.min(1, (dot - length * mean[i] * mean[j]) / product));
            }
            return Double.isNaN(product) ? Double.NEGATIVE_INFINITY : norm[i] == norm[j] ? 1 : 0.5;
        }

        double distance(double correlation) {
            return correlation == Double.NEGATIVE_INFINITY
                    ? Double.POSITIVE_INFINITY
                    : Math.sqrt(Math.max(0, 2 * length * (1 - correlation)));
        }

        @Nullable
        Discord furthest(List<Discord> found, int[] guess, double[] atLeast) {
            double least = Double.POSITIVE_INFINITY;
            int best = -1;
            for (int i = 0; i < count; i++) {
                int from = i;
                boolean taken =
                        Double.isNaN(norm[i]) || found.stream().anyMatch(d -> Math.abs(d.from() - from) < length);
                if (taken || atLeast[i] >= least) {
                    if (i > 0 && guess[i] < 0) {
                        guess[i] = guess[i - 1] + 1;
                    }
                    continue;
                }
                double similar = search(i, least, guess, atLeast[i]);
                atLeast[i] = Math.max(atLeast[i], similar);
                if (similar < least && similar > Double.NEGATIVE_INFINITY) {
                    least = similar;
                    best = i;
                }
            }
            return best < 0 ? null : new Discord(best, length, distance(least), guess[best]);
        }

        /** The largest correlation with any other stretch; any value of at least the limit once it is reached. */
        private double search(int i, double limit, int[] guess, double known) {
            double most = known;
            int first = i > 0 && guess[i] < 0 ? guess[i - 1] + 1 : guess[i];
            if (first >= 0 && first < count && Math.abs(first - i) >= apart) {
                double correlation = correlation(i, first, dot(i, first));
                if (correlation > most) {
                    most = correlation;
                    guess[i] = first;
                }
            }
            int stride = Math.max(1, (int) (0.618 * count));
            while (count > 1 && gcd(stride, count) != 1) {
                stride++;
            }
            int j = (i + stride) % count;
            for (int k = 0; k < count && most < limit; k++) {
                if (Math.abs(i - j) >= apart) {
                    double correlation = correlation(i, j, dot(i, j));
                    if (correlation > most) {
                        most = correlation;
                        guess[i] = j;
                    }
                }
                j += stride;
                j = j >= count ? j - count : j;
            }
            return most;
        }

        private static int gcd(int a, int b) {
            int x = a;
            int y = b;
            while (y != 0) {
                int rest = x % y;
                x = y;
                y = rest;
            }
            return x;
        }
    }
}
