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
     * {@link #HYBRID} for every model, since it was as good as or better than the others on every kind of project that was measured
     * (docs/scheduling.md has the table). The provenance of the answer says so, and which of our searches it was.
     */
    AUTO;

    /** What a project is searched with, and why. */
    record Choice(Solver solver, String reason) {}

    /** Takes a choice that is left to the model. */
    Choice choose(Project p) {
        return this == AUTO
                ? new Choice(HYBRID, kind(p) + ", a kind for which it measured best")
                : new Choice(this, "");
    }

    private static String kind(Project p) {
        if (p.maxLags.length > 0) {
            return "a project with " + p.maxLags.length + " maximum lags";
        }
        int steady = 0;
        for (int j = 0; j < p.jobs; j++) {
            steady += p.steady[j] ? 1 : 0;
        }
        if (steady > 0) {
            return "a project in which " + steady + " of " + p.jobs + " jobs pause or start together";
        }
        return p.isTimed() ? "a project in which time has its price" : "a project of jobs that can be justified";
    }
}
