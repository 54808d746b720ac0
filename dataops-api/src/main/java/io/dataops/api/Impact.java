package io.dataops.api;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who is hit by a change set, and how likely.
 *
 * <p>The certificate: each {@link AffectedAsset#likelihood()} carries limits, each asset a path that explains it, and what
 * the graph does not know is named in {@link #notInGraph()} instead of being left out.
 *
 * <pre>{@code
 * Impact impact = graph.impactOf(ChangeSet.of(Change.columnDropped("raw.orders", "discount")));
 * impact.top(10);                 // the likeliest first
 * impact.explain("revenue");      // revenue: 45.0 % through raw.orders -> stg_orders -> revenue
 * impact.reach("elsewhere");      // NOT_IN_GRAPH, which is not the same as safe
 * }</pre>
 *
 * @param changes the changes that were asked about
 * @param affected changed and affected assets, most probable first, then by identifier
 * @param columns changed and affected columns, in the same order, where the graph knows columns
 * @param notInGraph names in the changes that the graph does not have
 * @param scope which assets the graph has, for {@link #reach(String)}
 * @param truncated true if a depth or layer limit, or a budget, cut the search short
 * @param provenance how the answer was computed
 */
public record Impact(
        ChangeSet changes,
        List<AffectedAsset> affected,
        List<AffectedAsset> columns,
        Set<String> notInGraph,
        AssetScope scope,
        boolean truncated,
        Provenance provenance)
        implements Explained {

    private static final Comparator<AffectedAsset> RANK = Comparator.comparingDouble(
                    (AffectedAsset a) -> -a.likelihood().value())
            .thenComparingInt(AffectedAsset::hops)
            .thenComparing(AffectedAsset::asset);

    /** Copies the collections and puts the assets in rank order; refuses an asset that is listed twice. */
    public Impact {
        affected = affected.stream().sorted(RANK).toList();
        columns = columns.stream().sorted(RANK).toList();
        Set<String> seen = new HashSet<>();
        Stream.concat(affected.stream(), columns.stream()).forEach(a -> {
            if (!seen.add(a.asset())) {
                throw new IllegalArgumentException("affected asset (" + Text.shown(a.asset()) + ") is listed twice.");
            }
        });
        notInGraph = Collections.unmodifiableSet(new LinkedHashSet<>(notInGraph));
    }

    /**
     * Creates the impact in a graph that knows no columns.
     *
     * @param changes the changes that were asked about
     * @param affected changed and affected assets
     * @param notInGraph names in the changes that the graph does not have
     * @param scope which assets the graph has
     * @param truncated true if a limit cut the search short
     * @param provenance how the answer was computed
     */
    public Impact(
            ChangeSet changes,
            List<AffectedAsset> affected,
            Set<String> notInGraph,
            AssetScope scope,
            boolean truncated,
            Provenance provenance) {
        this(changes, affected, List.of(), notInGraph, scope, truncated, provenance);
    }

    /**
     * Returns how an asset stands to the changes.
     *
     * @param asset an identifier
     * @return never null; an asset that the graph does not have is {@link Reach#NOT_IN_GRAPH}
     */
    public Reach reach(String asset) {
        Optional<AffectedAsset> found = of(asset);
        if (found.isPresent()) {
            return found.get().isChanged() ? Reach.CHANGED : Reach.AFFECTED;
        }
        if (!scope.contains(asset)) {
            return Reach.NOT_IN_GRAPH;
        }
        return truncated ? Reach.NOT_EXPLORED : Reach.UNREACHABLE;
    }

    /**
     * Returns what is known of one asset or column; takes time linear in the number of affected ones.
     *
     * @param asset an identifier
     * @return the asset, or empty if no change reaches it
     */
    public Optional<AffectedAsset> of(String asset) {
        return Stream.concat(affected.stream(), columns.stream())
                .filter(a -> a.asset().equals(asset))
                .findFirst();
    }

    /**
     * Returns the most probable assets.
     *
     * @param k how many at most, 0 or more
     * @return the first k of {@link #affected()}
     */
    public List<AffectedAsset> top(int k) {
        if (k < 0) {
            throw new IllegalArgumentException("k (" + k + ") must not be negative.");
        }
        return affected.subList(0, Math.min(k, affected.size()));
    }

    /**
     * Explains why one asset is, or is not, affected.
     *
     * @param asset an identifier
     * @return one line
     */
    public String explain(String asset) {
        return of(asset).map(Impact::line).orElseGet(() -> switch (reach(asset)) {
            case NOT_IN_GRAPH -> asset + ": not in the graph, so nothing is known of it";
            case NOT_EXPLORED -> asset + ": not reached within the limits of the search";
            default -> asset + ": no path leads to it from the changes";
        });
    }

    @Override
    public String explain() {
        String unknown = notInGraph.isEmpty() ? "" : "\nnot in the graph: " + String.join(", ", notInGraph);
        String cut = truncated ? "\nthe search was cut short; there may be more" : "";
        if (affected.isEmpty()) {
            return "nothing is affected" + unknown + cut;
        }
        String assets = affected.stream().map(Impact::line).collect(Collectors.joining("\n"));
        String below = columns.stream().map(c -> "\ncolumn " + line(c)).collect(Collectors.joining());
        return assets + below + unknown + cut;
    }

    private static String line(AffectedAsset a) {
        return a.asset() + ": " + a.likelihood()
                + (a.isChanged() ? ", changed itself" : " through " + String.join(" -> ", a.path()));
    }
}
