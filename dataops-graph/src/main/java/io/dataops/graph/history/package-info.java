/**
 * What changes together, learnt from a history of changes.
 *
 * <p>Entry types: {@link io.dataops.graph.history.ChangeHistory} and {@link io.dataops.graph.history.CoChange}.
 *
 * <pre>{@code
 * ChangeHistory history = ChangeHistory.fromGitLog(lines, path -> Optional.of(path));   // git log --name-status
 * CoChange model = CoChange.over(graph);
 * history.transactions().forEach(model::observe);
 * model.rank("stg_orders", 10);   // what is likely to change with it, with probabilities
 * }</pre>
 */
package io.dataops.graph.history;
