package io.dataops.api;

/**
 * Hears how far a long computation has come. Whatever searches or reads much takes one; without it the work is silent.
 *
 * <p>Calls come from one thread at a time, which need not be the caller's, in the midst of the work: return soon. What a
 * listener does has no influence on the answer; what it throws ends the work and reaches the caller.
 *
 * <pre>{@code
 * search.progress(ConsoleProgress.on(System.err));
 * }</pre>
 */
@FunctionalInterface
public interface ProgressListener {

    /**
     * Is told of progress.
     *
     * @param progress how far the work has come
     */
    void progressed(Progress progress);

    /**
     * Returns the listener that does nothing.
     *
     * @return the default of whatever takes a listener
     */
    static ProgressListener silent() {
        return progress -> {};
    }
}
