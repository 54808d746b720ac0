package io.dataops.scheduling.deployment;

import io.dataops.api.DeploymentPlan;
import io.dataops.api.ScheduledDeployment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Says which constraints of a problem a plan breaks. Shares no code with what makes plans: windows are judged by the local
 * time of instants, capacity by the jobs that run at each start. Takes time quadratic in the number of jobs.
 *
 * <pre>{@code
 * PlanChecker.of(problem).violations(plan); // []
 * PlanChecker.of(problem).violations(bad);  // [WINDOW: api runs at 2026-03-07T12:00:00Z, when no window is open]
 * }</pre>
 */
public final class PlanChecker {
    private final DeploymentProblem problem;
    private final OpenSteps steps;

    private PlanChecker(DeploymentProblem problem) {
        this.problem = problem;
        this.steps = new OpenSteps(problem);
    }

    /**
     * Returns a checker.
     *
     * @param problem what plans are held against
     * @return the checker
     */
    public static PlanChecker of(DeploymentProblem problem) {
        return new PlanChecker(problem);
    }

    /**
     * Checks a plan.
     *
     * @param plan the plan; one that is not feasible has nothing to check
     * @return what it breaks, job by job in the order of the problem; empty if nothing
     */
    public List<PlanViolation> violations(DeploymentPlan plan) {
        List<PlanViolation> found = new ArrayList<>();
        if (!plan.isFeasible()) {
            return found;
        }
        Map<String, ScheduledDeployment> planned = new LinkedHashMap<>();
        for (ScheduledDeployment d : plan.deployments()) {
            if (planned.put(d.asset(), d) != null) {
                found.add(new PlanViolation(PlanViolation.Kind.COVERAGE, d.asset(), d.asset() + " is planned twice"));
            }
        }
        Map<String, ScheduledDeployment> byName = Map.copyOf(planned);
        CapacityCheck capacity = new CapacityCheck(problem, steps, plan, found);
        for (DeploymentJob job : problem.jobs()) {
            ScheduledDeployment d = planned.remove(job.name());
            if (d == null) {
                found.add(new PlanViolation(PlanViolation.Kind.COVERAGE, job.name(), job.name() + " is not planned"));
            } else {
                JobCheck check = new JobCheck(problem, steps, job, d, plan, byName, found);
                check.relations();
                capacity.run(job, d);
                check.limits();
                new WindowCheck(problem, job, d, found).run();
            }
        }
        planned.keySet()
                .forEach(name -> found.add(
                        new PlanViolation(PlanViolation.Kind.COVERAGE, name, name + " is no job of the problem")));
        problem.budgets().forEach((budget, units) -> {
            long used = plan.deployments().stream()
                    .mapToLong(d -> d.strategy().uses().getOrDefault(budget, 0))
                    .sum();
            if (used > units) {
                found.add(new PlanViolation(
                        PlanViolation.Kind.BUDGET,
                        "",
                        "the jobs use up " + used + " of " + budget + ", of which there are " + units));
            }
        });
        new ObjectiveCheck(problem, plan).run(found);
        return found;
    }
}
