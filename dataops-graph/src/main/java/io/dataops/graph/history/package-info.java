/**
 * What changes together and what fails, learnt from a history of changes.
 *
 * <p>Entry types: {@link io.dataops.graph.history.ChangeHistory}, {@link io.dataops.graph.history.CoChange},
 * {@link io.dataops.graph.history.LearnedPropagation} and {@link io.dataops.graph.history.ChangeRisk}.
 *
 * <pre>{@code
 * ChangeHistory history = ChangeHistory.fromGitLog(lines, path -> Optional.of(path));   // git log --name-status
 * CoChange model = CoChange.over(graph);
 * history.transactions().forEach(model::observe);
 * model.rank("stg_orders", 10);   // what is likely to change with it, with probabilities
 *
 * LearnedPropagation learning = LearnedPropagation.halfLife(Duration.ofDays(180));
 * DependencyGraph learnt = learning.learn(graph, history);        // a new graph
 * learning.validate(graph, history, 0.2).explain();               // Brier score, log loss, reliability
 * ChangeRisk risk = ChangeRisk.learn(graph, released);            // changes and how they ended
 * risk.of(Instant.ofEpochSecond(9_000), "stg_orders").explain();  // fails with 40.0 % […]
 * }</pre>
 */
package io.dataops.graph.history;
