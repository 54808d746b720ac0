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
import java.util.Collections;
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
 * enumeration and reliability problems), so limits are given that hold for certain: the most probable single path from below,
 * and paths taken as independent from above (valid because the events are positively associated: Esary, Proschan and
 * Walkup, 1967, Association of random variables). Where no two paths to an asset meet, both agree and the value is exact;
 * otherwise the value is the upper limit, since it errs on the safe side. Members of a cycle share their upper limit, and of the dependencies between
 * them {@link AffectedAsset#upstream()} keeps those of one order, so that what follows can be planned.
 *
 * <p>Time O(V + E) of the part that is reached, plus O(V) to clear.
 *
 * <pre>{@code
 * Impact near = graph.impact().maxDepth(2).through(Layer.CODE).impactOf(changes);
 * graph.impact().maxDepth(-1);   // IllegalArgumentException: maxDepth (-1) must not be negative.
 * }</pre>
 */
public final class ImpactQuery implements ImpactAnalysis {
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
        String id = graph.asset(asset)
                .orElseThrow(() -> new IllegalArgumentException("asset (" + asset + ") is not in the graph."))
                .id();
        GraphBuilder turned = DependencyGraph.builder();
        graph.assets().forEach(turned::asset);
        for (Dependency edge : graph.dependencies()) {
            turned.edge(edge.to(), edge.from(), edge.propagation(), edge.strength());
        }
        Impact found = new ImpactQuery(turned.build(), layers, maxDepth, worlds)
                .impactOf(ChangeSet.of(Change.logicChanged(id)));
        List<Threat> threats = new ArrayList<>();
        for (AffectedAsset a : found.affected()) {
            if (!a.isChanged()) {
                List<String> path = new ArrayList<>(a.path());
                Collections.reverse(path);
                threats.add(new Threat(a.asset(), a.likelihood(), path));
            }
        }
        return threats;
    }

    @Override
    public Impact impactOf(ChangeSet changes) {
        Set<String> unknown = new LinkedHashSet<>();
        Map<Integer, Double> roots = new TreeMap<>();
        for (Change change : changes.changes()) {
            OptionalInt at = graph.names().resolve(change.asset());
            if (at.isPresent()) {
                roots.merge(at.getAsInt(), ChangeWeight.of(change), Math::max);
            } else {
                unknown.add(change.asset());
            }
        }
        ImpactSweep sweep = new ImpactSweep(graph, roots, layers, maxDepth);
        List<AffectedAsset> affected = sweep.run();
        Provenance provenance = Provenance.of("limits by best path and independence");
        if (worlds.isPresent()) {
            Budget.Meter meter = worlds.get().start();
            affected = sweep.simulated(affected, meter, worlds.get().seed());
            provenance = meter.provenance("limits by best path and independence, simulated worlds");
        }
        return new Impact(changes, affected, unknown, graph, sweep.truncated(), provenance);
    }
}
