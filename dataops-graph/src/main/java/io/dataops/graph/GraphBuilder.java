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
    private final Map<Ends, Dependency> edges = new LinkedHashMap<>();
    private final Set<String> selfReferences = new LinkedHashSet<>();

    private record Ends(String from, String to) {}

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
        return edge(from, to, propagation, 1);
    }

    /**
     * Adds a dependency with its strength. Of repeated ones the most probable is kept.
     *
     * @param from the asset that is read
     * @param to the asset that reads it
     * @param propagation probability that a change of the first affects the second, 0 to 1
     * @param strength how much the second depends on the first, 0 to 1
     * @return this
     */
    public GraphBuilder edge(String from, String to, double propagation, double strength) {
        if (!(propagation >= 0 && propagation <= 1)) {
            throw new IllegalArgumentException(
                    "propagation (" + propagation + ") of " + from + " -> " + to + " must be between 0 and 1.");
        }
        if (!(strength >= 0 && strength <= 1)) {
            throw new IllegalArgumentException(
                    "strength (" + strength + ") of " + from + " -> " + to + " must be between 0 and 1.");
        }
        if (from.equals(to)) {
            selfReferences.add(from);
        } else {
            edges.merge(
                    new Ends(from, to),
                    new Dependency(from, to, propagation, strength),
                    (before, now) -> now.propagation() > before.propagation() ? now : before);
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
        double[] strength = new double[edges.size()];
        int e = 0;
        for (Dependency edge : edges.values()) {
            from[e] = known(edge.from(), edge);
            to[e] = known(edge.to(), edge);
            propagation[e] = edge.propagation();
            strength[e++] = edge.strength();
        }
        selfReferences.forEach(id -> known(id, new Dependency(id, id, 0)));
        return DependencyGraph.of(assets, from, to, propagation, strength, selfReferences);
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
