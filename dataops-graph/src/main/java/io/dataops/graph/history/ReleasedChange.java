package io.dataops.graph.history;

/**
 * A change whose end is known.
 *
 * @param transaction what changed, and when
 * @param failed true if it had to be undone or repaired
 */
public record ReleasedChange(Transaction transaction, boolean failed) {}
