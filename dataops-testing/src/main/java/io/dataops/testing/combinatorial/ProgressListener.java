package io.dataops.testing.combinatorial;

/** Hears of progress while fewer rows are looked for; called by one thread at a time, which is not the caller's. */
@FunctionalInterface
public interface ProgressListener {
    /**
     * Fewer rows were found than ever before in this search.
     *
     * @param rows how many there are now
     * @param steps how many steps the lane that found them has taken
     */
    void found(int rows, long steps);
}
