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
}
