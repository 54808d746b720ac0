package io.dataops.observability.decomposition;

import io.dataops.api.Explained;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A series as the sum of a trend, seasons and what is left. Immutable.
 *
 * <p>The parts add up to the series at every point, to rounding.
 *
 * <pre>{@code
 * Decomposition parts = Stl.of(24, 168).decompose(values);
 * parts.trend();
 * parts.season(0);      // the day
 * parts.strength(1);    // how much of the rest the week explains
 * parts.remainder();
 * }</pre>
 */
public final class Decomposition implements Explained {
    private final double[] trend;
    private final double[][] seasons;
    private final double[] left;
    private final int[] periods;

    Decomposition(double[] trend, double[][] seasons, double[] left, int[] periods) {
        this.trend = trend;
        this.seasons = seasons;
        this.left = left;
        this.periods = periods;
    }

    /**
     * Returns the trend.
     *
     * @return a new array {@code [points]}
     */
    public double[] trend() {
        return trend.clone();
    }

    /**
     * Returns one season.
     *
     * @param index 0 for the shortest period
     * @return a new array {@code [points]}
     */
    public double[] season(int index) {
        return seasons[index].clone();
    }

    /**
     * Returns the periods, shortest first.
     *
     * @return in points
     */
    public List<Integer> periods() {
        return Arrays.stream(periods).boxed().toList();
    }

    /**
     * Returns what trend and seasons leave.
     *
     * @return a new array {@code [points]}
     */
    public double[] remainder() {
        return left.clone();
    }

    /**
     * Returns how strong a season is: the share of the variance of season and remainder that the season explains
     * (Wang, Smith and Hyndman, 2006, Characteristic-based clustering for time series data).
     *
     * @param index 0 for the shortest period
     * @return 0 to 1
     */
    public double strength(int index) {
        double[] both = new double[left.length];
        Arrays.setAll(both, t -> left[t] + seasons[index][t]);
        double whole = variance(both);
        return whole > 0 ? Math.max(0, 1 - variance(left) / whole) : 0;
    }

    private static double variance(double[] x) {
        double mean = Arrays.stream(x).average().orElse(0);
        return Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElse(0);
    }

    @Override
    public String explain() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT, "%d points; trend from %.6g to %.6g", trend.length, trend[0], trend[trend.length - 1]));
        for (int i = 0; i < periods.length; i++) {
            text.append(String.format(Locale.ROOT, "; season of %d, strength %.2f", periods[i], strength(i)));
        }
        return text.append(String.format(Locale.ROOT, "; deviation left %.4g", Math.sqrt(variance(left))))
                .toString();
    }
}
