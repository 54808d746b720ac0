package io.dataops.scheduling.deployment;

import io.dataops.api.DeploymentPlan;
import io.dataops.api.Interval;
import io.dataops.api.ScheduledDeployment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What each job adds to each goal of a plan. Shares are whole multiples of a power of two, so they add up to the total
 * without rounding, in any order; those in minutes do if a slot is a whole number of quarter minutes.
 *
 * <p>The makespan is divided along one chain: from the job that ends last, back to the one of those that ended by its start
 * that ended last, a predecessor if there is one. Each job of the chain has the time since the end of the one before; all
 * others have none of it.
 *
 * <pre>{@code
 * PlanShares shares = PlanShares.of(problem, plan);
 * shares.of("api").get(Goal.IMPACT); // 12.5
 * shares.total(Goal.IMPACT);         // 120.0, as the plan says
 * shares.of("nobody");               // IllegalArgumentException: job (nobody) is not planned.
 * }</pre>
 */
public final class PlanShares {
    private final Map<String, Map<Goal, Double>> shares;

    private PlanShares(Map<String, Map<Goal, Double>> shares) {
        this.shares = shares;
    }

    /**
     * Divides the goals of a plan among its jobs.
     *
     * @param problem the problem
     * @param plan its plan; one that is not feasible has no shares
     * @return the shares
     */
    public static PlanShares of(DeploymentProblem problem, DeploymentPlan plan) {
        Compiled compiled = new Compiled(problem);
        Map<String, Map<Goal, Double>> shares = new LinkedHashMap<>();
        long[] impact = compiled.units.impactOfSlots();
        Map<String, ScheduledDeployment> planned = new HashMap<>();
        plan.deployments().forEach(d -> planned.put(d.asset(), d));
        RollbackShares rollback = new RollbackShares(compiled, plan.deployments());
        for (DeploymentJob job : problem.jobs()) {
            Optional.ofNullable(planned.get(job.name())).ifPresent(d -> {
                Map<Goal, Double> own = new EnumMap<>(Goal.class);
                for (Goal goal : problem.goals()) {
                    long units =
                            goal == Goal.ROLLBACK_COST ? rollback.of(job, d) : share(compiled, goal, job, d, impact);
                    own.put(goal, compiled.units.amount(goal, units));
                }
                shares.put(job.name(), own);
            });
        }
        if (problem.goals().contains(Goal.MAKESPAN)) {
            chain(compiled, planned)
                    .forEach((job, slots) -> shares.getOrDefault(job, new EnumMap<>(Goal.class))
                            .put(Goal.MAKESPAN, compiled.units.amount(Goal.MAKESPAN, slots)));
        }
        shares.replaceAll((job, own) -> Collections.unmodifiableMap(own));
        return new PlanShares(shares);
    }

    private static long share(Compiled c, Goal goal, DeploymentJob job, ScheduledDeployment d, long[] impact) {
        int start = c.startSlot(job, d);
        int end = c.endSlot(job, d);
        return switch (goal) {
            case MAKESPAN, ROLLBACK_COST -> 0;
            case RISK -> c.units.risk(job, d.strategy());
            case IMPACT -> {
                long sum = 0;
                for (Interval run : c.runs(job, d)) {
                    int from = Math.max(start, c.grid.until(run.start()));
                    for (int t = from; t < Math.min(Math.min(end, c.grid.from(run.end())), impact.length); t++) {
                        sum += impact[t];
                    }
                }
                yield sum;
            }
            case LATENESS ->
                job.due()
                        .map(due -> c.units.lateness(due) * Math.max(0L, (long) end - c.grid.until(due.at())))
                        .orElse(0L);
            case CHANGES -> c.published(job) >= 0 && c.published(job) != start ? 1 : 0;
            case SHIFT -> c.published(job) < 0 ? 0 : Math.abs(start - c.published(job));
        };
    }

    /** The slots that each job of one chain back from the last end has for itself. */
    private static Map<String, Integer> chain(Compiled c, Map<String, ScheduledDeployment> planned) {
        Map<String, Integer> starts = new LinkedHashMap<>();
        Map<String, Integer> ends = new LinkedHashMap<>();
        Map<String, DeploymentJob> jobs = new LinkedHashMap<>();
        for (DeploymentJob job : c.problem.jobs()) {
            Optional.ofNullable(planned.get(job.name())).ifPresent(d -> {
                jobs.put(job.name(), job);
                starts.put(job.name(), c.startSlot(job, d));
                ends.put(job.name(), c.endSlot(job, d));
            });
        }
        List<String> byEnd = new ArrayList<>(ends.keySet());
        byEnd.sort(Comparator.comparing(name -> ends.getOrDefault(name, 0)));
        Map<String, Integer> shares = new LinkedHashMap<>();
        Optional<String> at = byEnd.isEmpty() ? Optional.empty() : Optional.of(byEnd.get(byEnd.size() - 1));
        while (at.isPresent()) {
            String job = at.get();
            int start = starts.getOrDefault(job, 0);
            List<Predecessor> before = Optional.ofNullable(jobs.get(job))
                    .map(DeploymentJob::predecessors)
                    .orElse(List.of());
            Optional<String> next = byEnd.stream()
                    .filter(name -> !shares.containsKey(name) && !name.equals(job))
                    .filter(name -> ends.getOrDefault(name, 0) <= start)
                    .max(Comparator.<String, Integer>comparing(name -> ends.getOrDefault(name, 0))
                            .thenComparing(name ->
                                    before.stream().anyMatch(p -> p.job().equals(name))));
            int since = next.map(name -> ends.getOrDefault(name, 0)).orElse(0);
            shares.put(job, Math.max(0, ends.getOrDefault(job, 0) - since));
            at = next;
        }
        return shares;
    }

    /**
     * Returns what a job adds to each goal.
     *
     * @param job its name
     * @return the goals of the problem with the job's share
     */
    public Map<Goal, Double> of(String job) {
        Map<Goal, Double> own = shares.get(job);
        if (own == null) {
            throw new IllegalArgumentException("job (" + Names.shown(job) + ") is not planned.");
        }
        return own;
    }

    /**
     * Returns the sum of a goal over the jobs.
     *
     * @param goal a goal of the problem
     * @return the sum, as the plan's objective says
     */
    public double total(Goal goal) {
        double sum = 0;
        for (Map<Goal, Double> own : shares.values()) {
            sum += own.getOrDefault(goal, 0.0);
        }
        return sum;
    }
}
