package io.dataops.observability.canary;

/** Order statistics of all pairwise differences without listing them. */
final class Shift {

    private Shift() {}

    /**
     * The difference canary minus baseline of the given rank, 1 to pairs, by bisection over the bits of a double with a
     * linear count each: O((m + n) 64). Both arrays are sorted. Differences of equal infinities count as 0.
     */
    static double ofRank(double[] baseline, double[] canary, long rank) {
        long low = key(Double.NEGATIVE_INFINITY);
        long high = key(Double.POSITIVE_INFINITY);
        while (low < high) {
            long middle = (low & high) + ((low ^ high) >> 1);
            if (countAtMost(baseline, canary, value(middle)) >= rank) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return value(low);
    }

    /** How many pairs have canary minus baseline at most d. */
    static long countAtMost(double[] baseline, double[] canary, double d) {
        long count = 0;
        int j = 0;
        for (double b : baseline) {
            while (j < canary.length && difference(canary[j], b) <= d) {
                j++;
            }
            count += j;
        }
        return count;
    }

    private static double difference(double canary, double baseline) {
        return canary == baseline ? 0 : canary - baseline;
    }

    /** Maps doubles to longs in the same order. */
    private static long key(double value) {
        long bits = Double.doubleToLongBits(value);
        return bits < 0 ? Long.MIN_VALUE - bits : bits;
    }

    private static double value(long key) {
        return Double.longBitsToDouble(key < 0 ? Long.MIN_VALUE - key : key);
    }
}
