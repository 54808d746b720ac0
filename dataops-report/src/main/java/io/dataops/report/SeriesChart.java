package io.dataops.report;

import io.dataops.api.TimeSeries;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * A series with what was expected of it.
 *
 * <p>Arrays are copied. Values that are not finite show as gaps.
 *
 * <pre>{@code
 * SeriesChart chart = SeriesChart.of(series)
 *         .band(expected, lower, upper)   // one value a point
 *         .changePoints(start);
 * SeriesChart.of(series).band(new double[0], lower, upper);   // IllegalArgumentException: …
 * }</pre>
 */
public final class SeriesChart {
    private final TimeSeries series;
    private final double[] expected;
    private final double[] lower;
    private final double[] upper;
    private final List<Instant> changePoints;

    private SeriesChart(
            TimeSeries series, double[] expected, double[] lower, double[] upper, List<Instant> changePoints) {
        this.series = series;
        this.expected = expected;
        this.lower = lower;
        this.upper = upper;
        this.changePoints = changePoints;
    }

    /**
     * Shows a series without a band.
     *
     * @param series the series
     * @return the chart
     */
    public static SeriesChart of(TimeSeries series) {
        return new SeriesChart(series, new double[0], new double[0], new double[0], List.of());
    }

    /**
     * Returns this chart with a band.
     *
     * @param newExpected what was expected {@code [points]}
     * @param newLower lower end of what would be normal {@code [points]}
     * @param newUpper upper end of what would be normal {@code [points]}
     * @return the chart
     */
    public SeriesChart band(double[] newExpected, double[] newLower, double[] newUpper) {
        int n = series.size();
        if (newExpected.length != n || newLower.length != n || newUpper.length != n) {
            throw new IllegalArgumentException("band (" + newExpected.length + ", " + newLower.length + ", "
                    + newUpper.length + " points) must have as many points as " + series.name() + " (" + n + ").");
        }
        return new SeriesChart(series, newExpected.clone(), newLower.clone(), newUpper.clone(), changePoints);
    }

    /**
     * Returns this chart with change points.
     *
     * @param times when the series began to behave differently
     * @return the chart
     */
    public SeriesChart changePoints(Instant... times) {
        return new SeriesChart(
                series, expected, lower, upper, Arrays.stream(times).sorted().toList());
    }

    TimeSeries series() {
        return series;
    }

    double[] expected() {
        return expected;
    }

    double[] lower() {
        return lower;
    }

    double[] upper() {
        return upper;
    }

    List<Instant> changePoints() {
        return changePoints;
    }
}
