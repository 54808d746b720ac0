/**
 * Finds assets by words, with owners and neighbours beside.
 *
 * <p>Entry type: {@link io.dataops.graph.catalog.AssetSearch}.
 *
 * <pre>{@code
 * List<CatalogEntry> entries = DbtDescriptions.read(Path.of("target/manifest.json"));
 * DependencyGraph graph = DbtManifest.read(Path.of("target/manifest.json")).graph();
 * Map<String, Set<String>> glossary = Map.of("revenue", Set.of("turnover", "sales"));
 *
 * SearchHit best = AssetSearch.over(entries, graph, glossary).find("turnover by customer", 10).get(0);
 * best.entry().owners();
 * best.downstream();   // who reads it
 * }</pre>
 */
package io.dataops.graph.catalog;
