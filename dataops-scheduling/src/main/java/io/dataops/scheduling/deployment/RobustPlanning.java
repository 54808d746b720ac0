package io.dataops.scheduling.deployment;

import io.dataops.api.Budget;
import io.dataops.api.DeploymentPlan;
import io.dataops.api.ProgressListener;
import io.dataops.scheduling.project.ProjectAnswer;
import io.dataops.scheduling.project.ProjectScheduler;
import io.dataops.scheduling.project.Schedule;
import io.dataops.scheduling.project.ScheduleMeasure;
import io.dataops.scheduling.project.Solver;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Searches for plans that end early by a quantile, or by the mean of the worst worlds, where durations vary.
 *
 * <p>Sample average approximation: all plans are compared in the same worlds, played as {@link PlanRisk} plays them. The plan for
 * certain durations is the first candidate, so in these worlds what is found is never worse. Chosen by them it looks better than
 * it is; so it is the answer only if it is no worse in a second set of worlds either, and both are judged once more, in ten times as
 * many fresh worlds. Immutable.
 *
 * <p>Source: Kleywegt, Shapiro and Homem-de-Mello (2002), The sample average approximation method for stochastic discrete
 * optimization.
 *
 * <pre>{@code
 * RobustPlan robust = RobustPlanning.of(problem, DurationModel.triangular(0.8, 1, 2))
 *         .samples(400)
 *         .minimize(RiskMeasure.cvar(0.9), Budget.time(Duration.ofSeconds(10)).withSeed(42));
 * }</pre>
 */
public final class RobustPlanning {
    private static final int SAMPLES = 200;
    private static final int MOST_SAMPLES = 100_000;
    /** Fresh worlds for one of the search: so that the error of the judgement is a third of that of the search. */
    private static final int FRESH = 10;
    /** The part of a limited time that goes into the plan for certain durations. */
    private static final int CERTAIN_PART = 5;
    /** Worlds of the second look at what was found, for one of the search and at most, unless the search itself has more. */
    private static final int SECOND = 10;

    private static final int MOST_SECOND = 4_000;
    /** Separates the worlds of the second look from those of the search. */
    private static final long SECOND_SEED = 0xd1b54a32d192ed03L;
    /** Separates the worlds of the judgement from those of the search. */
    private static final long FRESH_SEED = 0x9e3779b97f4a7c15L;

    private final DeploymentProblem problem;
    private final DurationModel model;
    private final int samples;
    private final int threads;
    private final ProgressListener listener;

    private RobustPlanning(
            DeploymentProblem problem, DurationModel model, int samples, int threads, ProgressListener listener) {
        this.problem = problem;
        this.model = model;
        this.samples = samples;
        this.threads = threads;
        this.listener = listener;
    }

    /**
     * Returns the search with all defaults: 200 worlds, one thread.
     *
     * @param problem what is to be planned; its goals decide among plans that are equal by the measure
     * @param model how durations vary
     * @return the search
     */
    public static RobustPlanning of(DeploymentProblem problem, DurationModel model) {
        return new RobustPlanning(problem, model, SAMPLES, 1, ProgressListener.silent());
    }

    /**
     * Returns this search with another number of worlds.
     *
     * @param worlds in how many worlds plans are compared, 2 to 100,000
     * @return the search
     */
    public RobustPlanning samples(int worlds) {
        if (worlds < 2 || worlds > MOST_SAMPLES) {
            throw new IllegalArgumentException("samples (" + worlds + ") must be between 2 and " + MOST_SAMPLES + ".");
        }
        return new RobustPlanning(problem, model, worlds, threads, listener);
    }

    /**
     * Returns this search with another number of threads.
     *
     * @param count 1 to 64; does not change the answer under a step budget; more than two do not help
     * @return the search
     */
    public RobustPlanning threads(int count) {
        ProjectScheduler.standard().threads(count);
        return new RobustPlanning(problem, model, samples, count, listener);
    }

    /**
     * Returns this search telling of its progress.
     *
     * @param newListener hears of the plans played
     * @return the search
     */
    public RobustPlanning progress(ProgressListener newListener) {
        return new RobustPlanning(problem, model, samples, threads, newListener);
    }

    /**
     * Searches.
     *
     * @param measure what is kept small of the end
     * @param budget how long: so many schedules for the plan for certain durations, and as many that are played in all worlds; of a
     *     limited time, a fifth for the former. An answer is owed even for a budget of zero
     * @return the plan, judged in fresh worlds
     */
    public RobustPlan minimize(RiskMeasure measure, Budget budget) {
        return minimize(measure, budget, Math.max(samples, Math.min(SECOND * samples, MOST_SECOND)));
    }

    /** With so many worlds for a second look at what was found; without one if there are none. */
    RobustPlan minimize(RiskMeasure measure, Budget budget, int secondWorlds) {
        Budget.Meter meter = budget.start();
        Compiled compiled = new Compiled(problem);
        PlanSearch search = new PlanSearch(Solver.HYBRID, threads, listener);
        PlanSearch.Answer first = search.answer(compiled, first(budget));
        if (!first.plan().isFeasible()
                || first.plan().deployments().isEmpty()
                || first.answer().isEmpty()) {
            return new RobustPlan(
                    first.plan(), first.plan(), measure, Optional.empty(), Optional.empty(), samples, FRESH * samples);
        }
        List<String> names = problem.jobs().stream().map(DeploymentJob::name).toList();
        DurationTable table = new DurationTable(model, names, samples, budget.seed());
        ProjectAnswer better = ProjectScheduler.standard()
                .threads(threads)
                .progress(listener)
                .improve(
                        compiled.project,
                        first.answer().get(),
                        () -> measure(compiled, table, measure),
                        left(budget, meter));
        ProjectAnswer certain = first.answer().get();
        boolean holds = secondWorlds == 0
                || holds(
                        better.best(),
                        certain.best(),
                        measure(
                                compiled,
                                new DurationTable(model, names, secondWorlds, budget.seed() ^ SECOND_SEED),
                                measure));
        DeploymentPlan plan = PlanSearch.plan(
                compiled,
                new ProjectAnswer(
                        holds ? better.best() : certain.best(),
                        better.lowerBounds(),
                        better.provenInfeasible(),
                        better.provenance()));
        return new RobustPlan(
                plan,
                first.plan(),
                measure,
                Optional.of(value(plan, measure, budget.seed())),
                Optional.of(value(first.plan(), measure, budget.seed())),
                samples,
                FRESH * samples);
    }

    /** Whether a schedule is no worse than another in worlds that the search has not seen. */
    private static boolean holds(Schedule found, Schedule certain, ScheduleMeasure second) {
        long least = second.of(toArray(certain.starts()), toArray(certain.modes()), Long.MAX_VALUE);
        return second.of(toArray(found.starts()), toArray(found.modes()), least) <= least;
    }

    private static int[] toArray(List<Integer> list) {
        return list.stream().mapToInt(i -> i).toArray();
    }

    private static Budget first(Budget b) {
        return new Budget(b.maxSteps(), b.maxTime().map(time -> time.dividedBy(CERTAIN_PART)), b.seed(), b.ticker());
    }

    private static Budget left(Budget b, Budget.Meter meter) {
        return new Budget(b.maxSteps(), meter.timeLeft(), b.seed(), b.ticker());
    }

    private ScheduleMeasure measure(Compiled compiled, DurationTable table, RiskMeasure measure) {
        return new PlayedMeasure(compiled, table, measure);
    }

    private RobustPlan.Value value(DeploymentPlan plan, RiskMeasure measure, long seed) {
        Instant searched = PlanRisk.simulate(problem, plan, model, samples, seed)
                .end(measure)
                .value();
        return new RobustPlan.Value(
                searched,
                PlanRisk.simulate(problem, plan, model, FRESH * samples, seed ^ FRESH_SEED)
                        .end(measure));
    }
}
