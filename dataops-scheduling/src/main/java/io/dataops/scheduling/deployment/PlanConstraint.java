package io.dataops.scheduling.deployment;

import java.util.ArrayList;
import java.util.List;

/**
 * One constraint of a problem that could be left out.
 *
 * <pre>{@code
 * for (PlanConstraint constraint : ConflictFinder.find(problem).orElseThrow().constraints()) {
 *     System.err.println(constraint.kind() + ": " + constraint.describe(problem));
 * }
 * }</pre>
 *
 * @param kind which kind
 * @param subject the job, resource, budget or blackout that it belongs to, or several jobs; empty for the windows of the problem
 * @param other of a dependency, the job that ends first; empty otherwise
 */
public record PlanConstraint(Kind kind, String subject, String other) {

    /** Kinds of constraint that can be left out. */
    public enum Kind {
        /** The windows of the whole problem. */
        WINDOWS,
        /** The windows of a job. */
        JOB_WINDOWS,
        /** The windows of a resource. */
        RESOURCE_WINDOWS,
        /** A blackout. */
        BLACKOUT,
        /** The capacity of a resource. */
        CAPACITY,
        /** What there is of something that is used up. */
        BUDGET,
        /** The earliest start of a job. */
        NOT_BEFORE,
        /** The latest end of a job. */
        DEADLINE,
        /** The fixed start of a job. */
        PIN,
        /** That a job waits for another. */
        DEPENDENCY,
        /** That jobs start at the same time. */
        TOGETHER,
        /** That jobs do not overlap. */
        APART
    }

    static PlanConstraint of(Kind kind, List<String> jobs) {
        return new PlanConstraint(kind, String.join(", ", jobs), "");
    }

    /**
     * Returns what the constraint says, in plain words.
     *
     * @param problem the problem that has it
     * @return one line
     */
    public String describe(DeploymentProblem problem) {
        DeploymentJob job = problem.jobs().stream()
                .filter(j -> j.name().equals(subject))
                .findFirst()
                .orElse(null);
        return switch (kind) {
            case WINDOWS -> "the windows " + Weeks.text(problem.windows());
            case JOB_WINDOWS -> "the windows of " + subject + " " + (job == null ? "" : Weeks.text(job.windows()));
            case RESOURCE_WINDOWS ->
                "the windows of " + subject + " "
                        + Weeks.text(problem.resourceWindows().getOrDefault(subject, List.of()));
            case BLACKOUT -> "the blackout " + subject;
            case CAPACITY -> "the capacity " + problem.capacities().getOrDefault(subject, 0) + " of " + subject;
            case BUDGET -> "the budget " + problem.budgets().getOrDefault(subject, 0) + " of " + subject;
            case NOT_BEFORE ->
                subject + " must not start before "
                        + (job == null
                                ? ""
                                : job.notBefore().map(Object::toString).orElse(""));
            case DEADLINE ->
                subject + " must end by "
                        + (job == null
                                ? ""
                                : job.deadline().map(Object::toString).orElse(""));
            case PIN ->
                subject + " is pinned to "
                        + (job == null
                                ? ""
                                : job.pinnedAt().map(Object::toString).orElse(""));
            case DEPENDENCY -> subject + " waits for " + other;
            case TOGETHER -> subject + " must start together";
            case APART -> subject + " must not overlap";
        };
    }

    /** Every constraint of a problem, those of the whole first, then job by job. */
    static List<PlanConstraint> all(DeploymentProblem problem) {
        List<PlanConstraint> all = new ArrayList<>();
        if (!problem.windows().isEmpty()) {
            all.add(new PlanConstraint(Kind.WINDOWS, "", ""));
        }
        problem.blackouts().keySet().forEach(name -> all.add(new PlanConstraint(Kind.BLACKOUT, name, "")));
        problem.capacities().keySet().forEach(name -> all.add(new PlanConstraint(Kind.CAPACITY, name, "")));
        problem.budgets().keySet().forEach(name -> all.add(new PlanConstraint(Kind.BUDGET, name, "")));
        problem.resourceWindows().keySet().forEach(r -> all.add(new PlanConstraint(Kind.RESOURCE_WINDOWS, r, "")));
        problem.together().forEach(set -> all.add(of(Kind.TOGETHER, set)));
        problem.apart().forEach(set -> all.add(of(Kind.APART, set)));
        for (DeploymentJob job : problem.jobs()) {
            job.deadline().ifPresent(t -> all.add(new PlanConstraint(Kind.DEADLINE, job.name(), "")));
            job.notBefore().ifPresent(t -> all.add(new PlanConstraint(Kind.NOT_BEFORE, job.name(), "")));
            job.pinnedAt().ifPresent(t -> all.add(new PlanConstraint(Kind.PIN, job.name(), "")));
            if (!job.windows().isEmpty()) {
                all.add(new PlanConstraint(Kind.JOB_WINDOWS, job.name(), ""));
            }
            job.predecessors().forEach(p -> all.add(new PlanConstraint(Kind.DEPENDENCY, job.name(), p.job())));
        }
        return all;
    }
}
