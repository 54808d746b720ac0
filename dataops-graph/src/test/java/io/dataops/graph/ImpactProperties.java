package io.dataops.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataops.api.AffectedAsset;
import io.dataops.api.Budget;
import io.dataops.api.Change;
import io.dataops.api.ChangeSet;
import io.dataops.api.Impact;
import io.dataops.api.Layer;
import io.dataops.api.Likelihood;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Against the definition: every subset of the edges, with its probability. */
final class ImpactProperties {

    private record Edge(int from, int to, double p) {}

    private static List<Edge> edges(Random random, int vertices, int count, boolean cyclic) {
        Set<Long> seen = new HashSet<>();
        List<Edge> edges = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int a = random.nextInt(vertices);
            int b = random.nextInt(vertices);
            if (a != b && seen.add(a < b || cyclic ? 100L * a + b : 100L * b + a)) {
                double p = random.nextInt(11) / 10.0;
                edges.add(a < b || cyclic ? new Edge(a, b, p) : new Edge(b, a, p));
            }
        }
        return edges;
    }

    private static DependencyGraph graph(int vertices, List<Edge> edges) {
        GraphBuilder builder = DependencyGraph.builder();
        for (int v = 0; v < vertices; v++) {
            builder.asset("v" + v, Layer.CODE);
        }
        edges.forEach(e -> builder.edge("v" + e.from(), "v" + e.to(), e.p()));
        return builder.build();
    }

    private static double[] enumerate(int vertices, List<Edge> edges, int root) {
        double[] affected = new double[vertices];
        for (int world = 0; world < 1 << edges.size(); world++) {
            double weight = 1;
            for (int e = 0; e < edges.size(); e++) {
                weight *= (world >> e & 1) == 1
                        ? edges.get(e).p()
                        : 1 - edges.get(e).p();
            }
            if (weight == 0) {
                continue;
            }
            boolean[] hit = new boolean[vertices];
            hit[root] = true;
            for (int round = 0; round < vertices; round++) {
                for (int e = 0; e < edges.size(); e++) {
                    if ((world >> e & 1) == 1 && hit[edges.get(e).from()]) {
                        hit[edges.get(e).to()] = true;
                    }
                }
            }
            for (int v = 0; v < vertices; v++) {
                affected[v] += hit[v] ? weight : 0;
            }
        }
        return affected;
    }

    @Property(tries = 300)
    void limitsEncloseTheTruth(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 7) int vertices, @ForAll boolean cyclic) {
        Random random = new Random(seed);
        List<Edge> edges = edges(random, vertices, 10, cyclic);
        int root = random.nextInt(vertices);
        double[] truth = enumerate(vertices, edges, root);
        Impact impact = graph(vertices, edges).impactOf(ChangeSet.of(Change.logicChanged("v" + root)));
        for (int v = 0; v < vertices; v++) {
            Likelihood found = impact.of("v" + v).map(AffectedAsset::likelihood).orElse(Likelihood.exactly(0));
            assertThat(truth[v]).isBetween(found.lower() - 1e-9, found.upper() + 1e-9);
            if (!cyclic) {
                assertThat(found.basis()).isEqualTo(Likelihood.Basis.EXACT);
            }
        }
    }

    @Property(tries = 200)
    void changesThatSeldomLeaveTheirAssetAreExactToo(@ForAll long seed) {
        Random random = new Random(seed);
        List<Edge> edges = edges(random, 6, 9, false);
        List<Edge> withSources = new ArrayList<>(edges);
        withSources.add(new Edge(6, 2, 0.1));
        withSources.add(new Edge(6, 0, 1));
        double[] truth = enumerate(7, withSources, 6);
        Impact impact =
                graph(6, edges).impactOf(ChangeSet.of(Change.configurationChanged("v2"), Change.logicChanged("v0")));
        for (int v = 0; v < 6; v++) {
            Likelihood found = impact.of("v" + v).map(AffectedAsset::likelihood).orElse(Likelihood.exactly(0));
            assertThat(found.value()).isBetween(v == 2 ? 1 : truth[v] - 1e-9, v == 2 ? 1 : truth[v] + 1e-9);
        }
    }

    @Property(tries = 60)
    void simulatedSharesFitTheTruth(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 7) int vertices, @ForAll boolean cyclic) {
        Random random = new Random(seed);
        List<Edge> edges = edges(random, vertices, 10, cyclic);
        int root = random.nextInt(vertices);
        double[] truth = enumerate(vertices, edges, root);
        int worlds = 20_000;
        Impact impact = graph(vertices, edges)
                .impact()
                .worlds(Budget.steps(worlds).withSeed(seed))
                .impactOf(ChangeSet.of(Change.logicChanged("v" + root)));
        for (int v = 0; v < vertices; v++) {
            Likelihood found = impact.of("v" + v).map(AffectedAsset::likelihood).orElse(Likelihood.exactly(0));
            double error = 5 * Math.sqrt(Math.max(0, truth[v] * (1 - truth[v])) / worlds) + 6.0 / worlds;
            assertThat(found.value()).isBetween(truth[v] - error, truth[v] + error);
        }
        assertThat(impact.provenance().steps()).isEqualTo(worlds);
    }

    @Property(tries = 100)
    void threatsAreImpactsSeenFromTheOtherEnd(@ForAll long seed, @ForAll @IntRange(min = 2, max = 7) int vertices) {
        Random random = new Random(seed);
        List<Edge> edges = edges(random, vertices, 10, true);
        DependencyGraph graph = graph(vertices, edges);
        List<Threat> threats = graph.impact().threatsTo("v0");
        for (int v = 1; v < vertices; v++) {
            String id = "v" + v;
            double truth = enumerate(vertices, edges, v)[0];
            Likelihood found = threats.stream()
                    .filter(t -> t.asset().equals(id))
                    .map(Threat::likelihood)
                    .findFirst()
                    .orElse(Likelihood.exactly(0));
            assertThat(truth).isBetween(found.lower() - 1e-9, found.upper() + 1e-9);
        }
        assertThat(threats)
                .allSatisfy(t -> assertThat(t.path()).startsWith(t.asset()).endsWith("v0"));
    }

    @Property(tries = 200)
    void thePathExplainsTheLowerLimit(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 12) int vertices, @ForAll boolean cyclic) {
        Random random = new Random(seed);
        List<Edge> edges = edges(random, vertices, 30, cyclic);
        Impact impact =
                graph(vertices, edges).impactOf(ChangeSet.of(Change.logicChanged("v0"), Change.assetAdded("v1")));
        for (AffectedAsset asset : impact.affected()) {
            double product = asset.isChanged() ? 1 : asset.path().get(0).equals("v1") ? 0.1 : 1;
            for (int i = 1; i < asset.path().size(); i++) {
                String from = asset.path().get(i - 1);
                String to = asset.path().get(i);
                product *= edges.stream()
                        .filter(e -> from.equals("v" + e.from()) && to.equals("v" + e.to()))
                        .mapToDouble(Edge::p)
                        .max()
                        .orElseThrow();
            }
            assertThat(product).isBetween(0.0, asset.likelihood().lower() + 1e-9);
        }
    }

    @Property(tries = 200)
    void upstreamHasAnOrderEvenWithCycles(@ForAll long seed, @ForAll @IntRange(min = 2, max = 12) int vertices) {
        DependencyGraph graph = graph(vertices, edges(new Random(seed), vertices, 30, true));
        Impact impact = graph.impactOf(ChangeSet.of(Change.logicChanged("v0")));
        Set<String> done = new HashSet<>();
        for (Asset asset : graph.assets()) {
            impact.of(asset.id()).ifPresent(a -> assertThat(done).containsAll(a.upstream()));
            done.add(asset.id());
        }
    }

    @Property(tries = 100)
    void theOrderOfAddingDoesNotMatter(@ForAll long seed, @ForAll @IntRange(min = 2, max = 12) int vertices) {
        List<Edge> edges = edges(new Random(seed), vertices, 30, true);
        GraphBuilder reversed = DependencyGraph.builder();
        for (int v = vertices - 1; v >= 0; v--) {
            reversed.asset("v" + v, Layer.CODE);
        }
        for (int e = edges.size() - 1; e >= 0; e--) {
            reversed.edge(
                    "v" + edges.get(e).from(),
                    "v" + edges.get(e).to(),
                    edges.get(e).p());
        }
        assertThat(reversed.build()).isEqualTo(graph(vertices, edges));
    }
}
