package io.dataops.graph.catalog;

import java.util.List;
import java.util.Set;

/**
 * An asset that a search found.
 *
 * <pre>{@code
 * for (SearchHit hit : AssetSearch.over(entries, graph, Map.of()).find("turnover", 5)) {
 *     System.out.println(hit.entry().name() + " " + hit.matched() + ", read by " + hit.downstream());
 * }
 * }</pre>
 *
 * @param entry what is written about it
 * @param score how well it fits; comparable within one search only
 * @param matched the words of the question, or their synonyms, that were found in it
 * @param upstream what it reads directly; empty where the graph does not have it
 * @param downstream what reads it directly
 */
public record SearchHit(
        CatalogEntry entry, double score, Set<String> matched, List<String> upstream, List<String> downstream) {

    /** Copies the lists. */
    public SearchHit {
        matched = Set.copyOf(matched);
        upstream = List.copyOf(upstream);
        downstream = List.copyOf(downstream);
    }
}
