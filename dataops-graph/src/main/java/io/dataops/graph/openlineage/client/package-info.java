/**
 * A graph as OpenLineage events, for the catalogues that take them; written by OpenLineage's own Java client.
 *
 * <p>An optional dependency: io.openlineage:openlineage-java. Entry type:
 * {@link io.dataops.graph.openlineage.client.OpenLineageExport}.
 *
 * <pre>{@code
 * OpenLineageExport export = OpenLineageExport.of(graph, Instant.parse("2026-03-01T10:00:00Z"));
 * Files.writeString(Path.of("events.ndjson"), export.ndjson());
 * export.lost();   // what events cannot say of this graph; empty if reading them gives the same
 * }</pre>
 */
package io.dataops.graph.openlineage.client;
