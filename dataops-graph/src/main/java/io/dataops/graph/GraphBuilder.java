package io.dataops.graph;

import io.dataops.api.Layer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Collects assets and dependencies; every one is checked at once, dangling ends when the graph is built. Not safe for use by
 * several threads.
 *
 * <pre>{@code
 * DependencyGraph graph = DependencyGraph.builder()
 *         .asset("orders", Layer.DATA)
 *         .column("orders", "amount")
 *         .asset("revenue", Layer.CODE)
 *         .edge("orders.amount", "revenue", 0.8)
 *         .resolved("revenue")
 *         .build();
 * DependencyGraph.builder().edge("a", "b").build();   // IllegalArgumentException: dependency a -> b names the unknown asset …
 * }</pre>
 */
public final class GraphBuilder {
    /** Nothing is known of the dependency: an even chance. */
    static final double UNKNOWN = 0.5;

    /** The column that stands for those which were not added. */
    static final String OTHERS = "*";

    private final Map<String, Integer> index = new LinkedHashMap<>();
    private final List<Asset> assets = new ArrayList<>();
    private final Map<Ends, Dependency> edges = new LinkedHashMap<>();
    private final Set<String> selfReferences = new LinkedHashSet<>();
    private final Set<String> resolved = new LinkedHashSet<>();

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
     * Adds a column of an asset as a vertex of its own, called {@code asset.column}; adding it again changes nothing. A change
     * of the asset reaches its columns for certain. An asset counts as affected when one of its columns is, but nothing
     * further follows from that: only what reads the column does. Columns that were not added are one vertex,
     * {@code asset.*}, if anything may read them.
     *
     * @param asset identifier of the asset that has it, added before
     * @param column the column's name
     * @return this
     * @throws IllegalArgumentException if the asset was not added yet or is a column itself
     */
    public GraphBuilder column(String asset, String column) {
        Integer at = index.get(asset);
        if (at == null || assets.get(at).isColumn()) {
            throw new IllegalArgumentException("column (" + column + ") needs its asset (" + asset
                    + ") first. Maybe add asset(\"" + asset + "\", layer) before.");
        }
        return asset(assets.get(at).column(column));
    }

    /**
     * Says that every column which an asset reads is known. Otherwise, where an asset reads another one of which columns
     * are known, but none of them is read by it or its columns, each of them counts as read.
     *
     * @param asset identifier of the reading asset
     * @return this
     */
    public GraphBuilder resolved(String asset) {
        resolved.add(asset);
        return this;
    }

    /**
     * Adds the assets and columns of a graph, and what is known of them, without their dependencies.
     *
     * @param graph the graph to take them from
     * @return this
     */
    public GraphBuilder assetsOf(DependencyGraph graph) {
        graph.assets().forEach(this::asset);
        resolved.addAll(graph.resolved());
        selfReferences.addAll(graph.selfReferences());
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
        resolved.forEach(id -> known(id, new Dependency(id, id, 0)));
        addColumns();
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
        return DependencyGraph.of(assets, from, to, propagation, strength, selfReferences, resolved);
    }

    /** A change of an asset reaches its columns, and readers that name none of them read all. */
    private void addColumns() {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        for (Asset asset : assets) {
            asset.owner().ifPresent(owner -> {
                known(owner, new Dependency(owner, asset.id(), 1));
                columns.computeIfAbsent(owner, o -> new ArrayList<>()).add(asset.id());
                edges.putIfAbsent(new Ends(owner, asset.id()), new Dependency(owner, asset.id(), 1));
            });
        }
        if (columns.isEmpty()) {
            return;
        }
        Set<Ends> named = new LinkedHashSet<>();
        for (Dependency edge : edges.values()) {
            asset(edge.from())
                    .flatMap(Asset::owner)
                    .ifPresent(owner -> named.add(new Ends(
                            owner, asset(edge.to()).flatMap(Asset::owner).orElse(edge.to()))));
        }
        for (Dependency edge : List.copyOf(edges.values())) {
            boolean whole = asset(edge.to()).filter(a -> !a.isColumn()).isPresent()
                    && !resolved.contains(edge.to())
                    && !named.contains(new Ends(edge.from(), edge.to()));
            if (whole && columns.containsKey(edge.from())) {
                String others = edge.from() + "." + OTHERS;
                column(edge.from(), OTHERS);
                edges.putIfAbsent(new Ends(edge.from(), others), new Dependency(edge.from(), others, 1));
                edge(others, edge.to(), edge.propagation(), edge.strength());
                for (String column : columns.getOrDefault(edge.from(), List.of())) {
                    edge(column, edge.to(), edge.propagation(), edge.strength());
                }
            }
        }
    }

    private Optional<Asset> asset(String id) {
        Integer at = index.get(id);
        return at == null ? Optional.empty() : Optional.of(assets.get(at));
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
