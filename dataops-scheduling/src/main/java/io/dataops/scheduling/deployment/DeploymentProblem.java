package io.dataops.scheduling.deployment;

import io.dataops.api.Interval;
import io.dataops.api.Strategy;
import io.dataops.api.WeeklyWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is to be deployed, when and with what. Immutable.
 *
 * @param horizon nothing starts before it or ends after it
 * @param zone the zone in which windows are read
 * @param granularity the grid, counted from the start of the horizon, on which deployments start
 * @param capacities units there are of each resource
 * @param capacityChanges when there are more or fewer; where several overlap, the fewest hold
 * @param windows when deployments are allowed; empty for always
 * @param resourceWindows when particular resources may be used, in addition
 * @param blackouts named stretches when nothing may run, whatever windows allow
 * @param strategies the ways to deploy a job that has none of its own
 * @param impact what a minute of a deployment costs the business
 * @param goals what is kept small, the most important first, at least one
 * @param weights if not empty, the sum of these goals, each times its weight, is kept small before the goals themselves
 * @param jobs what is to be deployed
 */
public record DeploymentProblem(
        Interval horizon,
        ZoneId zone,
        Duration granularity,
        Map<String, Integer> capacities,
        List<CapacityChange> capacityChanges,
        List<WeeklyWindow> windows,
        Map<String, List<WeeklyWindow>> resourceWindows,
        Map<String, Interval> blackouts,
        List<Strategy> strategies,
        ImpactCurve impact,
        List<Goal> goals,
        Map<Goal, Double> weights,
        List<DeploymentJob> jobs) {

    /**
     * Copies everything; refuses names that are unknown or listed twice and jobs without a strategy.
     *
     * @throws CyclicDependencyException if jobs wait for each other in a circle
     */
    public DeploymentProblem {
        if (granularity.isNegative() || granularity.isZero()) {
            throw new IllegalArgumentException("granularity (" + granularity + ") must be more than zero.");
        }
        capacities = Collections.unmodifiableMap(new TreeMap<>(capacities));
        capacities.forEach((name, units) -> {
            Names.notBlank("resource", name);
            if (units < 0) {
                throw new IllegalArgumentException(
                        "capacity (" + units + ") of " + Names.shown(name) + " must not be negative.");
            }
        });
        capacityChanges = List.copyOf(capacityChanges);
        windows = List.copyOf(windows);
        Map<String, List<WeeklyWindow>> byResource = new TreeMap<>();
        resourceWindows.forEach((resource, open) -> byResource.put(resource, List.copyOf(open)));
        resourceWindows = Collections.unmodifiableMap(byResource);
        blackouts = Collections.unmodifiableMap(new TreeMap<>(blackouts));
        strategies = List.copyOf(strategies);
        goals = List.copyOf(goals);
        if (goals.isEmpty() || goals.stream().distinct().count() < goals.size()) {
            throw new IllegalArgumentException("goals " + goals + " must be different ones, at least one.");
        }
        Map<Goal, Double> factors = new TreeMap<>(weights);
        factors.forEach((goal, weight) -> {
            if (!(weight > 0) || Double.isInfinite(weight)) {
                throw new IllegalArgumentException(
                        "weight (" + weight + ") of " + goal + " must be finite and more than zero.");
            }
        });
        if (!goals.containsAll(factors.keySet())) {
            throw new IllegalArgumentException(
                    "goals " + goals + " must name each of those with a weight, " + factors.keySet() + ".");
        }
        weights = Collections.unmodifiableMap(factors);
        jobs = List.copyOf(jobs);
        Set<String> known = capacities.keySet();
        capacityChanges.forEach(c -> resource(c.resource(), known));
        resourceWindows.keySet().forEach(r -> resource(r, known));
        Map<String, DeploymentJob> byName = new LinkedHashMap<>();
        for (DeploymentJob job : jobs) {
            if (byName.put(job.name(), job) != null) {
                throw new IllegalArgumentException("job (" + Names.shown(job.name()) + ") is listed twice.");
            }
            List<Strategy> ways = job.strategies().isEmpty() ? strategies : job.strategies();
            if (ways.isEmpty()) {
                throw new IllegalArgumentException("job (" + Names.shown(job.name()) + ") must have a strategy. Maybe"
                        + " add strategy(Strategy.of(\"rolling\", Duration.ofMinutes(20))).");
            }
            ways.forEach(way -> way.uses().keySet().forEach(r -> resource(r, known)));
        }
        for (DeploymentJob job : jobs) {
            for (Predecessor p : job.predecessors()) {
                if (!byName.containsKey(p.job())) {
                    throw new IllegalArgumentException("job (" + Names.shown(job.name())
                            + ") waits for the unknown job (" + Names.shown(p.job()) + "). Maybe add job(\""
                            + Names.shown(p.job()) + "\", ...).");
                }
            }
        }
        Cycles.find(byName).ifPresent(cycle -> {
            throw new CyclicDependencyException(cycle);
        });
    }

    private static void resource(String name, Set<String> known) {
        if (!known.contains(name)) {
            throw new IllegalArgumentException("resource (" + Names.shown(name) + ") is unknown. Maybe add capacity(\""
                    + Names.shown(name) + "\", units).");
        }
    }

    /**
     * Returns the strategies of a job.
     *
     * @param job one of the jobs
     * @return its own, or those of the problem
     */
    public List<Strategy> strategiesOf(DeploymentJob job) {
        return job.strategies().isEmpty() ? strategies : job.strategies();
    }

    /** The same problem with other goals, and a horizon that ends earlier. */
    DeploymentProblem with(Instant end, List<Goal> newGoals) {
        return new DeploymentProblem(
                new Interval(horizon.start(), end),
                zone,
                granularity,
                capacities,
                capacityChanges,
                windows,
                resourceWindows,
                blackouts,
                strategies,
                impact,
                newGoals,
                Map.of(),
                jobs);
    }

    /** Finds jobs that wait for each other in a circle. */
    static final class Cycles {
        private Cycles() {}

        static Optional<List<String>> find(Map<String, DeploymentJob> jobs) {
            Set<String> done = new LinkedHashSet<>();
            for (String root : jobs.keySet()) {
                Map<String, Integer> next = new LinkedHashMap<>();
                List<String> path = new ArrayList<>();
                path.add(root);
                while (!path.isEmpty()) {
                    String at = path.get(path.size() - 1);
                    int index = next.merge(at, 0, (old, zero) -> old + 1);
                    DeploymentJob job = jobs.get(at);
                    if (done.contains(at)
                            || job == null
                            || index >= job.predecessors().size()) {
                        done.add(at);
                        path.remove(path.size() - 1);
                        continue;
                    }
                    String before = job.predecessors().get(index).job();
                    int seen = next.containsKey(before) && !done.contains(before) ? path.indexOf(before) : -1;
                    if (seen >= 0) {
                        List<String> cycle = new ArrayList<>(path.subList(seen, path.size()));
                        cycle.add(before);
                        Collections.reverse(cycle);
                        return Optional.of(cycle);
                    }
                    if (!done.contains(before)) {
                        path.add(before);
                    }
                }
            }
            return Optional.empty();
        }
    }
}
