/**
 * Selects nodes of a dbt project by the grammar of its command line.
 *
 * <p>Entry type: {@link io.dataops.graph.selection.Selection}.
 *
 * <pre>{@code
 * ProjectNodes project = ProjectNodes.read(Path.of("target/manifest.json"));
 * ChangeSet changes = before.changesTo(after);   // two DbtManifest
 *
 * Set<String> ids = Selection.parse("state:modified+,tag:nightly").excluding("path:models/legacy").of(project, changes);
 * Selection.parse("tag:");   // InputException: selector at column 5: expected a value after tag:
 * }</pre>
 */
package io.dataops.graph.selection;
