package io.dataops.testing.combinatorial;

/** Bit sets as arrays of words. */
final class Bits {
    private Bits() {}

    static int words(int bits) {
        return (bits + 63) >> 6;
    }

    static void set(long[] bits, int i) {
        bits[i >> 6] |= 1L << i;
    }

    static void unset(long[] bits, int i) {
        bits[i >> 6] &= ~(1L << i);
    }

    static boolean get(long[] bits, int i) {
        return (bits[i >> 6] >>> i & 1) != 0;
    }

    /** How many bits both have. */
    static int common(long[] a, long[] b) {
        int count = 0;
        for (int i = 0; i < a.length; i++) {
            count += Long.bitCount(a[i] & b[i]);
        }
        return count;
    }

    /** Takes the bits of b out of a. */
    static void clear(long[] a, long[] b) {
        for (int i = 0; i < a.length; i++) {
            a[i] &= ~b[i];
        }
    }

    static int first(long[] bits) {
        return next(bits, 0);
    }

    /** The first bit at or after a place, or -1. */
    static int next(long[] bits, int from) {
        int w = from >> 6;
        if (w >= bits.length) {
            return -1;
        }
        long word = bits[w] & -1L << from;
        while (word == 0) {
            if (++w == bits.length) {
                return -1;
            }
            word = bits[w];
        }
        return 64 * w + Long.numberOfTrailingZeros(word);
    }
}
