package io.dataops.api;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * An asset that a change reaches.
 *
 * <pre>{@code
 * AffectedAsset first = impact.top(1).get(0);
 * first.likelihood();   // 45.0 %, exactly
 * first.path();         // [raw.orders, stg_orders, revenue]
 * first.hops();         // 2
 * }</pre>
 *
 * @param asset the asset's identifier in the graph
 * @param layer the layer it belongs to
 * @param likelihood how probable it is that the asset is affected; 1 exactly for a changed asset
 * @param path the most probable path from a changed asset to this one, both ends included
 * @param upstream the affected or changed assets that this one reads directly, sorted
 */
public record AffectedAsset(String asset, Layer layer, Likelihood likelihood, List<String> path, Set<String> upstream) {

    /** Copies the collections; refuses a path that does not end at the asset. */
    public AffectedAsset {
        Text.name("asset", asset);
        path = List.copyOf(path);
        if (path.isEmpty() || !path.get(path.size() - 1).equals(asset)) {
            throw new IllegalArgumentException("path " + path + " must end at the asset (" + asset + ").");
        }
        upstream = Collections.unmodifiableSet(new TreeSet<>(upstream));
    }

    /**
     * Returns the number of edges on the explaining path.
     *
     * @return 0 for a changed asset
     */
    public int hops() {
        return path.size() - 1;
    }

    /**
     * Says whether the asset itself is changed.
     *
     * @return true at distance 0
     */
    public boolean isChanged() {
        return path.size() == 1;
    }
}
