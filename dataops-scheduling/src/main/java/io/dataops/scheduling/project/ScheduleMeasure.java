package io.dataops.scheduling.project;

/**
 * What a schedule is worth by something that is not in the project, for example a simulation; less is better.
 *
 * <pre>{@code
 * ProjectAnswer first = ProjectScheduler.standard().solve(project, Budget.steps(1_000));
 * ScheduleMeasure waiting = (starts, modes, limit) -> Arrays.stream(starts).asLongStream().sum();
 * ProjectAnswer better = ProjectScheduler.standard().improve(project, first, () -> waiting, Budget.steps(1_000));
 * }</pre>
 */
@FunctionalInterface
public interface ScheduleMeasure {

    /**
     * Measures a schedule. Called by one thread at a time; must depend on its arguments alone.
     *
     * @param starts the start of each job, not to be changed
     * @param modes the mode of each job, numbered as it was added to the job, not to be changed
     * @param limit a value above which the exact one does not matter: anything above the limit may be returned then
     * @return the value
     */
    long of(int[] starts, int[] modes, long limit);

    /**
     * Guides the search from one schedule to the next: by the value itself, unless that changes in steps so large that nothing leads
     * from one to the next. Of the schedules that are gone through, the best by {@link #of} is kept all the same.
     *
     * @param starts as for the value
     * @param modes as for the value
     * @param limit a figure above which the exact one does not matter; it may be given up where it is likely to be more
     * @return the figure, in the unit of the value
     */
    default long guide(int[] starts, int[] modes, long limit) {
        return of(starts, modes, limit);
    }
}
