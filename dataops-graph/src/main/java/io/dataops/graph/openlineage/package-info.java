/**
 * Reads OpenLineage events: jobs, datasets, column lineage.
 *
 * <p>Entry type: {@link io.dataops.graph.openlineage.OpenLineage}.
 *
 * <pre>{@code
 * OpenLineage events = OpenLineage.read(List.of(Path.of("events.ndjson")));
 *
 * DependencyGraph graph = events.graph();     // datasets and jobs; symlinks are aliases
 * ColumnLineage lineage = events.lineage();   // what the column facets say
 * Map<String, String> sql = events.statements();
 * events.report().explain();                  // what was left out
 * }</pre>
 */
package io.dataops.graph.openlineage;
