package io.dataops.observability.series;

import java.util.Arrays;

/**
 * Counts values in buckets whose edges grow by a fixed ratio, so that every quantile is told within 1 % of itself. The edges
 * never move: two sketches add up to the sketch of all their values, exactly and in any order.
 *
 * <p>Holds as many buckets as differ among its values, about 115 a decade and at most 71,000; 12 bytes each. Numbers smaller
 * than 2.3e-308 count as 0. Adding takes O(log buckets), a new bucket O(buckets). Not safe for use by several threads.
 *
 * <p>Source: Masson, Rim and Lee, 2019, DDSketch, without its collapsing of buckets, which would depend on the order.
 *
 * <pre>{@code
 * Sketch latencies = new Sketch();
 * latencies.add(12.5);
 * latencies.quantile(0.99);
 * latencies.add(Double.NaN);   // IllegalArgumentException: value (NaN) must be finite.
 * }</pre>
 */
public final class Sketch {
    /** The largest relative error of a quantile. */
    public static final double RELATIVE_ERROR = 0.01;

    private static final double LOG_RATIO = StrictMath.log((1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR));
    /** From the upper edge of a bucket to the value that is within the error of both edges. */
    private static final double LOG_MIDDLE = StrictMath.log(1 - RELATIVE_ERROR);
    /** More than the index of the smallest normal number, so that keys of positive values are positive. */
    private static final int OFFSET = 40_000;

    private int[] keys;
    private long[] counts;
    private int buckets;
    private long count;

    /** Creates a sketch of no values. */
    public Sketch() {
        keys = new int[2];
        counts = new long[2];
    }

    private static int key(double value) {
        double size = Math.abs(value);
        if (size < Double.MIN_NORMAL) {
            return 0;
        }
        int index = OFFSET + (int) Math.ceil(StrictMath.log(size) / LOG_RATIO);
        return value > 0 ? index : -index;
    }

    private static double value(int key) {
        if (key == 0) {
            return 0;
        }
        double size = StrictMath.exp((Math.abs(key) - OFFSET) * LOG_RATIO + LOG_MIDDLE);
        return Math.copySign(Math.min(Double.MAX_VALUE, size), key);
    }

    /**
     * Adds a value.
     *
     * @param value finite
     */
    public void add(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("value (" + value + ") must be finite.");
        }
        add(key(value), 1);
    }

    /**
     * Adds all values of another sketch.
     *
     * @param other unchanged
     */
    public void add(Sketch other) {
        int[] theirs = Arrays.copyOf(other.keys, other.buckets);
        long[] many = Arrays.copyOf(other.counts, other.buckets);
        for (int i = 0; i < theirs.length; i++) {
            add(theirs[i], many[i]);
        }
    }

    private void add(int key, long many) {
        int at = Arrays.binarySearch(keys, 0, buckets, key);
        if (at < 0) {
            at = -at - 1;
            if (buckets == keys.length) {
                keys = Arrays.copyOf(keys, buckets + buckets / 2 + 1);
                counts = Arrays.copyOf(counts, keys.length);
            }
            System.arraycopy(keys, at, keys, at + 1, buckets - at);
            System.arraycopy(counts, at, counts, at + 1, buckets - at);
            keys[at] = key;
            counts[at] = 0;
            buckets++;
        }
        counts[at] += many;
        count += many;
    }

    /**
     * Returns how many values were added.
     *
     * @return 0 or more
     */
    public long count() {
        return count;
    }

    /**
     * Returns the value at rank {@code floor(share * (count - 1))} of all values in ascending order, from rank 0.
     *
     * @param share 0 to 1
     * @return within 1 % of that value; NaN without a value
     */
    public double quantile(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share (" + share + ") must be between 0 and 1.");
        }
        if (count == 0) {
            return Double.NaN;
        }
        long left = (long) Math.floor(share * (count - 1));
        int at = 0;
        while (left >= counts[at]) {
            left -= counts[at++];
        }
        return value(keys[at]);
    }

    /**
     * Returns a sketch of the same values that changes on its own.
     *
     * @return the copy
     */
    public Sketch copy() {
        Sketch copy = new Sketch();
        copy.keys = Arrays.copyOf(keys, Math.max(2, buckets));
        copy.counts = Arrays.copyOf(counts, Math.max(2, buckets));
        copy.buckets = buckets;
        copy.count = count;
        return copy;
    }

    /** What it takes in memory. */
    long bytes() {
        return 72 + 12L * keys.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sketch s
                && Arrays.equals(keys, 0, buckets, s.keys, 0, s.buckets)
                && Arrays.equals(counts, 0, buckets, s.counts, 0, s.buckets);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = 0; i < buckets; i++) {
            hash = 31 * (31 * hash + keys[i]) + Long.hashCode(counts[i]);
        }
        return hash;
    }

    @Override
    public String toString() {
        return count + " values in " + buckets + " buckets";
    }
}
