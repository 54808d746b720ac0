package io.dataops.graph.catalog;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What is written about an asset.
 *
 * <pre>{@code
 * CatalogEntry entry = new CatalogEntry(
 *         "model.shop.orders", "orders", "One row an order", Map.of("amount", "in euros"), Set.of("finance"), Set.of("ana"));
 * AssetSearch.over(List.of(entry), graph, Map.of()).find("euros", 5);
 * }</pre>
 *
 * @param asset its identifier
 * @param name its name
 * @param description what it is, in words
 * @param columns descriptions of its columns by name; empty texts where none is written
 * @param tags its tags and business terms
 * @param owners who answers for it
 */
public record CatalogEntry(
        String asset,
        String name,
        String description,
        Map<String, String> columns,
        Set<String> tags,
        Set<String> owners) {

    /** Copies the collections; refuses a blank identifier. */
    public CatalogEntry {
        if (asset.isBlank()) {
            throw new IllegalArgumentException("asset (" + asset + ") must not be blank.");
        }
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        tags = Collections.unmodifiableSet(new LinkedHashSet<>(tags));
        owners = Collections.unmodifiableSet(new LinkedHashSet<>(owners));
    }
}
