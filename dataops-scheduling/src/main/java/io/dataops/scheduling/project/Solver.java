package io.dataops.scheduling.project;

/**
 * What searches for a schedule.
 *
 * <pre>{@code
 * ProjectScheduler.standard().with(Solver.OPTAPLANNER).solve(project, Budget.time(Duration.ofSeconds(5)));
 * }</pre>
 */
public enum Solver {
    /** Our own hybrid genetic search with justification on flat arrays; of two populations where the makespan alone counts. */
    HYBRID,
    /** OptaPlanner's local search over the same order of jobs. */
    OPTAPLANNER,
    /**
     * Both: each takes half of the steps, or on two threads all of the time; the better answer counts. If one proves that nothing
     * better exists, the other is stopped.
     */
    RACE,
    /**
     * {@link #RACE} where there are maximum lags, or most jobs pause or start together, so that justification, which carries our own
     * search, does not apply; else {@link #HYBRID}. The provenance of the answer says which and why.
     */
    AUTO;

    /** What a project is searched with, and why. */
    record Choice(Solver solver, String reason) {}

    /** Takes a choice that is left to the model; by argument, not by measurement: where justification does not apply, two ways hedge. */
    Choice choose(Project p) {
        if (this != AUTO) {
            return new Choice(this, "");
        }
        int steady = 0;
        for (int j = 0; j < p.jobs; j++) {
            steady += p.steady[j] ? 1 : 0;
        }
        if (p.maxLags.length > 0) {
            return new Choice(RACE, p.maxLags.length + " maximum lags");
        }
        if (2 * steady > p.jobs) {
            return new Choice(RACE, steady + " of " + p.jobs + " jobs pause or start together");
        }
        return new Choice(HYBRID, steady == 0 ? "all jobs can be justified" : "most jobs can be justified");
    }
}
