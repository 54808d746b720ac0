package io.dataops.graph.order;

import io.dataops.api.Explained;
import io.dataops.api.Provenance;
import io.dataops.graph.DependencyGraph;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * When each asset starts if it starts as soon as what it reads is done and a place is free.
 *
 * <p>The certificate: {@link #lowerBound()} is the larger of the longest chain of steps with their gates and of all work divided by the
 * places, so no schedule ends earlier; list scheduling takes at most twice as long (Graham, 1969, Bounds on multiprocessing timing
 * anomalies). For windows, people and strategies, hand an impact to the deployment planner instead.
 *
 * <pre>{@code
 * ReadySchedule schedule = ReadySchedule.of(graph)
 *         .duration("stg_orders", Duration.ofMinutes(20))
 *         .otherwise(Duration.ofMinutes(5))
 *         .gate("stg_orders", Duration.ofMinutes(10))
 *         .maxParallel(4)
 *         .build();
 * schedule.criticalPath();   // [raw.orders, stg_orders, dashboard]
 * }</pre>
 *
 * @param steps what goes when, by start, then by name
 * @param makespan when the last step is done
 * @param lowerBound no schedule is shorter
 * @param criticalPath the longest chain: a delay of any of it delays the whole where places are not short
 * @param peak how many steps run at once at most
 * @param provenance how the answer was computed
 */
public record ReadySchedule(
        List<Step> steps,
        Duration makespan,
        Duration lowerBound,
        List<String> criticalPath,
        int peak,
        Provenance provenance)
        implements Explained {

    /**
     * One asset, or the members of a cycle, which go together.
     *
     * @param assets identifiers
     * @param start since the beginning
     * @param finish since the beginning
     * @param because what it waited for last, for example {@code "stg_orders"}, or {@code "a free place"}; empty at the beginning
     */
    public record Step(List<String> assets, Duration start, Duration finish, String because) {

        /** Copies the list. */
        public Step {
            assets = List.copyOf(assets);
        }
    }

    /** Copies the lists. */
    public ReadySchedule {
        steps = List.copyOf(steps);
        criticalPath = List.copyOf(criticalPath);
    }

    /**
     * Starts a schedule of all assets of a graph.
     *
     * @param graph the graph; columns count as their asset, members of a cycle go one after the other in one place
     * @return a builder
     */
    public static ReadyScheduleBuilder of(DependencyGraph graph) {
        return new ReadyScheduleBuilder(graph);
    }

    @Override
    public String explain() {
        return "done after " + makespan + ", no schedule before " + lowerBound + "; longest chain: "
                + String.join(" -> ", criticalPath)
                + steps.stream()
                        .map(s -> "\n" + s.start() + " to " + s.finish() + " " + String.join(", ", s.assets())
                                + (s.because().isEmpty() ? "" : ", after " + s.because()))
                        .collect(Collectors.joining());
    }
}
