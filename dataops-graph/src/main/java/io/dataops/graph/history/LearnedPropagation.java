package io.dataops.graph.history;

import io.dataops.graph.Asset;
import io.dataops.graph.Dependency;
import io.dataops.graph.DependencyGraph;
import io.dataops.graph.GraphBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * Puts the propagation that a history shows on the edges of a graph.
 *
 * <p>An edge has a trial in each transaction that touches the asset that is read, and a success if it touches the reader too.
 * Trials are weighted by age (a half-life) and by 1/(n - 1) for a transaction of n assets beyond two, since in a large one
 * everything changes with everything. The probability is the mean of a Beta distribution after these trials, its prior having
 * the base rate of all edges and the weight of four trials, so that an edge without history gets the base rate.
 *
 * <p>What changes together is not always what breaks together: take the result as a better start than an even chance.
 *
 * <pre>{@code
 * DependencyGraph learnt = LearnedPropagation.halfLife(Duration.ofDays(180)).learn(graph, history);
 * LearnedPropagation.halfLife(Duration.ZERO);   // IllegalArgumentException: halfLife (PT0S) must be more than zero.
 * }</pre>
 *
 * <p>Time O(transactions × readers of what they touch). Deterministic, immutable.
 *
 * @param halfLife the age at which a transaction counts half
 */
public record LearnedPropagation(Duration halfLife) {
    private static final double PRIOR_TRIALS = 4;

    /** Refuses a half-life that is not positive. */
    public LearnedPropagation {
        if (halfLife.isNegative() || halfLife.isZero()) {
            throw new IllegalArgumentException("halfLife (" + halfLife + ") must be more than zero.");
        }
    }

    /**
     * Starts with a half-life.
     *
     * @param age the age at which a transaction counts half, more than zero
     * @return the learning
     */
    public static LearnedPropagation halfLife(Duration age) {
        return new LearnedPropagation(age);
    }

    /**
     * Learns from a history.
     *
     * @param graph the graph; left as it is
     * @param history what changed when; assets that the graph does not have are passed over
     * @return a graph of the same assets and dependencies with learnt probabilities; without any trial the graph as it is
     */
    public DependencyGraph learn(DependencyGraph graph, ChangeHistory history) {
        EdgeCounts counts = new EdgeCounts(graph);
        Instant last = history.transactions().stream()
                .map(Transaction::time)
                .reduce(Instant.MIN, (a, b) -> a.isAfter(b) ? a : b);
        for (Transaction t : history.transactions()) {
            Set<String> assets = t.assets();
            double age = (double) Duration.between(t.time(), last).toSeconds() / halfLife.toSeconds();
            counts.add(assets, Math.pow(0.5, age) / Math.max(1, assets.size() - 1));
        }
        if (counts.trials() == 0) {
            return graph;
        }
        GraphBuilder builder = DependencyGraph.builder();
        builder.assetsOf(graph);
        for (Dependency edge : graph.dependencies()) {
            if (graph.asset(edge.to())
                    .flatMap(Asset::owner)
                    .filter(edge.from()::equals)
                    .isPresent()) {
                continue;
            }
            double p = counts.mean(edge, counts.baseRate(), PRIOR_TRIALS);
            builder.edge(edge.from(), edge.to(), p, edge.strength());
        }
        return builder.build();
    }
}
