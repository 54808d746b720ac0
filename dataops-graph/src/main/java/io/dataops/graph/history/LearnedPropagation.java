package io.dataops.graph.history;

import io.dataops.graph.Asset;
import io.dataops.graph.Dependency;
import io.dataops.graph.DependencyGraph;
import io.dataops.graph.GraphBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Puts the propagation that a history shows on the edges of a graph.
 *
 * <p>An edge has a trial in each transaction that touches the asset that is read, and a success if it touches the reader too.
 * Trials are weighted by age (a half-life) and by 1/(n - 1) for a transaction of n assets beyond two, since in a large one
 * everything changes with everything. The probability is the mean of a Beta distribution after these trials. Its prior has the
 * weight of four trials and the base rate of edges between assets of the same two kinds, itself held to that of all edges by four
 * trials, so that an edge without history gets the base rate of its kind.
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
    private static final int MOST = 30;

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
     * Says how well the probabilities of edges would have foretold the last part of a history, each transaction asked before
     * it is learnt: does the reader change too, when the asset that it reads changes? In transactions of up to 30 assets,
     * as larger ones say little of any edge.
     *
     * @param graph the graph
     * @param history what changed when
     * @param lastShare the share of the transactions to foretell, more than 0, less than 1
     * @return the calibration
     */
    public Calibration validate(DependencyGraph graph, ChangeHistory history, double lastShare) {
        if (!(lastShare > 0 && lastShare < 1)) {
            throw new IllegalArgumentException("lastShare (" + lastShare + ") must be more than 0 and less than 1.");
        }
        List<Transaction> all = history.transactions();
        int first = (int) Math.floor(all.size() * (1 - lastShare));
        Instant last = all.isEmpty() ? Instant.EPOCH : all.get(all.size() - 1).time();
        EdgeCounts counts = new EdgeCounts(graph);
        Calibration.Builder calibration = Calibration.builder();
        for (int i = 0; i < all.size(); i++) {
            Set<String> assets = all.get(i).assets();
            if (i >= first && assets.size() <= MOST) {
                foretell(graph, assets, counts, PRIOR_TRIALS * decay(all.get(i), last), calibration);
            }
            counts.add(assets, weight(all.get(i), last));
        }
        return calibration.build();
    }

    private static void foretell(
            DependencyGraph graph,
            Set<String> assets,
            EdgeCounts counts,
            double priorTrials,
            Calibration.Builder calibration) {
        for (String asset : assets) {
            if (graph.contains(asset)) {
                for (String reader : graph.downstreamOf(asset)) {
                    calibration.add(
                            counts.mean(new Dependency(asset, reader, 0), priorTrials), assets.contains(reader));
                }
            }
        }
    }

    /** How much a transaction weighs for its age; what is foretold at its time has a prior that is as old. */
    private double decay(Transaction t, Instant last) {
        return Math.pow(0.5, (double) Duration.between(t.time(), last).toSeconds() / halfLife.toSeconds());
    }

    private double weight(Transaction t, Instant last) {
        return decay(t, last) / Math.max(1, t.assets().size() - 1);
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
            counts.add(t.assets(), weight(t, last));
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
            double p = counts.mean(edge, PRIOR_TRIALS);
            builder.edge(edge.from(), edge.to(), p, edge.strength());
        }
        return builder.build();
    }
}
