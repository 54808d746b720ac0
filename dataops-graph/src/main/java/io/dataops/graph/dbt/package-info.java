/**
 * Reads dbt manifests, schema v1 to v12.
 *
 * <p>Entry type: {@link io.dataops.graph.dbt.DbtManifest}.
 *
 * <pre>{@code
 * DbtManifest before = DbtManifest.read(Path.of("main/manifest.json"));
 * DbtManifest after = DbtManifest.read(Path.of("branch/manifest.json"));
 *
 * ChangeSet changes = before.changesTo(after);      // volatile metadata and order do not count
 * Impact impact = before.graphWith(after).impactOf(changes);
 * TestSuite suite = after.suite(Duration.ofSeconds(20));
 * after.report().defects();                         // dangling references, duplicate edges, disabled nodes
 * }</pre>
 */
package io.dataops.graph.dbt;
