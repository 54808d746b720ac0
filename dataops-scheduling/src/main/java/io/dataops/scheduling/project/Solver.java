package io.dataops.scheduling.project;

/** What searches for a schedule. */
public enum Solver {
    /** Our own hybrid genetic search with justification on flat arrays. */
    HYBRID,
    /** OptaPlanner's local search over the same order of jobs. */
    OPTAPLANNER
}
