package io.dataops.graph.history;

import io.dataops.graph.Asset;
import io.dataops.graph.DependencyGraph;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What can be said of a change before its end is known. Follows the past in the order of time. */
final class ChangeFeatures {
    private static final double DAY = 86_400.0;
    private static final double HALF_LIFE = 180 * DAY;

    private final DependencyGraph graph;
    private final List<String> names = new ArrayList<>();
    private final List<String> kinds;
    private final Map<String, Integer> depth = new HashMap<>();
    private final Map<String, Long> touched = new HashMap<>();
    private final Map<String, double[]> failures = new HashMap<>();

    ChangeFeatures(DependencyGraph graph) {
        this.graph = graph;
        DependencyGraph plain = graph.withoutColumns();
        List<List<String>> waves = plain.waves();
        for (int w = 0; w < waves.size(); w++) {
            for (String id : waves.get(w)) {
                depth.put(id, w);
            }
        }
        this.kinds = List.copyOf(
                new TreeSet<>(plain.assets().stream().map(Asset::kind).toList()));
        names.addAll(List.of(
                "assets changed",
                "depth in the graph",
                "direct readers",
                "past failures of these assets",
                "days untouched"));
        kinds.forEach(k -> names.add("share of kind " + k));
    }

    List<String> names() {
        return names;
    }

    /** The features as a person reads them {@code [names]}. */
    double[] values(Transaction change) {
        Collection<Asset> known = change.assets().stream()
                .filter(graph::contains)
                .flatMap(a -> graph.asset(a).stream())
                .toList();
        long now = change.time().getEpochSecond();
        double[] values = new double[names.size()];
        values[0] = change.assets().size();
        double idle = 3650;
        for (String asset : change.assets()) {
            double[] failed = failures.getOrDefault(asset, new double[2]);
            values[3] += failed[0] * Math.pow(0.5, Math.max(0, now - failed[1]) / HALF_LIFE);
            Long last = touched.get(asset);
            idle = last == null ? idle : Math.min(idle, Math.max(0, now - last) / DAY);
        }
        values[4] = idle;
        for (Asset asset : known) {
            values[1] = Math.max(values[1], depth.getOrDefault(asset.owner().orElse(asset.id()), 0));
            values[2] += graph.downstreamOf(asset.id()).size();
            String kind = asset.owner().flatMap(graph::asset).orElse(asset).kind();
            values[5 + kinds.indexOf(kind)] += 1.0 / known.size();
        }
        return values;
    }

    /** The features as the model takes them: counts and times by their logarithm, since their effect is of proportion. */
    double[] row(double[] values) {
        double[] row = values.clone();
        for (int i = 0; i < 5; i++) {
            row[i] = Math.log1p(row[i]);
        }
        return row;
    }

    void observe(ReleasedChange change) {
        long now = change.transaction().time().getEpochSecond();
        for (String asset : change.transaction().assets()) {
            touched.put(asset, now);
            if (change.failed()) {
                double[] failed = failures.computeIfAbsent(asset, a -> new double[] {0, now});
                failed[0] = failed[0] * Math.pow(0.5, Math.max(0, now - failed[1]) / HALF_LIFE) + 1;
                failed[1] = now;
            }
        }
    }
}
