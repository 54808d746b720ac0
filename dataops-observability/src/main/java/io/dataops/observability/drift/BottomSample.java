package io.dataops.observability.drift;

import java.util.Arrays;

/** Collects the entries with the smallest hashes: a buffer of twice the size, cut back to the smallest when it is full. */
final class BottomSample {
    private final int size;
    private long[] hashes;
    private double[] values;
    private int filled;
    private long limit = Long.MAX_VALUE;

    BottomSample(int size) {
        this.size = size;
        this.hashes = new long[64];
        this.values = new double[64];
    }

    void offer(long hash, double value) {
        if (hash > limit) {
            return;
        }
        if (filled == hashes.length) {
            if (filled >= 2 * size) {
                cut();
            } else {
                int larger = Math.min(2 * size, 2 * filled);
                hashes = Arrays.copyOf(hashes, larger);
                values = Arrays.copyOf(values, larger);
            }
        }
        hashes[filled] = hash;
        values[filled++] = value;
    }

    void offerAll(long[] moreHashes, double[] moreValues) {
        for (int i = 0; i < moreHashes.length; i++) {
            offer(moreHashes[i], moreValues[i]);
        }
    }

    /** Keeps the entries up to the size-th smallest hash, in their order. */
    private void cut() {
        long[] sorted = Arrays.copyOf(hashes, filled);
        Arrays.sort(sorted);
        limit = sorted[size - 1];
        int kept = 0;
        for (int i = 0; i < filled && kept < size; i++) {
            if (hashes[i] <= limit) {
                hashes[kept] = hashes[i];
                values[kept++] = values[i];
            }
        }
        filled = kept;
    }

    /** Sorts what is kept by hash, then by value. */
    void finish() {
        if (filled > size) {
            cut();
        }
        Integer[] order = new Integer[filled];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> {
            int byHash = Long.compare(hashes[a], hashes[b]);
            return byHash != 0 ? byHash : Double.compare(values[a], values[b]);
        });
        long[] sortedHashes = new long[filled];
        double[] sortedValues = new double[filled];
        for (int i = 0; i < filled; i++) {
            sortedHashes[i] = hashes[order[i]];
            sortedValues[i] = values[order[i]];
        }
        hashes = sortedHashes;
        values = sortedValues;
    }

    long[] hashes() {
        return hashes;
    }

    double[] values() {
        return values;
    }
}
