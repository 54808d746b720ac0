package io.dataops.graph.history;

import io.dataops.graph.Asset;
import io.dataops.graph.Dependency;
import io.dataops.graph.DependencyGraph;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Weighted trials of each asset that is read, and successes of each edge. */
final class EdgeCounts {
    private final DependencyGraph graph;
    private final Map<String, Double> trials = new HashMap<>();
    private final Map<Dependency, Double> successes = new HashMap<>();
    private final Map<String, double[]> byKind = new HashMap<>();
    private double allTrials;
    private double allSuccesses;

    EdgeCounts(DependencyGraph graph) {
        this.graph = graph;
    }

    private static Dependency key(String from, String to) {
        return new Dependency(from, to, 0);
    }

    void add(Set<String> assets, double weight) {
        for (String asset : assets) {
            if (!graph.contains(asset)) {
                continue;
            }
            trials.merge(asset, weight, Double::sum);
            for (String reader : graph.downstreamOf(asset)) {
                allTrials += weight;
                double[] kind = byKind.computeIfAbsent(kind(asset, reader), k -> new double[2]);
                kind[0] += weight;
                if (assets.contains(reader)) {
                    allSuccesses += weight;
                    kind[1] += weight;
                    successes.merge(key(asset, reader), weight, Double::sum);
                }
            }
        }
    }

    double trials() {
        return allTrials;
    }

    private String kind(String from, String to) {
        return graph.asset(from).map(Asset::kind).orElse("") + " -> "
                + graph.asset(to).map(Asset::kind).orElse("");
    }

    /** The share of successes of the edges between two kinds of assets, held to that of all edges by a weight of trials. */
    double baseRate(Dependency edge, double priorTrials) {
        double overall = allTrials == 0 ? 0.5 : allSuccesses / allTrials;
        double[] kind = byKind.getOrDefault(kind(edge.from(), edge.to()), new double[2]);
        return (kind[1] + overall * priorTrials) / (kind[0] + priorTrials);
    }

    double mean(Dependency edge, double priorTrials) {
        double success = successes.getOrDefault(key(edge.from(), edge.to()), 0.0);
        return (success + baseRate(edge, priorTrials) * priorTrials)
                / (trials.getOrDefault(edge.from(), 0.0) + priorTrials);
    }
}
