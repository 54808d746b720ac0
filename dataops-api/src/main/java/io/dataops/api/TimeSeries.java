package io.dataops.api;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;

/**
 * A named series of measured values. Immutable.
 *
 * <p>Values may be NaN or infinite and times may repeat or go backwards, as measured data does; whoever reads a series
 * states its policy for that.
 *
 * <pre>{@code
 * TimeSeries rows = TimeSeries.builder("fct_orders/row_count").asset("fct_orders")
 *         .add(Instant.parse("2026-01-01T00:00:00Z"), 1204)
 *         .build();
 * }</pre>
 */
public final class TimeSeries {
    private final String name;
    private final String asset;
    private final Instant[] times;
    private final double[] values;

    private TimeSeries(String name, String asset, Instant[] times, double[] values) {
        this.name = name;
        this.asset = asset;
        this.times = times;
        this.values = values;
    }

    /**
     * Starts a series.
     *
     * @param name what is measured
     * @return a builder
     */
    public static Builder builder(String name) {
        return new Builder(Text.name("name", name));
    }

    /**
     * Returns what is measured.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * Returns the asset that the series belongs to.
     *
     * @return the asset; the name of the series unless it was set
     */
    public String asset() {
        return asset;
    }

    /**
     * Returns the number of points.
     *
     * @return 0 or more
     */
    public int size() {
        return values.length;
    }

    /**
     * Returns when a point was measured.
     *
     * @param index 0 to {@code size() - 1}
     * @return the time
     */
    public Instant time(int index) {
        return times[index];
    }

    /**
     * Returns a measured value.
     *
     * @param index 0 to {@code size() - 1}
     * @return the value; NaN for a missing one
     */
    public double value(int index) {
        return values[index];
    }

    /**
     * Returns all values.
     *
     * @return a new array {@code [size]}
     */
    public double[] values() {
        return values.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TimeSeries s
                && name.equals(s.name)
                && asset.equals(s.asset)
                && Arrays.equals(times, s.times)
                && Arrays.equals(values, s.values);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return name + " (" + values.length + " points)";
    }

    /** Collects the points of a series. Not safe for use by several threads. */
    public static final class Builder {
        private final String name;
        private String asset;
        private Instant[] times = new Instant[16];
        private double[] values = new double[16];
        private int size;

        private Builder(String name) {
            this.name = name;
            this.asset = name;
        }

        /**
         * Sets the asset that the series belongs to.
         *
         * @param newAsset its identifier
         * @return this
         */
        public Builder asset(String newAsset) {
            asset = Text.name("asset", newAsset);
            return this;
        }

        /**
         * Adds a point.
         *
         * @param time when it was measured
         * @param value what was measured; NaN for a missing value
         * @return this
         */
        public Builder add(Instant time, double value) {
            if (size == values.length) {
                times = Arrays.copyOf(times, size * 2);
                values = Arrays.copyOf(values, size * 2);
            }
            times[size] = Objects.requireNonNull(time, "time");
            values[size++] = value;
            return this;
        }

        /**
         * Builds the series.
         *
         * @return the series
         */
        public TimeSeries build() {
            return new TimeSeries(name, asset, Arrays.copyOf(times, size), Arrays.copyOf(values, size));
        }
    }
}
