package io.dataops.api;

/**
 * Knows which assets a graph has.
 *
 * <pre>{@code
 * AssetScope finance = asset -> asset.startsWith("finance.");
 * finance.contains("finance.revenue");   // true
 * }</pre>
 */
@FunctionalInterface
public interface AssetScope {

    /**
     * Says whether the graph has the asset.
     *
     * @param asset an identifier or an unambiguous alias
     * @return true if it is known
     */
    boolean contains(String asset);
}
