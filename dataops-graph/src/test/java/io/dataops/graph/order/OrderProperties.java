package io.dataops.graph.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataops.api.Layer;
import io.dataops.graph.DependencyGraph;
import io.dataops.graph.GraphBuilder;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Schedules, runs and antichains against their definitions, on random graphs. */
final class OrderProperties {

    private static DependencyGraph random(long seed, int vertices, int edges, boolean cyclic) {
        Random random = new Random(seed);
        GraphBuilder builder = DependencyGraph.builder();
        for (int v = 0; v < vertices; v++) {
            builder.asset("v" + v, Layer.CODE);
        }
        for (int e = 0; e < edges; e++) {
            int a = random.nextInt(vertices);
            int b = random.nextInt(vertices);
            builder.edge("v" + (cyclic ? a : Math.min(a, b)), "v" + (cyclic ? b : Math.max(a, b)));
        }
        return builder.build();
    }

    @Property(tries = 200)
    void aScheduleKeepsOrderAndPlacesAndIsNoLongerThanGrahamAllows(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 20) int vertices,
            @ForAll @IntRange(min = 1, max = 5) int places,
            @ForAll boolean cyclic) {
        DependencyGraph graph = random(seed, vertices, vertices, cyclic);
        Random random = new Random(seed);
        ReadyScheduleBuilder builder = ReadySchedule.of(graph).maxParallel(places);
        Map<String, Duration> gates = new HashMap<>();
        for (int v = 0; v < vertices; v++) {
            builder.duration("v" + v, Duration.ofMinutes(random.nextInt(4)));
            if (random.nextInt(4) == 0 && !cyclic) {
                gates.put("v" + v, Duration.ofMinutes(2));
                builder.gate("v" + v, Duration.ofMinutes(2));
            }
        }
        ReadySchedule schedule = builder.build();
        Map<String, ReadySchedule.Step> stepOf = new HashMap<>();
        schedule.steps().forEach(s -> s.assets().forEach(a -> stepOf.put(a, s)));
        assertThat(stepOf).hasSize(vertices);
        graph.dependencies().forEach(d -> {
            ReadySchedule.Step before = stepOf.get(d.from());
            ReadySchedule.Step after = stepOf.get(d.to());
            if (before != after) {
                assertThat(after.start())
                        .isGreaterThanOrEqualTo(before.finish().plus(gates.getOrDefault(d.from(), Duration.ZERO)));
            }
        });
        for (ReadySchedule.Step step : schedule.steps()) {
            long atOnce = schedule.steps().stream()
                    .filter(o ->
                            o.start().compareTo(step.start()) <= 0 && o.finish().compareTo(step.start()) > 0)
                    .count();
            assertThat(atOnce).isLessThanOrEqualTo(places);
        }
        assertThat(schedule.makespan()).isGreaterThanOrEqualTo(schedule.lowerBound());
        if (gates.isEmpty()) {
            assertThat(schedule.makespan())
                    .isLessThanOrEqualTo(schedule.lowerBound().multipliedBy(2));
        }
        if (places >= vertices) {
            assertThat(schedule.makespan()).isEqualTo(schedule.lowerBound());
        }
    }

    @Property(tries = 200)
    void aRunStartsEverythingOnceAfterWhatItReads(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int vertices, @ForAll boolean cyclic) {
        DependencyGraph graph = random(seed, vertices, 2 * vertices, cyclic);
        ReadySet run = ReadySet.of(graph).gate("v0");
        Set<String> done = new HashSet<>();
        while (!run.isOver()) {
            for (String asset : run.ready()) {
                if (run.ready().contains(asset)) {
                    run.start(asset);
                }
            }
            Set<String> running = run.running();
            assertThat(done).doesNotContainAnyElementsOf(running);
            for (String asset : running) {
                for (String source : graph.upstreamOf(asset)) {
                    assertThat(done.contains(source) || running.contains(source))
                            .isTrue();
                }
            }
            for (String asset : running) {
                if (run.running().contains(asset)) {
                    run.done(asset);
                }
            }
            done.addAll(running);
            run.behindGates().stream().findFirst().ifPresent(run::open);
        }
        assertThat(done).hasSize(vertices);
    }

    @Property(tries = 200)
    void theAntichainIsProvenByItsChains(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int vertices, @ForAll boolean cyclic) {
        DependencyGraph graph = random(seed, vertices, vertices, cyclic);
        Antichain widest = Antichain.of(graph);
        assertThat(widest.chains()).hasSameSizeAs(widest.assets());
        for (String a : widest.assets()) {
            Set<String> reached = reached(graph, a);
            assertThat(widest.assets().stream().filter(b -> !b.equals(a))).noneMatch(reached::contains);
        }
        for (List<String> chain : widest.chains()) {
            for (int i = 1; i < chain.size(); i++) {
                assertThat(reached(graph, chain.get(i - 1))).contains(chain.get(i));
            }
        }
    }

    private static Set<String> reached(DependencyGraph graph, String from) {
        Set<String> seen = new HashSet<>();
        ArrayDeque<String> open = new ArrayDeque<>(graph.downstreamOf(from));
        while (!open.isEmpty()) {
            String at = open.remove();
            if (seen.add(at)) {
                open.addAll(graph.downstreamOf(at));
            }
        }
        return seen;
    }

    @Example
    void aFailureBlocksWhatIsBehindItAndNothingElse() {
        DependencyGraph graph = DependencyGraph.builder()
                .asset("a", Layer.DATA)
                .asset("b", Layer.DATA)
                .asset("c", Layer.CODE)
                .asset("d", Layer.CODE)
                .edge("a", "c")
                .edge("b", "d")
                .build();
        ReadySet run = ReadySet.of(graph).gate("b");
        assertThat(run.ready()).containsExactly("a", "b");
        run.start("a").start("b").failed("a").done("b");
        assertThat(run.blocked()).containsExactly("c");
        assertThat(run.ready()).isEmpty();
        assertThat(run.behindGates()).containsExactly("b");
        run.open("b");
        assertThat(run.ready()).containsExactly("d");
        assertThat(run.isOver()).isFalse();
        run.start("d").done("d");
        assertThat(run.isOver()).isTrue();
        assertThat(ReadySet.of(graph, List.of("d")).ready()).containsExactly("d");
    }

    @Example
    void whatCannotBeIsRefused() {
        DependencyGraph graph = DependencyGraph.builder().asset("a", Layer.DATA).build();
        assertThatThrownBy(() -> ReadySet.of(graph).done("a"))
                .hasMessage("a is ready, not running. Maybe look at ready() and running() first.");
        assertThatThrownBy(() -> ReadySet.of(graph).start("x")).hasMessage("asset (x) is not in the graph.");
        assertThatThrownBy(() -> ReadySchedule.of(graph).maxParallel(0))
                .hasMessage("maxParallel (0) must be at least 1.");
        assertThatThrownBy(() -> ReadySchedule.of(graph).duration("a", Duration.ofSeconds(-1)))
                .hasMessage("duration of a (PT-1S) must not be negative.");
        ReadySchedule empty =
                ReadySchedule.of(DependencyGraph.builder().build()).build();
        assertThat(empty.makespan()).isZero();
        assertThat(empty.criticalPath()).isEmpty();
        assertThat(Antichain.of(DependencyGraph.builder().build()).assets()).isEmpty();
    }
}
