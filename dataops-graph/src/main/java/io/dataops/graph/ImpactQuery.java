package io.dataops.graph;

import io.dataops.api.AffectedAsset;
import io.dataops.api.Change;
import io.dataops.api.ChangeSet;
import io.dataops.api.Impact;
import io.dataops.api.ImpactAnalysis;
import io.dataops.api.Layer;
import io.dataops.api.Provenance;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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

    private ImpactQuery(DependencyGraph graph, Set<Layer> layers, int maxDepth) {
        this.graph = graph;
        this.layers = layers;
        this.maxDepth = maxDepth;
    }

    static ImpactQuery of(DependencyGraph graph) {
        return new ImpactQuery(graph, EnumSet.allOf(Layer.class), Integer.MAX_VALUE);
    }

    /**
     * Returns this analysis limited to some layers; a path that leaves them ends there, and the impact says that it was cut.
     *
     * @param first a layer
     * @param others further layers
     * @return the analysis
     */
    public ImpactQuery through(Layer first, Layer... others) {
        return new ImpactQuery(graph, EnumSet.of(first, others), maxDepth);
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
        return new ImpactQuery(graph, layers, hops);
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
        return new Impact(
                changes,
                affected,
                unknown,
                graph,
                sweep.truncated(),
                Provenance.of("limits by best path and independence"));
    }
}
