package io.dataops.testing.property;

/**
 * Random numbers by position: the number for (seed, stream, index) needs no state, so that any cell can be computed by
 * itself. Source: Steele, Lea and Flood (2014), "Fast splittable pseudorandom number generators" (the finaliser).
 */
final class Hash {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Hash() {}

    static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }

    static long at(long stream, long index) {
        return mix(stream + GOLDEN * (index + 1));
    }

    /** A number from 0 to n - 1, nearly uniform: the bias is below n / 2^63. */
    static long below(long hash, long n) {
        long h = hash >>> 1;
        return (Math.multiplyHigh(h, n) << 1) | ((h * n) >>> 63);
    }

    /** Whether an event of a probability given in units of 2^-32 happens; uses the lower half of the hash. */
    static boolean happens(long hash, long probability) {
        return (hash & 0xFFFFFFFFL) < probability;
    }

    static long probability(double p) {
        return (long) (p * 4294967296.0);
    }
}
