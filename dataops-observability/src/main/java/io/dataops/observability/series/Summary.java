package io.dataops.observability.series;

/**
 * What a {@link MetricStore} keeps of one stretch of time. Summaries of parts add up to the one of the whole: count, smallest,
 * largest and quantiles exactly, the sum but for rounding.
 *
 * <pre>{@code
 * MetricStore store = MetricStore.create();
 * store.add("latency", time, 12.5);
 * Summary hour = store.hours("latency").get(0);
 * hour.quantile(0.99);   // within 1 %
 * }</pre>
 *
 * @param rollup count, sum, smallest and largest
 * @param sketch of the same values; not to be changed
 */
public record Summary(Rollup rollup, Sketch sketch) {

    /** Refuses a sketch of other values. */
    public Summary {
        if (rollup.count() != sketch.count()) {
            throw new IllegalArgumentException(
                    "sketch (" + sketch + ") must hold the " + rollup.count() + " values of the rollup.");
        }
    }

    /**
     * Returns both together, from the earlier start on.
     *
     * @param other of another stretch
     * @return the summary
     */
    public Summary plus(Summary other) {
        Sketch both = sketch.copy();
        both.add(other.sketch);
        return new Summary(rollup.plus(other.rollup), both);
    }

    /**
     * Returns the value at rank {@code floor(share * (count - 1))} in ascending order, from rank 0.
     *
     * @param share 0 to 1
     * @return within 1 % of that value and within smallest and largest; NaN without a value
     */
    public double quantile(double share) {
        double found = sketch.quantile(share);
        return Double.isNaN(found) ? found : Math.max(rollup.min(), Math.min(rollup.max(), found));
    }
}
