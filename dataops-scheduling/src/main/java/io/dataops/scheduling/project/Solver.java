package io.dataops.scheduling.project;

/**
 * What searches for a schedule.
 *
 * <pre>{@code
 * ProjectScheduler.standard().with(Solver.OPTAPLANNER).solve(project, Budget.time(Duration.ofSeconds(5)));
 * }</pre>
 */
public enum Solver {
    /** Our own hybrid genetic search with justification on flat arrays. */
    HYBRID,
    /** OptaPlanner's local search over the same order of jobs. */
    OPTAPLANNER
}
