package io.dataops.graph;

import io.dataops.api.Layer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Collects assets and dependencies; every one is checked at once, dangling ends when the graph is built. Not safe for use by
 * several threads.
 */
public final class GraphBuilder {
    /** Nothing is known of the dependency: an even chance. */
    static final double UNKNOWN = 0.5;

    private final Map<String, Integer> index = new LinkedHashMap<>();
    private final List<Asset> assets = new ArrayList<>();
    private final Map<Dependency, Double> edges = new LinkedHashMap<>();
    private final Set<String> selfReferences = new LinkedHashSet<>();

    GraphBuilder() {}

    /**
     * Adds an asset without aliases.
     *
     * @param id its identifier
     * @param layer the part of the platform that it belongs to
     * @return this
     */
    public GraphBuilder asset(String id, Layer layer) {
        return asset(new Asset(id, layer, "asset", Set.of()));
    }

    /**
     * Adds an asset; adding an equal one again changes nothing.
     *
     * @param asset the asset
     * @return this
     * @throws IllegalArgumentException if the identifier is taken by a different asset
     */
    public GraphBuilder asset(Asset asset) {
        Integer before = index.putIfAbsent(asset.id(), assets.size());
        if (before == null) {
            assets.add(asset);
        } else if (!assets.get(before).equals(asset)) {
            throw new IllegalArgumentException(
                    "asset (" + asset.id() + ") was already added as " + assets.get(before) + ". Maybe rename one.");
        }
        return this;
    }

    /**
     * Says whether an asset was added.
     *
     * @param id an identifier
     * @return true if it was
     */
    public boolean contains(String id) {
        return index.containsKey(id);
    }

    /**
     * Adds a dependency of which nothing more is known; a change is taken to propagate with an even chance.
     *
     * @param from the asset that is read
     * @param to the asset that reads it
     * @return this
     */
    public GraphBuilder edge(String from, String to) {
        return edge(from, to, UNKNOWN);
    }

    /**
     * Adds a dependency. Of repeated ones the most probable is kept. One from an asset to itself, as an incremental table
     * has, is noted in {@link DependencyGraph#selfReferences()} and propagates nothing.
     *
     * @param from the asset that is read
     * @param to the asset that reads it
     * @param propagation probability that a change of the first affects the second, 0 to 1
     * @return this
     */
    public GraphBuilder edge(String from, String to, double propagation) {
        if (!(propagation >= 0 && propagation <= 1)) {
            throw new IllegalArgumentException(
                    "propagation (" + propagation + ") of " + from + " -> " + to + " must be between 0 and 1.");
        }
        if (from.equals(to)) {
            selfReferences.add(from);
        } else {
            edges.merge(new Dependency(from, to, 0), propagation, Math::max);
        }
        return this;
    }

    /**
     * Builds the graph: cycles condensed, vertices numbered topologically. Time and memory O(V + E).
     *
     * @return the graph
     * @throws IllegalArgumentException if a dependency names an asset that was not added
     */
    public DependencyGraph build() {
        int[] from = new int[edges.size()];
        int[] to = new int[edges.size()];
        double[] propagation = new double[edges.size()];
        int e = 0;
        for (Map.Entry<Dependency, Double> edge : edges.entrySet()) {
            from[e] = known(edge.getKey().from(), edge.getKey());
            to[e] = known(edge.getKey().to(), edge.getKey());
            propagation[e++] = edge.getValue();
        }
        selfReferences.forEach(id -> known(id, new Dependency(id, id, 0)));
        return DependencyGraph.of(assets, from, to, propagation, selfReferences);
    }

    private int known(String id, Dependency edge) {
        Integer at = index.get(id);
        if (at == null) {
            throw new IllegalArgumentException("dependency " + edge.from() + " -> " + edge.to()
                    + " names the unknown asset (" + id + "). Maybe add asset(\"" + id + "\", layer).");
        }
        return at;
    }
}
