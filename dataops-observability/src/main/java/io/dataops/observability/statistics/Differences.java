package io.dataops.observability.statistics;

/** Order statistics of all pairwise differences without listing them. */
final class Differences {

    private Differences() {}

    /**
     * The difference first minus second of the given rank, 1 to pairs, by bisection over the bits of a double with a
     * linear count each: O((m + n) 64). Both arrays are sorted. Differences of equal infinities count as 0.
     */
    static double ofRank(double[] first, double[] second, long rank) {
        long low = key(Double.NEGATIVE_INFINITY);
        long high = key(Double.POSITIVE_INFINITY);
        while (low < high) {
            long middle = (low & high) + ((low ^ high) >> 1);
            if (countAtMost(first, second, value(middle)) >= rank) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return value(low);
    }

    /** How many pairs have first minus second at most d. */
    static long countAtMost(double[] first, double[] second, double d) {
        long count = 0;
        int j = 0;
        for (double subtracted : second) {
            while (j < first.length && difference(first[j], subtracted) <= d) {
                j++;
            }
            count += j;
        }
        return count;
    }

    private static double difference(double from, double subtracted) {
        return from == subtracted ? 0 : from - subtracted;
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
