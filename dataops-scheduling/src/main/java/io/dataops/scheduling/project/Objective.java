package io.dataops.scheduling.project;

/**
 * What a schedule keeps small; several are compared one after the other, the most important first.
 *
 * <pre>{@code
 * List<Objective> first = project.objectives();   // compared one after the other
 * }</pre>
 */
public enum Objective {
    /** The slot at which the last job ends. */
    MAKESPAN,
    /** The sum of the costs of the chosen modes, which may depend on the point of the schedule: see {@link UndoCosts}. */
    MODE_COST,
    /** The sum of the risks of the chosen modes. */
    MODE_RISK,
    /** The sum over jobs of their weight times the impact of the slots in which they run. */
    IMPACT,
    /** The sum over jobs of their weight times the slots that they end after their due slot. */
    LATENESS,
    /** The number of jobs that do not start at their published slot. */
    CHANGES,
    /** The sum over jobs of the slots between their start and their published slot. */
    SHIFT,
    /** The sum of the other objectives, each times its weight in {@link ProjectBuilder#weights}. */
    WEIGHTED_SUM
}
