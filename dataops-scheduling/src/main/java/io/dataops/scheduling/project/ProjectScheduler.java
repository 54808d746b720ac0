package io.dataops.scheduling.project;

import io.dataops.api.Budget;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Finds the start and the mode of every job of a project.
 *
 * <p>Defaults: {@link Solver#HYBRID}, one thread, four islands. Under a step budget (a step is a schedule) the answer
 * depends on the project, the seed and the number of steps alone, for any number of threads. Immutable.
 */
public final class ProjectScheduler {
    private static final int ISLANDS = 4;

    private final Solver solver;
    private final int threads;

    private ProjectScheduler(Solver solver, int threads) {
        this.solver = solver;
        this.threads = threads;
    }

    /**
     * Returns the scheduler with all defaults.
     *
     * @return the scheduler
     */
    public static ProjectScheduler standard() {
        return new ProjectScheduler(Solver.HYBRID, 1);
    }

    /**
     * Returns this scheduler with another solver.
     *
     * @param other what searches
     * @return the scheduler
     */
    public ProjectScheduler with(Solver other) {
        return new ProjectScheduler(other, threads);
    }

    /**
     * Returns this scheduler with another number of threads.
     *
     * @param count 1 to 64; does not change the answer under a step budget
     * @return the scheduler
     */
    public ProjectScheduler threads(int count) {
        if (count < 1 || count > 64) {
            throw new IllegalArgumentException("threads (" + count + ") must be between 1 and 64.");
        }
        return new ProjectScheduler(solver, count);
    }

    /**
     * Searches.
     *
     * @param project what to schedule
     * @param budget how long; one first schedule is made even for a budget of zero
     * @return the best schedule found, with its certificate
     */
    public ProjectAnswer solve(Project project, Budget budget) {
        Budget.Meter meter = budget.start();
        Valuation valuation = new Valuation(project);
        long[] goal = new Bounds(project).of(valuation);
        Core core = core();
        Individual best = core.search(project, goal, budget, meter);
        return new ProjectAnswer(
                schedule(project, best),
                Arrays.stream(goal)
                        .skip(1)
                        .limit(project.objectives.size())
                        .boxed()
                        .toList(),
                goal[0] > 0,
                meter.provenance(core.describe()));
    }

    private Core core() {
        return switch (solver) {
            case HYBRID -> new HybridSearch(ISLANDS, threads, Tuning.STANDARD);
            case OPTAPLANNER -> new OptaPlannerSearch();
        };
    }

    private static Schedule schedule(Project p, Individual x) {
        return new Schedule(
                Arrays.stream(x.starts).boxed().toList(),
                IntStream.range(0, p.jobs)
                        .mapToObj(j -> x.modes[j] - p.firstMode[j])
                        .toList(),
                x.makespan,
                x.values[0],
                Arrays.stream(x.values)
                        .skip(1)
                        .limit(p.objectives.size())
                        .boxed()
                        .toList());
    }
}
