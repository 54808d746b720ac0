package io.dataops.graph.history;

/**
 * A change whose end is known.
 *
 * <pre>{@code
 * ReleasedChange failed = new ReleasedChange(new Transaction(time, Set.of("stg_orders")), true);
 * ChangeRisk.learn(graph, List.of(failed)).of(next).probability();
 * }</pre>
 *
 * @param transaction what changed, and when
 * @param failed true if it had to be undone or repaired
 */
public record ReleasedChange(Transaction transaction, boolean failed) {}
