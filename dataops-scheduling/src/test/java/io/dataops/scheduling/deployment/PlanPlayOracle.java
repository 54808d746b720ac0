package io.dataops.scheduling.deployment;

import io.dataops.api.DeploymentPlan;
import io.dataops.api.Interval;
import io.dataops.api.ScheduledDeployment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Plays a plan minute by minute, as plainly as it can be written; jobs neither pause nor are pinned or start together. */
final class PlanPlayOracle {
    private PlanPlayOracle() {}

    /** When each job ends, for whole factors. */
    static Map<String, Instant> play(DeploymentProblem problem, DeploymentPlan plan, Map<String, Integer> factors) {
        Compiled compiled = new Compiled(problem);
        Map<String, DeploymentJob> jobs = new HashMap<>();
        problem.jobs().forEach(job -> jobs.put(job.name(), job));
        List<ScheduledDeployment> left = new ArrayList<>(plan.deployments());
        left.sort(Comparator.comparing(ScheduledDeployment::start).thenComparing(ScheduledDeployment::asset));
        Map<String, Instant> starts = new HashMap<>();
        Map<String, Instant> ends = new HashMap<>();
        for (Instant t = problem.horizon().start(); !left.isEmpty(); t = t.plus(Duration.ofMinutes(1))) {
            boolean again = true;
            while (again) {
                again = false;
                for (ScheduledDeployment d : List.copyOf(left)) {
                    DeploymentJob job = jobs.get(d.asset());
                    if (mayStart(problem, compiled, job, d, t, plan, starts, ends)) {
                        starts.put(d.asset(), t);
                        ends.put(d.asset(), t.plus(d.strategy().duration().multipliedBy(factors.get(d.asset()))));
                        left.remove(d);
                        if (ends.get(d.asset()).equals(t)) {
                            again = true;
                            break;
                        }
                    }
                }
            }
        }
        return ends;
    }

    private static boolean mayStart(
            DeploymentProblem problem,
            Compiled compiled,
            DeploymentJob job,
            ScheduledDeployment d,
            Instant t,
            DeploymentPlan plan,
            Map<String, Instant> starts,
            Map<String, Instant> ends) {
        if (t.isBefore(d.start())) {
            return false;
        }
        for (Predecessor p : job.predecessors()) {
            Instant end = ends.get(p.job());
            if (end == null || end.plus(p.atLeast()).isAfter(t)) {
                return false;
            }
        }
        Duration length = d.strategy().duration();
        if (!t.equals(d.start()) && t.isBefore(problem.horizon().end())) {
            boolean open = false;
            for (Interval window : compiled.allowed(job, d.strategy())) {
                open |= !t.isBefore(window.start()) && !t.plus(length).isAfter(window.end());
            }
            if (!open) {
                return false;
            }
        }
        for (List<String> set : problem.apart()) {
            for (String other : set) {
                boolean foe = set.contains(job.name()) && !other.equals(job.name()) && starts.containsKey(other);
                if (foe
                        && ends.get(other).isAfter(t)
                        && (!length.isZero() || starts.get(other).isBefore(t))) {
                    return false;
                }
            }
        }
        if (length.isZero()) {
            return true;
        }
        for (Map.Entry<String, Integer> use : d.strategy().uses().entrySet()) {
            int held = use.getValue();
            for (ScheduledDeployment other : plan.deployments()) {
                boolean runs = starts.containsKey(other.asset())
                        && ends.get(other.asset()).isAfter(t);
                held += runs ? other.strategy().uses().getOrDefault(use.getKey(), 0) : 0;
            }
            Instant until = t.equals(d.start()) ? t.plus(Duration.ofMinutes(1)) : t.plus(length);
            for (Instant u = t; u.isBefore(until); u = u.plus(Duration.ofMinutes(1))) {
                int there = units(problem, use.getKey(), u);
                if (use.getValue() > there || (u.equals(t) && held > there)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static int units(DeploymentProblem problem, String resource, Instant u) {
        int most = problem.capacities().get(resource);
        int now = Integer.MAX_VALUE;
        for (CapacityChange change : problem.capacityChanges()) {
            if (change.resource().equals(resource)) {
                most = Math.max(most, change.units());
                boolean holds = !u.isBefore(change.during().start())
                        && u.isBefore(change.during().end());
                now = holds ? Math.min(now, change.units()) : now;
            }
        }
        if (!u.isBefore(problem.horizon().end())) {
            return most;
        }
        return now == Integer.MAX_VALUE ? problem.capacities().get(resource) : now;
    }
}
