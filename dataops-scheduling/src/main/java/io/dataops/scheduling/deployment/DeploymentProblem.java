package io.dataops.scheduling.deployment;

import io.dataops.api.Interval;
import io.dataops.api.ScheduledDeployment;
import io.dataops.api.Strategy;
import io.dataops.api.WeeklyWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
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
 * <pre>{@code
 * DeploymentProblem problem = Deployments.plan().between(start, end).job("api", job -> job).build();
 * PlanChecker.of(problem).violations(plan);
 * ConflictFinder.find(problem);
 * }</pre>
 *
 * @param horizon nothing starts before it or ends after it
 * @param zone the zone in which windows are read
 * @param granularity the grid, counted from the start of the horizon, on which deployments start
 * @param capacities units there are of each resource
 * @param budgets what there is in all of what strategies use up: their uses of such a name are not given back
 * @param capacityChanges when there are more or fewer; where several overlap, the fewest hold
 * @param windows when deployments are allowed; empty for always
 * @param resourceWindows when particular resources may be used, in addition
 * @param blackouts named stretches when nothing may run, whatever windows allow
 * @param strategies the ways to deploy a job that has none of its own
 * @param impact what a minute of a deployment costs the business
 * @param rollback what a failure costs at its point of the plan
 * @param goals what is kept small, the most important first, at least one
 * @param weights if not empty, the sum of these goals, each times its weight, is kept small before the goals themselves
 * @param together sets of jobs that start at the same time, whenever each of them ends; each job in one set at most
 * @param apart sets of jobs of which no two overlap, pauses included, in whatever order they run
 * @param jobs what is to be deployed
 */
public record DeploymentProblem(
        Interval horizon,
        ZoneId zone,
        Duration granularity,
        Map<String, Integer> capacities,
        Map<String, Integer> budgets,
        List<CapacityChange> capacityChanges,
        List<WeeklyWindow> windows,
        Map<String, List<WeeklyWindow>> resourceWindows,
        Map<String, Interval> blackouts,
        List<Strategy> strategies,
        ImpactCurve impact,
        RollbackRules rollback,
        List<Goal> goals,
        Map<Goal, Double> weights,
        List<List<String>> together,
        List<List<String>> apart,
        List<DeploymentJob> jobs) {

    /** Pins this far from the horizon are mistakes, and would leave the range of instants. */
    private static final int MOST_DAYS = 366_000;

    /**
     * Copies everything; refuses names that are unknown or listed twice and jobs without a strategy.
     *
     * @throws CyclicDependencyException if jobs wait for each other in a circle
     */
    public DeploymentProblem {
        if (granularity.isNegative() || granularity.isZero()) {
            throw new IllegalArgumentException("granularity (" + granularity + ") must be more than zero.");
        }
        capacities = units("capacity", "resource", capacities);
        budgets = units("budget", "budget", budgets);
        for (String name : budgets.keySet()) {
            if (capacities.containsKey(name)) {
                throw new IllegalArgumentException("name (" + Names.shown(name)
                        + ") must not be a capacity and a budget. Maybe give the budget another name.");
            }
        }
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
            Set<String> used = budgets.keySet();
            ways.forEach(way ->
                    way.uses().keySet().stream().filter(r -> !used.contains(r)).forEach(r -> resource(r, known)));
        }
        for (DeploymentJob job : jobs) {
            job.pinnedAt().ifPresent(start -> near(job.name(), start, horizon));
            for (Predecessor p : job.predecessors()) {
                if (!byName.containsKey(p.job())) {
                    throw new IllegalArgumentException("job (" + Names.shown(job.name())
                            + ") waits for the unknown job (" + Names.shown(p.job()) + "). Maybe add job(\""
                            + Names.shown(p.job()) + "\", ...).");
                }
            }
        }
        together = copy("together", together, byName.keySet());
        apart = copy("apart", apart, byName.keySet());
        disjoint("start together", together);
        disjoint("are undone together", copy("undoTogether", rollback.sets(), byName.keySet()));
        Cycles.find(byName, together).ifPresent(cycle -> {
            throw new CyclicDependencyException(cycle);
        });
    }

    private static Map<String, Integer> units(String what, String of, Map<String, Integer> given) {
        Map<String, Integer> sorted = Collections.unmodifiableMap(new TreeMap<>(given));
        sorted.forEach((name, units) -> {
            Names.notBlank(of, name);
            if (units < 0) {
                throw new IllegalArgumentException(
                        what + " (" + units + ") of " + Names.shown(name) + " must not be negative.");
            }
        });
        return sorted;
    }

    private static List<List<String>> copy(String what, List<List<String>> sets, Set<String> known) {
        for (List<String> set : sets) {
            if (set.size() < 2 || Set.copyOf(set).size() < set.size()) {
                throw new IllegalArgumentException(what + " (" + Names.shown(String.join(", ", set))
                        + ") must name different jobs, at least two.");
            }
            for (String job : set) {
                if (!known.contains(job)) {
                    throw new IllegalArgumentException(what + " names the unknown job (" + Names.shown(job)
                            + "). Maybe add job(\"" + Names.shown(job) + "\", ...).");
                }
            }
        }
        return sets.stream().map(List::copyOf).toList();
    }

    private static void disjoint(String what, List<List<String>> sets) {
        Set<String> seen = new HashSet<>();
        for (String job : sets.stream().flatMap(List::stream).toList()) {
            if (!seen.add(job)) {
                throw new IllegalArgumentException(
                        "job (" + Names.shown(job) + ") is in two sets that " + what + ". Maybe make them one set.");
            }
        }
    }

    private static void near(String job, Instant start, Interval horizon) {
        if (Math.abs(ChronoUnit.DAYS.between(start, horizon.start())) > MOST_DAYS) {
            throw new IllegalArgumentException("pin (" + start + ") of job (" + Names.shown(job)
                    + ") must be within 1,000 years of the horizon, " + horizon.start() + ".");
        }
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
                budgets,
                capacityChanges,
                windows,
                resourceWindows,
                blackouts,
                strategies,
                impact,
                rollback,
                newGoals,
                Map.of(),
                together,
                apart,
                jobs);
    }

    /**
     * Returns when a planned deployment runs: from start to end, but for the pauses of a job that may pause.
     *
     * @param d a deployment of one of the jobs
     * @return its stretches in order, apart from each other
     */
    public List<Interval> runsOf(ScheduledDeployment d) {
        return jobs.stream()
                .filter(job -> job.name().equals(d.asset()))
                .findFirst()
                .map(job -> Runs.between(Runs.open(this, job, d.strategy()), d.start(), d.end()))
                .orElseThrow(() ->
                        new IllegalArgumentException("job (" + Names.shown(d.asset()) + ") is no job of the problem."));
    }

    /** Finds jobs that wait for each other in a circle. */
    static final class Cycles {
        private Cycles() {}

        /** What starts together waits for all that any of it waits for. */
        static Optional<List<String>> find(Map<String, DeploymentJob> jobs, List<List<String>> together) {
            Map<String, List<Predecessor>> predecessors = new LinkedHashMap<>();
            jobs.forEach((name, job) -> predecessors.put(name, job.predecessors()));
            for (List<String> set : together) {
                List<Predecessor> all = set.stream()
                        .flatMap(name -> Optional.ofNullable(jobs.get(name)).stream())
                        .flatMap(job -> job.predecessors().stream())
                        .toList();
                set.forEach(name -> predecessors.put(name, all));
            }
            return find(predecessors);
        }

        private static Optional<List<String>> find(Map<String, List<Predecessor>> jobs) {
            Set<String> done = new LinkedHashSet<>();
            for (String root : jobs.keySet()) {
                Map<String, Integer> next = new LinkedHashMap<>();
                List<String> path = new ArrayList<>();
                path.add(root);
                while (!path.isEmpty()) {
                    String at = path.get(path.size() - 1);
                    int index = next.merge(at, 0, (old, zero) -> old + 1);
                    List<Predecessor> before = jobs.getOrDefault(at, List.of());
                    if (done.contains(at) || index >= before.size()) {
                        done.add(at);
                        path.remove(path.size() - 1);
                        continue;
                    }
                    String name = before.get(index).job();
                    int seen = next.containsKey(name) && !done.contains(name) ? path.indexOf(name) : -1;
                    if (seen >= 0) {
                        List<String> cycle = new ArrayList<>(path.subList(seen, path.size()));
                        cycle.add(name);
                        Collections.reverse(cycle);
                        return Optional.of(cycle);
                    }
                    if (!done.contains(name)) {
                        path.add(name);
                    }
                }
            }
            return Optional.empty();
        }
    }
}
