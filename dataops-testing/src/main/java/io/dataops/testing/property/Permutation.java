package io.dataops.testing.property;

/**
 * A seeded bijection of 0 to n - 1 in constant memory: distinct numbers without remembering any. A Feistel network over
 * the next power of four, walked until it lands inside. Source: Black and Rogaway (2002), "Ciphers with arbitrary finite
 * domains".
 */
final class Permutation {
    private static final int ROUNDS = 4;

    private final long size;
    private final int half;
    private final long mask;
    private final long seed;

    Permutation(long size, long seed) {
        this.size = size;
        int bits = Math.max(2, 64 - Long.numberOfLeadingZeros(Math.max(1, size - 1)));
        this.half = (bits + 1) / 2;
        this.mask = (1L << half) - 1;
        this.seed = seed;
    }

    long at(long index) {
        long x = index;
        do {
            long left = x >>> half;
            long right = x & mask;
            for (int round = 0; round < ROUNDS; round++) {
                long next = left ^ (Hash.mix(right + seed + round * 0xD1B54A32D192ED03L) & mask);
                left = right;
                right = next;
            }
            x = left << half | right;
        } while (x >= size);
        return x;
    }

    /** The least n for which no walking is needed, if one lies between enough and all; else all. */
    static long convenient(long enough, long all) {
        long size = 4;
        while (size < enough && size < ColumnType.MANY) {
            size *= 4;
        }
        return size <= all ? size : all;
    }
}
