package io.dataops.scheduling.project;

/** What a schedule keeps small; several are compared one after the other, the most important first. */
public enum Objective {
    /** The slot at which the last job ends. */
    MAKESPAN,
    /** The sum of the costs of the chosen modes. */
    MODE_COST,
    /** The sum over jobs of their weight times the impact of the slots in which they run. */
    IMPACT,
    /** The sum over jobs of their weight times the slots that they end after their due slot. */
    LATENESS,
    /** The number of jobs that do not start at their published slot. */
    CHANGES
}
