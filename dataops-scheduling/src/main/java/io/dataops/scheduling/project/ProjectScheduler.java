package io.dataops.scheduling.project;

import io.dataops.api.Budget;
import io.dataops.api.ProgressListener;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Finds the start and the mode of every job of a project.
 *
 * <p>Defaults: {@link Solver#HYBRID}, one thread. It breeds two populations, one from each end of time, where the makespan alone
 * counts and time runs the same both ways; else two islands. Under a step budget (a step is a schedule) the answer
 * depends on the project, the seed and the number of steps alone, for any number of threads. Immutable.
 *
 * <pre>{@code
 * ProjectAnswer answer = ProjectScheduler.standard()
 *         .threads(2)   // the same answer for any number under a budget of steps
 *         .solve(project, Budget.steps(50_000).withSeed(42));
 * }</pre>
 */
public final class ProjectScheduler {
    private static final int ISLANDS = 2;
    private static final long MOST_EFFORT = 30_000_000;
    private static final long EFFORT_A_STEP = 2_000;

    private final Solver solver;
    private final int threads;
    private final boolean anySchedule;
    private final ProgressListener listener;

    private ProjectScheduler(Solver solver, int threads, boolean anySchedule, ProgressListener listener) {
        this.solver = solver;
        this.threads = threads;
        this.anySchedule = anySchedule;
        this.listener = listener;
    }

    /**
     * Returns the scheduler with all defaults.
     *
     * @return the scheduler
     */
    public static ProjectScheduler standard() {
        return new ProjectScheduler(Solver.HYBRID, 1, false, ProgressListener.silent());
    }

    /**
     * Returns a scheduler that stops at the first schedule that keeps every constraint, whatever its objectives.
     *
     * @return the scheduler
     */
    public static ProjectScheduler feasibility() {
        return new ProjectScheduler(Solver.HYBRID, 1, true, ProgressListener.silent());
    }

    /**
     * Returns this scheduler with another solver.
     *
     * @param other what searches
     * @return the scheduler
     */
    public ProjectScheduler with(Solver other) {
        return new ProjectScheduler(other, threads, anySchedule, listener);
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
        return new ProjectScheduler(solver, count, anySchedule, listener);
    }

    /**
     * Returns this scheduler telling of its progress: after every few thousand schedules, or with every better one.
     *
     * @param newListener hears of the schedules made, the best value of the first objective and its bound
     * @return the scheduler
     */
    public ProjectScheduler progress(ProgressListener newListener) {
        return new ProjectScheduler(solver, threads, anySchedule, newListener);
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
        Budget none = Budget.steps(0).withSeed(budget.seed());
        Core quick = LagSearch.applies(project) ? new LagSearch(1) : new HybridSearch(1, 1, Tuning.STANDARD);
        Individual first = quick.search(project, goal, none, none.start(), ProgressListener.silent());
        if (anySchedule) {
            Arrays.fill(goal, 1, goal.length, Long.MAX_VALUE);
        } else {
            raise(project, goal, first, effort(budget));
        }
        Solver.Choice choice = solver.choose(project);
        Core core = core(choice.solver(), project);
        Individual best = goal[0] > 0 || meter.isSpent() ? first : core.search(project, goal, budget, meter, listener);
        return new ProjectAnswer(
                schedule(project, best),
                Arrays.stream(anySchedule ? new Bounds(project).of(valuation) : goal)
                        .skip(1)
                        .limit(project.objectives.size())
                        .boxed()
                        .toList(),
                goal[0] > 0,
                meter.provenance(
                        core.describe() + (choice.reason().isEmpty() ? "" : ", chosen for " + choice.reason())));
    }

    /**
     * Searches for a schedule that is better by a measure, from a schedule that is known.
     *
     * @param project what to schedule
     * @param first an answer for this project
     * @param measure makes the measure, once for each of the two chains of the search
     * @param budget how long; a step is a schedule that is measured
     * @return a schedule that is not worse by the measure and violates the project no more; of those that are equal, one better by
     *     the objectives. The bounds are those of the first answer
     */
    public ProjectAnswer improve(
            Project project, ProjectAnswer first, Supplier<ScheduleMeasure> measure, Budget budget) {
        Budget.Meter meter = budget.start();
        Individual start = individual(project, first.best());
        Individual best = new MeasuredSearch(project, threads).search(start, measure, budget, meter, listener);
        return new ProjectAnswer(
                schedule(project, best),
                first.lowerBounds(),
                first.provenInfeasible(),
                meter.provenance("simulated annealing by a measure, 2 chains"));
    }

    private static Individual individual(Project p, Schedule s) {
        if (s.starts().size() != p.jobs) {
            throw new IllegalArgumentException("the first answer has "
                    + s.starts().size() + " jobs and the project " + p.jobs + ". Maybe it answers another project.");
        }
        Valuation valuation = new Valuation(p);
        Individual x = new Individual(p.jobs, valuation.length());
        for (int j = 0; j < p.jobs; j++) {
            x.starts[j] = s.starts().get(j);
            x.order[j] = j;
            for (int m = p.firstMode[j]; m < p.firstMode[j + 1]; m++) {
                x.modes[j] = p.modeNumber[m] == s.modes().get(j) ? m : Math.max(x.modes[j], p.firstMode[j]);
            }
        }
        x.makespan = s.makespan();
        valuation.value(x.starts, x.modes, x.makespan, x.values);
        return x;
    }

    /** Raises the bounds by refutation: of the horizon if no schedule is known, of shorter makespans if one is. */
    private static void raise(Project project, long[] goal, Individual first, long effort) {
        if (first.values[0] > 0 && goal[0] == 0 && isRefutedBySearch(project, effort)) {
            goal[0] = 1;
        }
        boolean early = project.objectives.get(0) == Objective.MAKESPAN || project.weighs(Objective.MAKESPAN);
        if (goal[0] == 0 && early) {
            int reached = first.values[0] == 0 ? first.makespan : project.horizon;
            Bounds bounds = new Bounds(project);
            int makespan = Bounds.raised(project, bounds.makespan(), reached, effort);
            System.arraycopy(bounds.of(new Valuation(project), makespan), 1, goal, 1, goal.length - 1);
        }
    }

    /** A share of the budget, so that a small one is answered quickly. */
    private static long effort(Budget budget) {
        long bySteps = Math.min(budget.maxSteps(), MOST_EFFORT / EFFORT_A_STEP) * EFFORT_A_STEP;
        return budget.maxTime()
                .map(time -> Math.min(
                        bySteps, time.compareTo(Duration.ofSeconds(1)) >= 0 ? MOST_EFFORT : time.toNanos() / 30))
                .orElse(bySteps);
    }

    /**
     * Tries to prove that no schedule keeps every constraint, without searching for one.
     *
     * @param project the project
     * @param effort how much may be tried, in units of about a nanosecond
     * @return true if that is proven; false if it is not known
     */
    public static boolean isRefuted(Project project, long effort) {
        return new Bounds(project).of(new Valuation(project))[0] > 0 || isRefutedBySearch(project, effort);
    }

    private static boolean isRefutedBySearch(Project project, long effort) {
        return StockRefutation.refutes(project) || new Refutation(project, effort).refutes(project.horizon);
    }

    private static Core hybrid(Project project, int threads) {
        if (LagSearch.applies(project)) {
            return new LagSearch(threads);
        }
        return BipopulationSearch.applies(project)
                ? new BipopulationSearch(threads)
                : new HybridSearch(ISLANDS, threads, Tuning.STANDARD);
    }

    private Core core(Solver chosen, Project project) {
        return switch (chosen) {
            case HYBRID, AUTO -> hybrid(project, threads);
            case OPTAPLANNER -> new OptaPlannerSearch();
            case RACE ->
                new RaceSearch(hybrid(project, Math.max(1, threads - 1)), new OptaPlannerSearch(), threads > 1);
        };
    }

    private static Schedule schedule(Project p, Individual x) {
        return new Schedule(
                Arrays.stream(x.starts).boxed().toList(),
                IntStream.range(0, p.jobs)
                        .mapToObj(j -> p.modeNumber[x.modes[j]])
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
