package io.dataops.scheduling.deployment;

/**
 * What a plan keeps small; several are compared one after the other, or as a weighted sum.
 *
 * <pre>{@code
 * deployments.minimize(Goal.IMPACT, Goal.MAKESPAN);   // the second only where the first is equal
 * }</pre>
 */
public enum Goal {
    /** The time from the start of the horizon to the end of the last job, in minutes. */
    MAKESPAN,
    /** The probability of failure times the cost of undoing at that point of the plan, summed over the jobs: {@link RollbackRules}. */
    ROLLBACK_COST,
    /** The number of deployments that are expected to fail: the probability of failure, summed over the jobs. */
    RISK,
    /** What the users lose while jobs run: the impact curve over the time of each job, summed. */
    IMPACT,
    /** The minutes that jobs end after they are due, each times its cost a minute, summed. */
    LATENESS,
    /** The number of jobs that do not start where they were published. */
    CHANGES,
    /** The minutes between the start of each job and its published start, summed. */
    SHIFT;

    /** What it is called in a plan. */
    String text() {
        return switch (this) {
            case MAKESPAN -> "makespan in minutes";
            case ROLLBACK_COST -> "expected rollback cost";
            case RISK -> "expected failures";
            case IMPACT -> "business impact";
            case LATENESS -> "cost of lateness";
            case CHANGES -> "changed starts";
            case SHIFT -> "shift in minutes";
        };
    }
}
