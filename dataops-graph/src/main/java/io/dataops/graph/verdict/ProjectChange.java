package io.dataops.graph.verdict;

import io.dataops.api.Change;
import io.dataops.api.ChangeSet;
import io.dataops.api.Explained;
import io.dataops.api.InputException;
import io.dataops.graph.DependencyGraph;
import io.dataops.graph.GraphBuilder;
import io.dataops.graph.lineage.LineageEdge;
import io.dataops.graph.sql.QueryMeaning;
import io.dataops.graph.sql.SqlLineage;
import io.dataops.graph.sql.StatementLineage;
import io.dataops.graph.verdict.ChangeVerdict.Effect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is different between two versions of the queries of a project, by meaning, and what that means for each asset and column
 * downstream. Immutable.
 *
 * <p>A column that nobody reads may come and go without effect; another expression concerns the readers of that column; another
 * filter, join or grouping concerns all. What cannot be told counts as breaking.
 *
 * <pre>{@code
 * ProjectChange change = ProjectChange.between(before, after, SqlLineage.builder().build());
 * change.verdict("revenue");         // revenue: NO_EFFECT by READS_NOTHING_CHANGED (stg)
 * change.gated(graph).impactOf(change.changes());
 * }</pre>
 */
public final class ProjectChange implements Explained {
    private final ChangeSet changes;
    private final Map<String, ChangeVerdict> assets;
    private final Map<String, Map<String, ChangeVerdict>> columns;

    private ProjectChange(
            ChangeSet changes, Map<String, ChangeVerdict> assets, Map<String, Map<String, ChangeVerdict>> columns) {
        this.changes = changes;
        this.assets = assets;
        this.columns = columns;
    }

    /**
     * Compares two versions.
     *
     * @param before queries by the name of their result, each after those that it reads
     * @param after the same of the later version
     * @param sql reads them; may know tables that they read
     * @return what is different
     */
    public static ProjectChange between(Map<String, String> before, Map<String, String> after, SqlLineage sql) {
        List<Change> changes = new ArrayList<>();
        Map<String, ChangeVerdict> assets = new LinkedHashMap<>();
        Map<String, Map<String, ChangeVerdict>> columns = new LinkedHashMap<>();
        before.keySet().stream().filter(name -> !after.containsKey(name)).forEach(name -> {
            changes.add(Change.assetRemoved(name));
            assets.put(name, own(name, Effect.BREAKING, "ASSET_REMOVED"));
        });
        Map<String, StatementLineage> lineages = sql.project(after);
        after.forEach((name, text) -> {
            String was = before.get(name);
            if (was == null) {
                changes.add(Change.assetAdded(name));
            } else {
                compare(name, was, text, sql, changes, assets, columns);
            }
        });
        Map<String, StatementLineage> earlier = sql.project(before);
        after.keySet().stream().filter(before::containsKey).forEach(name -> {
            StatementLineage now = lineages.get(name);
            StatementLineage was = earlier.get(name);
            if (now != null && was != null) {
                new Reader(name, was, now, assets, columns).judge();
            }
        });
        return new ProjectChange(new ChangeSet(changes), assets, columns);
    }

    private static ChangeVerdict own(String asset, Effect effect, String rule) {
        return new ChangeVerdict(asset, Optional.empty(), effect, rule, asset);
    }

    private static void compare(
            String name,
            String was,
            String is,
            SqlLineage sql,
            List<Change> changes,
            Map<String, ChangeVerdict> assets,
            Map<String, Map<String, ChangeVerdict>> columns) {
        if (was.equals(is)) {
            return;
        }
        QueryMeaning before;
        QueryMeaning after;
        try {
            before = sql.meaning(was);
            after = sql.meaning(is);
        } catch (InputException e) {
            changes.add(Change.logicChanged(name));
            assets.put(name, own(name, Effect.BREAKING, "CANNOT_BE_TOLD"));
            return;
        }
        if (!before.rows().equals(after.rows()) || !before.passesOn().equals(after.passesOn())) {
            changes.add(Change.logicChanged(name));
            assets.put(name, own(name, Effect.BREAKING, "ROWS_CHANGED"));
        }
        Map<String, ChangeVerdict> its = columns.computeIfAbsent(name, n -> new LinkedHashMap<>());
        Set<String> gone = new LinkedHashSet<>(before.columns().keySet());
        gone.removeAll(after.columns().keySet());
        Set<String> come = new LinkedHashSet<>(after.columns().keySet());
        come.removeAll(before.columns().keySet());
        for (String column : gone) {
            Optional<String> newName = come.stream()
                    .filter(c -> String.valueOf(after.columns().get(c))
                            .equals(before.columns().get(column)))
                    .findFirst();
            newName.ifPresent(come::remove);
            changes.add(newName.map(n -> Change.columnRenamed(name, column, n))
                    .orElseGet(() -> Change.columnDropped(name, column)));
            its.put(
                    column,
                    column(name, column, Effect.BREAKING, newName.isPresent() ? "COLUMN_RENAMED" : "COLUMN_DROPPED"));
        }
        for (String column : come) {
            changes.add(Change.columnAdded(name, column));
            its.put(column, column(name, column, Effect.NON_BREAKING, "COLUMN_ADDED"));
        }
        boolean logic = assets.containsKey(name);
        for (Map.Entry<String, String> c : after.columns().entrySet()) {
            String earlier = before.columns().get(c.getKey());
            if (earlier != null && !earlier.equals(c.getValue())) {
                its.put(c.getKey(), column(name, c.getKey(), Effect.BREAKING, "EXPRESSION_CHANGED"));
                if (!logic) {
                    changes.add(Change.logicChanged(name));
                    logic = true;
                }
            }
        }
        if (!assets.containsKey(name)) {
            Effect worst = its.values().stream()
                    .map(ChangeVerdict::effect)
                    .max(Effect::compareTo)
                    .orElse(Effect.NO_EFFECT);
            String rule = its.isEmpty()
                    ? "SAME_MEANING"
                    : its.values().iterator().next().rule();
            assets.put(name, own(name, worst, rule));
        }
    }

    private static ChangeVerdict column(String asset, String column, Effect effect, String rule) {
        return new ChangeVerdict(asset, Optional.of(column), effect, rule, asset + "." + column);
    }

    /** What changes upstream mean for one asset; those before it are judged already. */
    private record Reader(
            String name,
            StatementLineage before,
            StatementLineage after,
            Map<String, ChangeVerdict> assets,
            Map<String, Map<String, ChangeVerdict>> columns) {

        void judge() {
            Set<String> sources = new LinkedHashSet<>(before.sources());
            sources.addAll(after.sources());
            sources.remove(name);
            boolean resolved = before.isResolved() && after.isResolved();
            for (String source : sources) {
                ChangeVerdict whole = assets.get(source);
                Map<String, ChangeVerdict> its = columns.getOrDefault(source, Map.of());
                if (whole == null) {
                    continue;
                }
                boolean all = whole.rule().equals("ROWS_CHANGED")
                        || whole.rule().equals("CANNOT_BE_TOLD")
                        || whole.rule().equals("ASSET_REMOVED")
                        || whole.rule().equals("READS_CHANGED_ROWS")
                        || whole.rule().equals("USES_CHANGED_COLUMN_FOR_ROWS");
                if (all) {
                    raise(whole(Effect.BREAKING, "READS_CHANGED_ROWS", source));
                } else {
                    its.values().forEach(v -> column(source, v, resolved));
                    if (whole.effect() != Effect.NO_EFFECT || !its.isEmpty()) {
                        raise(whole(Effect.NO_EFFECT, "READS_NOTHING_CHANGED", source));
                    }
                }
            }
        }

        private void column(String source, ChangeVerdict changed, boolean resolved) {
            String column = changed.column().orElseThrow();
            String cause = source + "." + column;
            boolean added = changed.rule().equals("COLUMN_ADDED") || changed.effect() == Effect.NON_BREAKING;
            boolean read = false;
            List<LineageEdge> edges = new ArrayList<>(before.lineage().edges());
            edges.addAll(after.lineage().edges());
            for (LineageEdge e : edges) {
                if (!e.from().table().equals(source) || !e.from().column().equalsIgnoreCase(column)) {
                    continue;
                }
                read = true;
                Effect effect = added ? Effect.NON_BREAKING : Effect.BREAKING;
                if (e.toColumn().isEmpty()) {
                    raise(whole(effect, "USES_CHANGED_COLUMN_FOR_ROWS", cause));
                } else {
                    String to = e.toColumn().get();
                    ChangeVerdict v = new ChangeVerdict(name, Optional.of(to), effect, "READS_CHANGED_COLUMN", cause);
                    columns.computeIfAbsent(name, n -> new LinkedHashMap<>())
                            .merge(to, v, (a, b) -> b.effect().compareTo(a.effect()) > 0 ? b : a);
                    raise(whole(effect, "READS_CHANGED_COLUMN", cause));
                }
            }
            if (!read && !resolved) {
                raise(whole(added ? Effect.NON_BREAKING : Effect.BREAKING, "CANNOT_BE_TOLD", cause));
            }
        }

        private ChangeVerdict whole(Effect effect, String rule, String cause) {
            return new ChangeVerdict(name, Optional.empty(), effect, rule, cause);
        }

        private void raise(ChangeVerdict verdict) {
            assets.merge(name, verdict, (a, b) -> {
                boolean rows = b.rule().equals("READS_CHANGED_ROWS") || b.rule().equals("USES_CHANGED_COLUMN_FOR_ROWS");
                int more = b.effect().compareTo(a.effect());
                return more > 0 || (more == 0 && rows && !a.rule().equals("ROWS_CHANGED")) ? b : a;
            });
        }
    }

    /**
     * Returns what changed, by meaning.
     *
     * @return the changes; empty if only the text is different
     */
    public ChangeSet changes() {
        return changes;
    }

    /**
     * Returns what the change means for an asset.
     *
     * @param asset its name
     * @return the verdict; no effect for an asset that the change does not reach
     */
    public ChangeVerdict verdict(String asset) {
        return assets.getOrDefault(
                asset, new ChangeVerdict(asset, Optional.empty(), Effect.NO_EFFECT, "READS_NOTHING_CHANGED", asset));
    }

    /**
     * Returns what the change means for a column.
     *
     * @param asset the asset that has it
     * @param column its name
     * @return the verdict; that of the asset, where its rows are concerned
     */
    public ChangeVerdict verdict(String asset, String column) {
        ChangeVerdict own = columns.getOrDefault(asset, Map.of()).get(column);
        ChangeVerdict whole = verdict(asset);
        boolean rows = !whole.rule().equals("READS_CHANGED_COLUMN")
                && !whole.rule().equals("EXPRESSION_CHANGED")
                && !whole.rule().startsWith("COLUMN_");
        if (own != null && !(rows && whole.effect().compareTo(own.effect()) > 0)) {
            return own;
        }
        return rows
                ? new ChangeVerdict(asset, Optional.of(column), whole.effect(), whole.rule(), whole.cause())
                : new ChangeVerdict(
                        asset, Optional.of(column), Effect.NO_EFFECT, "READS_NOTHING_CHANGED", whole.cause());
    }

    /**
     * Returns all verdicts on assets and columns that the change can reach.
     *
     * @return assets first, in the order of the project
     */
    public List<ChangeVerdict> verdicts() {
        List<ChangeVerdict> all = new ArrayList<>(assets.values());
        columns.values().forEach(c -> all.addAll(c.values()));
        return all;
    }

    /**
     * Returns a graph in which nothing propagates to assets for which the change has no effect.
     *
     * @param graph a graph of the assets, under the names of the queries
     * @return the same assets, without columns; a dependency of an asset without effect has probability 0
     */
    public DependencyGraph gated(DependencyGraph graph) {
        DependencyGraph plain = graph.withoutColumns();
        GraphBuilder builder = DependencyGraph.builder();
        plain.assets().forEach(builder::asset);
        plain.dependencies().forEach(d -> {
            ChangeVerdict to = assets.get(d.to());
            boolean open = to == null || to.effect() != Effect.NO_EFFECT;
            builder.edge(d.from(), d.to(), open ? d.propagation() : 0, d.strength());
        });
        plain.selfReferences().forEach(id -> builder.edge(id, id));
        return builder.build();
    }

    @Override
    public String explain() {
        List<ChangeVerdict> all = verdicts();
        return all.isEmpty()
                ? "nothing changes its meaning"
                : all.stream().map(ChangeVerdict::toString).collect(Collectors.joining("\n"));
    }
}
