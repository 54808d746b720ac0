package io.dataops.graph;

import io.dataops.api.AffectedAsset;
import io.dataops.api.Budget;
import io.dataops.api.Change;
import io.dataops.api.ChangeSet;
import io.dataops.api.Impact;
import io.dataops.api.ImpactAnalysis;
import io.dataops.api.Layer;
import io.dataops.api.Provenance;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * An impact analysis of one graph, with limits. Immutable, safe for use by several threads.
 *
 * <p>The model: a changed asset affects a reader with the probability of their dependency, independently of the others; a
 * change that seldom leaves its asset (a new asset or column, configuration) does so with a tenth of it. An asset is affected
 * if a path of such events leads to it. That probability is hard to compute in general (Valiant, 1979, The complexity of
 * enumeration and reliability problems). Where the ways to an asset can be cut in few places, as in chains, trees and
 * series-parallel parts, it is computed exactly from the joint distribution over these cuts (up to 12 vertices at once).
 * Elsewhere limits are given that hold for certain: the most probable single path from below, and paths taken as independent
 * from above (valid because the events are positively associated: Esary, Proschan and Walkup, 1967, Association of random
 * variables); the value is then the upper limit, since it errs on the safe side. Members of a cycle share their upper limit, and of the dependencies between
 * them {@link AffectedAsset#upstream()} keeps those of one order, so that what follows can be planned.
 *
 * <p>Where a graph knows columns, a change of one begins there: what does not read the column is not affected. An asset is
 * affected if it or one of its columns is; {@link Impact#columns()} has the columns.
 *
 * <p>Time O(V + E) of the part that is reached, plus O(V) to clear and at most 2^23 sums for exact values.
 *
 * <pre>{@code
 * Impact near = graph.impact().maxDepth(2).through(Layer.CODE).impactOf(changes);
 * graph.impact().maxDepth(-1);   // IllegalArgumentException: maxDepth (-1) must not be negative.
 * }</pre>
 */
public final class ImpactQuery implements ImpactAnalysis {
    private static final String ALGORITHM = "exact by frontier, else limits by best path and independence";

    private final DependencyGraph graph;
    private final Set<Layer> layers;
    private final int maxDepth;
    private final Optional<Budget> worlds;

    private ImpactQuery(DependencyGraph graph, Set<Layer> layers, int maxDepth, Optional<Budget> worlds) {
        this.graph = graph;
        this.layers = layers;
        this.maxDepth = maxDepth;
        this.worlds = worlds;
    }

    static ImpactQuery of(DependencyGraph graph) {
        return new ImpactQuery(graph, EnumSet.allOf(Layer.class), Integer.MAX_VALUE, Optional.empty());
    }

    /**
     * Returns this analysis limited to some layers; a path that leaves them ends there, and the impact says that it was cut.
     *
     * @param first a layer
     * @param others further layers
     * @return the analysis
     */
    public ImpactQuery through(Layer first, Layer... others) {
        return new ImpactQuery(graph, EnumSet.of(first, others), maxDepth, worlds);
    }

    /**
     * Returns this analysis limited in depth.
     *
     * @param hops how many dependencies a path may have from a changed asset on, 0 or more
     * @return the analysis
     */
    public ImpactQuery maxDepth(int hops) {
        if (hops < 0) {
            throw new IllegalArgumentException("maxDepth (" + hops + ") must not be negative.");
        }
        return new ImpactQuery(graph, layers, hops, worlds);
    }

    /**
     * Returns this analysis with a simulation of what is not exact by structure. A step is a world, in which each dependency
     * propagates or does not; the share of worlds replaces the limits, with its 95 % interval (Wilson, 1927, Probable
     * inference, the law of succession, and statistical inference) cut to them.
     *
     * @param budget how many worlds, and the seed; 1,000 give an interval of about 6 % at most
     * @return the analysis
     */
    public ImpactQuery worlds(Budget budget) {
        return new ImpactQuery(graph, layers, maxDepth, Optional.of(budget));
    }

    /**
     * Returns what threatens an asset: every asset whose change could affect it, most probable first. The limits of this
     * analysis and its simulation apply; paths lead from the threat to the asset. Turns the graph round once, O(V + E).
     *
     * @param asset an identifier or unambiguous alias
     * @return the threats, without the asset itself
     * @throws IllegalArgumentException if the graph does not have it
     */
    public List<Threat> threatsTo(String asset) {
        int target = graph.vertex(asset);
        BitSet targets = new BitSet();
        targets.set(target);
        graph.columnsOf(asset).forEach(c -> targets.set(graph.names().resolve(c).orElse(target)));
        DependencyGraph turned = graph.reversed();
        Map<Integer, Double> roots = new TreeMap<>();
        BitSet changed = new BitSet();
        targets.stream().forEach(v -> {
            int there = turned.names().resolve(graph.assets().get(v).id()).orElseThrow();
            roots.put(there, 1.0);
            changed.set(there);
        });
        ImpactSweep sweep = ImpactSweep.of(turned, roots, layers, maxDepth);
        List<Threat> threats = new ArrayList<>();
        for (AffectedAsset a :
                report(turned, sweep, roots, changed, worlds.map(Budget::start)).vertices()) {
            if (!a.isChanged()) {
                List<String> path = new ArrayList<>(a.path());
                Collections.reverse(path);
                threats.add(new Threat(a.asset(), a.likelihood(), path));
            }
        }
        threats.sort(Comparator.comparingDouble((Threat t) -> -t.likelihood().value())
                .thenComparing(t -> t.path().size())
                .thenComparing(Threat::asset));
        return threats;
    }

    private ImpactReport report(
            DependencyGraph over,
            ImpactSweep sweep,
            Map<Integer, Double> roots,
            BitSet changed,
            Optional<Budget.Meter> meter) {
        Optional<Worlds> simulated = meter.map(m -> Worlds.simulate(
                over, roots, sweep.reached(), m, worlds.map(Budget::seed).orElse(0L)));
        return new ImpactReport(over, sweep, simulated, changed);
    }

    @Override
    public Impact impactOf(ChangeSet changes) {
        Set<String> unknown = new LinkedHashSet<>();
        Map<Integer, Double> roots = new TreeMap<>();
        BitSet changed = new BitSet();
        for (Change change : changes.changes()) {
            OptionalInt at = graph.names().resolve(change.asset());
            if (at.isPresent()) {
                changed.set(at.getAsInt());
                root(change, at.getAsInt()).ifPresent(v -> {
                    changed.set(v);
                    double weight = v == at.getAsInt() ? ChangeWeight.of(change) : 1;
                    roots.merge(v, weight, Math::max);
                });
            } else {
                unknown.add(change.asset());
            }
        }
        ImpactSweep sweep = ImpactSweep.of(graph, roots, layers, maxDepth);
        Optional<Budget.Meter> meter = worlds.map(Budget::start);
        ImpactReport report = report(graph, sweep, roots, changed, meter);
        Provenance provenance = meter.map(m -> m.provenance(ALGORITHM + ", simulated worlds"))
                .orElseGet(() -> Provenance.of(ALGORITHM));
        return new Impact(changes, report.assets(), report.columns(), unknown, graph, sweep.truncated(), provenance);
    }

    /** The vertex where a change begins to spread: its column where columns are known, if anything may read that. */
    private OptionalInt root(Change change, int asset) {
        Optional<String> column = column(change);
        String id = graph.assets().get(asset).id();
        if (column.isEmpty() || graph.columnsOf(id).isEmpty()) {
            return OptionalInt.of(asset);
        }
        OptionalInt named = graph.names().resolve(id + "." + column.get());
        return named.isPresent() ? named : graph.names().resolve(id + "." + GraphBuilder.OTHERS);
    }

    private static Optional<String> column(Change change) {
        if (change instanceof Change.ColumnAdded c) {
            return Optional.of(c.column());
        } else if (change instanceof Change.ColumnDropped c) {
            return Optional.of(c.column());
        } else if (change instanceof Change.ColumnRenamed c) {
            return Optional.of(c.column());
        } else if (change instanceof Change.ColumnRetyped c) {
            return Optional.of(c.column());
        }
        return Optional.empty();
    }
}
