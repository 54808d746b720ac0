package io.dataops.graph;

import com.google.common.base.Suppliers;
import io.dataops.api.AssetScope;
import io.dataops.api.ChangeSet;
import io.dataops.api.Impact;
import io.dataops.api.ImpactAnalysis;
import io.dataops.api.Layer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A layered graph of assets and who reads whom. Immutable, safe for use by several threads.
 *
 * <p>Columns are vertices below their asset ({@link GraphBuilder#column(String, String)}). A change of an asset reaches its
 * columns; a change of a column reaches what reads that column and nothing else.
 *
 * <p>Vertices are numbered topologically (assets of a cycle next to each other) and edges are kept as compressed sparse rows
 * in both directions, so that what a change reaches is found in one pass.
 *
 * <pre>{@code
 * DependencyGraph graph = DependencyGraph.builder()
 *         .asset("orders", Layer.DATA)
 *         .asset("revenue", Layer.CODE)
 *         .edge("orders", "revenue", 0.8)
 *         .build();
 * graph.impactOf(ChangeSet.of(Change.logicChanged("orders"))).of("revenue");   // 80 %, exactly
 * DependencyGraph.builder().edge("a", "b", 1.5);   // IllegalArgumentException: propagation (1.5) of a -> b …
 * }</pre>
 */
public final class DependencyGraph implements ImpactAnalysis, AssetScope {
    private final List<Asset> assets;
    private final Names names;
    private final Adjacency out;
    private final Adjacency in;
    private final double[] propagation;
    private final double[] strength;
    private final int[] component;
    private final int[] owner;
    private final Set<String> selfReferences;
    private final Set<String> resolved;
    private final Supplier<int[]> ranks = Suppliers.memoize(this::rankAssets);

    private DependencyGraph(
            List<Asset> assets,
            Adjacency out,
            Adjacency in,
            double[] propagation,
            double[] strength,
            int[] component,
            Set<String> selfReferences,
            Set<String> resolved) {
        this.assets = assets;
        this.names = Names.of(assets);
        this.out = out;
        this.in = in;
        this.propagation = propagation;
        this.strength = strength;
        this.component = component;
        this.owner = assets.stream()
                .mapToInt(a -> a.owner().map(o -> names.resolve(o).orElse(-1)).orElse(-1))
                .toArray();
        this.selfReferences = Collections.unmodifiableSet(new LinkedHashSet<>(selfReferences));
        this.resolved = Collections.unmodifiableSet(new LinkedHashSet<>(resolved));
    }

    /**
     * Starts a graph.
     *
     * @return a builder
     */
    public static GraphBuilder builder() {
        return new GraphBuilder();
    }

    static DependencyGraph of(
            List<Asset> assets,
            int[] from,
            int[] to,
            double[] propagation,
            double[] strength,
            Set<String> selfReferences,
            Set<String> resolved) {
        int n = assets.size();
        Condensation condensation = Condensation.of(Adjacency.of(n, from, to));
        Integer[] order = new Integer[n];
        Arrays.setAll(order, v -> v);
        Arrays.sort(order, Comparator.comparingInt(condensation::of));
        int[] number = new int[n];
        List<Asset> ordered = new ArrayList<>(n);
        int[] component = new int[n];
        for (int i = 0; i < n; i++) {
            number[order[i]] = i;
            ordered.add(assets.get(order[i]));
            component[i] = condensation.of(order[i]);
        }
        int[] newFrom = Arrays.stream(from).map(v -> number[v]).toArray();
        int[] newTo = Arrays.stream(to).map(v -> number[v]).toArray();
        return new DependencyGraph(
                List.copyOf(ordered),
                Adjacency.of(n, newFrom, newTo),
                Adjacency.of(n, newTo, newFrom),
                propagation.clone(),
                strength.clone(),
                component,
                selfReferences,
                resolved);
    }

    /** The same vertices with every edge turned round; columns lead to their assets. */
    DependencyGraph reversed() {
        int[] from = new int[propagation.length];
        int[] to = new int[propagation.length];
        for (int v = 0; v < assets.size(); v++) {
            for (int i = out.start()[v]; i < out.start()[v + 1]; i++) {
                from[out.edge()[i]] = out.to()[i];
                to[out.edge()[i]] = v;
            }
        }
        return of(assets, from, to, propagation, strength, selfReferences, resolved);
    }

    /**
     * Returns the columns of an asset.
     *
     * @param name an identifier or unambiguous alias
     * @return identifiers of its columns; none if it has no columns as vertices
     * @throws IllegalArgumentException if the graph does not have the asset
     */
    public List<String> columnsOf(String name) {
        int v = vertex(name);
        return IntStream.range(out.start()[v], out.start()[v + 1])
                .filter(i -> owner[out.to()[i]] == v)
                .mapToObj(i -> assets.get(out.to()[i]).id())
                .toList();
    }

    /**
     * Returns this graph without columns: an asset reads another one if it, or one of its columns, reads the other or one of
     * its columns, with the largest of their probabilities. Time O(V + E).
     *
     * @return the graph itself if it has no columns
     */
    public DependencyGraph withoutColumns() {
        if (Arrays.stream(owner).allMatch(o -> o < 0)) {
            return this;
        }
        GraphBuilder builder = builder();
        assets.stream().filter(a -> !a.isColumn()).forEach(builder::asset);
        for (int v = 0; v < assets.size(); v++) {
            int from = owner[v] < 0 ? v : owner[v];
            for (int i = out.start()[v]; i < out.start()[v + 1]; i++) {
                int to = owner[out.to()[i]] < 0 ? out.to()[i] : owner[out.to()[i]];
                if (from != to) {
                    int edge = out.edge()[i];
                    builder.edge(assets.get(from).id(), assets.get(to).id(), propagation[edge], strength[edge]);
                }
            }
        }
        selfReferences.stream()
                .filter(id -> asset(id).filter(a -> !a.isColumn()).isPresent())
                .forEach(id -> builder.edge(id, id));
        return builder.build();
    }

    /**
     * Returns the assets.
     *
     * @return all of them, each after the ones that it reads, except within cycles
     */
    public List<Asset> assets() {
        return assets;
    }

    /**
     * Returns one asset.
     *
     * @param name an identifier, or an alias that only one asset has
     * @return the asset, if the graph has it
     * @throws IllegalArgumentException if several assets share the alias
     */
    public Optional<Asset> asset(String name) {
        OptionalInt at = names.resolve(name);
        return at.isPresent() ? Optional.of(assets.get(at.getAsInt())) : Optional.empty();
    }

    /**
     * Returns the dependencies.
     *
     * @return all of them, in the order of the assets that are read
     */
    public List<Dependency> dependencies() {
        List<Dependency> all = new ArrayList<>(propagation.length);
        for (int v = 0; v < assets.size(); v++) {
            for (int i = out.start()[v]; i < out.start()[v + 1]; i++) {
                int edge = out.edge()[i];
                all.add(new Dependency(
                        assets.get(v).id(), assets.get(out.to()[i]).id(), propagation[edge], strength[edge]));
            }
        }
        return all;
    }

    /**
     * Returns the dependencies that an asset reads, or that read it.
     *
     * @param name an identifier or unambiguous alias
     * @param downstream true for those that read it
     * @return identifiers of the neighbours
     */
    List<String> neighbours(String name, boolean downstream) {
        int v = vertex(name);
        Adjacency rows = downstream ? out : in;
        return IntStream.range(rows.start()[v], rows.start()[v + 1])
                .mapToObj(i -> assets.get(rows.to()[i]).id())
                .toList();
    }

    /**
     * Returns what an asset reads directly.
     *
     * @param name an identifier or unambiguous alias
     * @return identifiers
     * @throws IllegalArgumentException if the graph does not have it
     */
    public List<String> upstreamOf(String name) {
        return neighbours(name, false);
    }

    /**
     * Returns what reads an asset directly.
     *
     * @param name an identifier or unambiguous alias
     * @return identifiers
     * @throws IllegalArgumentException if the graph does not have it
     */
    public List<String> downstreamOf(String name) {
        return neighbours(name, true);
    }

    int vertex(String name) {
        return names.resolve(name)
                .orElseThrow(() -> new IllegalArgumentException("asset (" + name + ") is not in the graph."));
    }

    @Override
    public boolean contains(String asset) {
        return names.contains(asset);
    }

    /**
     * Returns the assets that read themselves, as incremental tables do.
     *
     * @return identifiers
     */
    public Set<String> selfReferences() {
        return selfReferences;
    }

    /**
     * Returns the assets of which every column that they read is known.
     *
     * @return identifiers, as given to {@link GraphBuilder#resolved(String)}
     */
    public Set<String> resolved() {
        return resolved;
    }

    /**
     * Returns what keeps the graph from having an order.
     *
     * @return each group of assets that depend on each other; empty for a graph without cycles
     */
    public List<Cycle> cycles() {
        List<Cycle> cycles = new ArrayList<>();
        for (int from = 0; from < component.length; ) {
            int to = from + 1;
            while (to < component.length && component[to] == component[from]) {
                to++;
            }
            if (to - from > 1) {
                List<String> members =
                        assets.subList(from, to).stream().map(Asset::id).toList();
                cycles.add(new Cycle(members, shortestCycle(from)));
            }
            from = to;
        }
        return cycles;
    }

    /** A shortest cycle through the first member of a component, by breadth-first search within it. */
    private List<String> shortestCycle(int first) {
        int[] before = new int[assets.size()];
        Arrays.fill(before, -1);
        ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(first));
        while (!queue.isEmpty()) {
            int v = queue.remove();
            for (int i = out.start()[v]; i < out.start()[v + 1]; i++) {
                int w = out.to()[i];
                if (w == first) {
                    List<String> path = new ArrayList<>();
                    for (int u = v; u != first; u = before[u]) {
                        path.add(assets.get(u).id());
                    }
                    path.add(assets.get(first).id());
                    Collections.reverse(path);
                    return path;
                }
                if (component[w] == component[first] && before[w] < 0) {
                    before[w] = v;
                    queue.add(w);
                }
            }
        }
        throw new IllegalStateException("no cycle through " + assets.get(first).id());
    }

    /**
     * Returns the assets in waves: each asset comes in the first wave after all that it reads. Members of a cycle share one.
     *
     * @return identifiers, wave by wave
     */
    public List<List<String>> waves() {
        int n = assets.size();
        int[] level = new int[n == 0 ? 0 : component[n - 1] + 1];
        List<List<String>> waves = new ArrayList<>();
        for (int from = 0; from < n; ) {
            int to = from;
            int wave = 0;
            for (; to < n && component[to] == component[from]; to++) {
                for (int i = in.start()[to]; i < in.start()[to + 1]; i++) {
                    int read = component[in.to()[i]];
                    wave = read == component[from] ? wave : Math.max(wave, level[read] + 1);
                }
            }
            level[component[from]] = wave;
            while (waves.size() <= wave) {
                waves.add(new ArrayList<>());
            }
            for (int v = from; v < to; v++) {
                waves.get(wave).add(assets.get(v).id());
            }
            from = to;
        }
        return waves.stream().map(List::copyOf).toList();
    }

    @Override
    public Impact impactOf(ChangeSet changes) {
        return impact().impactOf(changes);
    }

    /**
     * Starts an impact analysis with limits.
     *
     * @return an analysis through all layers, of any depth
     */
    public ImpactQuery impact() {
        return ImpactQuery.of(this);
    }

    Adjacency out() {
        return out;
    }

    Adjacency in() {
        return in;
    }

    Names names() {
        return names;
    }

    double propagation(int edge) {
        return propagation[edge];
    }

    int component(int vertex) {
        return component[vertex];
    }

    /** The asset that a column belongs to, or -1. */
    int owner(int vertex) {
        return owner[vertex];
    }

    /** The place of each asset in an order without columns {@code [vertices]}; that of its owner for a column. */
    int[] ranks() {
        return ranks.get();
    }

    private int[] rankAssets() {
        DependencyGraph plain = withoutColumns();
        int[] rank = new int[assets.size()];
        Arrays.setAll(
                rank, v -> plain.vertex(assets.get(owner[v] < 0 ? v : owner[v]).id()));
        return rank;
    }

    Layer layer(int vertex) {
        return assets.get(vertex).layer();
    }

    /** Graphs with the same assets and dependencies are equal. */
    @Override
    public boolean equals(Object other) {
        return other instanceof DependencyGraph g
                && Set.copyOf(assets).equals(Set.copyOf(g.assets))
                && Set.copyOf(dependencies()).equals(Set.copyOf(g.dependencies()))
                && selfReferences.equals(g.selfReferences)
                && resolved.equals(g.resolved);
    }

    @Override
    public int hashCode() {
        return Set.copyOf(assets).hashCode();
    }

    @Override
    public String toString() {
        return assets.size() + " assets, " + propagation.length + " dependencies";
    }
}
