package io.dataops.api;

/** Knows which assets a graph has. */
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
