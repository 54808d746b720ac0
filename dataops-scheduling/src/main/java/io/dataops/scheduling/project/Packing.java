package io.dataops.scheduling.project;

/**
 * Capacities of several resources side by side in the lanes of a word, so that one subtraction checks them all.
 *
 * <p>Each lane has a guard bit above its figure, always set in a profile of free capacity. Subtracting a demand clears the
 * guard of exactly those lanes that have too little.
 *
 * @param words words for each slot
 * @param guards {@code [words]} the guard bits
 * @param base {@code [slots][words]}, flattened: free capacity before anything is scheduled, guards set
 * @param demand {@code [modes][words]}, flattened
 * @param paused {@code [modes][words]}, flattened: what a mode holds while it pauses
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never leaves the package
record Packing(int words, long[] guards, long[] base, long[] demand, long[] paused) {

    static Packing of(Project p) {
        int most = 1;
        for (int c : p.capacity) {
            most = Math.max(most, c);
        }
        for (int[] d : p.demand) {
            for (int units : d) {
                most = Math.max(most, units);
            }
        }
        int bits = 33 - Integer.numberOfLeadingZeros(most);
        int lanes = 64 / bits;
        int resources = p.capacity.length;
        int words = Math.max(1, (resources + lanes - 1) / lanes);
        if ((long) words * p.span > Integer.MAX_VALUE / 4) {
            throw new IllegalArgumentException(
                    p.span + " slots of " + resources + " resources are too many. Maybe use longer slots.");
        }
        long[] guards = new long[words];
        long[] base = new long[words * p.span];
        long[] demand = new long[words * p.duration.length];
        long[] paused = new long[words * p.duration.length];
        for (int r = 0; r < resources; r++) {
            int shift = r % lanes * bits;
            int word = r / lanes;
            guards[word] |= 1L << (shift + bits - 1);
            for (int t = 0; t < p.span; t++) {
                base[t * words + word] |= (long) p.capacityAt(r, t) << shift;
            }
            for (int m = 0; m < p.duration.length; m++) {
                demand[m * words + word] |= (long) p.demand[m][r] << shift;
                paused[m * words + word] |= (long) p.whilePaused(m, r) << shift;
            }
        }
        for (int t = 0; t < p.span; t++) {
            for (int w = 0; w < words; w++) {
                base[t * words + w] |= guards[w];
            }
        }
        Packing packing = new Packing(words, guards, base, demand, paused);
        packing.placePinned(p, lanes, bits);
        return packing;
    }

    /** Takes what pinned jobs hold, down to nothing where they hold more than there is. */
    private void placePinned(Project p, int lanes, int bits) {
        long lane = (1L << (bits - 1)) - 1;
        for (int j = 0; j < p.jobs; j++) {
            int m = p.firstMode[j];
            for (int t = Math.max(0, p.pinned[j]); p.pinned[j] >= 0 && t < p.end(m, p.pinned[j]); t++) {
                for (int r = 0; r < p.capacity.length; r++) {
                    int shift = r % lanes * bits;
                    int at = t * words + r / lanes;
                    long free = base[at] >>> shift & lane;
                    int units = p.isPaused(m, t) ? p.whilePaused(m, r) : p.demand[m][r];
                    base[at] -= Math.min(free, units) << shift;
                }
            }
        }
    }
}
