package io.dataops.scheduling.project;

import io.dataops.api.Budget;
import io.dataops.api.Progress;
import io.dataops.api.ProgressListener;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.optaplanner.core.api.score.buildin.bendablelong.BendableLongScore;
import org.optaplanner.core.api.score.calculator.EasyScoreCalculator;
import org.optaplanner.core.api.score.director.ScoreDirector;
import org.optaplanner.core.api.solver.SolverFactory;
import org.optaplanner.core.config.heuristic.selector.move.factory.MoveIteratorFactoryConfig;
import org.optaplanner.core.config.localsearch.LocalSearchPhaseConfig;
import org.optaplanner.core.config.localsearch.decider.acceptor.LocalSearchAcceptorConfig;
import org.optaplanner.core.config.localsearch.decider.forager.LocalSearchForagerConfig;
import org.optaplanner.core.config.phase.PhaseConfig;
import org.optaplanner.core.config.phase.custom.CustomPhaseConfig;
import org.optaplanner.core.config.solver.EnvironmentMode;
import org.optaplanner.core.config.solver.SolverConfig;
import org.optaplanner.core.config.solver.termination.TerminationConfig;
import org.optaplanner.core.impl.phase.custom.CustomPhaseCommand;

/** OptaPlanner's local search over the order of jobs, a list variable that the schedule generator decodes. */
final class OptaPlannerSearch implements Core {
    /** How often the search is justified when it stands still; after that it goes on alone. */
    private static final int ROUNDS = 100;
    /** Moves without a better schedule, in units of the jobs, that count as standing still. */
    private static final int PATIENCE = 100;

    @Override
    public String describe() {
        return "OptaPlanner local search over the order of jobs";
    }

    @Override
    public Individual search(
            Project project, long[] goal, Budget budget, Budget.Meter meter, ProgressListener listener) {
        return search(project, goal, budget, meter, listener, () -> false);
    }

    /** The same, silent, until told to stop. */
    Individual search(Project project, long[] goal, Budget budget, Budget.Meter meter, BooleanSupplier stop) {
        return search(project, goal, budget, meter, ProgressListener.silent(), stop);
    }

    private static Individual search(
            Project project,
            long[] goal,
            Budget budget,
            Budget.Meter meter,
            ProgressListener listener,
            BooleanSupplier stop) {
        OrderedJobs start = new OrderedJobs(project);
        int[] order = new int[project.jobs];
        new Seeds(project).order(order, new SplittableRandom(budget.seed()), true);
        for (int j : order) {
            start.sequence.order.add(start.jobs.get(j));
        }
        ListDecoder decoder = start.decoder;
        BendableLongScore first = decoder.score(start);
        meter.spend(decoder.schedules());
        if (meter.isSpent() || project.jobs < 2 || first.equals(decoder.score(goal))) {
            return decoder.last();
        }
        long before = decoder.schedules();
        org.optaplanner.core.api.solver.Solver<OrderedJobs> solver = SolverFactory.<OrderedJobs>create(
                        config(decoder.score(goal), project.jobs, budget, meter))
                .buildSolver();
        solver.addEventListener(event -> {
            BendableLongScore score = (BendableLongScore) event.getNewBestScore();
            Progress progress = meter.progress("searching a schedule");
            listener.progressed(
                    score.isFeasible()
                            ? progress.withBest((double) -score.softScores()[0]).withBound((double) goal[1])
                            : progress);
        });
        decoder.watch(() -> {
            if (stop.getAsBoolean()) {
                solver.terminateEarly();
            }
        });
        OrderedJobs best = solver.solve(start);
        meter.spend(decoder.schedules() - before);
        decoder.score(best);
        return decoder.last();
    }

    private static SolverConfig config(BendableLongScore goal, int jobs, Budget budget, Budget.Meter meter) {
        TerminationConfig limit = new TerminationConfig().withBestScoreLimit(goal.toString());
        if (budget.maxSteps() < Long.MAX_VALUE) {
            limit.setScoreCalculationCountLimit(
                    Math.max(1, (budget.maxSteps() - meter.steps()) / ListDecoder.SCHEDULES_A_SCORE));
        }
        meter.timeLeft().ifPresent(time -> limit.setMillisecondsSpentLimit(Math.max(1, time.toMillis())));
        return new SolverConfig()
                .withSolutionClass(OrderedJobs.class)
                .withEntityClasses(OrderedJobs.Sequence.class)
                .withEasyScoreCalculatorClass(Calculator.class)
                .withEnvironmentMode(EnvironmentMode.REPRODUCIBLE)
                .withRandomSeed(budget.seed())
                .withTerminationConfig(limit)
                .withPhaseList(phases(jobs));
    }

    /** Local search, and whenever it stands still its order replaced by that of the justified schedule. */
    @SuppressWarnings("rawtypes") // as OptaPlanner wants it
    private static List<PhaseConfig> phases(int jobs) {
        List<PhaseConfig> phases = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            phases.add(localSearch()
                    .withTerminationConfig(new TerminationConfig().withUnimprovedStepCountLimit(PATIENCE * jobs)));
            phases.add(new CustomPhaseConfig().withCustomPhaseCommandClassList(List.of(JustifyCommand.class)));
        }
        phases.add(localSearch());
        return phases;
    }

    private static LocalSearchPhaseConfig localSearch() {
        return new LocalSearchPhaseConfig()
                .withAcceptorConfig(new LocalSearchAcceptorConfig().withLateAcceptanceSize(400))
                .withForagerConfig(new LocalSearchForagerConfig().withAcceptedCountLimit(1))
                .withMoveSelectorConfig(
                        new MoveIteratorFactoryConfig().withMoveIteratorFactoryClass(OrderMoves.Factory.class));
    }

    /** Puts the jobs in the order of the starts of their justified schedule. Created by OptaPlanner. */
    public static final class JustifyCommand implements CustomPhaseCommand<OrderedJobs> {
        /** For OptaPlanner. */
        public JustifyCommand() {}

        @Override
        public void changeWorkingSolution(ScoreDirector<OrderedJobs> director) {
            OrderedJobs solution = director.getWorkingSolution();
            OrderedJobs.Sequence sequence = solution.sequence;
            solution.decoder.score(solution);
            int n = sequence.order.size();
            director.beforeListVariableChanged(sequence, "order", 0, n);
            int at = 0;
            for (int j : solution.decoder.byStart()) {
                sequence.order.set(at++, solution.jobs.get(j));
            }
            director.afterListVariableChanged(sequence, "order", 0, n);
            director.triggerVariableListeners();
        }
    }

    /** Asks the solution's decoder. Created by OptaPlanner. */
    public static final class Calculator implements EasyScoreCalculator<OrderedJobs, BendableLongScore> {
        /** For OptaPlanner. */
        public Calculator() {}

        @Override
        public BendableLongScore calculateScore(OrderedJobs solution) {
            return solution.decoder.score(solution);
        }
    }
}
