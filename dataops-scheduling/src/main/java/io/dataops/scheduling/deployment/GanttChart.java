package io.dataops.scheduling.deployment;

import io.dataops.api.DeploymentPlan;
import io.dataops.api.Interval;
import io.dataops.api.MissingProviderException;
import io.dataops.api.ScheduledDeployment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A plan as data that a page can draw: a bar a job, when windows are open, blackouts, and how much of each resource is used when.
 *
 * <p>Takes time O(n log n + n u) for n jobs that use u resources each. The same plan gives the same bytes of {@link #json()}.
 *
 * <pre>{@code
 * GanttChart chart = GanttChart.of(problem, plan);
 * chart.bars().get(0).runs();          // several stretches, if the job pauses
 * chart.loads().get("warehouse");      // when it changes, how much is used, and how much there is
 * Files.writeString(Path.of("plan.json"), chart.json());
 * }</pre>
 *
 * @param horizon from when to when was planned
 * @param bars the jobs, in order of their start
 * @param open when windows for all jobs are open and no blackout is; the whole horizon if there is no window
 * @param blackouts when nothing runs, by name
 * @param loads the use of each resource, from each change to the next
 */
public record GanttChart(
        Interval horizon,
        List<Bar> bars,
        List<Interval> open,
        Map<String, Interval> blackouts,
        Map<String, List<Load>> loads) {

    /**
     * One job.
     *
     * @param job its name
     * @param strategy the strategy that was chosen
     * @param runs when it runs, in order; one stretch unless it pauses, none if it takes no time
     * @param start when it starts
     * @param end when it ends
     * @param after the jobs that it depends on
     * @param deadline when it must have ended
     * @param pinned whether it was not to be moved
     * @param waitsFor why it starts no earlier
     */
    public record Bar(
            String job,
            String strategy,
            List<Interval> runs,
            Instant start,
            Instant end,
            List<String> after,
            Optional<Instant> deadline,
            boolean pinned,
            String waitsFor) {

        /** Copies the lists. */
        public Bar {
            runs = List.copyOf(runs);
            after = List.copyOf(after);
        }
    }

    /**
     * The use of a resource from a time on.
     *
     * @param from from when, until the next
     * @param used how many units the plan uses
     * @param capacity how many there are
     */
    public record Load(Instant from, int used, int capacity) {}

    /** Copies the collections. */
    public GanttChart {
        bars = List.copyOf(bars);
        open = List.copyOf(open);
        blackouts = Collections.unmodifiableMap(new LinkedHashMap<>(blackouts));
        Map<String, List<Load>> copy = new LinkedHashMap<>();
        loads.forEach((resource, steps) -> copy.put(resource, List.copyOf(steps)));
        loads = Collections.unmodifiableMap(copy);
    }

    /**
     * Makes the chart.
     *
     * @param problem what was planned
     * @param plan its plan
     * @return the chart; without bars if nothing is planned
     * @throws IllegalArgumentException if the plan has a job that the problem does not have
     */
    public static GanttChart of(DeploymentProblem problem, DeploymentPlan plan) {
        Map<String, DeploymentJob> jobs = new HashMap<>();
        problem.jobs().forEach(job -> jobs.put(job.name(), job));
        Map<String, List<Interval>> held = Fit.held(problem, plan);
        List<Bar> bars = new ArrayList<>();
        Map<String, TreeMap<Instant, Integer>> changes = new TreeMap<>();
        problem.capacities().keySet().forEach(resource -> changes.put(resource, new TreeMap<>()));
        for (ScheduledDeployment d : plan.deployments()) {
            DeploymentJob job = jobs.get(d.asset());
            List<Interval> runs = runs(problem, d);
            List<Interval> holds = held.getOrDefault(d.asset(), List.of());
            d.strategy()
                    .uses()
                    .forEach((resource, units) -> (problem.budgets().containsKey(resource)
                                    ? List.<Interval>of()
                                    : holds)
                            .forEach(run -> {
                                TreeMap<Instant, Integer> steps =
                                        changes.computeIfAbsent(resource, r -> new TreeMap<>());
                                steps.merge(run.start(), units, Integer::sum);
                                steps.merge(run.end(), -units, Integer::sum);
                            }));
            bars.add(new Bar(
                    d.asset(),
                    d.strategy().name(),
                    runs,
                    d.start(),
                    d.end(),
                    job == null
                            ? List.of()
                            : job.predecessors().stream().map(Predecessor::job).toList(),
                    job == null ? Optional.empty() : job.deadline(),
                    job != null && job.pinnedAt().isPresent(),
                    d.waitsFor()));
        }
        bars.sort((a, b) -> a.start().compareTo(b.start()));
        Map<String, List<Load>> loads = new LinkedHashMap<>();
        changes.forEach((resource, steps) -> loads.put(resource, loads(problem, resource, steps)));
        List<Interval> windows = problem.windows().isEmpty()
                ? List.of(problem.horizon())
                : WallClock.open(problem.windows(), problem.horizon(), problem.zone());
        List<Interval> open = WallClock.without(
                windows, WallClock.union(List.copyOf(problem.blackouts().values())));
        return new GanttChart(problem.horizon(), bars, open, problem.blackouts(), loads);
    }

    private static List<Interval> runs(DeploymentProblem problem, ScheduledDeployment d) {
        return d.start().isBefore(d.end()) ? problem.runsOf(d) : List.of();
    }

    private static List<Load> loads(DeploymentProblem problem, String resource, TreeMap<Instant, Integer> steps) {
        TreeSet<Instant> times = new TreeSet<>(steps.keySet());
        times.add(problem.horizon().start());
        for (CapacityChange change : problem.capacityChanges()) {
            if (change.resource().equals(resource)) {
                times.add(change.during().start());
                times.add(change.during().end());
            }
        }
        List<Load> loads = new ArrayList<>();
        int used = 0;
        for (Instant time : times) {
            used += steps.getOrDefault(time, 0);
            int capacity = CapacityChange.unitsAt(problem, resource, time);
            Load before = loads.isEmpty() ? null : loads.get(loads.size() - 1);
            if (before == null || before.used() != used || before.capacity() != capacity) {
                loads.add(new Load(time, used, capacity));
            }
        }
        return loads;
    }

    /**
     * Writes the chart as JSON: the components of this record by their names, instants as ISO-8601 in UTC, what is absent left out.
     *
     * @return one object
     * @throws MissingProviderException if com.fasterxml.jackson.core:jackson-core is not on the class path
     */
    public String json() {
        MissingProviderException.require(
                GanttChart.class,
                "com.fasterxml.jackson.core.JsonFactory",
                "writer of JSON",
                "com.fasterxml.jackson.core:jackson-core");
        return GanttJson.of(this);
    }
}
