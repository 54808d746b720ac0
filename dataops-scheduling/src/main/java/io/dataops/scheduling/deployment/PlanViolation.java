package io.dataops.scheduling.deployment;

/**
 * A constraint that a plan breaks.
 *
 * <pre>{@code
 * for (PlanViolation violation : PlanChecker.of(problem).violations(plan)) {
 *     System.err.println(violation.job() + ": " + violation.message());
 * }
 * }</pre>
 *
 * @param kind which kind of constraint
 * @param job the job that breaks it, or the first of several; empty for a budget or an objective
 * @param message what is wrong, with names and times
 */
public record PlanViolation(Kind kind, String job, String message) {

    /** Kinds of constraint. */
    public enum Kind {
        /** A job is missing, unknown or planned twice. */
        COVERAGE,
        /** A strategy is not one of the job's, or start and end do not fit its duration. */
        STRATEGY,
        /** A start is not on the grid. */
        GRID,
        /** A job lies outside the horizon. */
        HORIZON,
        /** A job starts before what it waits for has ended, or too long after. */
        DEPENDENCY,
        /** A job starts before its earliest start or ends after its deadline. */
        DEADLINE,
        /** A pinned job is not where it is pinned. */
        PIN,
        /** A job runs while no window is open. */
        WINDOW,
        /** A job runs in a blackout. */
        BLACKOUT,
        /** More units of a resource are held than there are. */
        CAPACITY,
        /** More of a budget is used up than there is. */
        BUDGET,
        /** Jobs that start together do not. */
        TOGETHER,
        /** Jobs that are kept apart overlap. */
        APART,
        /** An objective has another value than the plan says. */
        OBJECTIVE
    }

    @Override
    public String toString() {
        return kind + ": " + message;
    }
}
