package io.dataops.scheduling.deployment;

/** What a plan keeps small; several are compared one after the other, the most important first. */
public enum Goal {
    /** The time from the start of the horizon to the end of the last job. */
    MAKESPAN,
    /** The probability of failure times the cost of undoing, summed over the jobs. */
    ROLLBACK_COST,
    /** What the users lose while jobs run: the impact curve over the time of each job, summed. */
    IMPACT,
    /** The number of jobs that do not start where they were published. */
    CHANGES
}
