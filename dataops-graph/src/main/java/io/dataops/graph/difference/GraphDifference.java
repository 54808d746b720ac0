package io.dataops.graph.difference;

import io.dataops.api.Change;
import io.dataops.api.ChangeSet;
import io.dataops.api.Explained;
import io.dataops.api.Impact;
import io.dataops.graph.Asset;
import io.dataops.graph.DependencyGraph;
import io.dataops.graph.GraphBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What two versions of a graph differ in. The order in which they were built plays no role, and equal graphs have no
 * difference.
 *
 * <p>Time O(V + E), and for renamings what their number and the size of their neighbourhoods ask for.
 *
 * <pre>{@code
 * GraphDifference difference = GraphDifference.between(before, after);
 * difference.removed();    // [orders_old]
 * difference.renamed();    // stg_order -> stg_orders, 80 % alike
 * difference.impact();     // who is hit, along the old edges too
 * GraphDifference.ignoring("tmp.*").ignoring(Aspect.STRENGTH).between(before, after);
 * }</pre>
 *
 * @param before the earlier version
 * @param after the later version
 * @param added assets and columns that are new, in the order of the later version
 * @param removed assets and columns that are gone, in the order of the earlier version
 * @param renamed assets and columns that go by another identifier, by the earlier one
 * @param changed assets and columns of both versions that are not alike, in the order of the later version
 */
public record GraphDifference(
        DependencyGraph before,
        DependencyGraph after,
        List<Asset> added,
        List<Asset> removed,
        List<Renaming> renamed,
        List<AssetDifference> changed)
        implements Explained {

    /** Copies the lists. */
    public GraphDifference {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        renamed = List.copyOf(renamed);
        changed = List.copyOf(changed);
    }

    /**
     * Compares two versions in everything.
     *
     * @param before the earlier version
     * @param after the later version
     * @return what they differ in
     */
    public static GraphDifference between(DependencyGraph before, DependencyGraph after) {
        return new Comparison().between(before, after);
    }

    /**
     * Starts a comparison that leaves assets out.
     *
     * @param pattern a name in which each star stands for any characters
     * @return a comparison
     */
    public static Comparison ignoring(String pattern) {
        return new Comparison().ignoring(pattern);
    }

    /**
     * Starts a comparison that leaves an aspect out.
     *
     * @param aspect what not to look at
     * @return a comparison
     */
    public static Comparison ignoring(Aspect aspect) {
        return new Comparison().ignoring(aspect);
    }

    /**
     * Says whether nothing is different.
     *
     * @return true if all lists are empty
     */
    public boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty() && renamed.isEmpty() && changed.isEmpty();
    }

    /**
     * Returns the difference as changes, named as in {@link #union()}. What is renamed counts as removed and added, unless it
     * keeps its earlier name as an alias: then only its configuration changed. Another probability or strength of a
     * dependency is knowledge, not a change.
     *
     * @return the changes
     */
    public ChangeSet changes() {
        List<Change> changes = new ArrayList<>();
        for (Asset asset : added) {
            if (asset.owner().isEmpty()) {
                changes.add(Change.assetAdded(asset.id()));
            } else if (before.contains(asset.owner().get())) {
                changes.add(Change.columnAdded(asset.owner().get(), asset.columnName()));
            }
        }
        for (Asset asset : removed) {
            if (asset.owner().isEmpty()) {
                changes.add(Change.assetRemoved(asset.id()));
            } else if (after.contains(asset.owner().get())) {
                changes.add(Change.columnDropped(asset.owner().get(), asset.columnName()));
            }
        }
        for (Renaming r : renamed) {
            changes.addAll(changesOf(r));
        }
        for (AssetDifference d : changed) {
            if (d.aspects().contains(Aspect.DEPENDENCIES)) {
                changes.add(Change.logicChanged(d.asset()));
            } else if (d.aspects().stream().anyMatch(a -> a != Aspect.PROPAGATION && a != Aspect.STRENGTH)) {
                changes.add(Change.configurationChanged(d.asset()));
            }
        }
        return ChangeSet.of(changes.toArray(Change[]::new));
    }

    private List<Change> changesOf(Renaming r) {
        Asset was = before.asset(r.from()).orElseThrow();
        Asset is = after.asset(r.to()).orElseThrow();
        if (r.keepsAlias()) {
            return List.of(Change.configurationChanged(r.to()));
        }
        if (was.isColumn()) {
            String owner = was.owner().orElseThrow();
            return before.contains(owner) && after.contains(owner)
                    ? List.of(Change.columnRenamed(owner, was.columnName(), is.columnName()))
                    : List.of();
        }
        return List.of(Change.assetRemoved(r.from()), Change.assetAdded(r.to()));
    }

    /**
     * Returns both versions in one graph, so that a change reaches what reads an asset now and what read it before. Of a
     * dependency that both have the larger probability counts.
     *
     * @return the assets and dependencies of either; an asset of both as the later version has it
     */
    public DependencyGraph union() {
        GraphBuilder builder = DependencyGraph.builder().assetsOf(after);
        for (Asset asset : before.assets()) {
            if (!builder.contains(asset.id())) {
                builder.asset(asset);
            }
        }
        after.dependencies().forEach(d -> builder.edge(d.from(), d.to(), d.propagation(), d.strength()));
        before.dependencies().forEach(d -> builder.edge(d.from(), d.to(), d.propagation(), d.strength()));
        return builder.build();
    }

    /**
     * Returns who is hit by the difference.
     *
     * @return the impact of {@link #changes()} on {@link #union()}
     */
    public Impact impact() {
        return union().impactOf(changes());
    }

    @Override
    public String explain() {
        if (isEmpty()) {
            return "no difference";
        }
        List<String> lines = new ArrayList<>();
        added.forEach(a -> lines.add("+ " + a.id()));
        removed.forEach(a -> lines.add("- " + a.id()));
        renamed.forEach(r -> lines.add(String.format(
                Locale.ROOT,
                "> %s is now %s (%s)",
                r.from(),
                r.to(),
                r.keepsAlias() ? "keeps its name as an alias" : Math.round(100 * r.likeness()) + " % alike")));
        for (AssetDifference d : changed) {
            StringBuilder line = new StringBuilder("~ ").append(d.asset());
            d.aspects().forEach(a -> line.append(' ').append(a.name().toLowerCase(Locale.ROOT)));
            d.newlyRead().forEach(n -> line.append(" +").append(n));
            d.noLongerRead().forEach(n -> line.append(" -").append(n));
            lines.add(line.toString());
        }
        return String.join("\n", lines);
    }
}
