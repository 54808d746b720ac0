package io.dataops.graph.history;

import io.dataops.graph.DependencyGraph;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Learns which assets change together: a logistic model over history and structure, updated with each transaction.
 *
 * <p>What speaks for an asset: how often it changed with the other one, both ways, with a half-life of 180 days; how recently;
 * whether one reads the other, or both share a neighbour; whether they lie in one folder and share words in their names; how
 * often it changes at all. The weights start at zero and follow the gradient of the log loss, each with a step of its own
 * (Duchi, Hazan and Singer, 2011, Adaptive subgradient methods for online learning). Only transactions of 2 to 30 assets
 * teach the weights: a commit over hundreds of assets says little of any pair. What was foretold before is compared with what came,
 * and probabilities are corrected by it (isotonic regression), which leaves the ranking as it is.
 *
 * <p>A model is taught in the order of time and never sees what comes later. Deterministic. Not safe for use by several
 * threads. Ranking takes time linear in the candidates: what changed with the asset before, its neighbours, and its folder.
 *
 * <p>Sources: Zimmermann, Weissgerber, Diehl and Zeller (2005, Mining version histories to guide software changes); the
 * half-life is half a year by argument, since teams and tables change within a year.
 *
 * <pre>{@code
 * CoChange model = CoChange.over(graph);
 * history.transactions().forEach(model::observe);
 * model.rank("stg_orders", 10);   // what is likely to change with it
 * }</pre>
 */
public final class CoChange {
    private static final double HALF_LIFE = 180 * 86_400.0;
    private static final int MOST = 30;
    private static final double STEP = 0.1;

    private final Structure structure;
    private final Map<String, Map<String, Pair>> pairs = new HashMap<>();
    private final Map<String, Pair> single = new TreeMap<>();
    private final double[] weights = new double[Features.COUNT];
    private final double[] steps = new double[Features.COUNT];
    private final Recalibration recalibration = new Recalibration();
    private long latest = Long.MIN_VALUE;

    /** A count that decays, and when it was last raised. */
    private static final class Pair {
        private double count;
        private long at;

        double decayed(long now) {
            return count * Math.pow(0.5, Math.max(0, now - at) / HALF_LIFE);
        }

        void raise(long now, double by) {
            count = decayed(now) + by;
            at = Math.max(at, now);
        }
    }

    private CoChange(Structure structure) {
        this.structure = structure;
    }

    /**
     * Starts without history.
     *
     * @param graph who reads whom; folders and words are taken from the identifiers
     * @return a model that has seen nothing yet
     */
    public static CoChange over(DependencyGraph graph) {
        return new CoChange(new Structure(graph));
    }

    /**
     * Learns from a transaction. What is ranked afterwards may use it, what was ranked before did not.
     *
     * @param transaction the next transaction in the order of time
     */
    public void observe(Transaction transaction) {
        Set<String> assets = transaction.assets();
        long now = transaction.time().getEpochSecond();
        latest = Math.max(latest, now);
        if (assets.size() >= 2 && assets.size() <= MOST) {
            for (String asset : assets) {
                teach(asset, assets, now);
            }
        }
        double weight = assets.size() < 2 ? 1 : 1.0 / Math.sqrt(assets.size() - 1.0);
        for (String asset : assets) {
            structure.add(asset);
            single.computeIfAbsent(asset, a -> new Pair()).raise(now, weight);
        }
        if (assets.size() <= 10 * MOST) {
            for (String a : assets) {
                Map<String, Pair> row = pairs.computeIfAbsent(a, x -> new TreeMap<>());
                for (String b : assets) {
                    if (!a.equals(b)) {
                        row.computeIfAbsent(b, x -> new Pair()).raise(now, weight);
                    }
                }
            }
        }
    }

    private void teach(String asset, Set<String> together, long now) {
        for (String candidate : candidates(asset)) {
            double[] x = features(asset, candidate, now);
            double score = score(x);
            recalibration.observe(score, together.contains(candidate));
            double off = LogisticRegression.logistic(score) - (together.contains(candidate) ? 1 : 0);
            for (int i = 0; i < x.length; i++) {
                double gradient = off * x[i];
                steps[i] += gradient * gradient;
                weights[i] -= gradient == 0 ? 0 : STEP * gradient / Math.sqrt(steps[i]);
            }
        }
    }

    /**
     * Ranks what is likely to change together with an asset.
     *
     * @param asset the asset that changes
     * @param k how many at most, 0 or more
     * @return the most probable first, then by name
     */
    public List<Related> rank(String asset, int k) {
        if (k < 0) {
            throw new IllegalArgumentException("k (" + k + ") must not be negative.");
        }
        long now = Math.max(0, latest);
        record Scored(String asset, double score) {}
        List<Scored> ranked = new ArrayList<>();
        for (String candidate : candidates(asset)) {
            ranked.add(new Scored(candidate, score(features(asset, candidate, now))));
        }
        ranked.sort(Comparator.comparingDouble((Scored r) -> -r.score()).thenComparing(Scored::asset));
        return ranked.stream()
                .limit(k)
                .map(r -> new Related(r.asset(), recalibration.probability(r.score())))
                .toList();
    }

    private Set<String> candidates(String asset) {
        Set<String> candidates =
                new TreeSet<>(pairs.getOrDefault(asset, Map.of()).keySet());
        candidates.addAll(structure.neighbours(asset));
        candidates.addAll(structure.folder(asset));
        candidates.remove(asset);
        return candidates;
    }

    private double[] features(String asset, String candidate, long now) {
        Pair both = pairs.getOrDefault(asset, Map.of()).get(candidate);
        double together = both == null ? 0 : both.decayed(now);
        double idleDays = both == null ? Double.POSITIVE_INFINITY : Math.max(0, now - both.at) / 86_400.0;
        return Features.of(
                together, count(asset, now), count(candidate, now), idleDays, structure.compare(asset, candidate));
    }

    private double count(String asset, long now) {
        Pair p = single.get(asset);
        return p == null ? 0 : p.decayed(now);
    }

    private double score(double[] x) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += weights[i] * x[i];
        }
        return sum;
    }
}
