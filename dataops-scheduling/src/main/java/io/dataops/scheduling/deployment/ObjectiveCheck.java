package io.dataops.scheduling.deployment;

import io.dataops.api.DeploymentPlan;
import io.dataops.api.Interval;
import io.dataops.api.PlanObjective;
import io.dataops.api.ScheduledDeployment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up each objective of a plan from its instants, apart from what made the plan. */
final class ObjectiveCheck {
    /** Costs are kept in units of which a total has at least so many. */
    private static final double PRECISION = 1e-5;

    private final DeploymentProblem problem;
    private final DeploymentPlan plan;
    private final ImpactCurve curve;
    private final OpenSteps steps;
    private final Map<String, DeploymentJob> jobs = new TreeMap<>();

    ObjectiveCheck(DeploymentProblem problem, DeploymentPlan plan) {
        this.problem = problem;
        this.plan = plan;
        this.steps = new OpenSteps(problem);
        problem.jobs().forEach(job -> jobs.put(job.name(), job));
        Map<Instant, Double> steps = new TreeMap<>();
        problem.impact().steps().forEach((t, cost) -> steps.put(up(t), cost));
        this.curve = new ImpactCurve(problem.impact().before(), steps);
    }

    /**
     * Says nothing of a plan with other jobs, or with other objectives than the goals of the problem; nor of one with pins off
     * the grid, whose costs are kept in whole slots.
     */
    void run(List<PlanViolation> found) {
        List<String> names = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (Goal goal : problem.goals()) {
            names.add(goal.text());
            values.add(value(goal));
        }
        if (!problem.weights().isEmpty()) {
            double sum = 0;
            for (int i = 0; i < problem.goals().size(); i++) {
                sum += problem.weights().getOrDefault(problem.goals().get(i), 0.0) * values.get(i);
            }
            names.add(0, "weighted sum");
            values.add(0, sum);
        }
        List<String> told = plan.objectives().stream().map(PlanObjective::name).toList();
        if (!told.equals(names)
                || !plan.deployments().stream().allMatch(d -> jobs.containsKey(d.asset()))
                || plan.deployments().size() != jobs.size()) {
            return;
        }
        boolean offGrid = problem.jobs().stream()
                .anyMatch(job -> job.pinnedAt().filter(t -> !up(t).equals(t)).isPresent());
        for (int i = 0; i < names.size() && !offGrid; i++) {
            double is = values.get(i);
            double says = plan.objectives().get(i).value();
            if (Math.abs(is - says) > PRECISION * Math.max(1, Math.abs(is))) {
                found.add(new PlanViolation(
                        PlanViolation.Kind.OBJECTIVE,
                        "",
                        "the " + names.get(i) + " is " + is + ", but the plan says " + says));
            }
        }
    }

    private double value(Goal goal) {
        double sum = 0;
        Instant last = problem.horizon().start();
        for (ScheduledDeployment d : plan.deployments()) {
            last = d.end().isAfter(last) ? d.end() : last;
            DeploymentJob job = jobs.get(d.asset());
            sum += job == null ? 0 : value(goal, job, d);
        }
        return goal == Goal.MAKESPAN ? minutes(problem.horizon().start(), last) : sum;
    }

    private double value(Goal goal, DeploymentJob job, ScheduledDeployment d) {
        return switch (goal) {
            case MAKESPAN -> 0;
            case ROLLBACK_COST -> d.strategy().failureProbability() * job.failureFactor() * undoing(d);
            case RISK -> d.strategy().failureProbability() * job.failureFactor();
            case IMPACT -> impact(job, d);
            case LATENESS ->
                job.due()
                        .map(due -> due.costPerMinute() * Math.max(0, minutes(due.at(), d.end())))
                        .orElse(0.0);
            case CHANGES ->
                job.published().filter(t -> !up(t).equals(d.start())).isPresent() ? 1 : 0;
            case SHIFT ->
                job.published().map(t -> Math.abs(minutes(up(t), d.start()))).orElse(0.0);
        };
    }

    /** What undoing costs if a deployment fails at its end, with all of its set that have started before. */
    private double undoing(ScheduledDeployment failed) {
        double cost = failed.strategy().rollbackCost();
        for (List<String> set : problem.rollback().sets()) {
            for (ScheduledDeployment d :
                    set.contains(failed.asset()) ? plan.deployments() : List.<ScheduledDeployment>of()) {
                boolean other = set.contains(d.asset()) && !d.asset().equals(failed.asset());
                cost += other && isUnderWay(d, failed.end()) ? d.strategy().rollbackCost() : 0;
            }
        }
        double factor = 1;
        for (Map.Entry<Instant, Double> step : problem.rollback().factors().entrySet()) {
            factor = step.getKey().isAfter(failed.end()) ? factor : step.getValue();
        }
        return factor * cost;
    }

    /** What started before the horizon counts as started with it. */
    private boolean isUnderWay(ScheduledDeployment d, Instant when) {
        return d.start().isBefore(when) && problem.horizon().start().isBefore(when);
    }

    /** What lies before the horizon has been paid already. */
    private double impact(DeploymentJob job, ScheduledDeployment whole) {
        double sum = 0;
        for (Interval run : steps.runs(job, whole)) {
            sum += impact(new ScheduledDeployment(
                    whole.asset(), whole.strategy(), run.start(), run.end(), 0, whole.waitsFor()));
        }
        return sum;
    }

    private double impact(ScheduledDeployment d) {
        Instant start = d.start().isBefore(problem.horizon().start())
                ? problem.horizon().start()
                : d.start();
        return d.end().isBefore(start)
                ? 0
                : curve.costOf(new ScheduledDeployment(d.asset(), d.strategy(), start, d.end(), 0, d.waitsFor()));
    }

    /** The first point of the grid that is not before an instant: where what is off the grid counts from. */
    private Instant up(Instant instant) {
        Instant origin = problem.horizon().start();
        Duration since = Duration.between(origin, instant);
        Instant point = origin.plus(problem.granularity().multipliedBy(since.dividedBy(problem.granularity())));
        return point.isBefore(instant) ? point.plus(problem.granularity()) : point;
    }

    private static double minutes(Instant from, Instant to) {
        Duration length = Duration.between(from, to);
        return length.getSeconds() / 60.0 + length.getNano() / 60e9;
    }
}
