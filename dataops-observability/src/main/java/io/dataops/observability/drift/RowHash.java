package io.dataops.observability.drift;

/** A 64-bit hash of a row, by which samples are drawn: the rows with the smallest hashes are a uniform sample. */
final class RowHash {

    private RowHash() {}

    static long part(String name) {
        long hash = 0x9e3779b97f4a7c15L;
        for (int i = 0; i < name.length(); i++) {
            hash = mix(hash ^ name.charAt(i));
        }
        return hash;
    }

    static long row(long part, int row) {
        return mix(part + row * 0x9e3779b97f4a7c15L);
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood, 2014, Fast splittable pseudorandom number generators). */
    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
        return b ^ (b >>> 31);
    }
}
