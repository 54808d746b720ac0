package io.dataops.observability.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How far two distributions are apart, in one dimension or many, and whether chance explains it.
 *
 * <p>2 E|X-Y| - E|X-X'| - E|Y-Y'|, which is 0 only for equal distributions (Szekely and Rizzo, 2013, Energy statistics: a
 * class of statistics based on distances). The p-value is that of random permutations with a seed.
 *
 * <pre>{@code
 * EnergyDistance.of(first, second);                       // one dimension, O(n log n)
 * EnergyDistance.test(rows, others, 199, 42).pValue();    // many dimensions, O(n²) for each permutation
 * EnergyDistance.test(rows, others, 0, 42);               // IllegalArgumentException: permutations (0) must be at least 1.
 * }</pre>
 */
public final class EnergyDistance {

    private EnergyDistance() {}

    /**
     * Returns the distance of two one-dimensional samples.
     *
     * @param first finite observations {@code [m]}, m at least 1
     * @param second finite observations {@code [n]}, n at least 1
     * @return 0 or more, in the unit of the observations
     */
    public static double of(double[] first, double[] second) {
        double[] x = Level.finite("first", first, 1).clone();
        double[] y = Level.finite("second", second, 1).clone();
        Arrays.sort(x);
        Arrays.sort(y);
        double area = 0;
        int i = 0;
        int j = 0;
        double at = Math.min(x[0], y[0]);
        while (i < x.length || j < y.length) {
            double next = j == y.length || (i < x.length && x[i] <= y[j]) ? x[i] : y[j];
            double gap = (double) i / x.length - (double) j / y.length;
            area += gap * gap * (next - at);
            at = next;
            while (i < x.length && x[i] == next) {
                i++;
            }
            while (j < y.length && y[j] == next) {
                j++;
            }
        }
        return 2 * area;
    }

    /**
     * Tests whether two samples of points come from one distribution.
     *
     * @param first points {@code [m][dimensions]}, m at least 1
     * @param second points {@code [n][dimensions]}, n at least 1; m + n at most 5,000
     * @param permutations how many, at least 1; 199 resolves p-values down to 0.005
     * @param seed the seed of the permutations
     * @return the result; the statistic is the distance
     */
    public static TestResult test(double[][] first, double[][] second, int permutations, long seed) {
        if (permutations < 1) {
            throw new IllegalArgumentException("permutations (" + permutations + ") must be at least 1.");
        }
        int m = first.length;
        int all = m + second.length;
        if (m < 1 || second.length < 1 || all > 5_000) {
            throw new IllegalArgumentException("samples of " + m + " and " + second.length
                    + " points must not be empty and have at most 5000 together. Maybe draw a sample.");
        }
        double[][] points = Arrays.copyOf(first, all);
        System.arraycopy(second, 0, points, m, second.length);
        float[][] distance = distances(points);
        int[] order = new int[all];
        Arrays.setAll(order, i -> i);
        double observed = statistic(distance, order, m);
        SplittableRandom random = new SplittableRandom(seed);
        int atLeast = 1;
        for (int p = 0; p < permutations; p++) {
            for (int i = all - 1; i > 0; i--) {
                int k = random.nextInt(i + 1);
                int swap = order[i];
                order[i] = order[k];
                order[k] = swap;
            }
            atLeast += statistic(distance, order, m) >= observed - 1e-9 * Math.abs(observed) ? 1 : 0;
        }
        return new TestResult(
                "energy distance, " + permutations + " permutations, seed " + seed,
                Math.max(0, observed),
                (double) atLeast / (permutations + 1));
    }

    private static float[][] distances(double[][] points) {
        int width = points[0].length;
        for (double[] point : points) {
            if (point.length != width) {
                throw new IllegalArgumentException(
                        "points must have one number of dimensions, not " + width + " and " + point.length + ".");
            }
            Level.finite("point", point, 1);
        }
        float[][] distance = new float[points.length][points.length];
        for (int i = 0; i < points.length; i++) {
            for (int j = 0; j < i; j++) {
                double sum = 0;
                for (int d = 0; d < width; d++) {
                    double gap = points[i][d] - points[j][d];
                    sum += gap * gap;
                }
                distance[i][j] = (float) Math.sqrt(sum);
                distance[j][i] = distance[i][j];
            }
        }
        return distance;
    }

    private static double statistic(float[][] distance, int[] order, int m) {
        double within1 = 0;
        double within2 = 0;
        double between = 0;
        for (int i = 0; i < order.length; i++) {
            float[] row = distance[order[i]];
            for (int j = 0; j < i; j++) {
                double d = row[order[j]];
                if (i < m) {
                    within1 += d;
                } else if (j >= m) {
                    within2 += d;
                } else {
                    between += d;
                }
            }
        }
        double n = order.length - (double) m;
        return 2 * between / (m * n) - 2 * within1 / ((double) m * m) - 2 * within2 / (n * n);
    }
}
