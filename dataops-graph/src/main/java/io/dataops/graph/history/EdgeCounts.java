package io.dataops.graph.history;

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
                if (assets.contains(reader)) {
                    allSuccesses += weight;
                    successes.merge(key(asset, reader), weight, Double::sum);
                }
            }
        }
    }

    double trials() {
        return allTrials;
    }

    double baseRate() {
        return allSuccesses / allTrials;
    }

    double mean(Dependency edge, double prior, double priorTrials) {
        double success = successes.getOrDefault(key(edge.from(), edge.to()), 0.0);
        return (success + prior * priorTrials) / (trials.getOrDefault(edge.from(), 0.0) + priorTrials);
    }
}
